/** Requests become orders by supplier, and a draft is placed. */
import { nextNumbers, statusOfOrder } from "../../purchasing/orders";
import type { OrderSummary } from "../../purchasing/parts";
import { isRequested, statusOf, type PurchaseChange, type PurchaseRow } from "../../purchasing/row";
import { suppliersOf, type Supplier } from "../../purchasing/supplier";
import type { Decision, DecisionContext } from "../decision";
import { lineOf, summariesOf } from "../../purchasing/lines";
import {
  asking,
  changed,
  itemOf,
  purchasingOf,
  refuseUnlessBuyer,
  said,
  suppliersIn,
  writing,
  yesNo,
  buyersOrder,
  orderedEvents,
} from "./purchase-context";

/** Open requests become orders by supplier, after 是; `all`: every one whose supplier is known. */
export function orderRequests(
  numbers: readonly number[] | "all",
  isAgreed: boolean,
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
  if (missing.length > 0) return said({ kind: "no-request", numbers: missing });
  if (meant.length === 0) return said({ kind: "nothing-open", what: "requests", of: "" });
  const supplied = meant.flatMap((row) => {
    const item = itemOf(row, context);
    const [only, another] = item === undefined ? [] : suppliersOf(item, suppliersIn(context));
    return only === undefined || another !== undefined ? [] : [{ row, supplier: only }];
  });
  const left = meant.filter((row) => supplied.every((one) => one.row !== row));
  if (isAgreed && supplied.length > 0) return placeRequests(supplied, context);
  const orders = grouped(supplied, context);
  const part = { kind: "ask-order-requests", orders } as const;
  const rest = {
    kind: "to-buy",
    requests: left.map((row) => lineOf(row, context)),
    low: [],
  } as const;
  const parts = left.length > 0 ? [part, rest] : [part];
  if (supplied.length === 0) return said(rest);
  const draft = { kind: "purchase", does: "order-requests", numbers, isAgreed: true } as const;
  return asking(parts, draft, yesNo, context);
}

interface Supplied {
  readonly row: PurchaseRow;
  readonly supplier: Supplier;
}

/** What the orders would be, with the numbers that they would get. */
function grouped(supplied: readonly Supplied[], context: DecisionContext): readonly OrderSummary[] {
  const next = nextNumbers(purchasingOf(context)).order;
  const names = [...new Set(supplied.map(({ supplier }) => supplier.name))];
  const rows = supplied.map(({ row, supplier: { name } }) => ({
    ...row,
    ...{ supplier: name, order: next + names.indexOf(name) },
  }));
  return [...summariesOf(rows, context)].reverse();
}

function placeRequests(supplied: readonly Supplied[], context: DecisionContext): Decision {
  const { message, sender } = context;
  const next = nextNumbers(purchasingOf(context)).order;
  const names = [...new Set(supplied.map(({ supplier }) => supplier.name))];
  const changes = supplied.map(({ row, supplier: { name } }): PurchaseChange => ({
    row,
    to: {
      ...{ order: next + names.indexOf(name), supplier: name, original: row.quantity },
      ...{ orderer: sender.name, orderedAt: message.sentAt },
    },
  }));
  const after = changed(changes);
  const part = { kind: "ordered", orders: [...summariesOf(after, context)].reverse() } as const;
  return writing(said(part), {
    ...{ changes, orders: names.map((_, index) => next + index) },
    events: orderedEvents(after),
  });
}

/** 12号单已下单: a draft is placed. */
export function placeDraft(number: number, context: DecisionContext): Decision {
  const order = buyersOrder(number, context);
  if ("replyParts" in order) return order;
  const drafts = order.rows.filter((row) => isRequested(row));
  if (drafts.length === 0)
    return said({ kind: "already", order: number, status: statusOfOrder(order) });
  const { message, sender } = context;
  const changes = drafts.map((row): PurchaseChange => ({
    row,
    to: { orderer: sender.name, orderedAt: message.sentAt, original: row.quantity },
  }));
  const after = changed(changes);
  return writing(said({ kind: "ordered", orders: summariesOf(after, context) }), {
    changes,
    events: orderedEvents(after),
  });
}
