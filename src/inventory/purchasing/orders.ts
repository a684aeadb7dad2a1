/** Rows of 采购 as orders and as what is under way of an item. All that is said of an order is derived from its rows. Pure. */
import { grouped } from "../figures/grouped";
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { readable } from "../items/label";
import { add, sum } from "../items/quantity";
import { oncePer } from "../once-per";
import type { PurchaseEvent } from "./event";
import {
  isRequested,
  isUnderWay,
  outstandingOf,
  statusOf,
  type PurchaseRow,
  type PurchaseStatus,
} from "./row";
import type { Supplier } from "./supplier";

/** All that is known of purchasing. */
export interface Purchasing {
  /** In the sheet's order. */
  readonly rows: readonly PurchaseRow[];
  readonly suppliers: readonly Supplier[];
  /** The newest of 采购记录, newest first. */
  readonly events: readonly PurchaseEvent[];
}

export const noPurchasing: Purchasing = { rows: [], suppliers: [], events: [] };

export interface Order {
  readonly number: number;
  readonly supplier: string;
  /** By 行号. */
  readonly rows: readonly PurchaseRow[];
}

const byNumber = (left: PurchaseRow, right: PurchaseRow): number => left.number - right.number;

/** Every order, newest first. */
export function ordersOf(rows: readonly PurchaseRow[]): readonly Order[] {
  const ordered = rows.filter(({ order }) => order !== undefined);
  return [...grouped(ordered, ({ order }) => String(order))]
    .map(([number, own]) => ({
      number: Number(number),
      supplier: own.find(({ supplier }) => supplier !== "")?.supplier ?? "",
      rows: own.toSorted(byNumber),
    }))
    .sort((left, right) => right.number - left.number);
}

export const findOrder = (number: number, rows: readonly PurchaseRow[]): Order | undefined =>
  ordersOf(rows.filter(({ order }) => order === number))[0];

/** Of which something may still come. */
export const openRows = (rows: readonly PurchaseRow[]): readonly PurchaseRow[] =>
  rows.filter(isUnderWay);

/** Rows by 约定到货, those without one last, then by 行号. */
export const byDue = (rows: readonly PurchaseRow[]): readonly PurchaseRow[] =>
  [...rows].sort((left, right) => {
    const [one, other] = [left.dueOn || "9999", right.dueOn || "9999"];
    return one === other ? byNumber(left, right) : one < other ? -1 : 1;
  });

/** The state of a whole order: the furthest from done of its rows, unless part of it has come. */
export function statusOfOrder({ rows }: Pick<Order, "rows">): PurchaseStatus {
  const states = rows.map(statusOf);
  const open = states.filter((state) => state !== "done" && state !== "cancelled");
  if (open.length === 0) return states.includes("done") ? "done" : "cancelled";
  if (open.includes("partial") || states.includes("done")) return "partial";
  return (
    (["draft", "ordered", "confirmed"] as const).find((state) => open.includes(state)) ?? "ordered"
  );
}

export interface UnderWay {
  readonly ordered: number;
  /** Requests, and orders that are not placed yet. */
  readonly requested: number;
}

export const nothingUnderWay: UnderWay = { ordered: 0, requested: 0 };

/** What is under way of each item, by its key. */
export const underWayOf = oncePer(addUnderWay);

function addUnderWay(rows: readonly PurchaseRow[]): ReadonlyMap<string, UnderWay> {
  const found = new Map<string, UnderWay>();
  for (const row of rows) {
    const left = outstandingOf(row);
    if (left === 0) continue;
    const key = itemKeyOf(row);
    const { ordered, requested } = found.get(key) ?? nothingUnderWay;
    found.set(
      key,
      isRequested(row)
        ? { ordered, requested: add(requested, left) }
        : { ordered: add(ordered, left), requested },
    );
  }
  return found;
}

/** 预计可用: stock on hand with all that is under way; undefined where the sheet holds no figure. */
export function availableOf(
  item: Item,
  underWay: ReadonlyMap<string, UnderWay>,
): number | undefined {
  const stock = readable(item.stock);
  const { ordered, requested } = underWay.get(itemKey(item)) ?? nothingUnderWay;
  return stock === undefined ? undefined : sum([stock, ordered, requested]);
}

const highest = (numbers: readonly (number | undefined)[]): number =>
  numbers.reduce<number>((most, number) => Math.max(most, number ?? 0), 0);

/** 行号 and 单号 that were never used. */
export const nextNumbers = oncePer(({ rows, events }: Purchasing) => {
  const row = highest([...rows.map(({ number }) => number), ...events.map((event) => event.row)]);
  const order = highest([...rows, ...events].map((one) => one.order));
  return { row: row + 1, order: order + 1 };
});
