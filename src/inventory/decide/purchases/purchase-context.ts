/** What the decisions about purchasing share: rows that a sender means, rights, the question that keeps an intent. */
import type { ItemMatch, Line, PeriodWord } from "../../intent";
import { matchedItems } from "../../items/catalogue";
import { itemKey, itemKeyOf, nameAndSpec, type NamesItem } from "../../items/item";
import { buyersOf, mayOrder } from "../../people/rights";
import type { EventDraft } from "../../purchasing/event";
import type { PurchaseIntent } from "../../purchasing/intent";
import { summariesOf } from "../../purchasing/lines";
import { findOrder, noPurchasing, type Order, type Purchasing } from "../../purchasing/orders";
import type { PurchasePart } from "../../purchasing/parts";
import type { PurchaseChange, PurchaseRow } from "../../purchasing/row";
import type { Suggest } from "../../purchasing/suggested-quantity";
import { suggesting } from "../../purchasing/suggesting";
import { findSupplier, knownSuppliers, type Supplier } from "../../purchasing/supplier";
import { noWrites, type PurchaseWrites } from "../../purchasing/writes";
import {
  freshReply,
  reply,
  yesNo,
  type Decision,
  type DecisionContext,
  type Draft,
  type Message,
  type OpenQuestion,
} from "../decision";
import { refuseSuspended } from "../refuse";

/** What a person says about buying, with its names and amounts read. */
export type AnyPurchase = PurchaseIntent<Line, ItemMatch, PeriodWord>;
/** The same of one kind. */
export type Intent<Does extends AnyPurchase["does"]> = Extract<
  AnyPurchase,
  { readonly does: Does }
>;

export const purchasingOf = ({ purchasing }: DecisionContext): Purchasing =>
  purchasing ?? noPurchasing;

/** What to buy of an item. */
export const suggestIn = (context: DecisionContext): Suggest =>
  context.suggest ?? suggesting(context);

export const suppliersIn = (context: DecisionContext): readonly Supplier[] =>
  knownSuppliers(purchasingOf(context).suppliers, context.items);

/** One sentence for who may not order; undefined for who may. `form`: what a request of theirs could say. */
export function refuseUnlessBuyer(context: DecisionContext, form = ""): Decision | undefined {
  if (mayOrder(context.sender)) return undefined;
  const who = buyersOf(context.members);
  return refuseSuspended(context) ?? freshReply({ kind: "not-buyer", who, form });
}

/** The order that a buyer means, or why it is none of theirs. */
export function buyersOrder(number: number, context: DecisionContext): Order | Decision {
  const refusal = refuseUnlessBuyer(context);
  if (refusal !== undefined) return refusal;
  return findOrder(number, purchasingOf(context).rows) ?? reply({ kind: "no-order", number });
}

/** Rows that the sender may know of: a supplier's own only. */
export function rowsFor(context: DecisionContext): readonly PurchaseRow[] {
  const { rows } = purchasingOf(context);
  const { supplier } = context;
  return supplier === undefined ? rows : rows.filter((row) => isOf(row, supplier));
}

export const isOf = (row: Pick<PurchaseRow, "supplier">, supplier: Supplier): boolean =>
  findSupplier(row.supplier, [supplier]).length > 0;

/** The rows of a supplier as it was written; all where nobody was named, none for one that nobody knows. */
export function rowsOfSupplier(
  written: string,
  rows: readonly PurchaseRow[],
  context: DecisionContext,
): readonly PurchaseRow[] {
  if (written === "") return rows;
  const named = findSupplier(written, suppliersIn(context));
  return rows.filter((row) => named.some((supplier) => isOf(row, supplier)));
}

/** Rows once changes are made. */
export const changed = (changes: readonly PurchaseChange[]): readonly PurchaseRow[] =>
  changes.map(({ row, to }) => ({ ...row, ...to }));

/** A quantity as 采购记录 holds it. */
export const amountText = (quantity: number, unit: string): string => `${quantity}${unit}`;

export const amountOf = ({ quantity, unit }: Pick<PurchaseRow, "quantity" | "unit">): string =>
  amountText(quantity, unit);

export const nameText = ({ itemName: name, spec }: NamesItem): string =>
  nameAndSpec({ name, spec });

/** Whether a row is of what was named; all are where nothing was. */
export function isNamedBy(match: ItemMatch | undefined): (row: PurchaseRow) => boolean {
  const keys = match && matchedItems(match).map(itemKey);
  return (row) => keys?.includes(itemKeyOf(row)) !== false;
}

export const eventOn = (
  { order, number: row }: { readonly order: number | undefined; readonly number?: number },
  kind: EventDraft["kind"],
  before = "",
  after = "",
): EventDraft => ({ order, row, kind, before, after });

export const orderedBy = ({
  sender,
  message,
}: DecisionContext): Pick<PurchaseRow, "orderer" | "orderedAt"> => ({
  orderer: sender.name,
  orderedAt: message.sentAt,
});

/** Orders as they are placed. */
export const ordering = (
  rows: readonly PurchaseRow[],
  purchases: Partial<PurchaseWrites>,
  context: DecisionContext,
): Decision =>
  writing(reply({ kind: "ordered", orders: [...summariesOf(rows, context)].reverse() }), purchases);

/** That rows are ordered as they stand. */
export const orderedEvents = (rows: readonly PurchaseRow[]): readonly EventDraft[] =>
  rows.map((row) => eventOn(row, "ordered", amountOf(row), amountOf(row)));

/** A decision with what it writes. */
export const writing = (decision: Decision, purchases: Partial<PurchaseWrites>): Decision => ({
  ...decision,
  purchases: { ...noWrites, ...purchases },
});

/** Asks, yes or no where nothing else is said, and keeps what was meant for the answer. */
export function asking(
  parts: readonly PurchasePart[],
  draft: Draft,
  context: DecisionContext,
  {
    about = yesNo,
    message = context.message,
  }: { readonly about?: OpenQuestion["about"]; readonly message?: Message } = {},
): Decision {
  const openedAt = context.message.sentAt;
  return { ...freshReply(...parts), question: { message, openedAt, draft, about } };
}

export const isOnItem =
  (key: string): ((row: PurchaseRow) => boolean) =>
  (row) =>
    itemKeyOf(row) === key;
