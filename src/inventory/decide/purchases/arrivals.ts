/** Deliveries that are told of an order as a whole, with less than was ordered, or sent back: asked first. */
import { itemKey } from "../../items/item";
import { itemOfRow, labelOf } from "../../items/label";
import { mayOrder } from "../../people/rights";
import { plannedOn, type PlannedLine } from "../../movements/plan";
import { allocateReturn } from "../../purchasing/allocation";
import { openRows } from "../../purchasing/orders";
import { outstandingOf, type PurchaseRow } from "../../purchasing/row";
import { findSupplier } from "../../purchasing/supplier";
import { ask } from "../ask";
import { decidePlan } from "../decide-plan";
import { reply, silence, type Decision, type DecisionContext } from "../decision";
import { planContextOf, type DraftContext } from "../draft-context";
import { resolveLine } from "../resolve-items";
import { lineOf } from "../../purchasing/lines";
import {
  asking,
  isOf,
  isOnItem,
  purchasingOf,
  refuseUnlessBuyer,
  suppliersIn,
  buyersOrder,
  isNamedBy,
  type Intent,
} from "./purchase-context";

const book = (lines: readonly PlannedLine[], context: DecisionContext): Decision =>
  decidePlan({ undoes: [], lines }, planContextOf(context));

const onRow = (row: PurchaseRow, quantity: number, context: DecisionContext): PlannedLine => {
  const { name, spec, unit } = itemOfRow(row, context.items) ?? { ...row, name: row.itemName };
  const line = plannedOn({ name, spec, unit }, { type: "receipt", quantity });
  return { ...line, purchaseRow: row.number };
};

/** 订单12 全部到齐: asked first, then all that is missing is booked. */
export function decideArrived(
  { order: number, isAgreed }: Intent<"arrived">,
  context: DecisionContext,
): Decision {
  const order = buyersOrder(number, context);
  if ("replyParts" in order) return order;
  const open = openRows(order.rows).filter((row) => outstandingOf(row) > 0);
  if (open.length === 0)
    return reply({ kind: "nothing-open", what: "arrived", of: String(number) });
  if (isAgreed === true)
    return book(
      open.map((row) => onRow(row, outstandingOf(row), context)),
      context,
    );
  const part = { kind: "ask-arrived", lines: open.map((row) => lineOf(row, context)) } as const;
  const draft = { kind: "purchase", does: "arrived", order: number, isAgreed: true } as const;
  return asking([part], draft, context);
}

/** 说好100支怎么送来50支: asked first, of the one open row that it can mean. */
export function decideShortDelivery(intent: Intent<"short">, context: DecisionContext): Decision {
  const { match, ordered, arrived, isAgreed } = intent;
  if (!mayOrder(context.sender)) return silence;
  const isNamed = isNamedBy(match?.kind === "none" ? undefined : match);
  const open = openRows(purchasingOf(context).rows).filter(
    (row) => outstandingOf(row) === ordered && isNamed(row),
  );
  const [row, another] = open;
  if (row === undefined || arrived > ordered) return silence;
  if (another !== undefined)
    return reply({ kind: "which-line", lines: open.map((one) => lineOf(one, context)) });
  if (isAgreed === true) return book([onRow(row, arrived, context)], context);
  const part = { kind: "ask-short", line: lineOf(row, context), arrived } as const;
  return asking([part], { ...intent, isAgreed: true }, context);
}

/** 退货 A4纸 2箱 给青竹: a receipt that goes back, on the rows that it came on; asked first. */
export function decideReturn(intent: Intent<"return">, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const refusal = refuseUnlessBuyer(context);
  if (refusal !== undefined) return refusal;
  const { line, isAgreed } = intent;
  const resolved = resolveLine(line, 0, "order", context);
  if (resolved.kind === "unclear") {
    const draft = { kind: "movement", type: "return", lines: [line], remark: "" } as const;
    return { ...ask(draft, [resolved], { ...draftContext, maybe: true }), question: undefined };
  }
  const [supplier, another] = findSupplier(intent.supplier, suppliersIn(context));
  if (supplier === undefined || another !== undefined) {
    const names = suppliersIn(context).map(({ name }) => name);
    return reply({ kind: "no-supplier", written: intent.supplier, names });
  }
  const { item, quantity } = resolved.line;
  const rows = purchasingOf(context).rows.filter(
    (row) => isOf(row, supplier) && isOnItem(itemKey(item))(row),
  );
  const { pieces, over } = allocateReturn(quantity, rows);
  const label = labelOf(item, context.items);
  if (isAgreed !== true) {
    const orders = [...new Set(pieces.flatMap(({ row }) => row.order ?? []))];
    const { unit } = item;
    const part = {
      kind: "ask-return",
      label,
      unit,
      quantity,
      supplier: supplier.name,
      orders,
    } as const;
    return asking([part], { ...intent, isAgreed: true }, context, { message: draftContext.about });
  }
  const back = pieces.map(({ row, quantity: some }) => onRow(row, some, context));
  const rest = over > 0 ? [plannedOn(item, { type: "receipt", quantity: over })] : [];
  return book(
    [...back, ...rest].map((one) => ({ ...one, goesBack: true as const })),
    context,
  );
}
