/** What is to be bought, what is under way, an order with its history, and why so much of an item is suggested. */
import { lowStock } from "../../figures/low-stock";
import type { ItemMatch } from "../../intent";
import type { Item } from "../../items/item";
import { itemOfRow, labelOf, readable } from "../../items/label";
import { byDue, findOrder, openRows } from "../../purchasing/orders";
import type { PurchasePart, ToBuy } from "../../purchasing/parts";
import { isRequested } from "../../purchasing/row";
import { suppliersOf } from "../../purchasing/supplier";
import { itemsOf, unknownOf } from "../query";
import { freshReply, type Decision, type DecisionContext } from "../decision";
import { isWithheld, withholdIn } from "../../stocktake/withheld";
import { lineOf, summaryOf } from "../../purchasing/lines";
import {
  purchasingOf,
  rowsOfSupplier,
  suggestIn,
  suppliersIn,
  isNamedBy,
} from "./purchase-context";

/** 采购清单: requests that are not ordered yet, and low items that nobody has asked for. */
export function listToBuy(context: DecisionContext): Decision {
  const { rows } = purchasingOf(context);
  const requests = rows.filter(isRequested).map((row) => {
    const item = itemOfRow(row, context.items);
    const supplier = row.supplier === "" && item ? supplierName(item, context) : row.supplier;
    return lineOf({ ...row, supplier }, context);
  });
  return freshReply({ kind: "to-buy", requests, low: toBuy(withholdIn(context)) });
}

/** Low items that nobody has asked for. */
const toBuy = (context: DecisionContext): readonly ToBuy[] =>
  lowStock(context.items, context.policy, suggestIn(context))
    .filter(({ buy }) => buy.requested === 0)
    .map((line) => ({ ...line, supplier: supplierName(line.item, context) }));

function supplierName(item: Item, context: DecisionContext): string {
  const [only, another] = suppliersOf(item, suppliersIn(context));
  return only === undefined || another !== undefined ? "" : only.name;
}

export function showOrder(number: number, context: DecisionContext): Decision {
  const { rows, events } = purchasingOf(context);
  const order = findOrder(number, rows);
  if (order === undefined) return freshReply({ kind: "no-order", number });
  const own = events
    .filter((event) => event.order === number)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return freshReply({ kind: "order", order: summaryOf(order, context), events: own });
}

export function listUnderWay(
  { match, supplier }: { readonly match: ItemMatch | undefined; readonly supplier: string },
  context: DecisionContext,
): Decision {
  const rows = byDue(openRows(rowsOfSupplier(supplier, purchasingOf(context).rows, context)));
  const meant = rows.filter(isNamedBy(match));
  const of = match?.written ?? supplier;
  if (meant.length === 0) return freshReply({ kind: "nothing-open", what: "under-way", of });
  return freshReply({ kind: "under-way", lines: meant.map((row) => lineOf(row, context)) });
}

const mostExplained = 5;

/** 为什么买这么多A4纸: the arithmetic. */
export function explainQuantity(match: ItemMatch, context: DecisionContext): Decision {
  const items = itemsOf([match], context.items).slice(0, mostExplained);
  if (items.length === 0) return freshReply(...unknownOf([match], context.items));
  return freshReply(...items.map((item) => arithmeticOf(item, context)));
}

function arithmeticOf(item: Item, context: DecisionContext): PurchasePart {
  if (isWithheld(item, context)) return { kind: "not-told", label: labelOf(item, context.items) };
  const { unit, safetyStock } = item;
  return {
    ...{ kind: "why-so-much", unit, safetyStock, buy: suggestIn(context)(item) },
    label: labelOf(item, context.items),
    stock: readable(item.stock),
    fixed: item.purchaseQuantity,
  };
}
