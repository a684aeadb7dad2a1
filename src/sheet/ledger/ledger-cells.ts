/**
 * Columns and runs of rows of a ledger, read under their header, in chunks of one call each; rows and columns that moved
 * between two calls are noticed. What the cells mean together is said in reading.ts and row-traces.ts.
 */
import { SheetAwayError } from "../../errors";
import { columnName, quotedTitle, type CellValue } from "../api/cells";
import type { ValueRows } from "../api/client";
import type { SheetReader } from "../tabs/reader";
import type { Movement } from "../../inventory/movements/movement";
import { headerOf, type Grid } from "../tabs/grid";
import type { Row } from "../tabs/tab";
import { columnDown } from "../tabs/view";
import { readTime } from "../api/times";

export type LedgerGrid = Grid<Movement>;

/** Rows from `from` up to, not with, `to`, counted from 0. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** So many rows are read at once. */
export const chunkRows = 20_000;
const mostSegments = 24;
const tries = 4;

/** The cells of a segment under each of several fields. */
export const columnsOf =
  (grid: LedgerGrid, fields: readonly string[]) =>
  ({ from, to }: Segment): readonly string[] =>
    fields.map((field) => {
      const letter = columnName(column(grid, field));
      return `${quotedTitle(grid.title)}!${letter}${from + 1}:${letter}${to}`;
    });

export const column = (grid: LedgerGrid, field: string): number => grid.columns.get(field) ?? 0;

export const plainCell = (value: unknown): CellValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value === ""
      ? undefined
      : value
    : undefined;

export const plainRow = (row: readonly unknown[]): Row => row.map(plainCell);

/** Thrown where the columns are not where the grid has them: it must be read anew. */
class ColumnsMovedError extends SheetAwayError {
  constructor() {
    super("the ledger's columns were moved just now; try again in a moment", undefined);
  }
}

/** Reads ranges together with the header, so that cells are never taken from another column. */
export async function readUnderHeader(
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

/** The time of every row below the header, in milliseconds; undefined where there is none. */
export async function readTimes(
  reader: SheetReader,
  grid: LedgerGrid,
  timeZone: string,
): Promise<Times> {
  const from = grid.headerRow + 1;
  if (from >= grid.rowCount) return [];
  const whole = columnDown(grid.title, column(grid, "at"), from);
  const [cells = []] = await readUnderHeader(reader, grid, [whole]);
  return cells.map(([cell]) => timeOf(plainCell(cell), timeZone));
}

export const timeOf = (cell: CellValue, timeZone: string): number | undefined =>
  readTime(cell, timeZone)?.getTime();

/** Runs of rows that are wanted, cut into chunks; near runs are joined. */
export function segmentsOf(wanted: readonly boolean[], first: number): readonly Segment[] {
  const runs: { from: number; to: number }[] = [];
  wanted.forEach((is, index) => {
    if (!is) return;
    const last = runs.at(-1);
    if (last && first + index - last.to < 50) last.to = first + index + 1;
    else runs.push({ from: first + index, to: first + index + 1 });
  });
  return runs.flatMap(({ from, to }) =>
    Array.from({ length: Math.ceil((to - from) / chunkRows) }, (_, index) => ({
      from: from + index * chunkRows,
      to: Math.min(to, from + (index + 1) * chunkRows),
    })),
  );
}

/** Ranges of each segment and what they hold, as many segments a call as go into one. */
export async function* readSegments(
  reader: SheetReader,
  grid: LedgerGrid,
  segments: readonly Segment[],
  rangesOf: (segment: Segment) => readonly string[],
): AsyncGenerator<readonly [segment: Segment, blocks: readonly ValueRows[]]> {
  for (const call of calls(segments)) {
    const wanted = call.map(rangesOf);
    const blocks = [...(await readUnderHeader(reader, grid, wanted.flat()))];
    for (const [index, segment] of call.entries()) {
      yield [segment, blocks.splice(0, wanted[index]?.length)];
    }
  }
}

/** Segments that go into one call. */
function* calls(segments: readonly Segment[]): Generator<readonly Segment[]> {
  let call: Segment[] = [];
  let rows = 0;
  for (const segment of segments) {
    const size = segment.to - segment.from;
    if (call.length > 0 && (rows + size > chunkRows || call.length >= mostSegments)) {
      yield call;
      call = [];
      rows = 0;
    }
    call.push(segment);
    rows += size;
  }
  if (call.length > 0) yield call;
}

/** Thrown where rows moved between two calls. */
export class RowsMovedError extends Error {
  override readonly name = "RowsMovedError";
}

/** The time of every row of a ledger below its header. */
export type Times = readonly (number | undefined)[];

/** Reads what the time column says where to find; anew where rows moved in between. `times` are taken for the first try. */
export async function byTimes<Result>(
  reader: SheetReader,
  grid: LedgerGrid,
  known: { readonly timeZone: string; readonly times?: Times | undefined },
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
