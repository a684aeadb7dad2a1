/**
 * The cells that a commit writes in rows that stand: figures that follow the ledger, desired cells, what lay under values of
 * ours, rows under moved columns. Positions are those of the last answer. Pure.
 */
import { rowByKey, type Grid, type PlacedRow } from "../tabs/grid";
import type { CellValue } from "../api/cells";
import { toSerial } from "../../inventory/wall-clock";
import type { DesiredCells, OwnRow } from "./facts";
import { isSameText, putTallies } from "../further-tabs/tallies";
import { createRowWrites, type PlannedWrite, type RowWrites } from "./row-writes";
import type { PlanningState } from "./state";

export interface PlannedWrites {
  readonly writes: readonly PlannedWrite[];
  /** Desired cells that are not what they should be yet. */
  readonly desired: readonly DesiredCells[];
  readonly misplaced: readonly OwnRow[];
}

/** `isHeld`: tabs that take no writes for now. `skip`: items whose figure is decided anew in this commit. */
export function planWrites(
  state: PlanningState,
  {
    isHeld,
    skip,
  }: { readonly isHeld: (tab: string) => boolean; readonly skip: ReadonlySet<string> },
): PlannedWrites {
  const { view, clean, facts } = state;
  const rows = createRowWrites(view.grids, clean);
  for (const { debt, gridRow, column } of state.owed) {
    if (!isHeld(debt.tab)) rows.putBack(debt.tab, { gridRow, column }, debt);
  }
  const desired = facts.desired.filter((wish) => {
    const grid = clean.get(wish.tab);
    const standing = grid && standingOf(grid, wish, { isFresh: state.isFresh, rows });
    if (grid === undefined || standing === "unknown") return true;
    if (standing === undefined || standing === "done") return false;
    if (!isHeld(wish.tab)) rows.putFields(grid, standing, wish.fields);
    return true;
  });
  const misplaced = facts.misplaced.flatMap((own): readonly OwnRow[] => {
    if (!clean.has(own.tab) || isHeld(own.tab)) return clean.has(own.tab) ? [own] : [];
    const found = state.misplaced.find((one) => one.own.fields === own.fields);
    if (found === undefined) return state.isFresh ? [] : [own];
    if (found.cells.length === 0) return [];
    rows.putRow(own.tab, found);
    return [{ ...own, isAstray: true }];
  });
  if (!isHeld("stock")) putFigures(state, skip, rows);
  for (const grid of clean.values()) if (!isHeld(grid.tab.name)) putTallies(grid, state, rows);
  return { writes: rows.all(), desired, misplaced };
}

/** Each item's figure as the ledger ends with it, with the time of that row. */
function putFigures(
  { clean, stock, facts, memory, timeZone }: PlanningState,
  skip: ReadonlySet<string>,
  rows: RowWrites,
): void {
  const grid = clean.get("stock");
  for (const [key, shown] of Object.entries(facts.shown)) {
    const found = stock.byKey.get(key);
    const newest = memory.newest(key);
    if (!grid || !found || !newest || skip.has(key)) continue;
    const { item, placed } = found;
    if (item.stock.kind !== "figure" || item.stock.quantity !== shown.figure) continue;
    if (newest.figure === shown.figure) continue;
    const fields = { stock: newest.figure, updatedAt: toSerial(new Date(newest.at), timeZone) };
    rows.putFields(grid, placed, fields);
  }
}

/**
 * The row in which desired cells are to be written, all at once; `unknown`: it is not seen, or a column of theirs is gone.
 * undefined: a person was quicker. Of a write that landed in part some cells are as they should be.
 *
 * @param rows what is put into rows by now
 */
function standingOf(
  grid: Grid,
  { key, fields, expected }: DesiredCells,
  { isFresh, rows }: { readonly isFresh: boolean; readonly rows: Pick<RowWrites, "fieldsAt"> },
): PlacedRow | "done" | "unknown" | undefined {
  const isGone = (field: string): boolean =>
    grid.tab.columns[field]?.required === true && !grid.columns.has(field);
  if ([...Object.keys(fields), ...Object.keys(expected)].some(isGone)) return "unknown";
  const placed = rowByKey(grid, key);
  if (placed === undefined) return isFresh ? undefined : "unknown";
  const put = rows.fieldsAt(grid, placed) ?? {};
  const stands = (field: string, value: CellValue): boolean => {
    const column = grid.columns.get(field);
    return column === undefined || isSameText(placed.row[column], value);
  };
  if (Object.entries(fields).every(([field, value]) => stands(field, value))) return "done";
  const isAsExpected = Object.entries(expected).every(([field, value]) =>
    field in put
      ? isSameText(put[field], value)
      : stands(field, value) || (field in fields && stands(field, fields[field])),
  );
  return isAsExpected ? placed : undefined;
}
