/**
 * Rows of a ledger as the time column tells where they stand, read under their header in chunks of one call each; rows and
 * columns that moved between two calls are noticed. What the rows mean is said in reading.ts.
 */
import { SheetAwayError } from "../../errors";
import type { Movement } from "../../inventory/movements/movement";
import { columnName, quotedTitle, type CellValue } from "../api/cells";
import type { ValueRows } from "../api/client";
import { readTime } from "../api/times";
import { headerOf, type Grid, type PlacedRow } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import type { Row } from "../tabs/tab";
import { columnDown } from "../tabs/view";

export type LedgerGrid = Grid<Movement>;

/** The time of every row of a ledger below its header, in milliseconds; NaN where there is none. */
export type Times = readonly number[];

/** What is known beforehand: the sheet's zone, and the time column where it was just read. */
export interface KnownTimes {
  readonly timeZone: string;
  readonly times?: Times;
}

/** From, up to, not with, to; counted from 0. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** So many rows are read at once. */
export const chunkRows = 20_000;
/** So many cells of a column are read at once. */
const columnRows = 50_000;
const mostSegments = 24;
/** Nearer runs of rows are joined. */
const nearRows = 50;
const tries = 4;

const plainCell = (value: unknown): CellValue =>
  value !== "" && ["string", "number", "boolean"].includes(typeof value)
    ? (value as string | number | boolean)
    : undefined;

export const plainRow = (row: readonly unknown[]): Row => row.map(plainCell);

/** Thrown where the columns are not where the grid has them: it must be read anew. */
class ColumnsMovedError extends SheetAwayError {
  constructor() {
    super("the ledger's columns were moved just now; try again in a moment", undefined);
  }
}

/** Thrown where rows moved between two calls. */
export class RowsMovedError extends Error {
  override readonly name = "RowsMovedError";
}

/** Reads ranges together with the header, so that cells are never taken from another column. */
async function readUnderHeader(
  reader: SheetReader,
  grid: LedgerGrid,
  ranges: readonly string[],
): Promise<readonly ValueRows[]> {
  const row = grid.headerRow + 1;
  const header = `${quotedTitle(grid.title)}!${row}:${row}`;
  const [[cells = []] = [], ...blocks] = await reader.values([header, ...ranges]);
  const now = headerOf(plainRow(cells));
  for (const [, index] of grid.columns) {
    if (now[index] !== grid.header[index]) throw new ColumnsMovedError();
  }
  return blocks;
}

/** A field of every row below the header, in pieces; what moves between two of them is found out when rows are read. */
async function* readColumnPieces(
  reader: SheetReader,
  grid: LedgerGrid,
  field: string,
): AsyncGenerator<Row> {
  const column = grid.columns.get(field) ?? 0;
  for (let from = grid.headerRow + 1; from < grid.rowCount; from += columnRows) {
    const to = from + columnRows;
    // Rows may have been added below.
    const range =
      to < grid.rowCount
        ? rangeOf(grid, { from, to }, { from: column, to: column + 1 })
        : columnDown(grid.title, column, from);
    const [cells = []] = await readUnderHeader(reader, grid, [range]);
    const piece = cells.map(([cell]) => plainCell(cell));
    // Empty cells at the end of a range are left out.
    yield to < grid.rowCount
      ? Array.from({ length: columnRows }, (_, index) => piece[index])
      : piece;
  }
}

/** A field of every row below the header. */
export async function readColumn(
  reader: SheetReader,
  grid: LedgerGrid,
  field: string,
): Promise<Row> {
  const cells: CellValue[] = [];
  for await (const piece of readColumnPieces(reader, grid, field))
    for (const cell of piece) cells.push(cell);
  return cells;
}

const timeOf = (cell: CellValue, timeZone: string): number =>
  readTime(cell, timeZone)?.getTime() ?? NaN;

export async function readTimes(
  reader: SheetReader,
  grid: LedgerGrid,
  timeZone: string,
): Promise<Times> {
  const times: number[] = [];
  for await (const piece of readColumnPieces(reader, grid, "at"))
    for (const cell of piece) times.push(timeOf(cell, timeZone));
  return times;
}

/** The places among the rows below the header, rising, of rows that are wanted; a row without a time never is. */
export function placesOf(
  times: Times,
  wanted: (at: number, place: number) => boolean,
): readonly number[] {
  const places: number[] = [];
  for (const [place, at] of times.entries())
    if (!Number.isNaN(at) && wanted(at, place)) places.push(place);
  return places;
}

/**
 * The rows at these places below the header, in runs from the top.
 *
 * @param fields what is read of them; every field where nothing is said
 * @throws RowsMovedError where they are not where the time column was read
 */
export async function* readRows(
  reader: SheetReader,
  grid: LedgerGrid,
  wish: {
    readonly times: Times;
    readonly timeZone: string;
    readonly fields?: readonly string[];
    /** Rising. */
    readonly places: readonly number[];
  },
): AsyncGenerator<readonly PlacedRow[]> {
  const { times, timeZone, places, fields = [...grid.columns.keys()] } = wish;
  const first = grid.headerRow + 1;
  const columns = ["at", ...fields].map((field) => grid.columns.get(field) ?? 0);
  const columnRuns = runsOf(columns.sort((a, b) => a - b));
  let next = 0;
  const isNext = ({ gridRow }: PlacedRow): boolean => {
    const isWanted = places[next] === gridRow - first;
    if (isWanted) next += 1;
    return isWanted;
  };
  const rows = places.map((place) => first + place);
  for (const call of calls(runsOf(rows, nearRows).flatMap(cut))) {
    const ranges = call.flatMap((run) => columnRuns.map((some) => rangeOf(grid, run, some)));
    const blocks = [...(await readUnderHeader(reader, grid, ranges))];
    for (const run of call) {
      const placed = placedRows(run, columnRuns, blocks.splice(0, columnRuns.length));
      const hasMoved = placed.some(
        ({ gridRow, row }) =>
          !Object.is(timeOf(row[grid.columns.get("at") ?? 0], timeZone), times[gridRow - first]),
      );
      if (hasMoved) throw new RowsMovedError();
      yield placed.filter(isNext);
    }
  }
}

const rangeOf = ({ title }: LedgerGrid, rows: Run, columns: Run): string =>
  `${quotedTitle(title)}!${columnName(columns.from)}${rows.from + 1}:${columnName(columns.to - 1)}${rows.to}`;

const dated: PlacedRow["dated"] = [];

/** The rows of a run from blocks of cells, one for each run of columns. */
const placedRows = (
  { from, to }: Run,
  columnRuns: readonly Run[],
  blocks: readonly ValueRows[],
): readonly PlacedRow[] =>
  Array.from({ length: to - from }, (_, index) => {
    const row = columnRuns.reduce<Row>((before, columns, block) => {
      const cells = plainRow(blocks[block]?.[index] ?? []);
      if (columns.from === 0) return cells;
      return [...before, ...new Array<CellValue>(columns.from - before.length), ...cells];
    }, []);
    return { gridRow: from + index, row, dated };
  });

/** Runs of rising numbers; such as lie nearer than `near` are joined. */
function runsOf(numbers: readonly number[], near = 1): readonly Run[] {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number - last.to < near) last.to = number + 1;
    else runs.push({ from: number, to: number + 1 });
  }
  return runs;
}

/** A run in pieces that can be read at once. */
const cut = ({ from, to }: Run): readonly Run[] =>
  Array.from({ length: Math.ceil((to - from) / chunkRows) }, (_, index) => ({
    from: from + index * chunkRows,
    to: Math.min(to, from + (index + 1) * chunkRows),
  }));

/** Runs that go into one call. */
function* calls(runs: readonly Run[]): Generator<readonly Run[]> {
  let call: Run[] = [];
  let rows = 0;
  for (const run of runs) {
    const size = run.to - run.from;
    if (call.length > 0 && (rows + size > chunkRows || call.length >= mostSegments)) {
      yield call;
      call = [];
      rows = 0;
    }
    call.push(run);
    rows += size;
  }
  if (call.length > 0) yield call;
}

/** Reads what the time column says where to find; anew where rows moved in between. */
export async function byTimes<Result>(
  reader: SheetReader,
  grid: LedgerGrid,
  known: KnownTimes,
  read: (times: Times) => Promise<Result>,
): Promise<Result> {
  let { times } = known;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    try {
      return await read(times ?? (await readTimes(reader, grid, known.timeZone)));
    } catch (error) {
      if (!(error instanceof RowsMovedError)) throw error;
      times = undefined;
    }
  }
  throw new SheetAwayError("the ledger is being moved about; try again in a moment", undefined);
}
