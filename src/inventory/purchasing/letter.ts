/** An order as it is confirmed in writing: its lines, and what was changed since the version before. Pure. */
import type { Item } from "../items/item";
import { labelOf } from "../items/label";
import { add, subtract } from "../items/quantity";
import type { PurchaseEvent } from "./event";
import type { Order } from "./orders";
import type { Letter } from "./parts";
import { keyOfPurchase, statusOf } from "./row";
import type { Supplier } from "./supplier";

const changing: readonly PurchaseEvent["kind"][] = [
  "quantity",
  "item",
  "date",
  "short",
  "cancelled",
];

/** What of 采购记录 makes a new version of an order's letter, oldest first. */
const versionsOf = (number: number, events: readonly PurchaseEvent[]): readonly PurchaseEvent[] =>
  events
    .filter(({ order, kind }) => order === number && changing.includes(kind))
    .sort((one, other) => one.at.getTime() - other.at.getTime());

/** The newest version. */
export function letterOf(
  order: Order,
  known: {
    readonly items: readonly Item[];
    readonly supplier: Supplier | undefined;
    readonly events: readonly PurchaseEvent[];
    readonly at: Date;
  },
): Letter {
  const { items, supplier, events, at } = known;
  const changes = versionsOf(order.number, events);
  const newest = changes.at(-1);
  const sameMessage = (event: PurchaseEvent): boolean =>
    event.at.getTime() === newest?.at.getTime();
  const lines = new Map<string, Letter["lines"][number]>();
  for (const row of order.rows) {
    const quantity = subtract(row.quantity, row.cancelled);
    if (quantity <= 0 || statusOf(row) === "cancelled") continue;
    const key = `${keyOfPurchase(row)}\u001f${row.dueOn}`;
    const label = labelOf({ name: row.itemName, spec: row.spec }, items);
    const sum = add(lines.get(key)?.quantity ?? 0, quantity);
    lines.set(key, { label, quantity: sum, unit: row.unit, dueOn: row.dueOn });
  }
  const placed = order.rows.find(({ orderedAt }) => orderedAt !== undefined);
  return {
    order: order.number,
    version: new Set(changes.map((event) => event.at.getTime())).size + 1,
    at: newest?.at ?? placed?.orderedAt ?? at,
    supplier: order.supplier,
    contact: supplier?.contact ?? "",
    orderer: placed?.orderer ?? "",
    lines: [...lines.values()],
    changes: changes.filter(sameMessage).map(({ before, after }) => ({ before, after })),
  };
}
