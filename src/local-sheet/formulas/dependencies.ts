/**
 * Formulas that need others first, however long the chain: followed with a list of its own rather than the call stack.
 */
import type { Grid } from "../workbook/model";
import type { Formula, Result } from "./formula";
import { fault } from "./operators";

/** Thrown when a formula needs another one first; caught below, where that one is then taken up. */
export class Needs extends Error {
  constructor(
    readonly formula: Formula,
    readonly grid: Grid,
  ) {
    super("another formula comes first");
  }
}

type Compute = (formula: Formula, grid: Grid) => Result;

/** Does some work again and again until all formulas that it needs are computed. */
export function withNeeds<Found>(work: () => Found, compute: Compute): Found {
  for (;;) {
    try {
      return work();
    } catch (need) {
      if (!(need instanceof Needs)) throw need;
      followChain(need.formula, need.grid, compute);
    }
  }
}

/** Computes a formula after those that it needs, however long the chain. */
export function followChain(first: Formula, home: Grid, compute: Compute): Result {
  const waiting: { formula: Formula; grid: Grid }[] = [{ formula: first, grid: home }];
  const listed = new Set<Formula>([first]);
  for (;;) {
    const next = waiting[waiting.length - 1];
    if (next === undefined) return null;
    try {
      const result = compute(next.formula, next.grid);
      waiting.pop();
      listed.delete(next.formula);
      if (waiting.length === 0) return result;
    } catch (need) {
      if (!(need instanceof Needs)) throw need;
      if (listed.has(need.formula)) return fault("REF", "Circular dependency detected.");
      listed.add(need.formula);
      waiting.push({ formula: need.formula, grid: need.grid });
    }
  }
}
