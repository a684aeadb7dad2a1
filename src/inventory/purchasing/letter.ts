/** An order as it is confirmed in writing: its lines, and version by version what was changed. Pure. */
import { itemKeyOf, type Item } from "../items/item";
import { labelOfRow } from "../items/label";
import { add, subtract } from "../items/quantity";
import type { PurchaseEvent, PurchaseEventKind } from "./event";
import { changedLine } from "./lines";
import type { Order } from "./orders";
import type { ChangedLine, Letter, LetterVersion } from "./parts";
import { statusOf, type PurchaseRow } from "./row";
import type { Supplier } from "./supplier";

interface Known {
  readonly items: readonly Item[];
  readonly supplier: Supplier | undefined;
  /** Of 采购记录. */
  readonly events: readonly PurchaseEvent[];
  readonly at: Date;
}

/** Which events make a new version. */
const changing: Partial<Readonly<Record<PurchaseEventKind, ChangedLine["what"]>>> = {
  quantity: "quantity",
  item: "item",
  date: "date",
  short: "cancelled",
  cancelled: "cancelled",
};

/** What one message changed is one version. */
function versionsOf(order: Order, known: Known): readonly [LetterVersion, ...LetterVersion[]] {
  const placedAt = order.rows.find(({ orderedAt }) => orderedAt !== undefined)?.orderedAt;
  const changes = known.events
    .filter((event) => event.order === order.number && event.kind in changing)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const times = [...new Set(changes.map(({ at }) => at.getTime()))];
  const later = times.map((time, index): LetterVersion => ({
    number: index + 2,
    at: new Date(time),
    changes: changes
      .filter(({ at }) => at.getTime() === time)
      .map((event) => changedLineOf(event, order, known)),
  }));
  return [{ number: 1, at: placedAt ?? known.at, changes: [] }, ...later];
}

function changedLineOf(event: PurchaseEvent, order: Order, known: Known): ChangedLine {
  const row = order.rows.find(({ number }) => number === event.row) ?? { itemName: "", spec: "" };
  const { itemName, spec } = row;
  const meant = { order: order.number, supplier: order.supplier, itemName, spec };
  return changedLine(meant, changing[event.kind] ?? "quantity", event, known);
}

/** What is wanted of an order, a line an item and day. */
function linesOf(rows: readonly PurchaseRow[], items: readonly Item[]): Letter["lines"] {
  const lines = new Map<string, Letter["lines"][number]>();
  for (const row of rows) {
    const quantity = subtract(row.quantity, row.cancelled);
    if (quantity <= 0 || statusOf(row) === "cancelled") continue;
    const key = `${itemKeyOf(row)}\u001f${row.dueOn}`;
    const label = labelOfRow(row, items);
    const sum = add(lines.get(key)?.quantity ?? 0, quantity);
    lines.set(key, { label, quantity: sum, unit: row.unit, dueOn: row.dueOn });
  }
  return [...lines.values()];
}

export function letterOf(order: Order, known: Known): Letter {
  const [first, ...later] = versionsOf(order, known);
  const version = later.at(-1) ?? first;
  return {
    order: order.number,
    supplier: order.supplier,
    contact: known.supplier?.contact ?? "",
    orderer: order.rows.find(({ orderer }) => orderer !== "")?.orderer ?? "",
    lines: linesOf(order.rows, known.items),
    version,
    earlier: [first, ...later].filter((one) => one !== version),
  };
}
