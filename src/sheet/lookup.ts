/**
 * Questions to the ledger that go further back than what is remembered: the movements of a period, the history of an
 * item, every id. Archives included. They wait for reads only, never for a commit.
 */
import { SheetAwayError } from "../errors";
import { itemKey } from "../inventory/items/item";
import type { Movement } from "../inventory/movements/movement";
import type { Archives } from "./archives";
import { readItemRows, readMovements } from "./ledger";
import { readIds } from "./ledger-traces";
import type { Knowledge } from "./knowledge";
import type { SheetReader } from "./reader";
import type { Stockroom } from "./stockroom";
import type { Grid } from "./tabs";

const hourMs = 3_600_000;
const rememberedMs = 48 * hourMs;
const yearMs = 366 * 24 * hourMs;
const mostRemembered = 20_000;

export function createLookup(facts: {
  readonly reader: SheetReader;
  readonly archives: Archives;
  readonly knowledge: Knowledge;
  readonly now: () => Date;
}): Pick<Stockroom, "movements" | "history" | "allIds"> {
  const { reader, archives, knowledge, now } = facts;

  const ledger = (): Grid<"ledger"> => {
    const grid = knowledge.workbook()?.grids.ledger;
    if (grid && grid.missing.length === 0) return grid;
    throw new SheetAwayError("the ledger can't be read yet; try again in a moment", undefined);
  };
  const distinct = (movements: readonly Movement[]): readonly Movement[] => {
    const byId = new Map(movements.map((movement) => [movement.id, movement]));
    return [...byId.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
  };

  return {
    async movements({ from, to }) {
      const recent = knowledge.memory.recent();
      if (from.getTime() >= now().getTime() - rememberedMs && recent.length < mostRemembered) {
        return recent.filter(({ at }) => at >= from && at < to);
      }
      const zone = knowledge.timeZone();
      const found = [...(await readMovements(reader, ledger(), { from, to }, { timeZone: zone }))];
      for (const grid of await archives.between(from, to)) {
        found.push(...(await readMovements(reader, grid, { from, to }, { timeZone: zone })));
      }
      return distinct(found);
    },
    async history(item, limit) {
      const key = itemKey(item);
      const isOwn = ({ itemName, spec }: Movement): boolean =>
        itemKey({ name: itemName, spec }) === key;
      const recent = knowledge.memory.recent().filter(isOwn);
      if (recent.length >= limit) return recent.slice(0, limit);
      const since = new Date(now().getTime() - yearMs);
      const wish = { key, since, timeZone: knowledge.timeZone() };
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
