/**
 * The properties of spreadsheets and sheets as the API gives them: what is false or 0 is left out.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#sheetproperties
 */
import type { CellFormat } from "../workbook/style-book";
import type { Grid, Workbook } from "../workbook/model";

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
  const { gridProperties, ...traits } = grid.traits;
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

/** Google adds a spreadsheetTheme, which this server does not have. */
export function spreadsheetProperties(book: Workbook): object {
  const { title, locale, autoRecalc, timeZone } = book;
  return { title, locale, autoRecalc, timeZone, defaultFormat };
}
