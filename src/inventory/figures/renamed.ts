/**
 * Rows of the ledger under the names that items bear now, so that a renamed item stands once in a report. A row keeps the
 * name it was booked under; whether an item was renamed is told by its first row under the new name (`formerly`), and by
 * what a rename leaves in its row of the stock tab: the time of its newest movement, or the old name as an alias. Where neither tells it, the rows keep their name.
 */
import { itemKey, itemKeyOf, type Item } from "../items/item";
import type { Movement } from "../movements/movement";
import { grouped } from "./grouped";

/**
 * @param booked in any order
 * @param known rows beside these that may tell of a rename
 * @example underPresentNames([row of 打印纸], [A4纸 with alias 打印纸])[0].itemName // "A4纸"
 */
export function underPresentNames(
  booked: readonly Movement[],
  items: readonly Item[],
  known: readonly Movement[] = [],
): readonly Movement[] {
  const present = new Set(items.map(itemKey));
  const movements = underNotedNames(booked, present, [...booked, ...known]);
  const gone = grouped(
    movements.filter((row) => !present.has(itemKeyOf(row))),
    itemKeyOf,
  );
  if (gone.size === 0) return movements;
  const times = new Set(
    movements.filter((row) => present.has(itemKeyOf(row))).map(({ at }) => at.getTime()),
  );
  const names = new Map(
    [...gone].map(([key, rows]) => [key, byTime(rows, items, times) ?? byAlias(rows[0], items)]),
  );
  return movements.map((row) => {
    const item = names.get(itemKeyOf(row));
    return item === undefined ? row : { ...row, itemName: item.name, spec: item.spec };
  });
}

/** Rows under the last name that the first row under a new one leads to, as long as a name is gone. */
function underNotedNames(
  movements: readonly Movement[],
  present: ReadonlySet<string>,
  known: readonly Movement[],
): readonly Movement[] {
  const later = new Map(
    known.flatMap((row) =>
      row.formerly === undefined ? [] : [[itemKey(row.formerly), row] as const],
    ),
  );
  if (later.size === 0) return movements;
  return movements.map((row) => {
    let named = row;
    // Each name is left once: names that lead in a circle come to an end.
    for (let steps = 0; steps < later.size && !present.has(itemKeyOf(named)); steps += 1)
      named = later.get(itemKeyOf(named)) ?? named;
    return named === row ? row : { ...row, itemName: named.itemName, spec: named.spec };
  });
}

const only = (items: readonly Item[]): Item | undefined =>
  items.length === 1 ? items[0] : undefined;

/** No two rows have the same time, and 上次更新时间 is that of an item's newest row; a rename leaves it as it was. */
function byTime(
  rows: readonly [Movement, ...Movement[]],
  items: readonly Item[],
  ownTimes: ReadonlySet<number>,
): Item | undefined {
  const newest = Math.max(...rows.map(({ at }) => at.getTime()));
  if (ownTimes.has(newest)) return undefined;
  return only(items.filter(({ updatedAt }) => updatedAt?.getTime() === newest));
}

/** Of a name with several specs only the item with the same one; a spec that was added or left out is no other item. */
function byAlias({ itemName, spec }: Movement, items: readonly Item[]): Item | undefined {
  const old = spec.trim();
  const named = items.filter(({ aliases }) => aliases.includes(itemName.trim()));
  const alike = ({ spec: own }: Item): boolean => own.trim() === "" || old === "";
  return only(named.filter((item) => item.spec.trim() === old)) ?? only(named.filter(alike));
}
