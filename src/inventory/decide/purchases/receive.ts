/** Goods arrive or go back: which rows of 采购 a delivery is for, what is asked about it, what is told beside its receipt. */
import type { MovementIntent } from "../../intent";
import { grouped } from "../../figures/grouped";
import { itemKeyOf, type Item } from "../../items/item";
import { itemOfRow, labelOfRow } from "../../items/label";
import { add, subtract, sum } from "../../items/quantity";
import { plainNote, type PlannedLine } from "../../movements/plan";
import { allocate } from "../../purchasing/allocation";
import { findOrder, openRows, ordersOf } from "../../purchasing/orders";
import { outstandingOf, type PurchaseRow } from "../../purchasing/row";
import { reply, type Decision, type DecisionContext } from "../decision";
import type { DraftContext } from "../draft-context";
import { lineOf, summariesOf } from "../../purchasing/lines";
import { amountText, asking, eventOn, isOnItem, purchasingOf, writing } from "./purchase-context";

/** The lines of a delivery on the rows that they are for, or what is asked about it. None of 采购: a plain receipt. */
export function allotDelivery(
  draft: MovementIntent,
  planned: readonly PlannedLine[],
  { context, about }: DraftContext,
): readonly PlannedLine[] | Decision {
  const { rows } = purchasingOf(context);
  const { order: number, isOver } = draft.delivery ?? {};
  if (number !== undefined && findOrder(number, rows) === undefined)
    return reply({ kind: "no-order", number });
  const open = [...openRows(rows)];
  const lines: PlannedLine[] = [];
  for (const line of planned) {
    const ofItem = open.filter(isOnItem(itemKeyOf(line)));
    const meant = number === undefined ? ofItem : ofItem.filter(({ order }) => order === number);
    const unclear = askWhich(line, { ofItem, meant }, draft, { context, about });
    if (unclear !== undefined) return unclear;
    const { pieces, over } = allocate(line.quantity, meant);
    if (meant.length > 0 && over > 0 && isOver !== true) return askOver(line, meant);
    lines.push(...split(line, pieces, meant.length > 0 ? over : line.quantity));
    for (const { row, quantity } of pieces)
      open.splice(open.indexOf(row), 1, { ...row, received: add(row.received, quantity) });
  }
  return lines;

  function askOver(line: PlannedLine, meant: readonly PurchaseRow[]): Decision {
    const part = {
      kind: "ask-over",
      label: labelOfRow(line, context.items),
      ...{ unit: line.unit, quantity: line.quantity, ordered: sum(meant.map(outstandingOf)) },
      orders: ordersOf(meant).map((order) => order.number),
    } as const;
    const agreed = { ...draft, delivery: { ...draft.delivery, isOver: true as const } };
    return asking([part], agreed, context, { message: about });
  }
}

/** Which order it is for: where none of the named one is open, or those of several suppliers are. */
function askWhich(
  line: PlannedLine,
  {
    ofItem,
    meant,
  }: { readonly ofItem: readonly PurchaseRow[]; readonly meant: readonly PurchaseRow[] },
  draft: MovementIntent,
  { context, about }: Pick<DraftContext, "context" | "about">,
): Decision | undefined {
  const number = draft.delivery?.order;
  const isAbsent = number !== undefined && meant.length === 0;
  const isOne = new Set(meant.map(({ supplier }) => supplier)).size <= 1;
  if (!isAbsent && isOne) return undefined;
  const label = labelOfRow(line, context.items);
  const absent = isAbsent ? [{ kind: "not-in-order", number, label } as const] : [];
  if (ofItem.length === 0) return reply(...absent);
  const numbers = ordersOf(ofItem).map((order) => order.number);
  const part = { kind: "which-order", orders: summariesOf(ofItem, context) } as const;
  return asking([...absent, part], draft, context, {
    about: { kind: "order", numbers },
    message: about,
  });
}

/** A line as one for each row; what nobody ordered goes with the last. */
function split(
  line: PlannedLine,
  pieces: ReturnType<typeof allocate>["pieces"],
  over: number,
): readonly PlannedLine[] {
  const last = pieces.at(-1);
  if (last === undefined) return [line];
  return pieces.map(({ row, quantity }, index) => ({
    ...line,
    quantity: row === last.row ? add(quantity, over) : quantity,
    purchaseRow: row.number,
    note: index === 0 ? line.note : plainNote,
  }));
}

/** What a booking means for 采购: an event on each row that it names, and what is missing still, told beside the receipt. */
export function notePurchases(decision: Decision, context: DecisionContext): Decision {
  const { purchasing } = context;
  if (purchasing === undefined || decision.lines.length === 0) return decision;
  const booked = new Map<number, number>();
  for (const { purchaseRow, effect } of decision.lines) {
    if (purchaseRow === undefined || effect.kind !== "change") continue;
    booked.set(purchaseRow, add(booked.get(purchaseRow) ?? 0, effect.change));
  }
  const rows = [...booked].flatMap(([number, change]) => {
    const row = purchasing.rows.find((one) => one.number === number);
    return row === undefined || change === 0 ? [] : [{ row, change }];
  });
  if (rows.length === 0) return decision;
  const after = rows.map(({ row, change }) => ({ ...row, received: add(row.received, change) }));
  const part = { kind: "arrival", lines: after.map((row) => lineOf(row, context)) } as const;
  const { purchases } = writing(decision, {
    ...decision.purchases,
    events: rows.map(({ row, change }) => {
      const now = amountText(add(row.received, change), row.unit);
      return eventOn(row, "arrived", amountText(row.received, row.unit), now);
    }),
  });
  return { ...decision, replyParts: [...decision.replyParts, part], purchases };
}

/** What is left of an item once the lines of a decision are booked, for each that they take from. */
export function lowAfter(
  { lines }: Decision,
  { items }: DecisionContext,
): readonly { readonly item: Item; readonly stock: number }[] {
  const byItem = grouped(lines, itemKeyOf);
  return [...byItem.values()].flatMap((own) => {
    const item = itemOfRow(own[0], items);
    const changes = own.flatMap(({ effect }) => (effect.kind === "change" ? [effect.change] : []));
    if (item?.stock.kind !== "figure" || changes.length < own.length) return [];
    const change = sum(changes);
    return change < 0 ? [{ item, stock: subtract(item.stock.quantity, -change) }] : [];
  });
}
