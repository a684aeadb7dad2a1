/**
 * The batches of a rotation: the ledger copied to a tab of its own and emptied in one instant, and what puts right a header
 * that stood elsewhere in that instant. Pure.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#duplicatesheetrequest
 */
import type { Movement } from "../../inventory/movements/movement";
import type { SheetRequest } from "../api/client";
import { headerDepth, isBlank, keyOf, rowAt, type Grid } from "../tabs/grid";

/** Rows of both tabs that are compared after a rotation, from the top. */
export const comparedRows = (from: number): number => from + headerDepth;

/**
 * Copies the ledger and empties it from row `from` on. Rows are cleared, not deleted, so that formulas of people that sum
 * them go on working; no last row is named, so that rows go too that were added in this instant.
 */
export const rotate = (
  { sheetId }: Grid,
  archive: { readonly sheetId: number; readonly title: string; readonly index: number },
  from: number,
): readonly SheetRequest[] => [
  {
    duplicateSheet: {
      sourceSheetId: sheetId,
      insertSheetIndex: archive.index,
      newSheetId: archive.sheetId,
      newSheetName: archive.title,
    },
  },
  { updateCells: { range: { sheetId, startRowIndex: from }, fields: "userEnteredValue" } },
];

/**
 * What is to be put right where the header did not stand above row `from` when the ledger was emptied: it moved down and
 * was cleared with the rows, so it is copied back; or it moved up, and rows were left that stand in the archive.
 * @param live the ledger's first rows as they stand now
 */
export function putRight(
  archive: Grid<Movement>,
  live: Grid<Movement>,
  from: number,
): readonly SheetRequest[] {
  const { headerRow } = archive;
  if (headerRow < 0) return [];
  if (headerRow >= from && live.headerRow < 0) {
    const rows = Array.from({ length: headerRow + 1 - from }, (_, index) => from + index);
    // The header of a Table is never blank: what was cleared there is filled with names of Google's own.
    const isFree = live.table !== undefined || rows.every((row) => isBlank(rowAt(live, row)));
    return isFree ? [copyRows(archive, live, from, headerRow + 1)] : [];
  }
  const archived = new Set(archive.rows.map((placed) => keyOf(archive as Grid, placed)));
  const left = live.rows.filter((placed) => {
    const id = keyOf(live, placed);
    return placed.gridRow < from && id !== "" && archived.has(id);
  });
  return left.map(({ gridRow }) => ({
    updateCells: {
      range: { sheetId: live.sheetId, startRowIndex: gridRow, endRowIndex: gridRow + 1 },
      fields: "userEnteredValue",
    },
  }));
}

function copyRows(
  source: Grid<Movement>,
  target: Grid<Movement>,
  startRowIndex: number,
  endRowIndex: number,
): SheetRequest {
  const rows = {
    startRowIndex,
    endRowIndex,
    startColumnIndex: 0,
    endColumnIndex: Math.min(source.columnCount, target.columnCount),
  };
  return {
    copyPaste: {
      source: { sheetId: source.sheetId, ...rows },
      destination: { sheetId: target.sheetId, ...rows },
      pasteType: "PASTE_FORMULA",
    },
  };
}
