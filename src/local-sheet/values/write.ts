/**
 * values.update, batchUpdate and append: plain values into cells, RAW or as typed. null leaves a cell alone, ""
 * empties it. Nothing but append makes the grid larger.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/update
 */
import { columnName } from "../a1";
import { invalid, unimplemented } from "../refusal";
import { checkArea } from "../requests/protection";
import { setContent } from "../workbook/cells";
import { rawContent, typeInto } from "../workbook/enter";
import { locate } from "../workbook/locate";
import type { Area, Workbook } from "../workbook/model";
import { areaText } from "../workbook/sheets";
import { readValues, type ValueRange } from "./read";

export interface Writing {
  readonly valueInputOption?: string;
  readonly includeValuesInResponse?: boolean;
  readonly responseValueRenderOption?: string;
}

type Cells = readonly (readonly unknown[])[];

/** What was written, with the cells counted. */
export interface Written {
  readonly area: Area;
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
  readonly cells: number;
}

/** @throws Refusal 501 where they come by columns */
export function rowsOf({ values = [], majorDimension }: ValueRange): Cells {
  if (majorDimension === "COLUMNS") throw unimplemented("values by columns");
  return values;
}

/** @throws Refusal 400 unless it says how values are to be read, 501 where it asks for them in another form than they are shown */
export function checkInputOption(writing: Writing): "RAW" | "USER_ENTERED" {
  const { valueInputOption: option, responseValueRenderOption: rendering } = writing;
  if (rendering !== undefined && rendering !== "FORMATTED_VALUE")
    throw unimplemented(`responseValueRenderOption ${rendering}`);
  if (option === "RAW" || option === "USER_ENTERED") return option;
  throw invalid("'valueInputOption' is required but not specified");
}

/** One cell named without a colon is a corner: the values may reach to the end of the grid. */
function writable(area: Area): Area {
  const isCorner = area.bottom - area.top === 1 && area.right - area.left === 1;
  if (!isCorner) return area;
  return { ...area, bottom: area.grid.rowCount, right: area.grid.columnCount };
}

/** What the message about a write past its range names: the corner's grid, or the range. */
function checkFits(area: Area, rows: Cells): void {
  const limits = writable(area);
  const whole = { ...limits, top: 0, left: 0 };
  const named = limits === area ? area : whole;
  const beyond = (what: string): Error =>
    invalid(`Requested writing within range [${areaText(named)}], but tried writing to ${what}`);
  rows.forEach((row, i) => {
    if (limits.top + i >= limits.bottom && row.length > 0) {
      throw beyond(`row [${limits.top + i + 1}]`);
    }
    if (limits.left + row.length > limits.right) {
      throw beyond(`column [${columnName(limits.right)}]`);
    }
  });
}

/** Writes rows from the corner of an area that was found to hold them. */
export function writeFrom(
  book: Workbook,
  area: Area,
  rows: Cells,
  option: "RAW" | "USER_ENTERED",
): Written {
  const { grid, top, left } = area;
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  checkArea(book, { grid, top, left, bottom: top + rows.length, right: left + widest });
  const touched = { rows: new Set<number>(), columns: new Set<number>(), cells: 0 };
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      if (value === null) return;
      const place = [top + i, left + j] as const;
      const scalar = value as number | string | boolean;
      if (option === "RAW") setContent(book, grid, place, rawContent(scalar));
      else typeInto(book, grid, place, scalar);
      touched.rows.add(place[0]);
      touched.columns.add(place[1]);
      touched.cells += 1;
    });
  });
  const right = Math.min(left + Math.max(widest, 1), grid.columnCount);
  const bottom = Math.min(top + Math.max(rows.length, 1), grid.rowCount);
  return { ...touched, area: { grid, top, left, bottom, right } };
}

/** Writes a ValueRange where its range says. */
export function writeRange(
  book: Workbook,
  range: string,
  given: ValueRange,
  option: "RAW" | "USER_ENTERED",
): Written {
  const area = locate(book, range);
  const rows = rowsOf(given);
  checkFits(area, rows);
  return writeFrom(book, area, rows, option);
}

/** The answer to a write; counts that are 0 are left out. */
export function updateAnswer(book: Workbook, written: Written, writing: Writing): object {
  const { area, rows, columns, cells } = written;
  const counts = { updatedRows: rows.size, updatedColumns: columns.size, updatedCells: cells };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const updatedData =
    writing.includeValuesInResponse === true ? { updatedData: readValues(book, area, {}) } : {};
  return {
    spreadsheetId: book.spreadsheetId,
    updatedRange: areaText(area),
    ...Object.fromEntries(told),
    ...updatedData,
  };
}
