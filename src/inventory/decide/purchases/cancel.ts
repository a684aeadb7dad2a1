/** What is still missing of an order is wanted no more; requests are dropped. */
import { mayOrder } from "../../people/rights";
import { withoutRest } from "../../purchasing/changes";
import { findOrder } from "../../purchasing/orders";
import { isRequested, outstandingOf, statusOf, type PurchaseRow } from "../../purchasing/row";
import { reply, silence, type Decision, type DecisionContext } from "../decision";
import { chooseOrder } from "./agree";
import { changedLine, lineOf } from "../../purchasing/lines";
import {
  amountText,
  asking,
  eventOn,
  purchasingOf,
  refuseUnlessBuyer,
  rowsOfSupplier,
  writing,
  isNamedBy,
  type Intent,
} from "./purchase-context";

/** What may be cancelled: of an order, of a thing, or else of what waits for its rest. */
function cancellable(
  { order: number, match, supplier }: Intent<"cancel">,
  context: DecisionContext,
): readonly PurchaseRow[] {
  const isNamed = isNamedBy(match);
  const isLoose = number === undefined && match === undefined;
  return rowsOfSupplier(supplier, purchasingOf(context).rows, context).filter(
    (row) =>
      outstandingOf(row) > 0 &&
      (number === undefined || row.order === number) &&
      isNamed(row) &&
      (!isLoose || statusOf(row) === "partial"),
  );
}

function nothingToCancel({ order, match, isRest }: Intent<"cancel">): Decision {
  if (order === undefined && match !== undefined) return silence;
  const of = order === undefined ? "" : String(order);
  return reply({ kind: "nothing-open", what: isRest ? "rest" : "order", of });
}

export function cancelOrder(intent: Intent<"cancel">, context: DecisionContext): Decision {
  const { order: number, match, isAgreed } = intent;
  const isLoose = number === undefined && intent.supplier === "";
  if (isLoose && !mayOrder(context.sender)) return silence;
  const refusal = refuseUnlessBuyer(context);
  if (refusal !== undefined) return refusal;
  if (number !== undefined && findOrder(number, purchasingOf(context).rows) === undefined)
    return reply({ kind: "no-order", number });
  const open = cancellable(intent, context);
  if (open.length === 0) return nothingToCancel(intent);
  if (match !== undefined && number === undefined && isAgreed !== true) {
    const lines = open.map((row) => lineOf(row, context));
    return asking([{ kind: "ask-cancel", lines }], { ...intent, isAgreed: true }, context);
  }
  const meant = match === undefined ? chooseOrder(open, intent, context) : { rows: open };
  if ("replyParts" in meant) return meant;
  return cancelled(meant.rows, context);
}

function cancelled(rows: readonly PurchaseRow[], context: DecisionContext): Decision {
  const changes = withoutRest(rows);
  const told = changes.map(({ row }) => {
    const left = amountText(outstandingOf(row), row.unit);
    return changedLine(row, "cancelled", { before: left, after: "" }, context);
  });
  return writing(reply({ kind: "order-changed", changes: told, asksAnew: false }), {
    changes,
    events: changes.map(({ row }) => {
      const kind = row.received > 0 ? "short" : "cancelled";
      return eventOn(row, kind, amountText(outstandingOf(row), row.unit), "");
    }),
  });
}

/** 取消申请 20: by who asked for it, or who may order. */
export function dropRequests(numbers: readonly number[], context: DecisionContext): Decision {
  const { sender } = context;
  const rows = purchasingOf(context).rows.filter(
    (row) => isRequested(row) && numbers.includes(row.number),
  );
  const missing = numbers.filter((number) => rows.every((row) => row.number !== number));
  if (missing.length > 0) return reply({ kind: "no-request", numbers: missing });
  if (!rows.every(({ requester }) => requester === sender.name)) {
    const refusal = refuseUnlessBuyer(context);
    if (refusal !== undefined) return refusal;
  }
  return cancelled(rows, context);
}
