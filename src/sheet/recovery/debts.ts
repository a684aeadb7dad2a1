/**
 * A tab as it is meant: what writes of ours covered by mistake (debts) put back, rows under moved columns in order; and where
 * that is to be written. The newest is undone first, because it may cover the key by which an older one's row is found. Pure.
 */
import { sameValue } from "../api/cells";
import type { Debt, Facts } from "../commit/facts";
import { keyOf, readGrid, type Grid, type PlacedRow } from "../tabs/grid";
import { rowKey, withCells, type Row } from "../tabs/tab";
import { findMisplaced, type Misplaced } from "./own-rows";
import { isKeyDebt, keyTextsOf } from "./row-marks";

/** Where a debt's value of ours stands now. */
export interface Owed {
  readonly debt: Debt;
  readonly gridRow: number;
  readonly column: number;
}

export interface Cleaned {
  readonly grid: Grid;
  /** Newest first. */
  readonly owed: readonly Owed[];
  /** Debts whose wrongly written value is no longer in the sheet: a person wrote over it, or the row is gone. */
  readonly gone: readonly Debt[];
  readonly misplaced: readonly Misplaced[];
}

/** A tab's grid with what its debts cover put back, and rows of ours under their headers. */
export function cleanGrid(
  grid: Grid,
  { debts, misplaced: doubtful }: Pick<Facts, "debts" | "misplaced">,
): Cleaned {
  const own = debts.filter(({ tab }) => tab === grid.tab.name);
  const ownRows = doubtful.filter(({ tab }) => tab === grid.tab.name);
  if (own.length + ownRows.length === 0) return { grid, owed: [], gone: [], misplaced: [] };
  const seen = [...grid.top, ...grid.rows];
  const rows = new Map(seen.map((placed) => [placed.gridRow, placed]));
  const owed: Owed[] = [];
  const gone: Debt[] = [];
  for (const debt of [...own].reverse()) {
    const clean = readGrid(grid.tab, grid, [...rows.values()]);
    const found = findDebt(debt, clean, { rows, seen });
    if (found === undefined) {
      gone.push(debt);
      continue;
    }
    const { placed, column } = found;
    const undone = { ...placed, row: withCells(placed.row, [[column, debt.was]]) };
    rows.set(placed.gridRow, undone);
    seen.push(undone);
    owed.push({ debt, gridRow: placed.gridRow, column });
  }
  const paid = readGrid(grid.tab, grid, [...rows.values()]);
  const misplaced = ownRows.flatMap((row) => findMisplaced(paid, row) ?? []);
  for (const { gridRow, cells } of misplaced) {
    const placed = rows.get(gridRow);
    if (placed) rows.set(gridRow, { ...placed, row: withCells(placed.row, cells) });
  }
  return { grid: readGrid(grid.tab, grid, [...rows.values()]), owed, gone, misplaced };
}

interface Rows {
  /** With the newer debts undone. */
  readonly rows: ReadonlyMap<number, PlacedRow>;
  /** As they stand, and as each undoing left them: a stamp may be covered, or be undone before the cells beside it. */
  readonly seen: readonly PlacedRow[];
}

function findDebt(
  debt: Debt,
  clean: Grid,
  rows: Rows,
): { readonly placed: PlacedRow; readonly column: number } | undefined {
  const found = ({ row }: PlacedRow): number | undefined => columnOf(debt, row, clean.header);
  for (const placed of [...keyAgain(debt, clean, found), ...candidates(debt, clean, rows)]) {
    const column = found(placed);
    if (column !== undefined) return { placed, column };
  }
  return undefined;
}

/** Where a key cell is covered: the row that has its key again. Rows next to it may hold the same value and time. */
const keyAgain = (
  debt: Debt,
  clean: Grid,
  columnIn: (placed: PlacedRow) => number | undefined,
): readonly PlacedRow[] =>
  isKeyDebt(clean.tab, debt)
    ? clean.rows.filter((placed) => {
        const column = columnIn(placed);
        if (column === undefined) return false;
        const row = withCells(placed.row, [[column, debt.was]]);
        return [debt.keyWas, debt.key].includes(keyOf(clean, { ...placed, row }));
      })
    : [];

/** The rows that may be the debt's, the likeliest first: by key and stamp, by either, by its place. */
function* candidates(debt: Debt, clean: Grid, { rows, seen }: Rows): Generator<PlacedRow> {
  const { key, keyWas, meant, stamp, gridRow } = debt;
  const mayBeMeant = key === meant || isKeyDebt(clean.tab, debt);
  const stamped = new Set(
    stamp === undefined
      ? []
      : seen.filter(({ row }) => row.includes(stamp)).map((placed) => placed.gridRow),
  );
  const keyed = clean.rows.filter((placed) => [key, keyWas].includes(keyOf(clean, placed)));
  yield* keyed.filter((placed) => stamped.has(placed.gridRow));
  for (const at of stamped) {
    const placed = rows.get(at);
    // The row that was meant may have got its own value since.
    if (placed && (mayBeMeant || keyOf(clean, placed) !== meant)) yield placed;
  }
  if (key !== undefined) {
    yield* keyed;
    return;
  }
  const header = rows.get(clean.headerRow);
  if (header) yield header;
  const there = rows.get(gridRow);
  if (there && isWithoutKey(clean, there.row)) yield there;
}

const isWithoutKey = (grid: Grid, row: Row): boolean =>
  rowKey(keyTextsOf(grid.tab, row, grid.header)) === rowKey(grid.tab.key.map(() => ""));

/** The column in which our value stands: under the same header, else in the same place where that header is gone. */
function columnOf(
  { key, header, column, ours }: Debt,
  row: Row,
  names: readonly string[],
): number | undefined {
  const holds = (index: number): boolean => sameValue(row[index], ours);
  const named = header === "" ? -1 : names.indexOf(header);
  if (named >= 0) return holds(named) ? named : undefined;
  if (holds(column)) return column;
  const unnamed = row.flatMap((_, index) => (holds(index) && isUnnamed(index) ? [index] : []));
  return unnamed.length === 1 ? unnamed[0] : undefined;

  function isUnnamed(index: number): boolean {
    return key === undefined || (names[index] ?? "") === "";
  }
}
