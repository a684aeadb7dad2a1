/**
 * Questions to the ledger that go further back than what is remembered: the movements of a period, the history of an
 * item, every id. Older tabs included. They wait for reads only, never for a commit.
 */
import { SheetAwayError } from "../../errors";
import { itemKey } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import type { SheetState } from "../recovery/sheet-state";
import type { Stockroom } from "../stockroom";
import { isComplete, type Grid } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import type { Archives } from "./archive-tabs";
import { readItemRows, readMovements } from "./reading";
import { readIds } from "./row-traces";

const hourMs = 3_600_000;
const rememberedMs = 48 * hourMs;
const yearMs = 366 * 24 * hourMs;
const mostRemembered = 20_000;

export function createLookup(options: {
  readonly reader: SheetReader;
  readonly archives: Archives;
  readonly state: SheetState;
  readonly now: () => Date;
}): Pick<Stockroom, "movements" | "history" | "allIds"> {
  const { reader, archives, state, now } = options;

  const ledger = (): Grid<Movement> => {
    const grid = state.view()?.grids.get("ledger");
    if (isComplete(grid)) return grid as Grid<Movement>;
    throw new SheetAwayError("the ledger can't be read yet; try again in a moment", undefined);
  };

  return {
    async movements({ from, to }) {
      const recent = state.memory.recent();
      if (from.getTime() >= now().getTime() - rememberedMs && recent.length < mostRemembered) {
        return recent.filter(({ at }) => at >= from && at < to);
      }
      const known = { timeZone: state.timeZone() };
      const found = [...(await readMovements(reader, ledger(), { from, to }, known))];
      for (const grid of await archives.between(from, to)) {
        found.push(...(await readMovements(reader, grid, { from, to }, known)));
      }
      return distinct(found);
    },
    async history(item, limit) {
      const key = itemKey(item);
      const recent = state.memory
        .recent()
        .filter(({ itemName, spec }) => itemKey({ name: itemName, spec }) === key);
      if (recent.length >= limit) return recent.slice(0, limit);
      const since = new Date(now().getTime() - yearMs);
      const wish = { key, since, timeZone: state.timeZone() };
      let found = distinct([
        ...recent,
        ...(await readItemRows(reader, ledger(), { ...wish, limit })),
      ]);
      if (found.length >= limit) return found.slice(0, limit);
      for (const grid of await archives.between(since, now())) {
        if (found.length >= limit) break;
        const older = await readItemRows(reader, grid, { ...wish, limit: limit - found.length });
        found = distinct([...found, ...older]);
      }
      return found.slice(0, limit);
    },
    async allIds() {
      const ids = new Set(await readIds(reader, ledger()));
      for (const grid of await archives.between(new Date(0), now())) {
        for (const id of await readIds(reader, grid)) ids.add(id);
      }
      return ids;
    },
  };
}

/** Each row once, newest first: a rotation in between may show a row in both tabs. */
function distinct(movements: readonly Movement[]): readonly Movement[] {
  const byId = new Map(movements.map((movement) => [movement.id, movement]));
  return [...byId.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
}
