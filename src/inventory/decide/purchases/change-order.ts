/** An order is changed or ended: another thing, another quantity, the rest wanted no more; requests are dropped. */
import type { Line } from "../../intent";
import { itemKeyOf, type Item } from "../../items/item";
import { measure } from "../../items/measure";
import { itemOfRow, labelOf } from "../../items/label";
import { mayOrder } from "../../people/rights";
import { toItem, toQuantity, totalOf } from "../../purchasing/changes";
import { findOrder, nextNumbers, openRows } from "../../purchasing/orders";
import type { PurchaseChange, PurchaseRow } from "../../purchasing/row";
import { plain } from "../../purchasing/supplier";
import { reply, silence, type Decision, type DecisionContext } from "../decision";
import { changedLine, lineOf } from "../../purchasing/lines";
import {
  amountText,
  eventOn,
  nameText,
  purchasingOf,
  refuseUnlessBuyer,
  writing,
  buyersOrder,
  isNamedBy,
  type Intent,
} from "./purchase-context";

/** Whether what was written stands in the name or the spec of a row. */
const holds = (row: PurchaseRow, written: string): boolean => {
  const sought = plain(written);
  const [name, spec] = [plain(row.itemName), plain(row.spec)];
  return (
    [name, spec, `${spec}${name}`, `${name}${spec}`].some((text) => text.includes(sought)) ||
    specThenName(sought, name, spec)
  );
};

/** 红色签字笔 of 签字笔 红色 0.5mm: the name, and a piece of the spec. */
function specThenName(sought: string, name: string, spec: string): boolean {
  const rest = sought.replace(name, "");
  return rest !== sought && spec.includes(rest);
}

/** The item that a word makes of another: with that word in its spec under the same name, else of that name. */
function itemFor(row: PurchaseRow, written: string, items: readonly Item[]): readonly Item[] {
  const sought = plain(written);
  const same = items.filter(
    (item) => item.name === row.itemName && (plain(item.spec).includes(sought) || holdsBoth(item)),
  );
  return same.length > 0
    ? same
    : items.filter(({ name, aliases }) => [name, ...aliases].map(plain).includes(sought));

  function holdsBoth({ name, spec }: Item): boolean {
    return specThenName(sought, plain(name), plain(spec));
  }
}

export function changeItem(intent: Intent<"change-item">, context: DecisionContext): Decision {
  const { order: number, from, to } = intent;
  const { rows } = purchasingOf(context);
  const isNamed = number !== undefined;
  if (!isNamed && !mayOrder(context.sender)) return silence;
  const refusal = refuseUnlessBuyer(context);
  if (refusal !== undefined) return refusal;
  if (isNamed && findOrder(number, rows) === undefined) return reply({ kind: "no-order", number });
  const open = openRows(rows).filter((row) => !isNamed || row.order === number);
  const meant = open.filter((row) => from !== "" && holds(row, from));
  const [row, another] = meant;
  if (row === undefined && !isNamed) return silence;
  if (row === undefined || another !== undefined) {
    const lines = (meant.length > 0 ? meant : open).map((one) => lineOf(one, context));
    return reply({ kind: "which-line", lines });
  }
  const items = itemFor(row, to, context.items).filter(
    (item) => item.name !== row.itemName || item.spec !== row.spec,
  );
  const [item, other] = items;
  if (item === undefined || other !== undefined) {
    const closest = items.map((one) => labelOf(one, context.items));
    return {
      ...silence,
      replyParts: [{ kind: "unknown-item", written: to, closest }],
      wantsFresh: true,
    };
  }
  const { id: messageId, sentAt: at } = context.message;
  const next = { number: nextNumbers(purchasingOf(context)).row, messageId, at };
  const bought = { itemName: item.name, spec: item.spec, unit: item.unit };
  const { changes, added } = toItem(row, bought, next);
  const told = { before: nameText(row), after: nameText(bought) };
  return changedOrder(row, "item", told, { changes, rows: added }, context);
}

/** One thing is changed: told, and written with its event. */
function changedOrder(
  row: PurchaseRow,
  what: "item" | "quantity",
  told: { readonly before: string; readonly after: string },
  {
    changes,
    rows = [],
  }: { readonly changes: readonly PurchaseChange[]; readonly rows?: readonly PurchaseRow[] },
  context: DecisionContext,
): Decision {
  const asksAnew = rows.length > 0 || changes.some(({ to }) => "confirmedAt" in to);
  const lines = [changedLine(row, what, told, context)];
  return writing(reply({ kind: "order-changed", changes: lines, asksAnew }), {
    ...{ changes, rows },
    events: changes.slice(0, 1).map((change) => eventOn(change.row, what, told.before, told.after)),
  });
}

export function changeQuantity(
  { order: number, line }: Intent<"change-quantity">,
  context: DecisionContext,
): Decision {
  const order = buyersOrder(number, context);
  if ("replyParts" in order) return order;
  const rows = openRows(order.rows).filter(isNamedBy(line.match));
  const [row] = rows;
  const isOne = new Set(rows.map(itemKeyOf)).size === 1;
  if (row === undefined) {
    const label = { name: line.match.written, spec: "" };
    return reply({ kind: "not-in-order", number, label });
  }
  const item = itemOfRow(row, context.items);
  const measured = item && measure(line.amount, item, false, context.wording.units);
  if (!isOne || measured?.kind !== "own") {
    return reply({ kind: "which-line", lines: rows.map((one) => lineOf(one, context)) });
  }
  const changes = toQuantity(rows, measured.quantity);
  if (changes === undefined) return reply({ kind: "below-received", line: lineOf(row, context) });
  const told = {
    before: amountText(totalOf(rows), row.unit),
    after: amountText(measured.quantity, row.unit),
  };
  return changedOrder(row, "quantity", told, { changes }, context);
}

/** A4纸改成20箱 of who may order, while an order of it is open: it could be either. */
export function orderMeant(lines: readonly Line[], context: DecisionContext): Decision | undefined {
  if (!mayOrder(context.sender)) return undefined;
  const row = openRows(purchasingOf(context).rows).find((one) =>
    lines.some(({ match }) => isNamedBy(match)(one)),
  );
  if (row === undefined) return undefined;
  const written = context.message.text;
  return reply({ kind: "order-or-booking", line: lineOf(row, context), written });
}
