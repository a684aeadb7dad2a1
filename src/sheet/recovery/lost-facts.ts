/** The facts where the hidden tab is gone: what the sheet itself still tells, else what this relay knew. Pure. */
import type { Movement } from "../../inventory/movements/movement";
import { grouped } from "../../inventory/figures/grouped";
import { typedMeanwhile } from "../../language/sheet-words/ledger-notes";
import { readTime } from "../api/times";
import { noFacts, type Facts } from "../commit/facts";
import { traceOf, type LedgerMemory, type NewestRow } from "../ledger/memory";
import { cellsOf, keyOf } from "../tabs/grid";
import type { RowCells } from "../tabs/tab";
import type { SheetView } from "../tabs/view";

/**
 * What is known to stand where no facts are left in the sheet: the cell itself says by its time which row it shows, or
 * shows what the first row after that began with; else what this relay knew.
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
  const rowsByKey = grouped(memory.recent(), (row) => traceOf(row).key);
  for (const placed of grid?.rows ?? []) {
    if (grid === undefined) break;
    const key = keyOf(grid, placed);
    const newest = memory.newest(key);
    if (newest === undefined || newest.id === "") continue;
    const { figure, counted = false } = shown[key] ?? {};
    const rows = rowsByKey.get(key) ?? [];
    const standing = shownBy(cellsOf(grid, placed), { newest, rows, figure, timeZone });
    if (standing === newest.figure) Reflect.deleteProperty(shown, key);
    else shown[key] = { figure: standing, counted };
  }
  return { ...noFacts, count, shown, debts, desired, misplaced };
}

/**
 * The figure known to stand in a cell: of the row whose time it bears, else one that the rows after that began with or
 * noted, where just that stands there. `rows`: of its item, newest first; `figure`: what this relay knew.
 */
function shownBy(
  { cell }: RowCells,
  {
    newest,
    rows,
    figure,
    timeZone,
  }: {
    readonly newest: NewestRow;
    readonly rows: readonly Movement[];
    readonly figure: number | undefined;
    readonly timeZone: string;
  },
): number {
  const at = readTime(cell("updatedAt"), timeZone)?.getTime() ?? 0;
  if (at === newest.at) return newest.figure;
  const told = rows.find((row) => row.at.getTime() === at)?.after;
  if (told !== undefined) return told;
  const stands = cell("stock");
  const unshown = rows.filter((row) => row.at.getTime() > at);
  const noted = unshown.filter(({ type }) => type === "adjustment");
  const isNoted =
    typeof stands === "number" && noted.some(({ note }) => note === typedMeanwhile(stands));
  if (isNoted) return stands;
  const known = [unshown.at(-1)?.before, newest.before, ...noted.map(({ after }) => after)];
  return known.find((each) => each === stands) ?? figure ?? newest.figure;
}
