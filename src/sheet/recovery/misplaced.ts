/**
 * Rows that were appended while their tab's columns were moved: they stand under other headers than they were written for,
 * and are brought in order once the header is read. Pure.
 */
import type { Movement } from "../../inventory/movements/movement";
import type { Facts, MisplacedRow } from "../commit/facts";
import { entriesOf, headerDepth, headerOf, likeliestHeader, type Grid } from "../tabs/grid";
import { traceOf, type LedgerTrace } from "../ledger/memory";
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

/** Whether a row reads as the newest commit appended it, if it did: columns may have moved before the row came to stand. */
export function isAsAppended({ appended }: Pick<Facts, "appended">, row: LedgerTrace): boolean {
  const own = appended.find(({ id }) => id === row.id);
  return (
    own === undefined ||
    (own.key === row.key && own.before === row.before && own.after === row.after)
  );
}

/** Rows of the newest commit whose id stands under another header than its own, read by the header that they were written for. */
export function findAppendedElsewhere(
  grid: Grid | undefined,
  { appended, ledgerHeader }: Pick<Facts, "appended" | "ledgerHeader">,
  timeZone: string,
): readonly MisplacedRow[] {
  if (grid === undefined) return [];
  const fields = new Map(
    Object.entries(grid.tab.columns).map(([field, { header }]) => [header, field]),
  );
  const inPlace = entriesOf(grid as Grid<Movement>, timeZone).map(({ entry }) => traceOf(entry));
  const isInPlace = (id: string): boolean =>
    inPlace.some((row) => row.id === id && isAsAppended({ appended }, row));
  return appended.flatMap(({ id }): MisplacedRow[] => {
    const found = grid.rows.find(({ row }) => row.includes(id));
    if (found === undefined || isInPlace(id)) return [];
    const cells = found.row.flatMap((value, column) => {
      const field = fields.get(ledgerHeader[column] ?? "");
      return field === undefined || value === undefined ? [] : [[field, value] as const];
    });
    return [{ tab: grid.tab.name, fields: Object.fromEntries(cells) }];
  });
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
