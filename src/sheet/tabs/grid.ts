/**
 * A tab as it was read: which column holds which field, found by header, and the rows that were read with their places.
 * The header is the row among the first ten that names most of the tab's columns, so that a title above it does no harm.
 */
import { grouped } from "../../inventory/figures/grouped";
import { oncePer } from "../../inventory/once-per";
import { canonicalHeader } from "../../language/sheet-words/headings";
import { sameValue, shownValue, textOf, type CellValue } from "../api/cells";
import { rowCells, rowKey, type Row, type RowCells, type Tab } from "./tab";

/** A row and where it stands, counted from 0. */
export interface PlacedRow {
  readonly gridRow: number;
  readonly row: Row;
  /** The columns whose numbers are shown as dates or times. */
  readonly dated: readonly number[];
}

/** Where the tab is a Table; places are counted from 0, `endColumn` is not part of it. */
export interface SheetTable {
  readonly id: string;
  readonly column: number;
  readonly endColumn: number;
  readonly rows: { readonly start: number; readonly end: number };
}

/** What the API says of a tab beside its cells. */
export interface SheetFacts {
  readonly sheetId: number;
  /** As people wrote it. */
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Cells merged over several rows: the place of each lower cell → the row of the topmost one. */
  readonly merged: ReadonlyMap<string, number>;
  readonly table: SheetTable | undefined;
}

export interface Grid<Entry = unknown> extends SheetFacts {
  readonly tab: Tab<Entry>;
  /** Counted from 0; -1 where no header was found. */
  readonly headerRow: number;
  /** Headers as they are compared, "" where there is none. */
  readonly header: readonly string[];
  /** Field → column, counted from 0. */
  readonly columns: ReadonlyMap<string, number>;
  /** Headers of required columns that are not there. */
  readonly missing: readonly string[];
  /** Headers of known columns that stand there more than once. */
  readonly doubled: readonly string[];
  /** The rows that were read down to the header, the header's own the last. */
  readonly top: readonly PlacedRow[];
  /** The rows below the header that were read, top first. */
  readonly rows: readonly PlacedRow[];
  /** The row below the last one that is known to hold anything. */
  readonly end: number;
}

/** In so many rows from the top the header is looked for. */
export const headerDepth = 10;
const fewestNames = 2;

/** A row as headers are compared. */
export function headerOf(row: Row): readonly string[] {
  return row.map((cell) => canonicalHeader(textOf(cell)));
}

function namesIn(tab: Tab, row: Row): number {
  const known = new Set(Object.values(tab.columns).map(({ header }) => header));
  const texts = row.filter((cell) => typeof cell === "string");
  return new Set(headerOf(texts).filter((header) => known.has(header))).size;
}

/** Which of several rows names most columns of a tab, the first of them; -1: none can be its header. */
export function likeliestHeader(tab: Tab, rows: readonly PlacedRow[]): number {
  let best = -1;
  let most = fewestNames - 1;
  for (const { gridRow, row } of rows) {
    const names = namesIn(tab, row);
    if (names > most) [best, most] = [gridRow, names];
  }
  return best;
}

function readColumns(tab: Tab, header: readonly string[]) {
  const columns = new Map<string, number>();
  const missing: string[] = [];
  const doubled: string[] = [];
  for (const [field, column] of Object.entries(tab.columns)) {
    const index = header.indexOf(column.header);
    if (index >= 0) columns.set(field, index);
    else if (column.required) missing.push(column.header);
    if (index >= 0 && header.includes(column.header, index + 1)) doubled.push(column.header);
  }
  return { columns, missing, doubled };
}

/** Reads a tab from the rows that were read of it, top first. */
export function readGrid<Entry>(
  tab: Tab<Entry>,
  facts: SheetFacts,
  read: readonly PlacedRow[],
): Grid<Entry> {
  const near = read.filter(({ gridRow }) => gridRow < headerDepth);
  const found = likeliestHeader(tab, near);
  const headerRow = found >= 0 ? found : likeliestHeader(tab, read);
  const header = headerOf(read.find(({ gridRow }) => gridRow === headerRow)?.row ?? []);
  const top = read.filter(({ gridRow }) => gridRow <= headerRow);
  const rows = read.filter(({ gridRow }) => gridRow > headerRow);
  const last = rows.findLast(({ row }) => !isBlank(row));
  const end = Math.max(headerRow + 1, last === undefined ? 0 : last.gridRow + 1);
  return { tab, ...facts, headerRow, header, ...readColumns(tab, header), top, rows, end };
}

/** The grid with rows that were read since in place of its own. */
export function withRows<Entry>(grid: Grid<Entry>, read: readonly PlacedRow[]): Grid<Entry> {
  if (read.length === 0) return grid;
  const fresh = new Map(read.map((placed) => [placed.gridRow, placed]));
  const rows: PlacedRow[] = [];
  let end = grid.headerRow + 1;
  const take = (placed: PlacedRow): void => {
    rows.push(placed);
    if (!isBlank(placed.row)) end = Math.max(end, placed.gridRow + 1);
  };
  for (const placed of grid.rows) {
    const newer = fresh.get(placed.gridRow);
    if (newer !== undefined) fresh.delete(placed.gridRow);
    take(newer === undefined || isSameRow(placed, newer) ? placed : newer);
  }
  const added = [...fresh.values()].filter(
    ({ gridRow, row }) => gridRow > grid.headerRow && !isBlank(row),
  );
  for (const placed of added) take(placed);
  if (added.length > 0) rows.sort((a, b) => a.gridRow - b.gridRow);
  const isSame = end === grid.end && rows.every((placed, at) => placed === grid.rows[at]);
  return isSame && rows.length === grid.rows.length ? grid : { ...grid, rows, end };
}

export const isBlank = (row: Row): boolean => row.every((cell) => cell === undefined);

/** Whether two rows hold and show the same. */
export function isSameRow(left: PlacedRow, right: PlacedRow): boolean {
  if (left.dated.join() !== right.dated.join()) return false;
  const length = Math.max(left.row.length, right.row.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [left.row[index], right.row[index]];
    if (!sameValue(one, other) || shownValue(one) !== shownValue(other)) return false;
  }
  return true;
}

/** The cell of a row under a field; a merged cell holds what its topmost one holds. */
export function fieldOf(grid: Grid, placed: PlacedRow, field: string): CellValue {
  const column = grid.columns.get(field);
  if (column === undefined) return undefined;
  const own = placed.row[column];
  if (own !== undefined || grid.merged.size === 0) return own;
  const top = grid.merged.get(`${placed.gridRow},${column}`);
  return top === undefined
    ? undefined
    : grid.rows.find(({ gridRow }) => gridRow === top)?.row[column];
}

/** A row's cells by field, for its tab to read. */
export const cellsOf = (grid: Grid, placed: PlacedRow): RowCells =>
  rowCells({
    cell: (field) => fieldOf(grid, placed, field),
    has: (field) => grid.columns.has(field),
    gridRow: placed.gridRow,
    isDated: (field) => placed.dated.includes(grid.columns.get(field) ?? -1),
  });

/** What tells the row from the others of its tab; "" parts where cells are empty. */
export function keyOf(grid: Grid, placed: PlacedRow): string {
  return rowKey(grid.tab.key.map((field) => textOf(fieldOf(grid, placed, field))));
}

/** Remembers what was made of a grid, which never changes: a tab that nobody touched is not gone through again. */
export function oncePerZone<Result>(make: (grid: Grid, timeZone: string) => Result) {
  const inZones = oncePer<Grid, Map<string, Result>>(() => new Map());
  return (grid: Grid, timeZone: string): Result => {
    const known = inZones(grid).get(timeZone) ?? make(grid, timeZone);
    inZones(grid).set(timeZone, known);
    return known;
  };
}

/** Remembers what was made of each row too: it is gone through once, however often the rows around it change. */
export function oncePerRow<Result>(
  make: (grid: Grid, placed: PlacedRow, timeZone: string) => readonly Result[],
): (grid: Grid, timeZone: string) => readonly Result[] {
  const made = new WeakMap<PlacedRow, Readonly<{ layout: string; results: readonly Result[] }>>();
  return oncePerZone((grid, timeZone): readonly Result[] => {
    const layout = [grid.tab.name, grid.title, timeZone, ...grid.columns].join();
    const all: Result[] = [];
    for (const placed of grid.rows) {
      const known = made.get(placed);
      const isKnown = known?.layout === layout;
      const results = isKnown ? known.results : make(grid, placed, timeZone);
      // What a merged cell holds stands in another row.
      if (!isKnown && grid.merged.size === 0) made.set(placed, { layout, results });
      for (const result of results) all.push(result);
    }
    return all;
  });
}

const indexOf = oncePer(
  (grid: Grid) => new Map([...grid.rows].reverse().map((placed) => [keyOf(grid, placed), placed])),
);

/** The row with a key, the topmost of several. */
export const rowByKey = (grid: Grid, key: string): PlacedRow | undefined => indexOf(grid).get(key);

const byCause = oncePer((grid: Grid) => {
  const { cause } = grid.tab;
  const rows = cause === undefined ? [] : grid.rows;
  return grouped(rows, (placed) => textOf(fieldOf(grid, placed, cause ?? "")));
});

/** The rows that a message caused, in a tab that says so. */
export const rowsCausedBy = (grid: Grid | undefined, messageId: string): readonly PlacedRow[] =>
  (grid && byCause(grid).get(messageId)) ?? [];

/** A row that was read, by its place; blank where nothing was. */
export function rowAt(grid: Grid, gridRow: number): Row {
  const isBelow = gridRow > grid.headerRow;
  const found = isBelow ? placedAt(grid, gridRow) : grid.top.find((one) => one.gridRow === gridRow);
  return found?.row ?? [];
}

/** A row below the header that was read, by its place. */
export function placedAt({ rows }: Grid, gridRow: number): PlacedRow | undefined {
  const guess = rows[gridRow - (rows[0]?.gridRow ?? 0)];
  return guess?.gridRow === gridRow ? guess : rows.find((placed) => placed.gridRow === gridRow);
}

interface PlacedEntry<Entry> {
  readonly entry: Entry;
  readonly placed: PlacedRow;
}

const entries = oncePerRow((grid, placed, timeZone): readonly PlacedEntry<unknown>[] => {
  const entry = grid.tab.parse(cellsOf(grid, placed), timeZone);
  return entry === undefined ? [] : [{ entry, placed }];
});

/** Every usable row as its entry, with the row. */
export function entriesOf<Entry>(
  grid: Grid<Entry> | undefined,
  timeZone: string,
): readonly PlacedEntry<Entry>[] {
  return grid === undefined ? [] : (entries(grid, timeZone) as readonly PlacedEntry<Entry>[]);
}

/** Whether every required column is there. */
export function isComplete(grid: Grid | undefined): grid is Grid {
  return grid !== undefined && grid.headerRow >= 0 && grid.missing.length === 0;
}
