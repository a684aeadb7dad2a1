/**
 * The entries that warn of an item in 播报, and which item an entry is about. Its key names the movement that crossed, or the
 * item whose 安全库存 was edited; both are looked for by building the key again, never by taking it apart.
 */
import type { Crossing } from "../inventory/figures/warnings";
import { itemKey, type Item } from "../inventory/items/item";
import { itemOfRow, labelOf, readable } from "../inventory/items/label";
import type { Broadcast, BroadcastDraft } from "../inventory/movements/broadcast";
import { digestTargets, type Policy } from "../inventory/policy";
import type { Suggest } from "../inventory/purchasing/suggested-quantity";
import { withStock } from "../inventory/purchasing/suggesting";
import { alertText } from "../language/replies/warnings";
import { broadcastTypes } from "../language/sheet-words/headings";
import type { Snapshot } from "../sheet/stockroom";

/** 去重键 of a warning: `subject` is the id of the movement that crossed, or the item and its new safety stock. */
export function alertKey(subject: string, group: string): string {
  return `${broadcastTypes.alert}:${subject}:${group}`;
}

/** A warning for every group that gets the digest. */
export function alertDrafts(
  crossing: Crossing,
  subject: string,
  { policy, suggest }: { readonly policy: Policy; readonly suggest: Suggest },
): readonly BroadcastDraft[] {
  const text = alertText({ ...crossing, buy: suggest(withStock(crossing.item, crossing.stock)) });
  return digestTargets(policy).map((group) => ({
    type: "alert",
    group,
    text,
    key: alertKey(subject, group),
  }));
}

/** What the key of an edit of 安全库存 names; the newest movement tells one crossing from the next. */
export function safetySubject(item: Item, newestMovementId: string): string {
  return `${safetyPrefix(item)}${item.safetyStock ?? ""}:${newestMovementId}`;
}

const safetyPrefix = ({ name, spec }: Item): string => `${name}/${spec}:`;

/** The item that a warning is about; undefined where it is gone, or its movement too long ago. */
export function itemOfAlert(
  { key, group }: Pick<Broadcast, "key" | "group">,
  { items, recent, leftOut = [] }: Pick<Snapshot, "items" | "recent" | "leftOut">,
): Item | undefined {
  const movement = [...recent, ...leftOut].find(({ id }) => alertKey(id, group) === key);
  if (movement !== undefined) {
    return itemOfRow(movement, items);
  }
  const start = (item: Item): string => `${broadcastTypes.alert}:${safetyPrefix(item)}`;
  return items.find(
    (item) => key.startsWith(start(item)) || key === alertKey(itemKey(item), group),
  );
}

/** A warning that had to wait, or whose figure is withheld, with the figure of now; as it was where that can't be told. */
export function presentText(
  entry: Pick<Broadcast, "key" | "group" | "text">,
  { items, ...rows }: Pick<Snapshot, "items" | "recent" | "leftOut">,
  suggest: Suggest,
): string {
  const item = itemOfAlert(entry, { items, ...rows });
  const stock = item && readable(item.stock);
  if (item === undefined || (stock === undefined && item.stock.kind !== "withheld"))
    return entry.text;
  return alertText({ item, label: labelOf(item, items), stock, buy: suggest(item) });
}
