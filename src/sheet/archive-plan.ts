/**
 * Which rows of the ledger are archived next, whether rows that were moved belong where they came to lie, and how a
 * month's tab gets the ledger's columns. Pure: times and cells in, rows and steps out.
 */
import { textOf } from "./cells";
import { headerOf, readColumns, type Row } from "./tabs";
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
const rowsPerBatch = 1_000;
const runsPerBatch = 100;

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
    at === undefined ? [] : [{ at, row: firstRow + index }],
  );
  const most = Math.min(rowsPerBatch, timed.length - goal);
  if (most <= 0) return undefined;
  const old = timed
    .filter(({ at }) => at < before && !newest.times.has(at))
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

/** Rows as they lie in a month's tab after a move, beside the ledger's header as it was in that moment. */
export interface MovedBlock {
  readonly ledgerHeader: Row;
  readonly header: Row;
  readonly rows: readonly Row[];
}

/** Whether each column of a ledger has the same place in a month's tab; columns without a header are free. */
export function hasColumnsOf(ledgerHeader: readonly string[], header: readonly string[]): boolean {
  const named = ledgerHeader.some((name) => name !== "");
  return named && ledgerHeader.every((name, index) => name === (header[index] ?? ""));
}

/** The rows of a block that don't belong in a month's tab, by their place in the block; all where its columns are others. */
export function misfitsIn(
  block: MovedBlock,
  month: string,
  { before, newest, timeZone }: ArchiveRule,
): readonly number[] {
  const header = headerOf(block.header);
  const { columns, missing } = readColumns("ledger", header);
  const fits = missing.length === 0 && hasColumnsOf(headerOf(block.ledgerHeader), header);
  const cell = (row: Row, field: string) => row[columns.get(field) ?? -1];
  return block.rows.flatMap((row, index) => {
    const at = fits ? readTime(cell(row, "at"), timeZone)?.getTime() : undefined;
    const belongs =
      at !== undefined &&
      at < before &&
      monthOf(at, timeZone) === month &&
      !newest.ids.has(textOf(cell(row, "id")));
    return belongs ? [] : [index];
  });
}

/** A step that brings a tab's columns nearer to the ledger's. */
export type ColumnStep =
  | { readonly kind: "move"; readonly from: number; readonly to: number }
  | { readonly kind: "insert"; readonly at: number };

/** The steps, in their order, after which a tab has the ledger's columns first; what else it has stands behind them. */
export function columnSteps(
  ledgerHeader: readonly string[],
  header: readonly string[],
): readonly ColumnStep[] {
  const now = [...header];
  const steps: ColumnStep[] = [];
  ledgerHeader.forEach((name, column) => {
    while (now.length <= column) now.push("");
    if (now[column] === name) return;
    const from = name === "" ? -1 : now.indexOf(name, column + 1);
    if (from >= 0) {
      steps.push({ kind: "move", from, to: column });
      now.splice(column, 0, ...now.splice(from, 1));
    } else {
      steps.push({ kind: "insert", at: column });
      now.splice(column, 0, name);
    }
  });
  return steps;
}

/** Columns that keep their order: `length` of them from `from` on go to `to`. */
export interface ColumnRun {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/**
 * Where each column of rows that lay under one header belongs under another, by its name; one without a name, or whose
 * name is gone, stands in its old place where that is free, else behind all others.
 */
export function columnRuns(
  then: readonly string[],
  now: readonly string[],
  width: number,
): readonly ColumnRun[] {
  const taken = new Set<number>();
  let behind = Math.max(now.length, width);
  const runs: { from: number; to: number; length: number }[] = [];
  for (let column = 0; column < width; column += 1) {
    const name = then[column] ?? "";
    const same = (now[column] ?? "") === name || (now[column] ?? "") === "" ? column : -1;
    const named = name === "" ? -1 : now.findIndex((one, at) => one === name && !taken.has(at));
    const wanted = named >= 0 ? named : same;
    const to = wanted >= 0 && !taken.has(wanted) ? wanted : behind++;
    taken.add(to);
    const last = runs.at(-1);
    if (last && last.to + last.length === to) last.length += 1;
    else runs.push({ from: column, to, length: 1 });
  }
  return runs;
}
