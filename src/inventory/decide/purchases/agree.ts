/** A supplier agrees to an order, or tells when something comes: told by a buyer, or by themselves in their own group. */
import { findOrder, openRows, ordersOf, statusOfOrder } from "../../purchasing/orders";
import { toDay } from "../../purchasing/changes";
import type { ChangedLine, PurchasePart } from "../../purchasing/parts";
import type { PurchaseChange, PurchaseRow } from "../../purchasing/row";
import { reply, silence, type Decision, type DecisionContext } from "../decision";
import { changedLine, summariesOf } from "../../purchasing/lines";
import {
  asking,
  changed,
  eventOn,
  refuseUnlessBuyer,
  rowsFor,
  rowsOfSupplier,
  writing,
  isNamedBy,
  type AnyPurchase,
  type Intent,
} from "./purchase-context";

/** One order is taken; several are asked about, with a list. */
export function chooseOrder(
  rows: readonly PurchaseRow[],
  draft: AnyPurchase,
  context: DecisionContext,
): { readonly rows: readonly PurchaseRow[] } | Decision {
  const orders = ordersOf(rows);
  const [only, another] = orders;
  if (only === undefined) return { rows: [] };
  if (another === undefined) return { rows: only.rows };
  const part = { kind: "which-order", orders: summariesOf(rows, context) } as const;
  const numbers = orders.map(({ number }) => number);
  return asking([part], draft, context, { about: { kind: "order", numbers } });
}

export function decideAgreement(intent: Intent<"confirm">, context: DecisionContext): Decision {
  const { supplier } = context;
  const refusal = supplier === undefined ? refuseUnlessBuyer(context) : undefined;
  if (refusal !== undefined) return refusal;
  const all = rowsFor(context);
  const { order: number, dueOn } = intent;
  const known = number === undefined ? undefined : findOrder(number, all);
  if (number !== undefined && known === undefined)
    return supplier === undefined ? reply({ kind: "no-order", number }) : silence;
  const open = openRows(known?.rows ?? rowsOfSupplier(intent.supplier, all, context)).filter(
    ({ confirmedAt }) => confirmedAt === undefined,
  );
  if (open.length === 0) return nothingToAgree(known, intent, context);
  const meant = chooseOrder(open, intent, context);
  if ("replyParts" in meant) return meant;
  const changes = meant.rows.map((row): PurchaseChange => ({
    row,
    to: { confirmedAt: context.message.sentAt, ...(dueOn !== "" && { dueOn }) },
  }));
  const after = changed(changes);
  const noted = notedDay(intent);
  const lines = after.map((row) =>
    changedLine(row, noted.what, { before: "", after: noted.day }, context),
  );
  return writing(told(lines, false, noted, context), {
    changes,
    events: after.map((row) => eventOn(row, "confirmed", "", noted.day)),
  });
}

/** A buyer is told of the change; a supplier is thanked, and the buyers are told where reports go. */
function told(
  changes: readonly ChangedLine[],
  asksAnew: boolean,
  noted: Pick<Extract<PurchasePart, { readonly kind: "supplier-noted" }>, "what" | "day">,
  { supplier }: DecisionContext,
): Decision {
  if (supplier === undefined) return reply({ kind: "order-changed", changes, asksAnew });
  const part = { kind: "supplier-said", supplier: supplier.name, text: "", changes } as const;
  return {
    ...reply({ kind: "supplier-noted", order: changes[0]?.order, ...noted }),
    notices: [{ place: undefined, part }],
  };
}

/** The day of arrival, else that of sending. */
const notedDay = ({ dueOn, sentOn }: Intent<"confirm">) =>
  dueOn === "" && sentOn !== ""
    ? ({ what: "sent", day: sentOn } as const)
    : ({ what: "confirmed", day: dueOn } as const);

function nothingToAgree(
  order: ReturnType<typeof findOrder>,
  intent: Intent<"confirm">,
  { supplier }: DecisionContext,
): Decision {
  if (supplier !== undefined) return silence;
  if (order !== undefined)
    return reply({ kind: "already", order: order.number, status: statusOfOrder(order) });
  return reply({ kind: "nothing-open", what: "supplier", of: intent.supplier });
}

/** The open rows whose day is told. */
function rowsDue(
  { order: number, match, supplier }: Intent<"due">,
  context: DecisionContext,
): readonly PurchaseRow[] {
  const all = rowsFor(context);
  const isNamed = isNamedBy(match);
  const named = number === undefined ? rowsOfSupplier(supplier, all, context) : all;
  return openRows(named).filter(
    (row) => (number === undefined || row.order === number) && isNamed(row),
  );
}

export function decideDue(intent: Intent<"due">, context: DecisionContext): Decision {
  const { supplier } = context;
  const { order: number, dueOn, isTheirs, isPlain } = intent;
  const refusal = supplier === undefined ? refuseUnlessBuyer(context) : undefined;
  if (refusal !== undefined) return isPlain ? silence : refusal;
  if (number !== undefined && findOrder(number, rowsFor(context)) === undefined)
    return supplier === undefined ? reply({ kind: "no-order", number }) : silence;
  const open = rowsDue(intent, context);
  const isQuiet = isPlain || supplier !== undefined;
  if (open.length === 0)
    return isQuiet ? silence : reply({ kind: "nothing-open", what: "order", of: intent.supplier });
  const meant = chooseOrder(open, intent, context);
  if ("replyParts" in meant) return isPlain ? silence : meant;
  const changes = toDay(meant.rows, dueOn, isTheirs);
  const lines = meant.rows.map((row) =>
    changedLine(row, "date", { before: row.dueOn, after: dueOn }, context),
  );
  const asksAnew = changes.some(({ to }) => "confirmedAt" in to);
  return writing(told(lines, asksAnew, { what: "date", day: dueOn }, context), {
    changes,
    events: changes.map(({ row }) => eventOn(row, "date", row.dueOn, dueOn)),
  });
}
