/**
 * Rows that were appended while their tab's columns were moved: they stand under other headers than they were written for,
 * and are brought in order once the header is read. Pure.
 */
import type { MisplacedRow } from "../commit/facts";
import { headerDepth, headerOf, likeliestHeader, type Grid } from "../tabs/grid";
import type { Fields } from "../tabs/tab";
import type { Shown, SheetView } from "../tabs/view";

export function findMisplacedRows(
  view: SheetView,
  rows: ReadonlyMap<string, readonly Fields[]>,
  shown: Shown,
): { readonly misplaced: readonly MisplacedRow[]; readonly isMoved: boolean } {
  const moved = [...view.grids.values()].filter((grid) => hasMoved(grid, shown));
  const misplaced = moved.flatMap(({ tab }) =>
    (rows.get(tab.name) ?? []).map((fields) => ({ tab: tab.name, fields })),
  );
  return { misplaced, isMoved: moved.length > 0 };
}

/** Whether the header that a batch's answer shows is not the one that was believed. */
function hasMoved({ tab, sheetId, headerRow, header }: Grid, shown: Shown): boolean {
  const rows = shown.get(sheetId);
  if (rows === undefined) return false;
  const top = [...rows.values()].filter(
    ({ gridRow }) => gridRow < Math.max(headerDepth, headerRow + 1),
  );
  const found = likeliestHeader(tab, top);
  if (found !== headerRow) return true;
  const names = headerOf(rows.get(found)?.row ?? []);
  return names.length !== header.length || names.some((name, column) => name !== header[column]);
}
