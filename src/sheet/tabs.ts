/**
 * A tab as it was read: which column holds which field, found by header, and the rows below. The header is the row among
 * the first ten that names most of the tab's columns, so that a title written above it does no harm.
 */
import {
  canonicalHeader,
  tabs,
  type ColumnName,
  type TabName,
} from "../language/sheet-words/headings";
import { textOf, type CellValue } from "./cells";

export type Row = readonly CellValue[];

/** A row of some moment, and where it stood then. */
export interface PlacedRow {
  readonly gridRow: number;
  readonly row: Row;
}

export interface Grid<Tab extends TabName = TabName> {
  readonly tab: Tab;
  readonly sheetId: number;
  /** As people wrote it. */
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Counted from 0. */
  readonly headerRow: number;
  /** Headers as they are compared, "" where there is none. */
  readonly header: readonly string[];
  /** Field → column, counted from 0. */
  readonly columns: ReadonlyMap<string, number>;
  /** Headers of required columns that are not there. */
  readonly missing: readonly string[];
  /** Headers of known columns that stand there more than once. */
  readonly doubled: readonly string[];
  /** The rows down to the header, the header's own the last. */
  readonly top: readonly Row[];
  /** The rows below the header that were read; `rows[0]` is row headerRow + 1. */
  readonly rows: readonly Row[];
}

export interface SheetFacts {
  readonly sheetId: number;
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** In so many rows from the top a header is looked for first. */
export const headerDepth = 10;
const fewestNames = 2;

const columnsOf = (tab: TabName): [string, { header: string; required: boolean }][] =>
  Object.entries(tabs[tab].columns);

/** Finds the columns of a tab in its header row, the first of several with the same header. */
export function readColumns(
  tab: TabName,
  header: readonly string[],
): Pick<Grid, "columns" | "missing" | "doubled"> {
  const columns = new Map<string, number>();
  const missing: string[] = [];
  const doubled: string[] = [];
  for (const [field, column] of columnsOf(tab)) {
    const index = header.indexOf(column.header);
    if (index >= 0) columns.set(field, index);
    else if (column.required) missing.push(column.header);
    if (index >= 0 && header.includes(column.header, index + 1)) doubled.push(column.header);
  }
  return { columns, missing, doubled };
}

/** A row as headers are compared. */
export function headerOf(row: Row): readonly string[] {
  return row.map((cell) => canonicalHeader(textOf(cell)));
}

const namesOf = new Map(
  (Object.keys(tabs) as TabName[]).map((tab) => [
    tab,
    new Set(columnsOf(tab).map(([, { header }]) => header)),
  ]),
);

function namesIn(tab: TabName, row: Row): number {
  const texts = row.filter((cell) => typeof cell === "string");
  return new Set(headerOf(texts).filter((header) => namesOf.get(tab)?.has(header))).size;
}

/** Whether a row can be the header of a tab, though some of its cells may be something else. */
export function isHeaderRow(tab: TabName, row: Row): boolean {
  return namesIn(tab, row) >= fewestNames;
}

/** Which of several rows names the most columns of a tab, the first of them; -1: none can be its header. */
export function likeliestHeader(tab: TabName, rows: readonly Row[]): number {
  const named = rows.map((row) => namesIn(tab, row));
  const most = Math.max(0, ...named);
  return most >= fewestNames ? named.indexOf(most) : -1;
}

/**
 * The row with the most names of columns among the first; below them only where none has any, since rows of a commit can
 * come to stand above the header. -1: there is none.
 */
export function findHeader(tab: TabName, rows: readonly Row[]): number {
  const found = likeliestHeader(tab, rows.slice(0, headerDepth));
  return found >= 0
    ? found
    : rows.findIndex((row, index) => index >= headerDepth && isHeaderRow(tab, row));
}

/** Reads a tab from its rows, top row first. */
export function readGrid<Tab extends TabName>(
  tab: Tab,
  facts: SheetFacts,
  rows: readonly Row[],
): Grid<Tab> {
  const headerRow = Math.max(0, findHeader(tab, rows));
  const header = headerOf(rows[headerRow] ?? []);
  return {
    tab,
    ...facts,
    headerRow,
    header,
    ...readColumns(tab, header),
    top: rows.slice(0, headerRow + 1),
    rows: rows.slice(headerRow + 1),
  };
}

/** Any row of the tab, counted from 0; empty where nothing was read. */
export function rowAt(grid: Grid, gridRow: number): Row {
  const found =
    gridRow <= grid.headerRow ? grid.top[gridRow] : grid.rows[gridRow - grid.headerRow - 1];
  return found ?? [];
}

/** The cell of a row under a field; undefined also where the column is not there. */
export function fieldOf<Tab extends TabName>(
  grid: Grid<Tab>,
  row: Row,
  field: ColumnName<Tab>,
): CellValue {
  const index = grid.columns.get(field);
  return index === undefined ? undefined : row[index];
}

/** A row with these cells in place of its own, by column. */
export function withCells(
  row: Row,
  cells: Iterable<readonly [column: number, value: CellValue]>,
): Row {
  const filled: CellValue[] = [...row];
  for (const [column, value] of cells) {
    while (filled.length <= column) filled.push(undefined);
    filled[column] = value;
  }
  return filled;
}

/** A row of the tab with these fields and nothing else. */
export function layRow(
  columns: ReadonlyMap<string, number>,
  fields: Readonly<Record<string, CellValue>>,
): Row {
  return withCells(
    [],
    Object.entries(fields).flatMap(([field, value]) => {
      const column = columns.get(field);
      return column === undefined ? [] : [[column, value] as const];
    }),
  );
}

/** Whether every required column is there. */
export function isComplete(grid: Grid | undefined): grid is Grid {
  return grid !== undefined && grid.missing.length === 0;
}
