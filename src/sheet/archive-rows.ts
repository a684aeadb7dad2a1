/** Requests that copy and move whole rows from one tab to another, and bring columns into another order. Pure. */
import type { ColumnStep } from "./archive-columns";
import { lengthOf, type RowRun } from "./archive-plan";
import { enteredValue } from "./cells";
import type { SheetRequest } from "./client";

/** A row of a tab, counted from 0. */
export interface RowPlace {
  readonly sheetId: number;
  readonly row: number;
}

/**
 * Rows from one tab into another: room is made, the rows are copied as they are in that moment, and the same rows are
 * deleted. In one batch, so whichever rows lie there then, each is in exactly one of the tabs before and after. Where the
 * other tab has too few columns the batch is refused rather than a row cut.
 */
export function moveRows(
  from: { readonly sheetId: number; readonly runs: readonly RowRun[] },
  to: RowPlace & { readonly rowCount: number },
  width?: number,
): readonly SheetRequest[] {
  return [
    ...roomFor(lengthOf(from.runs), to),
    ...copyRows(from, to, width),
    ...deleteRows(from.sheetId, from.runs),
  ];
}

export function roomFor(
  rows: number,
  { sheetId, row, rowCount }: RowPlace & { readonly rowCount: number },
): readonly SheetRequest[] {
  const range = { sheetId, dimension: "ROWS", startIndex: row, endIndex: row + rows };
  return [{ insertDimension: { range, inheritFromBefore: row >= rowCount } }];
}

/** Runs of rows one below the other, with all their columns or so many of them. */
export function copyRows(
  { sheetId, runs }: { readonly sheetId: number; readonly runs: readonly RowRun[] },
  to: RowPlace,
  width?: number,
  pasteType = "PASTE_NORMAL",
): readonly SheetRequest[] {
  let { row } = to;
  const columns = width === undefined ? {} : { startColumnIndex: 0, endColumnIndex: width };
  return runs.map((run) => {
    const corner = { startRowIndex: row, endRowIndex: row + 1 };
    row += run.to - run.from;
    return {
      copyPaste: {
        source: { sheetId, startRowIndex: run.from, endRowIndex: run.to, ...columns },
        destination: { sheetId: to.sheetId, ...corner, startColumnIndex: 0, endColumnIndex: 1 },
        pasteType,
      },
    };
  });
}

export function deleteRows(sheetId: number, runs: readonly RowRun[]): readonly SheetRequest[] {
  return [...runs].reverse().map(({ from, to }) => ({
    deleteDimension: { range: { sheetId, dimension: "ROWS", startIndex: from, endIndex: to } },
  }));
}

export function growColumns(sheetId: number, length: number): readonly SheetRequest[] {
  return length > 0 ? [{ appendDimension: { sheetId, dimension: "COLUMNS", length } }] : [];
}

export function stepColumns(sheetId: number, steps: readonly ColumnStep[]): SheetRequest[] {
  const dimension = "COLUMNS";
  return steps.map((step) => {
    if (step.kind === "insert") {
      const range = { sheetId, dimension, startIndex: step.at, endIndex: step.at + 1 };
      return { insertDimension: { range, inheritFromBefore: false } };
    }
    const source = { sheetId, dimension, startIndex: step.from, endIndex: step.from + 1 };
    return { moveDimension: { source, destinationIndex: step.to } };
  });
}

/** Cells of a row from a column on. */
export function writeRow(
  { sheetId, row }: RowPlace,
  columnIndex: number,
  cells: readonly string[],
): readonly SheetRequest[] {
  if (cells.length === 0) return [];
  const values = cells.map(enteredValue);
  const start = { sheetId, rowIndex: row, columnIndex };
  return [{ updateCells: { start, rows: [{ values }], fields: "userEnteredValue" } }];
}
