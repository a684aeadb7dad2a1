/** An order is placed: by things and quantities, by requests, or of a draft. A supplier is inferred or asked for. */
import type { Line } from "../../intent";
import { itemKeyOf } from "../../items/item";
import { add, subtract } from "../../items/quantity";
import type { OrderIntent } from "../../purchasing/intent";
import { nextNumbers } from "../../purchasing/orders";
import { statusOf, type PurchaseChange, type PurchaseRow } from "../../purchasing/row";
import { findSupplier, namedSupplier, suppliersOf, type Supplier } from "../../purchasing/supplier";
import { reply, type Decision, type DecisionContext } from "../decision";
import type { DraftContext } from "../draft-context";
import {
  amountOf,
  asking,
  changed,
  eventOn,
  purchasingOf,
  refuseUnlessBuyer,
  suppliersIn,
  orderedBy,
  ordering,
} from "./purchase-context";
import { requestRow, wantedIn, type Wanted } from "./request";

/** Who was named, or the decision that asks for it; `any`: nobody was. */
function namedIn(
  draft: OrderIntent<Line>,
  context: DecisionContext,
): { readonly supplier: Supplier | undefined; readonly isNew: boolean } | Decision {
  if (draft.supplier === "") return { supplier: undefined, isNew: false };
  const found = findSupplier(draft.supplier, suppliersIn(context));
  const [only, another] = found;
  if (only !== undefined && another === undefined) return { supplier: only, isNew: false };
  if (only === undefined) return { supplier: namedSupplier(draft.supplier), isNew: true };
  const names = found.map(({ name }) => name);
  const part = { kind: "which-supplier", names, label: draft.supplier } as const;
  return asking([part], draft, context, { about: { kind: "supplier", names } });
}

export function decideOrder(draft: OrderIntent<Line>, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const refusal = refuseUnlessBuyer(context, draft.lines.map(({ written }) => written).join(" "));
  if (refusal !== undefined) return refusal;
  const named = namedIn(draft, context);
  if ("replyParts" in named) return named;
  const wanted = wantedIn(draft, draftContext);
  if ("replyParts" in wanted) return wanted;
  const { clear, unknown } = wanted;
  if ((unknown.length > 0 || named.isNew) && draft.isAgreed !== true) {
    const part = {
      kind: "ask-new",
      written: unknown,
      supplier: named.isNew ? draft.supplier : "",
    } as const;
    return asking([part], { ...draft, isAgreed: true }, context, { message: draftContext.about });
  }
  const found = clear.map((one) => ({
    wanted: one,
    suppliers: named.supplier === undefined ? suppliersFor(one, draft, context) : [named.supplier],
  }));
  const open = found.find(({ suppliers }) => suppliers.length !== 1);
  if (open !== undefined) return askSupplier(open, draft, draftContext);
  return place(
    found.flatMap(({ wanted: one, suppliers: [supplier] }) =>
      supplier === undefined ? [] : [{ wanted: one, supplier }],
    ),
    { dueOn: draft.dueOn, suppliers: named.isNew && named.supplier ? [named.supplier] : [] },
    context,
  );
}

function suppliersFor(
  { item }: Pick<Wanted, "item">,
  { otherwise = "" }: Pick<OrderIntent<Line>, "otherwise">,
  context: DecisionContext,
): readonly Supplier[] {
  const own = item === undefined ? [] : suppliersOf(item, suppliersIn(context));
  return own.length === 1 || otherwise === "" ? own : findSupplier(otherwise, suppliersIn(context));
}

function askSupplier(
  open: { readonly wanted: Wanted; readonly suppliers: readonly Supplier[] },
  draft: OrderIntent<Line>,
  { context, about }: DraftContext,
): Decision {
  const all = suppliersIn(context).filter(({ isStopped }) => !isStopped);
  const names = (open.suppliers.length > 0 ? open.suppliers : all).map(({ name }) => name);
  const { itemName } = open.wanted;
  if (names.length === 0) return reply({ kind: "no-supplier", written: itemName, names: [] });
  const part = { kind: "which-supplier", names, label: itemName } as const;
  return asking([part], draft, context, { about: { kind: "supplier", names }, message: about });
}

/** Orders, one a supplier, in which open requests of the same things are taken in, the oldest first. */
function place(
  lines: readonly { readonly wanted: Wanted; readonly supplier: Supplier }[],
  { dueOn, suppliers }: { readonly dueOn: string; readonly suppliers: readonly Supplier[] },
  context: DecisionContext,
): Decision {
  const purchasing = purchasingOf(context);
  const next = nextNumbers(purchasing);
  const names = [...new Set(lines.map(({ supplier }) => supplier.name))];
  const taken = new Set<number>();
  const changes: PurchaseChange[] = [];
  const rows: PurchaseRow[] = [];
  for (const { wanted, supplier } of lines) {
    const order = next.order + names.indexOf(supplier.name);
    const placed = { ...orderedBy(context), order, supplier: supplier.name, dueOn };
    const own = takenIn(wanted, purchasing.rows, taken);
    for (const { row, quantity } of own) {
      taken.add(row.number);
      changes.push({ row, to: { ...placed, quantity, original: quantity } });
    }
    if (own.length > 0) continue;
    const unasked = requestRow(wanted, nobody, rows.length, context);
    rows.push({ ...unasked, requestedAt: undefined, original: wanted.quantity, ...placed });
  }
  const ordered = changes.map(({ row, to }) =>
    eventOn({ ...row, ...to }, "ordered", amountOf(row), amountOf({ ...row, ...to })),
  );
  const added = rows.map((row) => eventOn(row, "ordered", "", amountOf(row)));
  const orders = names.map((_, index) => next.order + index);
  return ordering(
    [...changed(changes), ...rows],
    { rows, changes, suppliers, orders, events: [...ordered, ...added] },
    context,
  );
}

const nobody = { name: "", department: "", source: "manual" } as const;

/** Open requests of the same thing, oldest first, with what of the quantity each of them gets; the last one gets the rest. */
function takenIn(
  { itemName, spec, quantity }: Wanted,
  rows: readonly PurchaseRow[],
  taken: ReadonlySet<number>,
): readonly { readonly row: PurchaseRow; readonly quantity: number }[] {
  const key = itemKeyOf({ itemName, spec });
  const open = rows
    .filter((row) => statusOf(row) === "requested" && itemKeyOf(row) === key)
    .filter(({ number }) => !taken.has(number))
    .sort((one, other) => one.number - other.number);
  const found: { row: PurchaseRow; quantity: number }[] = [];
  let left = quantity;
  for (const row of open) {
    if (left <= 0) break;
    const got = Math.min(left, row.quantity);
    found.push({ row, quantity: got });
    left = subtract(left, got);
  }
  const last = found.at(-1);
  if (last !== undefined && left > 0) last.quantity = add(last.quantity, left);
  return found;
}
