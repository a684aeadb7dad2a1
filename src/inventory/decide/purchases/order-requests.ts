/** Requests become orders by supplier, and a draft is placed. */
import { itemOfRow } from "../../items/label";
import { nextNumbers, statusOfOrder } from "../../purchasing/orders";
import { isRequested, statusOf, type PurchaseChange, type PurchaseRow } from "../../purchasing/row";
import { suppliersOf, type Supplier } from "../../purchasing/supplier";
import { reply, type Decision, type DecisionContext } from "../decision";
import { lineOf, summariesOf } from "../../purchasing/lines";
import {
  asking,
  changed,
  orderedBy,
  orderedEvents,
  ordering,
  purchasingOf,
  refuseUnlessBuyer,
  type Intent,
  suppliersIn,
  buyersOrder,
} from "./purchase-context";

/** Open requests become orders by supplier, after 是; `all`: every one whose supplier is known. */
export function orderRequests(
  { numbers, isAgreed }: Intent<"order-requests">,
  context: DecisionContext,
): Decision {
  const refusal = refuseUnlessBuyer(context);
  if (refusal !== undefined) return refusal;
  const { rows } = purchasingOf(context);
  const open = rows.filter((row) => statusOf(row) === "requested");
  const meant = numbers === "all" ? open : open.filter(({ number }) => numbers.includes(number));
  const missing =
    numbers === "all"
      ? []
      : numbers.filter((number) => meant.every((row) => row.number !== number));
  if (missing.length > 0) return reply({ kind: "no-request", numbers: missing });
  if (meant.length === 0) return reply({ kind: "nothing-open", what: "requests", of: "" });
  const supplied = meant.flatMap((row) => {
    const item = itemOfRow(row, context.items);
    const [only, another] = item === undefined ? [] : suppliersOf(item, suppliersIn(context));
    return only === undefined || another !== undefined ? [] : [{ row, supplier: only }];
  });
  const left = meant.filter((row) => supplied.every((one) => one.row !== row));
  const changes = bySupplier(supplied, context);
  if (isAgreed === true && supplied.length > 0) return placed(changes, context);
  const orders = [...summariesOf(changed(changes), context)].reverse();
  const part = { kind: "ask-order-requests", orders } as const;
  const requests = left.map((row) => lineOf(row, context));
  const rest = { kind: "to-buy", requests, low: [] } as const;
  if (supplied.length === 0) return reply(rest);
  const draft = { kind: "purchase", does: "order-requests", numbers, isAgreed: true } as const;
  return asking(left.length > 0 ? [part, rest] : [part], draft, context);
}

/** Requests with their suppliers, and the numbers that their orders get. */
function bySupplier(
  supplied: readonly { readonly row: PurchaseRow; readonly supplier: Supplier }[],
  context: DecisionContext,
): readonly PurchaseChange[] {
  const next = nextNumbers(purchasingOf(context)).order;
  const names = [...new Set(supplied.map(({ supplier }) => supplier.name))];
  return supplied.map(({ row, supplier: { name } }) => ({
    row,
    to: { order: next + names.indexOf(name), supplier: name },
  }));
}

function placed(drafts: readonly PurchaseChange[], context: DecisionContext): Decision {
  const changes = drafts.map(({ row, to }): PurchaseChange => ({
    row,
    to: { ...to, ...orderedBy(context), original: row.quantity },
  }));
  const after = changed(changes);
  const orders = [...new Set(drafts.flatMap(({ to }) => to.order ?? []))];
  return ordering(after, { changes, orders, events: orderedEvents(after) }, context);
}

/** 12号单已下单: a draft is placed. */
export function placeDraft(number: number, context: DecisionContext): Decision {
  const order = buyersOrder(number, context);
  if ("replyParts" in order) return order;
  const drafts = order.rows.filter((row) => isRequested(row));
  if (drafts.length === 0)
    return reply({ kind: "already", order: number, status: statusOfOrder(order) });
  return placed(
    drafts.map((row) => ({ row, to: {} })),
    context,
  );
}
