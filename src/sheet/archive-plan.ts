/**
 * Which rows of the ledger are archived next, and whether rows that were moved belong where they came to lie. Pure: times
 * and cells in, rows out.
 */
import { textOf } from "./cells";
import { readColumns, type Row } from "./tabs";
import { readTime, wallTextOf } from "./times";

/** Rows from `from` up to, not with, `to`, counted from 0. */
export interface RowRun {
  readonly from: number;
  readonly to: number;
}

/** What may be archived. */
export interface ArchiveRule {
  /** Rows at this time or later stay: milliseconds. */
  readonly before: number;
  /** 消息ID and time of each item's newest row: they stay, since they say what its stock is expected to be. */
  readonly newest: { readonly ids: ReadonlySet<string>; readonly times: ReadonlySet<number> };
  readonly timeZone: string;
}

const keptShare = 0.8;
/** No more than the hidden tab has room for above the records of commits. */
export const rowsPerBatch = 450;
const runsPerBatch = 100;
/** The rows right below the header stay: were rows inserted above it just now, it would be moved in their place. */
const rowsBelowHeader = 10;

/** How many rows are to stay once the ledger holds more than its limit. */
export const goalOf = (limit: number): number => Math.floor(limit * keptShare);

/** @example monthOf(Date.parse("2026-10-31T17:00:00Z"), "Asia/Shanghai") // "2026-11" */
function monthOf(at: number, timeZone: string): string {
  return wallTextOf(new Date(at), timeZone).slice(0, 7);
}

/**
 * The oldest rows of one month, as many as one batch takes and as may go.
 *
 * @param times of the rows from `firstRow` on; undefined: a row without a time, which stays
 */
export function nextRows(
  {
    times,
    firstRow,
  }: { readonly times: readonly (number | undefined)[]; readonly firstRow: number },
  goal: number,
  { before, newest, timeZone }: ArchiveRule,
): { readonly month: string; readonly runs: readonly RowRun[] } | undefined {
  const timed = times.flatMap((at, index) =>
    at === undefined ? [] : [{ at, index, row: firstRow + index }],
  );
  const most = Math.min(rowsPerBatch, timed.length - goal);
  if (most <= 0) return undefined;
  const old = timed
    .filter(({ at, index }) => index >= rowsBelowHeader && at < before && !newest.times.has(at))
    .sort((a, b) => a.at - b.at || b.row - a.row)
    .slice(0, most);
  const [oldest] = old;
  if (!oldest) return undefined;
  const month = monthOf(oldest.at, timeZone);
  const rows = old.filter(({ at }) => monthOf(at, timeZone) === month).map(({ row }) => row);
  return { month, runs: runsOf(rows).slice(-runsPerBatch) };
}

/** @example runsOf([3, 5, 4, 9]) // [{ from: 3, to: 6 }, { from: 9, to: 10 }] */
export function runsOf(rows: readonly number[]): readonly RowRun[] {
  const runs: { from: number; to: number }[] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === row) last.to = row + 1;
    else runs.push({ from: row, to: row + 1 });
  }
  return runs;
}

export const lengthOf = (runs: readonly RowRun[]): number =>
  runs.reduce((sum, { from, to }) => sum + to - from, 0);

/** The times of the rows that are left when runs of rows are gone. */
export function withoutRuns<Item>(
  rows: readonly Item[],
  firstRow: number,
  runs: readonly RowRun[],
): readonly Item[] {
  const gone = new Set(
    runs.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
  );
  return rows.filter((_, index) => !gone.has(firstRow + index));
}

/** The rows that don't belong in a month's tab, by their place among them. They lie by its header. */
export function misfitsIn(
  rows: readonly Row[],
  header: readonly string[],
  month: string,
  { before, newest, timeZone }: ArchiveRule,
): readonly number[] {
  const { columns } = readColumns("ledger", header);
  const cell = (row: Row, field: string) => row[columns.get(field) ?? -1];
  return rows.flatMap((row, index) => {
    const at = readTime(cell(row, "at"), timeZone)?.getTime();
    const belongs =
      at !== undefined &&
      at < before &&
      monthOf(at, timeZone) === month &&
      !newest.ids.has(textOf(cell(row, "id")));
    return belongs ? [] : [index];
  });
}
