/**
 * The name that an item bore before people renamed its row: a rename leaves 上次更新时间, which is the time of the item's newest
 * row, and no two rows have the same. It is noted in the first row under the new name, since the time changes with that. Pure.
 */
import type { ItemName } from "../../inventory/items/item";
import type { PlanningState } from "../commit/state";

/** undefined for an item that has rows under its present name, and where nothing tells. */
export function formerNameOf(
  key: string,
  { memory, stock }: Pick<PlanningState, "memory" | "stock">,
): ItemName | undefined {
  const updatedAt = stock.byKey.get(key)?.item.updatedAt?.getTime();
  if (updatedAt === undefined || (memory.newest(key)?.id ?? "") !== "") return undefined;
  for (const [former, { at, id }] of memory.all()) {
    if (at !== updatedAt || id === "" || stock.byKey.has(former) || stock.doubled.has(former))
      continue;
    const [name = "", spec = ""] = former.split("\u001f");
    return { name, spec };
  }
  return undefined;
}
