/**
 * Whether the items of bookings that were just appended can bear them, now that their rows were seen: what cannot stand is
 * taken back whole, the newest message first. Pure.
 */
import { itemKey } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import type { Obstacle } from "../../inventory/movements/outcome";
import { subtract } from "../../inventory/items/quantity";
import type { PlanningState } from "../commit/state";
import { bookableItem } from "../ledger/enough-stock";
import { leftOn } from "./reconcile";

/** A message with its rows as they stand, oldest first. */
export interface BookedRows {
  readonly messageId: string;
  readonly rows: readonly Movement[];
}

export interface Compared {
  /** What can't stand, with the reasons. */
  readonly impossible: ReadonlyMap<string, readonly Obstacle[]>;
  /** true: an item's row was not where it was looked for; the tab has to be read whole first. */
  readonly isUnclear: boolean;
}

/** @param booked oldest first */
export function compareBooked(
  { stock, facts, memory, isFresh, owed }: PlanningState,
  booked: readonly BookedRows[],
): Compared {
  const impossible = new Map<string, readonly Obstacle[]>();
  const given = new Map<string, number>();
  // A name that a value of ours covers is not gone: it comes back with the next commit.
  const owesNames = owed.some(({ debt }) => debt.tab === "stock");
  const unseen = new Set<string>();
  for (const { messageId, rows } of [...booked].reverse()) {
    const obstacles = rows.flatMap((row): Obstacle[] => {
      const { itemName, spec } = row;
      const key = itemKey({ name: itemName, spec });
      const bookable = bookableItem(stock, row);
      if ("obstacle" in bookable) {
        const mayBeHidden = !isFresh || owesNames;
        if (bookable.obstacle.kind === "gone" && mayBeHidden) unseen.add(key);
        return [bookable.obstacle];
      }
      const { item } = bookable.found;
      const ledger = subtract(memory.newest(key)?.figure ?? row.after, given.get(key) ?? 0);
      const left = leftOn(item, ledger, facts.shown[key]);
      if (left >= 0 || row.change >= 0 || item.stock.kind !== "figure") return [];
      return [{ kind: "short", item, stock: item.stock.quantity, wanted: -row.change }];
    });
    if (obstacles.length === 0) continue;
    impossible.set(messageId, obstacles);
    for (const { itemName, spec, change } of rows) {
      const key = itemKey({ name: itemName, spec });
      given.set(key, (given.get(key) ?? 0) + change);
    }
  }
  const isUnclear = unseen.size > 0;
  return { impossible: isUnclear ? new Map() : impossible, isUnclear };
}
