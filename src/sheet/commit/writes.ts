/**
 * The cells that a commit writes in rows that stand: figures that follow the ledger, desired cells, what lay under values of
 * ours, rows under moved columns. Positions are those of the last answer. Pure.
 */
import { isFormula, sameValue, textOf, type CellValue } from "../api/cells";
import { isMoment, keyTextsOf } from "../recovery/row-marks";
import {
  headerOf,
  keyOf,
  layRow,
  placedAt,
  rowAt,
  rowByKey,
  type Grid,
  type PlacedRow,
} from "../tabs/grid";
import type { Fields, Row } from "../tabs/tab";
import { toSerial } from "../api/times";
import type { CellWrite, Debt, DesiredCells, MisplacedRow, RowWrite } from "./facts";
import type { PlanningState } from "./state";

/** Writes in one row; where its evidence lies is said when the batch is built. */
export type PlannedWrite = Omit<RowWrite, "evidence">;

export interface PlannedWrites {
  readonly writes: readonly PlannedWrite[];
  /** Desired cells that are not what they should be yet. */
  readonly desired: readonly DesiredCells[];
  readonly misplaced: readonly MisplacedRow[];
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
    const standing = grid && standingOf(grid, wish, state.isFresh);
    if (grid === undefined || standing === "unknown") return true;
    if (standing === undefined || standing === "done") return false;
    if (!isHeld(wish.tab)) rows.putFields(grid, standing, wish.fields);
    return true;
  });
  const misplaced = facts.misplaced.filter((row) => {
    const grid = clean.get(row.tab);
    if (grid === undefined || isHeld(row.tab)) return grid !== undefined;
    const found = findMisplaced(grid, row);
    if (found === undefined) return !state.isFresh;
    const { placed, mark } = found;
    return rows.putRow(grid, placed, { wanted: layRow(grid.columns, row.fields), mark });
  });
  if (!isHeld("stock")) putFigures(state, skip, rows);
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

/** The row in which desired cells are to be written; what else is known of them. */
function standingOf(
  grid: Grid,
  { key, fields, expected }: DesiredCells,
  isFresh: boolean,
): PlacedRow | "done" | "unknown" | undefined {
  const placed = rowByKey(grid, key);
  if (placed === undefined) return isFresh ? undefined : "unknown";
  const holds = (wanted: Fields): boolean =>
    Object.entries(wanted).every(([field, value]) => {
      const column = grid.columns.get(field);
      return column === undefined || isSameText(placed.row[column], value);
    });
  if (holds(fields)) return "done";
  return holds(expected) ? placed : undefined;
}

/** Times are compared as numbers, words without white space at their ends. */
const isSameText = (left: CellValue, right: CellValue): boolean =>
  sameValue(left, right) || textOf(left) === textOf(right);

/** The row that holds our time or our key, under whatever columns, and which of them tells it. */
function findMisplaced(
  grid: Grid,
  { fields }: MisplacedRow,
): { readonly placed: PlacedRow; readonly mark: CellValue } | undefined {
  const { columns, key } = grid.tab;
  const times = Object.keys(fields).filter((field) => columns[field]?.kind === "time");
  for (const mark of [...times, ...key].map((field) => fields[field])) {
    const holding = grid.rows.filter(({ row }) => row.some((cell) => sameValue(cell, mark)));
    const [placed] = holding;
    if (mark !== undefined && placed && holding.length === 1) return { placed, mark };
  }
  return undefined;
}

interface Place {
  readonly gridRow: number;
  readonly column: number;
}

interface RowWrites {
  putBack(tab: string, place: Place, debt: Debt): void;
  putFields(grid: Grid, placed: PlacedRow, fields: Fields): void;
  /** Brings a row of ours under its columns; answers whether anything is left to do. */
  putRow(
    grid: Grid,
    placed: PlacedRow,
    row: { readonly wanted: Row; readonly mark: CellValue },
  ): boolean;
  all(): readonly PlannedWrite[];
}

/** Gathers cells by row; of two values for one cell the later counts, and settles the debts of both. */
function createRowWrites(
  grids: ReadonlyMap<string, Grid>,
  clean: ReadonlyMap<string, Grid>,
): RowWrites {
  const rows = new Map<
    string,
    { cells: Map<number, CellWrite>; settles: string[]; mark: CellValue }
  >();
  const headers = new Map<string, readonly string[]>();
  const headerNames = (grid: Grid): readonly string[] => {
    const known = headers.get(grid.tab.name) ?? headerOf(rowAt(grid, grid.headerRow));
    headers.set(grid.tab.name, known);
    return known;
  };
  const rowOf = (tab: string, gridRow: number) => {
    const name = `${tab}\u001f${gridRow}`;
    const row = rows.get(name) ?? {
      cells: new Map<number, CellWrite>(),
      settles: [] as string[],
      mark: undefined as CellValue,
    };
    rows.set(name, row);
    return row;
  };
  const put = (
    tab: string,
    { gridRow, column }: Place,
    { field, value }: Pick<CellWrite, "field" | "value">,
  ): void => {
    const grid = grids.get(tab);
    if (grid === undefined) return;
    const believed = rowAt(grid, gridRow)[column];
    const header = headerNames(grid)[column] ?? "";
    rowOf(tab, gridRow).cells.set(column, { field, header, column, value, believed });
  };
  return {
    putBack(tab, place, { id, was }) {
      rowOf(tab, place.gridRow).settles.push(id);
      put(tab, place, { field: undefined, value: was });
    },
    putFields(grid, placed, fields) {
      for (const [field, value] of Object.entries(fields)) {
        const column = grid.columns.get(field);
        if (column === undefined || isFormula(placed.row[column])) continue;
        put(grid.tab.name, { gridRow: placed.gridRow, column }, { field, value });
      }
    },
    putRow(grid, placed, { wanted, mark }) {
      const own = rowOf(grid.tab.name, placed.gridRow);
      own.mark = mark;
      const fields = new Map([...grid.columns].map(([field, column]) => [column, field]));
      const ours = wanted.filter((value) => value !== undefined);
      let left = false;
      for (let column = 0; column < Math.max(placed.row.length, wanted.length); column += 1) {
        const [stands, value] = [placed.row[column], wanted[column]];
        if (sameValue(stands, value) || isFormula(stands)) continue;
        if (stands !== undefined && !ours.some((one) => sameValue(one, stands))) continue;
        const place = { gridRow: placed.gridRow, column };
        put(grid.tab.name, place, { field: fields.get(column), value });
        left = true;
      }
      return left;
    },
    all: () =>
      [...rows].flatMap(([name, { cells, settles, mark }]): PlannedWrite[] => {
        const [tab = "", place = ""] = name.split("\u001f");
        const grid = grids.get(tab);
        if (grid === undefined || cells.size === 0) return [];
        const gridRow = Number(place);
        const row = rowAt(grid, gridRow);
        const keyTexts = keyTextsOf(grid.tab, row, headerNames(grid));
        const cleanGrid = clean.get(tab) ?? grid;
        const cleanRow = placedAt(cleanGrid, gridRow);
        const key = cleanRow && keyOf(cleanGrid, cleanRow);
        const inHeader = gridRow === cleanGrid.headerRow;
        // A row whose own mark is covered is told by the time that covers it.
        const isMarked = mark === undefined || row.some((cell) => sameValue(cell, mark));
        const told = isMarked ? mark : row.find(isMoment);
        const all = { cells: [...cells.values()], settles };
        return [{ tab, gridRow, key, inHeader, keyTexts, mark: told, ...all }];
      }),
  };
}
