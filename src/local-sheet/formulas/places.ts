/**
 * Which cells a formula's references and names mean in the workbook as it stands. Reads none of them.
 */
import type { Area, Grid, Workbook } from "../workbook/model";
import { findGrid, findGridByTitle } from "../workbook/sheets";
import type { CellError } from "./formula";
import { fault } from "./operators";
import { referenceInterval, type Reference } from "./reference";

/** The cells of a reference in a formula that stands in the grid `home`. */
export function referredArea(
  book: Workbook,
  reference: Reference | undefined,
  home: Grid,
): Area | CellError {
  if (reference === undefined || reference.lost) return fault("REF", "Reference does not exist.");
  const { title, sheetId } = reference;
  const named = (): Grid | undefined =>
    sheetId === undefined ? findGridByTitle(book, title ?? "") : findGrid(book, sheetId);
  const grid = title === undefined ? home : named();
  if (grid === undefined) return fault("REF", `Unresolved sheet name '${title ?? ""}'.`);
  const [top, bottom = grid.rowCount] = referenceInterval(reference, "row");
  const [left, right = grid.columnCount] = referenceInterval(reference, "column");
  return { grid, top, left, bottom, right };
}

/** The cells of a named range. */
export function namedArea(book: Workbook, name: string): Area | CellError {
  const lower = name.toLowerCase();
  const named = book.namedRanges.find((entry) => entry.name.toLowerCase() === lower);
  const grid = named && findGrid(book, named.range.sheetId);
  if (named === undefined || grid === undefined) {
    return fault("NAME", `Unknown range name: '${name.toUpperCase()}'.`);
  }
  const { startRowIndex: top = 0, startColumnIndex: left = 0 } = named.range;
  const { endRowIndex: bottom = grid.rowCount, endColumnIndex: right = grid.columnCount } =
    named.range;
  return { grid, top, left, bottom, right };
}
