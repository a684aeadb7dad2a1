/** The facts where the hidden tab is gone: what the sheet itself still tells, else what this relay knew. Pure. */
import type { Movement } from "../../inventory/movements/movement";
import { readTime } from "../api/times";
import { noFacts, type Facts } from "../commit/facts";
import { traceOf, type LedgerMemory, type NewestRow } from "../ledger/memory";
import { cellsOf, keyOf } from "../tabs/grid";
import type { RowCells } from "../tabs/tab";
import type { SheetView } from "../tabs/view";

/**
 * What is known to stand where no facts are left in the sheet: the cell itself says by its time which row it shows, or
 * shows what the newest row began with; else what this relay knew.
 */
export function withoutFacts(
  known: Facts,
  {
    view,
    memory,
    timeZone,
  }: {
    readonly view: SheetView;
    readonly memory: LedgerMemory;
    readonly timeZone: string;
  },
): Facts {
  const { count, debts, desired, misplaced } = known;
  const grid = view.grids.get("stock");
  const shown = { ...known.shown };
  const rowsByTime = new Map(memory.recent().map((row) => [row.at.getTime(), row]));
  for (const placed of grid?.rows ?? []) {
    if (grid === undefined) break;
    const key = keyOf(grid, placed);
    const newest = memory.newest(key);
    if (newest === undefined || newest.id === "") continue;
    const cells = cellsOf(grid, placed);
    const at = readTime(cells.cell("updatedAt"), timeZone)?.getTime() ?? 0;
    const told = figureAt(at, { key, newest, row: rowsByTime.get(at) });
    const { figure, counted = false } = shown[key] ?? {};
    const standing = told ?? figure ?? figureBefore(newest, cells) ?? newest.figure;
    if (standing === newest.figure) Reflect.deleteProperty(shown, key);
    else shown[key] = { figure: standing, counted };
  }
  return { ...noFacts, count, shown, debts, desired, misplaced };
}

/** The figure of the item's row with this time. `row`: any row with it. */
function figureAt(
  at: number,
  { key, newest, row }: { key: string; newest: NewestRow; row: Movement | undefined },
): number | undefined {
  if (at === newest.at) return newest.figure;
  return row && traceOf(row).key === key ? row.after : undefined;
}

/** The figure that the newest row began with, where just that stands in the cell. */
const figureBefore = ({ before }: NewestRow, { cell }: RowCells): number | undefined =>
  cell("stock") === before ? before : undefined;
