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
import { cleanGrid } from "./debts";

/**
 * The facts that were found, with what this relay knew where one that knew less laid the hidden tab anew, however much was
 * booked since: the laying stays the relay's own until facts of both are in the sheet.
 */
export function withKnown(found: Facts, known: Facts): Facts {
  const isSame = found.laid.commit === known.laid.commit;
  if ((isSame ? found : found.laid).count >= known.count) return found;
  const count = Math.max(found.count, known.count);
  const { debts, desired, misplaced } = known.unsaid ?? known;
  return {
    ...{ ...found, count, laid: { commit: known.laid.commit, count } },
    unsaid: { debts, desired, misplaced },
    debts: union(debts, found.debts),
    desired: union(desired, found.desired),
    misplaced: union(misplaced, found.misplaced),
  };
}

const union = <One>(some: readonly One[], others: readonly One[]): readonly One[] => [
  ...new Map([...some, ...others].map((one) => [JSON.stringify(one), one])).values(),
];

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
  const { count, laid, debts, desired, misplaced } = known;
  const stock = view.grids.get("stock");
  const shown = { ...known.shown };
  const rowsByKey = grouped(memory.recent(), (row) => traceOf(row).key);
  const rowsByTime = new Map(memory.recent().map((row) => [row.at.getTime(), row]));
  const grid = stock && cleanGrid(stock, known).grid;
  // The time in such a row may be that of the value which covers another.
  const owed = new Set(debts.flatMap(({ tab, key }) => (tab === "stock" ? [key] : [])));
  for (const placed of grid?.rows ?? []) {
    if (grid === undefined) break;
    const key = keyOf(grid, placed);
    const newest = memory.newest(key);
    if (newest === undefined || owed.has(key)) continue;
    const { figure, counted = false } = shown[key] ?? {};
    const rows = rowsByKey.get(key) ?? [];
    const standing = shownBy(cellsOf(grid, placed), {
      ...{ newest, rows, rowsByTime, figure, timeZone },
    });
    if (standing === newest.figure) Reflect.deleteProperty(shown, key);
    else shown[key] = { figure: standing, counted };
  }
  return { ...noFacts, count, laid, shown, debts, desired, misplaced };
}

/**
 * The figure known to stand in a cell: what this relay knew, or a row noted, where just that stands there; that of the row
 * whose time it bears, which may be another item's where it was written astray; else what the next row began with.
 * `rows`: of its item, newest first; `figure`: what this relay knew.
 */
function shownBy(
  { cell }: RowCells,
  {
    newest,
    rows,
    rowsByTime,
    figure,
    timeZone,
  }: {
    readonly newest: NewestRow;
    readonly rows: readonly Movement[];
    readonly rowsByTime: ReadonlyMap<number, Movement>;
    readonly figure: number | undefined;
    readonly timeZone: string;
  },
): number {
  const at = readTime(cell("updatedAt"), timeZone)?.getTime() ?? 0;
  const stands = cell("stock");
  if (typeof stands !== "number") return figure ?? newest.figure;
  if (figure === stands) return stands;
  if (at === newest.at) return newest.figure;
  const unshown = rows.filter((row) => row.at.getTime() > at);
  const isNoted = unshown.some(
    ({ type, note, after }) =>
      type === "adjustment" && (after === stands || note === typedMeanwhile(stands)),
  );
  if (isNoted) return stands;
  const told = rowsByTime.get(at);
  if (told && (rows.includes(told) || told.after === stands)) return told.after;
  const known = [unshown.at(-1)?.before, newest.before];
  return known.includes(stands) ? stands : (figure ?? newest.figure);
}
