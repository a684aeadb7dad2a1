/** Rows of 采购 and orders as people are told of them. Pure. */
import type { Item } from "../items/item";
import { labelOfRow } from "../items/label";
import { subtract } from "../items/quantity";
import { ordersOf, statusOfOrder, type Order } from "./orders";
import type { ChangedLine, OrderSummary, PurchaseLine } from "./parts";
import { outstandingOf, statusOf, type PurchaseRow } from "./row";

interface Known {
  readonly items: readonly Item[];
}

export function lineOf(row: PurchaseRow, { items }: Known): PurchaseLine {
  const { number, order, unit, received, supplier, requester, department, dueOn } = row;
  return {
    ...{ number, order, unit, received, supplier, requester, department, dueOn },
    label: labelOfRow(row, items),
    quantity: subtract(row.quantity, row.cancelled),
    left: outstandingOf(row),
    status: statusOf(row),
  };
}

export function summaryOf(order: Order, known: Known): OrderSummary {
  const { number, supplier, rows } = order;
  const days = rows.map(({ dueOn }) => dueOn).filter((day) => day !== "");
  return {
    number,
    supplier,
    status: statusOfOrder(order),
    orderedAt: rows.find(({ orderedAt }) => orderedAt !== undefined)?.orderedAt,
    confirmedAt: rows.find(({ confirmedAt }) => confirmedAt !== undefined)?.confirmedAt,
    dueOn: days.sort()[0] ?? "",
    lines: rows.map((row) => lineOf(row, known)),
  };
}

export const summariesOf = (rows: readonly PurchaseRow[], known: Known): readonly OrderSummary[] =>
  ordersOf(rows).map((order) => summaryOf(order, known));

/** A line about a change as people are told of it. */
export const changedLine = (
  row: Pick<PurchaseRow, "order" | "supplier" | "itemName" | "spec">,
  what: ChangedLine["what"],
  { before, after }: Pick<ChangedLine, "before" | "after">,
  { items }: Known,
): ChangedLine => ({
  ...{ order: row.order, supplier: row.supplier, what, before, after },
  label: labelOfRow(row, items),
});
