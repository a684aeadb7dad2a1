/**
 * Reads of the ledger that cost what their period is long: the time column tells which rows to read, so that a ledger
 * that people sorted is read right as well.
 */
import { itemKey } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import { quantityOf, textOf, wholeNumberOf } from "../api/cells";
import { cellsOf, fieldOf, type PlacedRow } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import {
  byTimes,
  chunkRows,
  placesOf,
  readColumn,
  readRows,
  type KnownTimes,
  type LedgerGrid,
} from "./ledger-rows";
import type { LedgerTrace } from "./memory";

/** Movements with from ≤ at < to in one tab, newest first. */
export function readMovements(
  reader: SheetReader,
  grid: LedgerGrid,
  period: { readonly from: Date; readonly to: Date },
  known: KnownTimes,
): Promise<readonly Movement[]> {
  const [from, to] = [period.from.getTime(), period.to.getTime()];
  return byTimes(reader, grid, known, (times) =>
    readWhole(reader, grid, {
      ...known,
      times,
      places: placesOf(times, (at) => at >= from && at < to),
    }),
  );
}

/** A row as it was read; what it says is parsed when it is asked for. */
export interface TimedRow {
  readonly grid: LedgerGrid;
  readonly placed: PlacedRow;
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
}

/** The rows at these places, in the order of the sheet. */
export async function readTimedRows(
  reader: SheetReader,
  grid: LedgerGrid,
  wish: Parameters<typeof readRows>[2],
): Promise<readonly TimedRow[]> {
  const found: TimedRow[] = [];
  for await (const rows of readRows(reader, grid, wish)) {
    for (const placed of rows) {
      const at = wish.times[placed.gridRow - grid.headerRow - 1] ?? NaN;
      found.push({ grid, placed, id: textOf(fieldOf(grid, placed, "id")), at });
    }
  }
  return found;
}

export const movementIn = ({ grid, placed }: TimedRow, timeZone: string): Movement | undefined =>
  grid.tab.parse(cellsOf(grid, placed), timeZone);

/** The movements at these places, newest first. */
async function readWhole(
  ...[reader, grid, wish]: Parameters<typeof readTimedRows>
): Promise<readonly Movement[]> {
  const rows = await readTimedRows(reader, grid, wish);
  return rows
    .flatMap((row) => movementIn(row, wish.timeZone) ?? [])
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

const keyIn = (grid: LedgerGrid, placed: PlacedRow): string =>
  itemKey({
    name: textOf(fieldOf(grid, placed, "itemName")),
    spec: textOf(fieldOf(grid, placed, "spec")),
  });

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
    const falling = times.every((at, index) => index === 0 || (at || 0) <= (times[index - 1] || 0));
    const matching: number[] = [];
    const fields = ["itemName", "spec"];
    const places = placesOf(times, (at) => at >= since.getTime());
    for await (const rows of readRows(reader, grid, { times, timeZone, fields, places })) {
      const same = rows.filter((placed) => keyIn(grid, placed) === key);
      matching.push(...same.map(({ gridRow }) => gridRow - first));
      if (falling && matching.length >= limit) break;
    }
    const newest = matching.sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0)).slice(0, limit);
    return readWhole(reader, grid, { times, timeZone, places: newest.sort((a, b) => a - b) });
  });
}

/**
 * What memory needs of the rows since a time, of all that are booked on rows of 采购, and of older ones as long as `goOn`
 * says so, in chunks of which each is older than the one before it, wherever its rows stand. `goOn` is told the time that
 * the next chunk begins with, in milliseconds.
 */
export function readTraces(
  reader: SheetReader,
  grid: LedgerGrid,
  known: KnownTimes,
  wish: {
    readonly since: Date;
    readonly take: (traces: readonly LedgerTrace[]) => void;
    readonly goOn: (from: number) => boolean;
  },
): Promise<void> {
  const { take, goOn } = wish;
  const since = wish.since.getTime();
  const tells = grid.columns.has("purchaseRow");
  const fields = ["id", "itemName", "spec", "before", "after", ...(tells ? ["purchaseRow"] : [])];
  return byTimes(reader, grid, known, async (times) => {
    const readWanted = async (wanted: Parameters<typeof placesOf>[1]): Promise<void> => {
      const places = placesOf(times, wanted);
      for await (const rows of readRows(reader, grid, { ...known, times, fields, places })) {
        const at = ({ gridRow }: PlacedRow) => times[gridRow - grid.headerRow - 1] ?? NaN;
        take(rows.flatMap((placed) => traceIn(grid, placed, at(placed))));
      }
    };
    const newestFirst = times.filter((at) => !Number.isNaN(at)).sort((a, b) => b - a);
    const before = newestFirst.find((at) => at < since);
    // What is needed anyway takes no call of its own.
    const first =
      before !== undefined && goOn(before)
        ? Math.min(since, newestFirst[chunkRows - 1] ?? -Infinity)
        : since;
    const [purchased] = await Promise.all([
      tells ? readColumn(reader, grid, "purchaseRow") : [],
      readWanted((at) => at >= first),
    ]);
    await readWanted((at, index) => at < first && wholeNumberOf(purchased[index]) !== undefined);
    const older = newestFirst.filter((at) => at < first);
    for (let index = 0; index < older.length; index += chunkRows) {
      const newest = older[index] ?? 0;
      if (!goOn(newest)) return;
      const oldest = older[index + chunkRows - 1] ?? older.at(-1) ?? 0;
      await readWanted((at) => at >= oldest && at <= newest);
    }
  });
}

function traceIn(grid: LedgerGrid, placed: PlacedRow, at: number): readonly LedgerTrace[] {
  const id = textOf(fieldOf(grid, placed, "id"));
  const [before, after] = ["before", "after"].map((field) =>
    quantityOf(fieldOf(grid, placed, field)),
  );
  // A row under moved columns says nothing of its item until it is put right.
  if (Number.isNaN(at) || id === "" || before === undefined || after === undefined) return [];
  const purchaseRow = wholeNumberOf(fieldOf(grid, placed, "purchaseRow"));
  return [{ id, at, key: keyIn(grid, placed), before, after, ...(purchaseRow && { purchaseRow }) }];
}

/** Every 消息ID in a tab. */
export const readIds = async (reader: SheetReader, grid: LedgerGrid): Promise<readonly string[]> =>
  (await readColumn(reader, grid, "id")).map(textOf).filter((id) => id !== "");
