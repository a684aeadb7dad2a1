/** Rows of 采购, lines of 采购记录 and suppliers for tests. */
import type { PurchaseEvent } from "../../src/inventory/purchasing/event";
import type { PurchaseRow } from "../../src/inventory/purchasing/row";
import { namedSupplier, type Supplier } from "../../src/inventory/purchasing/supplier";

/** When rows are ordered that say nothing else. */
export const orderedAt = new Date("2026-11-20T01:00:00Z");

export const purchaseRow = (number: number, own: Partial<PurchaseRow> = {}): PurchaseRow => ({
  ...{ number, order: 1, itemName: "A4纸", spec: "", unit: "箱", original: undefined },
  ...{ quantity: 10, received: 0, cancelled: 0, supplier: "青竹文具", requester: "" },
  ...{ department: "", source: "manual", requestedAt: undefined, orderer: "何静", orderedAt },
  ...{ confirmedAt: undefined, dueOn: "", note: "", messageId: "", ...own },
});

export const purchaseEvent = (
  kind: PurchaseEvent["kind"],
  at: string,
  own: Partial<PurchaseEvent> = {},
): PurchaseEvent => ({
  ...{ at: new Date(at), order: 1, row: 1, kind, before: "", after: "", operator: "何静" },
  ...{ text: "", messageId: `${kind}-${at}`, ...own },
});

export const supplier = (name: string, own: Partial<Supplier> = {}): Supplier => ({
  ...namedSupplier(name),
  ...own,
});
