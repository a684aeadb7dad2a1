/** Requests that a person's edits come to in the API. */
import type { SheetRequest } from "../../src/sheet/api/client";

/** Places are counted from 0. */
export const insert = (sheetId: number, dimension: string, at: number): SheetRequest => ({
  insertDimension: {
    range: { sheetId, dimension, startIndex: at, endIndex: at + 1 },
    inheritFromBefore: false,
  },
});

export const move = (
  sheetId: number,
  dimension: string,
  from: number,
  to: number,
): SheetRequest => ({
  moveDimension: {
    source: { sheetId, dimension, startIndex: from, endIndex: from + 1 },
    destinationIndex: to,
  },
});

export const remove = (
  sheetId: number,
  dimension: string,
  from: number,
  to = from + 1,
): SheetRequest => ({
  deleteDimension: { range: { sheetId, dimension, startIndex: from, endIndex: to } },
});

/** Rows `from` up to, not with, `to`. */
export const sort = (
  sheetId: number,
  column: number,
  sortOrder: "ASCENDING" | "DESCENDING",
  [from, to]: readonly [number, number],
): SheetRequest => ({
  sortRange: {
    range: { sheetId, startRowIndex: from, endRowIndex: to },
    sortSpecs: [{ dimensionIndex: column, sortOrder }],
  },
});
