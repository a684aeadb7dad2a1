/**
 * The movements of a period, older tabs included, in pages that are read one after the other: however long the period is, no
 * more than a page of it is in memory. The time columns tell where a page's rows stand, so that sorted tabs are read right.
 */
import { SheetAwayError } from "../../errors";
import type { Movement } from "../../inventory/movements/movement";
import type { SheetReader } from "../tabs/reader";
import type { Archives } from "./archive-tabs";
import { distinct } from "./history";
import { readTimes, RowsMovedError, type LedgerGrid, type Times } from "./ledger-rows";
import { readWhole } from "./reading";

/** In milliseconds, from ≤ at < to. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface TimedTab {
  readonly grid: LedgerGrid;
  readonly times: Times;
}

export type PageOrder = "oldest" | "newest";

const usualRows = 4_000;
const tries = 4;

export function createMovementPages(needs: {
  readonly reader: SheetReader;
  readonly archives: Archives;
  readonly ledger: () => LedgerGrid;
  readonly timeZone: () => string;
}) {
  const { reader, archives, ledger } = needs;

  async function timedTabs({ from, to }: Stretch): Promise<readonly TimedTab[]> {
    const timed: TimedTab[] = [];
    const add = async (grid: LedgerGrid): Promise<void> => {
      timed.push({ grid, times: await readTimes(reader, grid, needs.timeZone()) });
    };
    // The ledger first: what is rotated in between stands in both, and never in none.
    await add(ledger());
    for (const grid of await archives.between(new Date(from), new Date(to))) await add(grid);
    return timed;
  }

  async function readPage(tabs: readonly TimedTab[], { from, to }: Stretch) {
    const found: Movement[] = [];
    for (const { grid, times } of tabs) {
      const wanted = (at: number): boolean => at >= from && at < to;
      const rows = await readWhole(reader, grid, { times, timeZone: needs.timeZone(), wanted });
      found.push(...rows);
    }
    return distinct(found);
  }

  /**
   * What comes first in a page is what `order` names.
   *
   * @param pageRows about so many rows are a page
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
          const page = await readPage(tabs, stretch);
          attempt = 1;
          left =
            order === "newest"
              ? { from: left.from, to: stretch.from }
              : { from: stretch.to, to: left.to };
          yield order === "newest" ? page : page.toReversed();
        }
        return;
      } catch (error) {
        if (!(error instanceof RowsMovedError)) throw error;
      }
    }
    throw new SheetAwayError("the ledger is being moved about; try again in a moment", undefined);
  };
}

/** The period in stretches of so many rows; rows of the same moment are never parted. */
function stretchesOf(
  tabs: readonly TimedTab[],
  { from, to }: Stretch,
  { order, pageRows }: { readonly order: PageOrder; readonly pageRows: number },
): readonly Stretch[] {
  const times: number[] = [];
  for (const tab of tabs)
    for (const at of tab.times) if (at !== undefined && at >= from && at < to) times.push(at);
  if (times.length === 0) return [];
  const sorted = Float64Array.from(times).sort();
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
