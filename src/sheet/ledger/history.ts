/** The newest rows of an item within a year, older tabs included, also under names that it bore before. Reads only. */
import { itemKey, itemKeyOf, type Item, type ItemName } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import type { SheetState } from "../recovery/sheet-state";
import type { Stockroom } from "../stockroom";
import type { Grid } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import { readItemRows } from "./reading";

const yearMs = 366 * 24 * 3_600_000;

export function createHistory(options: {
  readonly reader: SheetReader;
  readonly state: SheetState;
  readonly now: () => Date;
  readonly ledger: () => Grid<Movement>;
  /** The older tabs that may hold rows between two times. */
  readonly older: (from: Date, to: Date) => Promise<readonly Grid<Movement>[]>;
  readonly movements: Stockroom["movements"];
}): Stockroom["history"] {
  const { reader, state, now, ledger, older, movements } = options;

  /** Rows that bear exactly this name. */
  const rowsNamed = async (named: ItemName, limit: number): Promise<readonly Movement[]> => {
    const key = itemKey(named);
    const recent = state.memory.recent().filter((row) => itemKeyOf(row) === key);
    if (recent.length >= limit) return recent.slice(0, limit);
    const since = new Date(now().getTime() - yearMs);
    const wish = { key, since, timeZone: state.timeZone() };
    let found = distinct([
      ...recent,
      ...(await readItemRows(reader, ledger(), { ...wish, limit })),
    ]);
    if (found.length >= limit) return found.slice(0, limit);
    for (const grid of await older(since, now())) {
      if (found.length >= limit) break;
      const rows = await readItemRows(reader, grid, { ...wish, limit: limit - found.length });
      found = distinct([...found, ...rows]);
    }
    return found.slice(0, limit);
  };

  /** Names that an item bore before, as far as its rows, its 上次更新时间 and its aliases tell. */
  const formerNames = async (
    item: Item,
    rows: readonly Movement[],
  ): Promise<readonly ItemName[]> => {
    const noted = rows.flatMap(({ formerly }) => formerly ?? []);
    const aliases = item.aliases.map((name) => ({ name, spec: item.spec }));
    const { updatedAt: from } = item;
    if (rows.length > 0) return noted;
    const last =
      from === undefined ? [] : await movements({ from, to: new Date(from.getTime() + 1) });
    return last.length > 0 ? last.map(({ itemName: name, spec }) => ({ name, spec })) : aliases;
  };

  /** The rows of an item under the names it bore, told under its present one. */
  return async (sought, limit) => {
    const items = state.snapshot()?.items ?? [];
    const present = new Set(items.map(itemKey));
    const item = items.find((one) => itemKey(one) === itemKey(sought));
    let found = await rowsNamed(sought, limit);
    if (item === undefined) return found;
    const names = [...(await formerNames(item, found))];
    for (const named of names) {
      if (found.length >= limit || present.has(itemKey(named))) continue;
      present.add(itemKey(named));
      const older = await rowsNamed(named, limit);
      names.push(...older.flatMap(({ formerly }) => formerly ?? []));
      const renamed = older.map((row) => ({ ...row, itemName: item.name, spec: item.spec }));
      found = distinct([...found, ...renamed]).slice(0, limit);
    }
    return found;
  };
}

/** Each row once, newest first: a rotation in between may show a row in both tabs. */
function distinct(movements: readonly Movement[]): readonly Movement[] {
  const byId = new Map(movements.map((movement) => [movement.id, movement]));
  return [...byId.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
}
