/**
 * What goes into the 播报 tab, in the same commit as the movements, when they take an item below its safety stock: one
 * entry a group. Pure; whether and when it is sent is decided in due-broadcasts.ts.
 */
import { crossings } from "../inventory/figures/warnings";
import { itemKey, type Item } from "../inventory/items/item";
import type { BroadcastDraft } from "../inventory/movements/broadcast";
import type { Movement } from "../inventory/movements/movement";
import type { Policy } from "../inventory/policy";
import type { Suggest } from "../inventory/purchasing/suggested-quantity";
import { alertDrafts } from "./alert-entries";

/** Movements oldest first. The key names the movement that crossed, so that it is told once, whoever sees it. */
export function crossingAlerts(
  movements: readonly Movement[],
  items: readonly Item[],
  known: { readonly policy: Policy; readonly suggest: Suggest },
): readonly BroadcastDraft[] {
  return crossings(movements, items, known.policy).flatMap((crossing) => {
    const isOwn = ({ itemName, spec }: Movement): boolean =>
      itemKey({ name: itemName, spec }) === itemKey(crossing.item);
    const id = movements.findLast(isOwn)?.id ?? itemKey(crossing.item);
    return alertDrafts(crossing, id, known);
  });
}
