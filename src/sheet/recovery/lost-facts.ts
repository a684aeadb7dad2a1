/** The facts where the hidden tab is gone: what the sheet itself still tells, else what this relay knew. Pure. */
import { noFacts, type Facts } from "../commit/facts";
import { traceOf, type LedgerMemory } from "../ledger/memory";
import { keyOf, type PlacedRow } from "../tabs/grid";
import type { SheetView } from "../tabs/view";
import type { CellValue } from "../api/cells";
import { readTime } from "../api/times";

/**
 * What is known to stand where no facts are left in the sheet: the cell itself says by its time which row it shows, or
 * shows what the newest row began with; else what this relay knew.
 */
export function withoutFacts(
  { count, shown: knownShown, debts, desired, misplaced }: Facts,
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
  const grid = view.grids.get("stock");
  const shown = { ...knownShown };
  const rowsByTime = new Map(memory.recent().map((row) => [row.at.getTime(), row]));
  const cell = (placed: PlacedRow, field: string): CellValue =>
    placed.row[grid?.columns.get(field) ?? -1];
  for (const placed of grid?.rows ?? []) {
    const key = grid ? keyOf(grid, placed) : "";
    const newest = memory.newest(key);
    if (newest === undefined || newest.id === "") continue;
    const at = readTime(cell(placed, "updatedAt"), timeZone)?.getTime() ?? 0;
    const row = rowsByTime.get(at);
    const named = row && traceOf(row).key === key ? row.after : undefined;
    const told = at === newest.at ? newest.figure : named;
    const begins = cell(placed, "stock") === newest.before ? newest.before : undefined;
    const standing = told ?? shown[key]?.figure ?? begins ?? newest.figure;
    if (standing === newest.figure) Reflect.deleteProperty(shown, key);
    else shown[key] = { figure: standing, counted: shown[key]?.counted ?? false };
  }
  return { ...noFacts, count, shown, debts, desired, misplaced };
}
