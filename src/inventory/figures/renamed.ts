/**
 * Rows of the ledger under the names that items bear now, so that a renamed item stands once in a report. A row keeps the
 * name it was booked under; whether an item was renamed is told by what a rename leaves in its row of the stock tab: the
 * time of its newest movement, or the old name as an alias. Where neither tells it, the rows keep their name.
 */
import { itemKey, type Item } from "../items/item";
import type { Movement } from "../movements/movement";
import { grouped } from "./grouped";

/**
 * @param movements in any order
 * @example underPresentNames([row of 打印纸], [A4纸 with alias 打印纸])[0].itemName // "A4纸"
 */
export function underPresentNames(
  movements: readonly Movement[],
  items: readonly Item[],
): readonly Movement[] {
  const present = new Set(items.map(itemKey));
  const gone = grouped(
    movements.filter((row) => !present.has(keyOf(row))),
    keyOf,
  );
  if (gone.size === 0) return movements;
  const times = new Set(
    movements.filter((row) => present.has(keyOf(row))).map(({ at }) => at.getTime()),
  );
  const names = new Map(
    [...gone].map(([key, rows]) => [key, byTime(rows, items, times) ?? byAlias(rows[0], items)]),
  );
  return movements.map((row) => {
    const item = names.get(keyOf(row));
    return item === undefined ? row : { ...row, itemName: item.name, spec: item.spec };
  });
}

const keyOf = ({ itemName: name, spec }: Movement): string => itemKey({ name, spec });

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
