/** What goes to a supplier: a reminder, the written confirmation of an order; and what a supplier says to the buyers. */
import { letterOf } from "../../purchasing/letter";
import { byDue, findOrder, openRows, type Order } from "../../purchasing/orders";
import type { PurchasePart } from "../../purchasing/parts";
import { findSupplier, type Supplier } from "../../purchasing/supplier";
import { reply, silence, type Decision, type DecisionContext } from "../decision";
import { chooseOrder } from "./agree";
import { lineOf } from "../../purchasing/lines";
import {
  asking,
  eventOn,
  purchasingOf,
  refuseUnlessBuyer,
  rowsFor,
  rowsOfSupplier,
  suppliersIn,
  writing,
  isNamedBy,
  type Intent,
} from "./purchase-context";

export function decideChase(intent: Intent<"chase">, context: DecisionContext): Decision {
  const refusal = refuseUnlessBuyer(context);
  const found = findSupplier(intent.supplier, suppliersIn(context));
  const [supplier, another] = found;
  // 催一下财务 is nothing of ours.
  if (supplier === undefined || another !== undefined) return silence;
  if (refusal !== undefined) return refusal;
  const rows = byDue(openRows(rowsOfSupplier(supplier.name, purchasingOf(context).rows, context)));
  if (rows.length === 0)
    return reply({ kind: "nothing-open", what: "supplier", of: supplier.name });
  const { name } = supplier;
  const lines = rows.map((row) => lineOf(row, context));
  const part = (isSent: boolean): PurchasePart => ({
    ...{ kind: "chase", supplier: name, lines, isSent },
  });
  if (supplier.group !== "" && intent.isAgreed !== true) {
    const ask = { kind: "ask-send", what: "chase", supplier: name } as const;
    return asking([part(false), ask], { ...intent, isAgreed: true }, context);
  }
  const orders = [...new Set(rows.map(({ order }) => order))];
  const decision =
    supplier.group === "" ? reply(part(false)) : sent(part(false), part(true), supplier);
  return writing(decision, {
    events: orders.map((order) => eventOn({ order }, "chased")),
  });
}

/** Told in the supplier's own group. */
const sent = (part: PurchasePart, told: PurchasePart, { group }: Supplier): Decision => ({
  ...reply(told),
  notices: [{ place: group, part }],
});

/** 订单确认函 12: shown, and sent to the supplier's own group after 是. */
export function decideLetter(intent: Intent<"letter">, context: DecisionContext): Decision {
  const refusal = refuseUnlessBuyer(context);
  if (refusal !== undefined) return refusal;
  const order = orderOf(intent, context);
  return "replyParts" in order ? order : letterFor(order, intent, context);
}

function orderOf(intent: Intent<"letter">, context: DecisionContext): Order | Decision {
  const { rows } = purchasingOf(context);
  const { order: number } = intent;
  if (number !== undefined) return findOrder(number, rows) ?? reply({ kind: "no-order", number });
  const open = openRows(rowsOfSupplier(intent.supplier, rows, context));
  const meant = chooseOrder(open, intent, context);
  if ("replyParts" in meant) return meant;
  const only = meant.rows[0]?.order;
  const order = only === undefined ? undefined : findOrder(only, rows);
  return order ?? reply({ kind: "nothing-open", what: "supplier", of: intent.supplier });
}

function letterFor(order: Order, intent: Intent<"letter">, context: DecisionContext): Decision {
  const { events } = purchasingOf(context);
  const { sentAt } = context.message;
  const [supplier] = findSupplier(order.supplier, suppliersIn(context));
  const letter = letterOf(order, {
    ...{ items: context.items, supplier, events, at: sentAt },
  });
  const address = { order: order.number, version: letter.version.number };
  const url = context.letterUrl?.(address, sentAt) ?? "";
  const part = { kind: "letter", letter, isSent: false, url } as const;
  if (supplier === undefined || supplier.group === "") return reply(part);
  if (intent.isAgreed === true) return sent(part, { ...part, isSent: true }, supplier);
  const ask = { kind: "ask-send", what: "letter", supplier: supplier.name } as const;
  const draft = { ...intent, order: order.number, isAgreed: true } as const;
  return asking([part, ask], draft, context);
}

/** A supplier says what is lacking: noted, and the buyers are told where reports go. */
export function decideLacking({ match }: Intent<"lacks">, context: DecisionContext): Decision {
  const { supplier, message } = context;
  if (supplier === undefined) return silence;
  const open = openRows(rowsFor(context)).filter(isNamedBy(match));
  const orders = [...new Set(open.map(({ order }) => order))];
  const order = orders.length === 1 ? orders[0] : undefined;
  if (open.length === 0) return silence;
  const part = { kind: "supplier-noted", order, what: "lacks", day: "" } as const;
  const { name } = supplier;
  const told = { kind: "supplier-said", supplier: name, text: message.text, changes: [] } as const;
  const row = open.length === 1 ? open[0] : undefined;
  const event = eventOn(row ?? { order }, "replied");
  return writing(
    { ...reply(part), notices: [{ place: undefined, part: told }] },
    { events: [event] },
  );
}
