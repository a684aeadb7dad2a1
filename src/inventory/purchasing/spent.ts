/** What orders come to, by the prices of 采购价. Pure. */
import Big from "big.js";
import { multiply, subtract, sum } from "../items/quantity";
import type { LinePrice } from "./price";
import { statusOf, type PurchaseRow } from "./row";

export interface PricedRow {
  readonly row: PurchaseRow;
  /** Of one unit; undefined: nobody knows. */
  readonly price: number | undefined;
  readonly amount: number | undefined;
}

/** What of it is to be paid for: nothing that was cancelled. */
const billed = (row: PurchaseRow): number =>
  statusOf(row) === "cancelled" ? 0 : subtract(row.quantity, row.cancelled);

const inCents = (value: number): number => new Big(value).round(2, Big.roundHalfUp).toNumber();

/** Rows with their prices. A price of another thing than the row holds now says nothing. */
export function pricedRows(
  rows: readonly PurchaseRow[],
  prices: readonly LinePrice[],
): readonly PricedRow[] {
  return rows.map((row) => {
    const price = prices.findLast(
      (one) => one.row === row.number && one.itemName === row.itemName && one.spec === row.spec,
    )?.price;
    return { row, price, amount: price === undefined ? undefined : amountOf(price, billed(row)) };
  });
}

/** @example amountOf(25.6, 30) // 768 */
export const amountOf = (price: number, quantity: number): number =>
  inCents(multiply(price, quantity));

/** The sum of what is known, and how many rows have no price. */
export function totalOf(rows: readonly PricedRow[]): {
  readonly amount: number;
  readonly unpriced: number;
} {
  const known = rows.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
  const asked = rows.filter(({ row }) => billed(row) > 0);
  return {
    amount: sum(known),
    unpriced: asked.filter(({ amount }) => amount === undefined).length,
  };
}
