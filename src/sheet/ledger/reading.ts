/**
 * Reads of the ledger that cost what their period is long: the time column tells which rows to read, so that a ledger
 * that people sorted is read right as well.
 */
import { itemKey } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import { columnName, quotedTitle, textOf } from "../api/cells";
import type { ValueRows } from "../api/client";
import { cellsOf } from "../tabs/grid";
import {
  byTimes,
  column,
  columnsOf,
  plainCell,
  plainRow,
  readSegments,
  RowsMovedError,
  segmentsOf,
  timeOf,
  type LedgerGrid,
  type Segment,
  type Times,
} from "./ledger-cells";
import type { SheetReader } from "../tabs/reader";
import type { Row } from "../tabs/tab";

/** Movements with from ≤ at < to in one tab, newest first. */
export function readMovements(
  reader: SheetReader,
  grid: LedgerGrid,
  period: { readonly from: Date; readonly to: Date },
  known: { readonly timeZone: string; readonly times?: Times },
): Promise<readonly Movement[]> {
  const [from, to] = [period.from.getTime(), period.to.getTime()];
  const { timeZone } = known;
  return byTimes(reader, grid, known, async (times) => {
    const wanted = times.map((at) => at !== undefined && at >= from && at < to);
    const segments = segmentsOf(wanted, grid.headerRow + 1);
    const found = await readWhole(reader, grid, { segments, times, timeZone });
    return found
      .filter(({ at }) => at.getTime() >= from && at.getTime() < to)
      .sort((a, b) => b.at.getTime() - a.at.getTime());
  });
}

/** The movements in runs of rows. @throws RowsMovedError where they are not where the time column was read */
async function readWhole(
  reader: SheetReader,
  grid: LedgerGrid,
  {
    segments,
    times,
    timeZone,
  }: {
    readonly segments: readonly Segment[];
    readonly times: Times;
    readonly timeZone: string;
  },
): Promise<Movement[]> {
  const found: Movement[] = [];
  const first = grid.headerRow + 1;
  const width = Math.max(...grid.columns.values());
  const range = ({ from, to }: Segment): string =>
    `${quotedTitle(grid.title)}!A${from + 1}:${columnName(width)}${to}`;
  const read = readSegments(reader, grid, segments, (segment) => [range(segment)]);
  for await (const [segment, [block = []]] of read) {
    const rows = rowsOf(block, segment);
    const at = rows.map((row) => timeOf(row[column(grid, "at")], timeZone));
    checkTimes(at, times.slice(segment.from - first, segment.to - first));
    rows.forEach((row, place) => {
      const placed = { gridRow: segment.from + place, row, dated: [] };
      const movement = grid.tab.parse(cellsOf(grid, placed), timeZone);
      if (movement) found.push(movement);
    });
  }
  return found;
}

function checkTimes(rows: Times, known: Times): void {
  if (rows.some((at, index) => at !== known[index])) throw new RowsMovedError();
}

const rowsOf = (block: ValueRows, { from, to }: Segment): Row[] =>
  Array.from({ length: to - from }, (_, index) => plainRow(block[index] ?? []));

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
  return byTimes(reader, grid, { timeZone }, async (times) => {
    const falling = times.every((at, index) => index === 0 || (at ?? 0) <= (times[index - 1] ?? 0));
    const candidates = segmentsOf(
      times.map((at) => at !== undefined && at >= since.getTime()),
      first,
    );
    const matching: number[] = [];
    const read = readSegments(reader, grid, candidates, columnsOf(grid, ["itemName", "spec"]));
    for await (const [{ from, to }, [names = [], specs = []]] of read) {
      for (let row = from; row < to; row += 1) {
        const name = textOf(plainCell(names[row - from]?.[0]));
        const spec = textOf(plainCell(specs[row - from]?.[0]));
        if (itemKey({ name, spec }) === key) matching.push(row);
      }
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
    const found = await readWhole(reader, grid, { segments, times, timeZone });
    return found
      .filter((movement) => itemKey({ name: movement.itemName, spec: movement.spec }) === key)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, limit);
  });
}
