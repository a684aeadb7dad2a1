/**
 * The movements of a period, older tabs included, in pages that are read one after the other: however long the period is, no
 * more than a page of it is in memory. The time columns tell where a page's rows stand, so that sorted tabs are read right.
 */
import { SheetAwayError } from "../../errors";
import type { Movement } from "../../inventory/movements/movement";
import type { SheetReader } from "../tabs/reader";
import { placesOf, readTimes, RowsMovedError, type LedgerGrid, type Times } from "./ledger-rows";
import { movementIn, readTimedRows, type TimedRow } from "./reading";

/** In milliseconds, from ≤ at < to. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface TimedTab {
  readonly grid: LedgerGrid;
  readonly times: Times;
  /** Of the period, by time. */
  readonly places: readonly number[];
}

export type PageOrder = "oldest" | "newest";

/** So many rows are read at once. */
const usualRows = 4_000;
/** So many of them are parsed at once: what is done with by then is young garbage, which costs no memory. */
const parsedRows = 200;
const tries = 4;

export function createMovementPages(needs: {
  readonly reader: SheetReader;
  readonly ledger: () => LedgerGrid;
  /** The older tabs that may hold rows between two times. */
  readonly older: (from: Date, to: Date) => Promise<readonly LedgerGrid[]>;
  readonly timeZone: () => string;
}) {
  const { reader, ledger, older } = needs;

  async function timedTabs({ from, to }: Stretch): Promise<readonly TimedTab[]> {
    const timed: TimedTab[] = [];
    const add = async (grid: LedgerGrid): Promise<void> => {
      const times = await readTimes(reader, grid, needs.timeZone());
      const places = [...placesOf(times, (at) => at >= from && at < to)];
      places.sort((left, right) => (times[left] ?? 0) - (times[right] ?? 0));
      timed.push({ grid, times, places });
    };
    // The ledger first: what is rotated in between stands in both, and never in none.
    await add(ledger());
    for (const grid of await older(new Date(from), new Date(to))) await add(grid);
    return timed;
  }

  /** The rows of a stretch, newest first: a rotation in between may show one in two tabs. */
  async function readStretch(tabs: readonly TimedTab[], { from, to }: Stretch) {
    const found = new Map<string, TimedRow>();
    for (const { grid, times, places } of tabs) {
      const own = places.slice(firstAt(places, times, from), firstAt(places, times, to));
      const wish = { times, timeZone: needs.timeZone(), places: own.sort((a, b) => a - b) };
      for (const row of await readTimedRows(reader, grid, wish)) found.set(row.id, row);
    }
    return [...found.values()].sort((a, b) => b.at - a.at);
  }

  /**
   * What comes first, in a page and of the pages, is what `order` names.
   *
   * @param pageRows about so many rows are read at once
   * @throws SheetAwayError, SheetDeniedError
   */
  return async function* (
    period: { readonly from: Date; readonly to: Date },
    order: PageOrder,
    pageRows = usualRows,
  ): AsyncGenerator<readonly Movement[]> {
    let left: Stretch = { from: period.from.getTime(), to: period.to.getTime() };
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const tabs = await timedTabs(left);
      try {
        for (const stretch of stretchesOf(tabs, left, { order, pageRows })) {
          const newestFirst = await readStretch(tabs, stretch);
          const rows = order === "newest" ? newestFirst : newestFirst.reverse();
          attempt = 1;
          left =
            order === "newest"
              ? { from: left.from, to: stretch.from }
              : { from: stretch.to, to: left.to };
          // What was given is let go of.
          while (rows.length > 0)
            yield rows
              .splice(0, parsedRows)
              .flatMap((row) => movementIn(row, needs.timeZone()) ?? []);
        }
        return;
      } catch (error) {
        if (!(error instanceof RowsMovedError)) throw error;
      }
    }
    throw new SheetAwayError("the ledger is being moved about; try again in a moment", undefined);
  };
}

/** Where, of places by time, those begin that are no older than a moment. */
function firstAt(places: readonly number[], times: Times, moment: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[places[middle] ?? 0] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The period in stretches of so many rows; rows of the same moment are never parted. */
function stretchesOf(
  tabs: readonly TimedTab[],
  { from, to }: Stretch,
  { order, pageRows }: { readonly order: PageOrder; readonly pageRows: number },
): readonly Stretch[] {
  const all = tabs.flatMap(({ times, places }) => places.map((place) => times[place] ?? 0));
  if (all.length === 0) return [];
  const sorted = Float64Array.from(all).sort();
  const cuts = Array.from(
    { length: Math.ceil(sorted.length / pageRows) - 1 },
    (_, index) => sorted[(index + 1) * pageRows] ?? to,
  );
  const bounds = [...new Set([from, ...cuts, to])];
  const stretches = bounds
    .slice(1)
    .map((bound, index): Stretch => ({ from: bounds[index] ?? from, to: bound }));
  return order === "newest" ? stretches.reverse() : stretches;
}
