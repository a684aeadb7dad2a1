/** Which rows of 采购 a delivery is for: those that are due first. Pure. */
import { subtract } from "../items/quantity";
import { byDue } from "./orders";
import { outstandingOf, type PurchaseRow } from "./row";

interface Allocated {
  readonly row: PurchaseRow;
  /** > 0 */
  readonly quantity: number;
}

interface Allocation {
  readonly pieces: readonly Allocated[];
  readonly over: number;
}

/**
 * A quantity on rows of one item, the oldest 约定到货 first, each up to what is missing of it; `over`: what nobody ordered.
 *
 * @example allocate(12, [{ quantity: 10, … }]) // { pieces: [{ quantity: 10 }], over: 2 }
 */
export function allocate(quantity: number, rows: readonly PurchaseRow[]): Allocation {
  return spread(quantity, byDue(rows), outstandingOf);
}

/** The rows of what went back to a supplier, the newest first, each up to what is received of it. */
export function allocateReturn(quantity: number, rows: readonly PurchaseRow[]): Allocation {
  const newestFirst = [...rows].sort((one, other) => other.number - one.number);
  return spread(quantity, newestFirst, ({ received }) => received);
}

/** `roomOf`: how much a row takes. */
function spread(
  quantity: number,
  rows: readonly PurchaseRow[],
  roomOf: (row: PurchaseRow) => number,
): Allocation {
  const pieces: Allocated[] = [];
  let left = quantity;
  for (const row of rows) {
    const taken = Math.min(left, roomOf(row));
    if (taken <= 0) continue;
    pieces.push({ row, quantity: taken });
    left = subtract(left, taken);
  }
  return { pieces, over: left };
}
