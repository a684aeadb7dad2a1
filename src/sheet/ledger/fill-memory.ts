/**
 * Fills the ledger's memory from the sheet: the ids of 30 days, whole movements of 48 hours, each item's newest row. Done
 * at the start, and where rows of another relay were not found at the end of the ledger.
 */
import type { Movement } from "../../inventory/movements/movement";
import type { Spreadsheet } from "../api/client";
import type { SheetState } from "../recovery/sheet-state";
import { fieldOf, isComplete, keyOf, type Grid } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import type { SheetView } from "../tabs/view";
import { readTime } from "../api/times";
import { archivesBetween } from "./archive-tabs";
import { tallyDays } from "../further-tabs/tallies";
import { readTimes, type LedgerGrid, type Times } from "./ledger-rows";
import { readMovements, readTraces } from "./reading";

const dayMs = 24 * 3_600_000;
const idDays = 30;
const recentDays = 2;
const always = new Date(8.64e15);

interface Sources {
  readonly state: Pick<SheetState, "memory" | "takeMovements" | "takeTraces">;
  readonly reader: SheetReader;
  readonly now: Date;
  readonly timeZone: string;
}

/**
 * @param onEnd told the row below the ledger's last, once that is known
 * @returns false where the ledger or the stock tab can't be read yet
 */
export async function fillMemory(
  view: SheetView,
  sources: Sources,
  onEnd: (end: number) => void,
): Promise<boolean> {
  const ledger = view.grids.get("ledger") as LedgerGrid | undefined;
  const stock = view.grids.get("stock");
  if (!ledger || !isComplete(ledger) || !isComplete(stock)) return false;
  const keys = stock.rows.map((placed) => keyOf(stock, placed));
  const [times, structure] = await Promise.all([
    readTimes(sources.reader, ledger, sources.timeZone),
    sources.reader.structure(),
  ]);
  onEnd(ledger.headerRow + 1 + times.length);
  await fill({ grid: ledger, times }, sources, () => keys.some((key) => lacks(sources, key)));
  await fillFromArchives(view, stock, { ...sources, structure });
  return true;
}

/**
 * Archives are read as far back as 30 days, a year where 采购 tells what arrived, and further for items that say by
 * 上次更新时间 that their row stands in one: a time that no row has was typed by a person, and the item may have none.
 */
async function fillFromArchives(
  view: SheetView,
  stock: Grid,
  sources: Sources & { readonly structure: Spreadsheet },
): Promise<void> {
  const { reader, now, timeZone } = sources;
  const daysAgo = (days: number): number => now.getTime() - days * dayMs;
  const dated = stock.rows.flatMap((placed): { key: string; at: number }[] => {
    const key = keyOf(stock, placed);
    const at = readTime(fieldOf(stock, placed, "updatedAt"), timeZone)?.getTime() ?? 0;
    return at > daysAgo(tallyDays) && lacks(sources, key) ? [{ key, at }] : [];
  });
  const tells = view.grids.has("purchases");
  const since = tells ? daysAgo(tallyDays) : daysAgo(idDays);
  const from = Math.min(since, ...dated.map(({ at }) => at));
  const tabs: LedgerTimes[] = [];
  for (const grid of await archivesBetween(reader, new Date(from), now, sources.structure)) {
    tabs.push({ grid, times: await readTimes(reader, grid, timeZone) });
  }
  const known = new Set(tabs.flatMap(({ times }) => times));
  const sought = dated.filter(({ at }) => known.has(at));
  for (const tab of tabs) {
    await fill(tab, sources, (time) =>
      sought.some(({ key, at }) => at <= time && lacks(sources, key)),
    );
  }
}

const lacks = ({ state }: Sources, key: string): boolean =>
  (state.memory.newest(key)?.id ?? "") === "";

interface LedgerTimes {
  readonly grid: Grid<Movement>;
  readonly times: Times;
}

async function fill(
  { grid, times }: LedgerTimes,
  { state, reader, now, timeZone }: Sources,
  goOn: (from: number) => boolean,
): Promise<void> {
  const since = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const known = { timeZone, times };
  const period = { from: since(recentDays), to: always };
  const traced = readTraces(reader, grid, known, {
    since: since(idDays),
    take: (traces) => state.takeTraces(traces),
    goOn,
  });
  const [recent] = await Promise.all([readMovements(reader, grid, period, known), traced]);
  state.takeMovements(recent);
}
