/**
 * Reads of the ledger that cost what their period is long: the time column tells which rows to read, so that a ledger
 * that people sorted is read right as well. Chunks of one call each; rows that moved in between are noticed.
 */
import { SheetAwayError } from "../errors";
import { itemKey } from "../inventory/item";
import type { Movement } from "../inventory/movement";
import { columnName, quotedTitle, quantityOf, textOf, type CellValue } from "./cells";
import type { ValueRows } from "./client";
import { readMovement } from "./entries";
import type { LedgerTrace } from "./ledger-memory";
import type { SheetReader } from "./reader";
import { headerOf, type Grid, type Row } from "./tabs";
import { readTime } from "./times";

type LedgerGrid = Grid<"ledger">;

/** Rows from `from` up to, not with, `to`, counted from 0. */
interface Segment {
  readonly from: number;
  readonly to: number;
}

const chunkRows = 10_000;
const mostSegments = 24;
const tries = 4;

const columnRange = (grid: LedgerGrid, column: number, { from, to }: Segment): string => {
  const letter = columnName(column);
  return `${quotedTitle(grid.title)}!${letter}${from + 1}:${letter}${to}`;
};

const column = (grid: LedgerGrid, field: string): number => grid.columns.get(field) ?? 0;

const plainCell = (value: unknown): CellValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value === ""
      ? undefined
      : value
    : undefined;

/** Thrown where the columns are not where the grid has them: it must be read anew. */
export class ColumnsMovedError extends SheetAwayError {
  constructor() {
    super("the ledger's columns were moved just now; try again in a moment", undefined);
  }
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
  const now = headerOf(cells.map(plainCell));
  for (const [, index] of grid.columns) {
    if (now[index] !== grid.header[index]) throw new ColumnsMovedError();
  }
  return blocks;
}

/** The time of every row below the header, in milliseconds; undefined where there is none. */
async function readTimes(
  reader: SheetReader,
  grid: LedgerGrid,
  timeZone: string,
): Promise<readonly (number | undefined)[]> {
  const from = grid.headerRow + 1;
  if (from >= grid.rowCount) return [];
  const whole = columnRange(grid, column(grid, "at"), { from, to: grid.rowCount });
  const [cells = []] = await readUnderHeader(reader, grid, [whole]);
  return cells.map(([cell]) => timeOf(plainCell(cell), timeZone));
}

const timeOf = (cell: CellValue, timeZone: string): number | undefined =>
  readTime(cell, timeZone)?.getTime();

/** Runs of rows that are wanted, cut into chunks; near runs are joined. */
function segmentsOf(wanted: readonly boolean[], first: number): readonly Segment[] {
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
class RowsMovedError extends Error {
  override readonly name = "RowsMovedError";
}

async function withoutMoves<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; attempt < tries; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof RowsMovedError)) throw error;
    }
  }
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof RowsMovedError)) throw error;
    throw new SheetAwayError("the ledger is being moved about; try again in a moment", undefined);
  }
}

function checkTimes(
  rows: readonly (number | undefined)[],
  known: readonly (number | undefined)[],
): void {
  if (rows.some((at, index) => at !== known[index])) throw new RowsMovedError();
}

/** Movements with from ≤ at < to in one tab, newest first. */
export function readMovements(
  reader: SheetReader,
  grid: LedgerGrid,
  period: { readonly from: Date; readonly to: Date },
  timeZone: string,
): Promise<readonly Movement[]> {
  const [from, to] = [period.from.getTime(), period.to.getTime()];
  return withoutMoves(async () => {
    const times = await readTimes(reader, grid, timeZone);
    const wanted = times.map((at) => at !== undefined && at >= from && at < to);
    const segments = segmentsOf(wanted, grid.headerRow + 1);
    const found = await readSegments(reader, grid, { segments, times, timeZone });
    return found
      .filter(({ at }) => at.getTime() >= from && at.getTime() < to)
      .sort((a, b) => b.at.getTime() - a.at.getTime());
  });
}

/** The movements in runs of rows. @throws RowsMovedError where they are not where the time column was read */
async function readSegments(
  reader: SheetReader,
  grid: LedgerGrid,
  {
    segments,
    times,
    timeZone,
  }: {
    readonly segments: readonly Segment[];
    readonly times: readonly (number | undefined)[];
    readonly timeZone: string;
  },
): Promise<Movement[]> {
  const found: Movement[] = [];
  const first = grid.headerRow + 1;
  const width = Math.max(...grid.columns.values());
  for (const call of calls(segments)) {
    const ranges = call.map(
      ({ from, to }) => `${quotedTitle(grid.title)}!A${from + 1}:${columnName(width)}${to}`,
    );
    const blocks = await readUnderHeader(reader, grid, ranges);
    call.forEach((segment, index) => {
      const rows = rowsOf(blocks[index] ?? [], segment);
      const at = rows.map((row) => timeOf(row[column(grid, "at")], timeZone));
      checkTimes(at, times.slice(segment.from - first, segment.to - first));
      for (const row of rows) {
        const movement = readMovement(grid, row, timeZone);
        if (movement) found.push(movement);
      }
    });
  }
  return found;
}

const rowsOf = (block: ValueRows, { from, to }: Segment): Row[] =>
  Array.from({ length: to - from }, (_, index) => (block[index] ?? []).map(plainCell));

const traceFields = ["at", "id", "itemName", "spec", "after"] as const;

/**
 * The traces of rows since a time, and of older rows as long as `goOn` says so, newest first in chunks. Rows within the
 * period come first.
 */
export function readTraces(
  reader: SheetReader,
  grid: LedgerGrid,
  wish: {
    readonly since: Date;
    readonly timeZone: string;
    readonly take: (traces: readonly LedgerTrace[]) => void;
    readonly goOn: () => boolean;
  },
): Promise<void> {
  const { since, timeZone, take, goOn } = wish;
  const first = grid.headerRow + 1;
  return withoutMoves(async () => {
    const times = await readTimes(reader, grid, timeZone);
    const read = async (segments: readonly Segment[], always: boolean): Promise<void> => {
      for (const call of calls(segments)) {
        if (!always && !goOn()) return;
        const ranges = call.flatMap((segment) =>
          traceFields.map((field) => columnRange(grid, column(grid, field), segment)),
        );
        const blocks = await readUnderHeader(reader, grid, ranges);
        call.forEach((segment, index) => {
          const own = blocks.slice(index * traceFields.length, (index + 1) * traceFields.length);
          take(
            tracesOf(own, segment, times.slice(segment.from - first, segment.to - first), timeZone),
          );
        });
      }
    };
    await read(
      segmentsOf(
        times.map((at) => at !== undefined && at >= since.getTime()),
        first,
      ),
      true,
    );
    if (goOn()) {
      await read(
        segmentsOf(
          times.map((at) => at !== undefined && at < since.getTime()),
          first,
        ),
        false,
      );
    }
  });
}

function tracesOf(
  blocks: readonly ValueRows[],
  { from, to }: Segment,
  times: readonly (number | undefined)[],
  timeZone: string,
): readonly LedgerTrace[] {
  const cell = (field: number, index: number): CellValue => plainCell(blocks[field]?.[index]?.[0]);
  return Array.from({ length: to - from }, (_, index) => index).flatMap((index) => {
    const at = timeOf(cell(0, index), timeZone);
    if (at !== times[index]) throw new RowsMovedError();
    const id = textOf(cell(1, index));
    if (at === undefined || id === "") return [];
    const key = itemKey({ name: textOf(cell(2, index)), spec: textOf(cell(3, index)) });
    return [{ id, at, key, after: quantityOf(cell(4, index)) ?? 0 }];
  });
}

/** The newest rows of an item since a time, newest first. */
export function readItemRows(
  reader: SheetReader,
  grid: LedgerGrid,
  wish: {
    readonly key: string;
    readonly since: Date;
    readonly limit: number;
    readonly timeZone: string;
  },
): Promise<readonly Movement[]> {
  const { key, since, limit, timeZone } = wish;
  const first = grid.headerRow + 1;
  return withoutMoves(async () => {
    const times = await readTimes(reader, grid, timeZone);
    const falling = times.every((at, index) => index === 0 || (at ?? 0) <= (times[index - 1] ?? 0));
    const candidates = segmentsOf(
      times.map((at) => at !== undefined && at >= since.getTime()),
      first,
    );
    const matching: number[] = [];
    for (const call of calls(candidates)) {
      const fields = ["itemName", "spec"] as const;
      const ranges = call.flatMap((segment) =>
        fields.map((field) => columnRange(grid, column(grid, field), segment)),
      );
      const blocks = await readUnderHeader(reader, grid, ranges);
      call.forEach(({ from, to }, index) => {
        const [names = [], specs = []] = blocks.slice(index * 2, index * 2 + 2);
        for (let row = from; row < to; row += 1) {
          const name = textOf(plainCell(names[row - from]?.[0]));
          const spec = textOf(plainCell(specs[row - from]?.[0]));
          if (itemKey({ name, spec }) === key) matching.push(row);
        }
      });
      if (falling && matching.length >= limit) break;
    }
    const newest = matching
      .sort((a, b) => (times[b - first] ?? 0) - (times[a - first] ?? 0))
      .slice(0, limit);
    const wanted = new Set(newest);
    const segments = segmentsOf(
      times.map((_, index) => wanted.has(first + index)),
      first,
    );
    const found = await readSegments(reader, grid, { segments, times, timeZone });
    return found
      .filter((movement) => itemKey({ name: movement.itemName, spec: movement.spec }) === key)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, limit);
  });
}

/** Every 消息ID in a tab. */
export async function readIds(reader: SheetReader, grid: LedgerGrid): Promise<readonly string[]> {
  const from = grid.headerRow + 1;
  if (from >= grid.rowCount) return [];
  const [cells = []] = await readUnderHeader(reader, grid, [
    columnRange(grid, column(grid, "id"), { from, to: grid.rowCount }),
  ]);
  return cells.map(([cell]) => textOf(plainCell(cell))).filter((id) => id !== "");
}

/** Whether the rows on top go on, newest first, down to one that is known: nothing new hides further below. */
export function isContinuous(rows: readonly Movement[], isKnown: (id: string) => boolean): boolean {
  const firstKnown = rows.findIndex(({ id }) => isKnown(id));
  if (firstKnown < 0) return false;
  const falling = rows.every(({ at }, index) => index === 0 || at <= (rows[index - 1]?.at ?? at));
  return falling && rows.slice(firstKnown).every(({ id }) => isKnown(id));
}
