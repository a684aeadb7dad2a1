/**
 * Fills the ledger's memory from the sheet: the ids of 30 days, whole movements of 48 hours, each item's newest row. Done
 * at the start, and where rows of another relay were not found at the end of the ledger.
 */
import type { Movement } from "../../inventory/movement";
import type { SheetState } from "../recovery/sheet-state";
import { isComplete, keyOf, type Grid } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import type { SheetView } from "../tabs/view";
import type { Archives } from "./archive-tabs";
import { readTimes } from "./ledger-cells";
import { readMovements } from "./reading";
import { readTraces } from "./traces";

const idMs = 30 * 24 * 3_600_000;
const recentMs = 48 * 3_600_000;
const always = new Date(8.64e15);

/**
 * @returns the row below the ledger's last; undefined where the ledger or the stock tab can't be read yet
 */
export async function remember(
  view: SheetView,
  {
    state,
    reader,
    archives,
    now,
    timeZone,
  }: {
    readonly state: Pick<SheetState, "memory" | "takeMovements">;
    readonly reader: SheetReader;
    readonly archives: Archives;
    readonly now: Date;
    readonly timeZone: string;
  },
): Promise<number | undefined> {
  const ledger = view.grids.get("ledger") as Grid<Movement> | undefined;
  const stock = view.grids.get("stock");
  if (!isComplete(ledger as Grid | undefined) || ledger === undefined || !isComplete(stock)) {
    return undefined;
  }
  const since = (ms: number): Date => new Date(now.getTime() - ms);
  const keys = new Set(stock.rows.map((placed) => keyOf(stock, placed)));
  const lacks = (): boolean => [...keys].some((key) => state.memory.newest(key) === undefined);
  const times = await readTimes(reader, ledger, timeZone);
  const fill = async (grid: Grid<Movement>, known?: typeof times): Promise<void> => {
    const at = { timeZone, ...(known && { times: known }) };
    const recent = await readMovements(reader, grid, { from: since(recentMs), to: always }, at);
    await readTraces(reader, grid, {
      ...at,
      since: since(idMs),
      take: (traces) => state.memory.trace(traces),
      goOn: lacks,
    });
    state.takeMovements(recent);
  };
  await fill(ledger, times);
  const isCovered = times.some((time) => time !== undefined && time < since(idMs).getTime());
  if (!isCovered) for (const grid of await archives.between(since(idMs), now)) await fill(grid);
  return ledger.headerRow + 1 + times.length;
}
