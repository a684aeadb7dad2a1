/**
 * The properties of spreadsheets and sheets as the API gives them: what is false or 0 is left out.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#sheetproperties
 */
import type { Grid, Workbook } from "../workbook/model";
import type { CellFormat } from "../workbook/style-book";
import { withColours } from "./colours";

const black = {};
const white = { red: 1, green: 1, blue: 1 };

/** What every cell looks like without a format of its own. */
export const defaultFormat: CellFormat = {
  backgroundColor: white,
  padding: { top: 2, right: 3, bottom: 2, left: 3 },
  verticalAlignment: "BOTTOM",
  wrapStrategy: "OVERFLOW_CELL",
  textFormat: {
    foregroundColor: black,
    fontFamily: "arial,sans,sans-serif",
    fontSize: 10,
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    foregroundColorStyle: { rgbColor: black },
  },
  backgroundColorStyle: { rgbColor: white },
};

export function sheetProperties(book: Workbook, grid: Grid): object {
  const { gridProperties, ...traits } = withColours(grid.traits);
  return {
    sheetId: grid.sheetId,
    title: grid.title,
    index: book.grids.indexOf(grid),
    sheetType: "GRID",
    gridProperties: {
      rowCount: grid.rowCount,
      columnCount: grid.columnCount,
      ...gridProperties,
    },
    ...traits,
  };
}

const rgb = (red: number, green: number, blue: number): object => {
  const parts = Object.entries({ red, green, blue }).filter(([, part]) => part > 0);
  return { rgbColor: Object.fromEntries(parts) };
};

/** The theme of a new spreadsheet; this server has no other. */
const spreadsheetTheme = {
  primaryFontFamily: "Arial",
  themeColors: [
    { colorType: "TEXT", color: rgb(0, 0, 0) },
    { colorType: "BACKGROUND", color: rgb(1, 1, 1) },
    { colorType: "ACCENT1", color: rgb(0.25882354, 0.52156866, 0.95686275) },
    { colorType: "ACCENT2", color: rgb(0.91764706, 0.2627451, 0.20784314) },
    { colorType: "ACCENT3", color: rgb(0.9843137, 0.7372549, 0.015686275) },
    { colorType: "ACCENT4", color: rgb(0.20392157, 0.65882355, 0.3254902) },
    { colorType: "ACCENT5", color: rgb(1, 0.42745098, 0.003921569) },
    { colorType: "ACCENT6", color: rgb(0.27450982, 0.7411765, 0.7764706) },
    { colorType: "LINK", color: rgb(0.06666667, 0.33333334, 0.8) },
  ],
};

export function spreadsheetProperties(book: Workbook): object {
  const { title, locale, autoRecalc, timeZone } = book;
  return { title, locale, autoRecalc, timeZone, defaultFormat, spreadsheetTheme };
}
