/**
 * values.append: finds the table that a range touches and writes below it. A table is a block of filled cells with nothing
 * filled beside it; a range that touches several gives the last one, one that touches none is itself the place.
 * @see https://developers.google.com/workspace/sheets/api/guides/values#append_values
 */
import { columnName } from "../a1";
import { invalid } from "../refusal";
import { contentAt, rowsWithContent } from "../workbook/cells";
import { extent, insert, setExtent } from "../workbook/dimensions";
import { locate } from "../workbook/locate";
import type { Area, Workbook } from "../workbook/model";
import { areaText, wholeGrid } from "../workbook/sheets";
import type { ValueRange } from "./read";
import { checkInputOption, rowsOf, updateAnswer, writeFrom, type Writing } from "./write";

export interface Appending extends Writing {
  readonly insertDataOption?: string;
}

/** The last filled cell of an area: lowest, then rightmost. */
function lastFilled({ grid, top, left, bottom, right }: Area): Area | undefined {
  for (let row = Math.min(bottom, rowsWithContent(grid)) - 1; row >= top; row -= 1) {
    const width = Math.min(right, grid.rows[row]?.cells.length ?? 0);
    for (let column = width - 1; column >= left; column -= 1) {
      if (contentAt(grid, row, column) === null) continue;
      return { grid, top: row, left: column, bottom: row + 1, right: column + 1 };
    }
  }
  return undefined;
}

/** Whether a row holds anything between two columns. */
function isFilled(area: Area, row: number, left: number, right: number): boolean {
  const cells = area.grid.rows[row]?.cells ?? [];
  for (let column = Math.max(left, 0); column < Math.min(right, cells.length); column += 1) {
    if (contentAt(area.grid, row, column) !== null) return true;
  }
  return false;
}

/** Grows a filled cell to its table: every side moves on while something filled touches it. */
function tableAround(cell: Area): Area {
  const end = rowsWithContent(cell.grid);
  let { top, left, bottom, right } = cell;
  const touches = (column: number): boolean => {
    for (let row = Math.max(top - 1, 0); row < Math.min(bottom + 1, end); row += 1) {
      if (isFilled(cell, row, column, column + 1)) return true;
    }
    return false;
  };
  for (let grown = true; grown;) {
    grown = false;
    while (top > 0 && isFilled(cell, top - 1, left - 1, right + 1)) {
      top -= 1;
      grown = true;
    }
    while (bottom < end && isFilled(cell, bottom, left - 1, right + 1)) {
      bottom += 1;
      grown = true;
    }
    if (left > 0 && touches(left - 1)) {
      left -= 1;
      grown = true;
    }
    if (touches(right)) {
      right += 1;
      grown = true;
    }
  }
  return { grid: cell.grid, top, left, bottom, right };
}

export function appendRange(
  book: Workbook,
  range: string,
  given: ValueRange,
  appending: Appending,
): object {
  const option = checkInputOption(appending);
  const area = locate(book, range);
  const { grid } = area;
  const filled = lastFilled(area);
  const table = filled && tableAround(filled);
  const rows = rowsOf(given);
  const top = table?.bottom ?? area.top;
  const left = table?.left ?? area.left;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (left + width > grid.columnCount) {
    const column = columnName(grid.columnCount);
    throw invalid(
      `Requested writing within range [${areaText(wholeGrid(grid))}], but tried writing to column [${column}]`,
    );
  }
  makeRoom(book, { ...area, top, bottom: top + rows.length }, appending.insertDataOption);
  const written = writeFrom(book, { ...area, top, left }, rows, option);
  return {
    spreadsheetId: book.spreadsheetId,
    ...(table === undefined ? {} : { tableRange: areaText(table) }),
    updates: updateAnswer(book, written, appending),
  };
}

function makeRoom(book: Workbook, { grid, top, bottom }: Area, option: string | undefined): void {
  const size = extent(grid, "row");
  if (option === "INSERT_ROWS" && bottom > top) {
    const at = Math.min(top, size);
    insert(book, grid, { axis: "row", at, count: bottom - top, like: at > 0 ? at - 1 : undefined });
  } else if (bottom > size) setExtent(book, grid, "row", bottom);
}
