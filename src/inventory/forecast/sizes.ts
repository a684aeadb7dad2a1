/**
 * How much is taken on a day on which anything is: the sizes seen, by weight, and one made-up take-out, geometric with the
 * same mean, so that a size that was never seen is not impossible. Sizes are counted in steps of a grid.
 */

/** A day's take-out; `weight` is less the older it is. */
export interface Size {
  /** In the item's unit, > 0. */
  readonly quantity: number;
  readonly weight: number;
}

export interface SizeDistribution {
  /** How much a step of the grid is, in the item's unit. */
  readonly step: number;
  readonly seen: readonly { readonly steps: number; readonly probability: number }[];
  /** 1, 2, 3 … steps with probability `weight` × success × (1 - success)^(steps - 1). */
  readonly madeUp: { readonly weight: number; readonly success: number };
  /** In the item's unit. */
  readonly mean: number;
}

/** More steps than this are told roughly: a size lies between two steps, in such parts that the mean stays. */
const mostSteps = 1_000;
const finest = 4;

/** What was never taken is taken in ones. */
const unknownMean = 1;

/** @param reach the largest quantity that will be asked about, in the item's unit */
export function sizeDistribution(sizes: readonly Size[], reach: number): SizeDistribution {
  const step = stepFor(sizes, reach);
  const total = sizes.reduce((sum, { weight }) => sum + weight, 0);
  const taken = sizes.reduce((sum, { quantity, weight }) => sum + quantity * weight, 0);
  const mean = total > 0 ? taken / total : unknownMean;
  const seen = new Map<number, number>();
  const add = (steps: number, weight: number): void => {
    if (weight > 0) seen.set(steps, (seen.get(steps) ?? 0) + weight / (total + 1));
  };
  for (const { quantity, weight } of sizes) {
    const exact = Math.max(1, quantity / step);
    const below = Math.floor(exact + 1e-9);
    const part = Math.max(0, exact - below);
    add(below, weight * (1 - part));
    add(below + 1, weight * part);
  }
  return {
    step,
    seen: [...seen].map(([steps, probability]) => ({ steps, probability })),
    madeUp: { weight: 1 / (total + 1), success: Math.min(1, step / mean) },
    mean,
  };
}

/** 1 where all is whole, else the smallest decimal; a larger step where the grid would be too long. */
function stepFor(sizes: readonly Size[], reach: number): number {
  const decimals = [reach, ...sizes.map(({ quantity }) => quantity)].map(decimalsOf);
  const exact = 10 ** -Math.max(...decimals);
  return Math.max(exact, reach / mostSteps);
}

function decimalsOf(quantity: number): number {
  for (let decimals = 0; decimals < finest; decimals += 1) {
    const scaled = quantity * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return decimals;
  }
  return finest;
}

/** So many steps reach a quantity; a rounding fault of the division is none. */
export const stepsTo = (quantity: number, { step }: SizeDistribution): number =>
  Math.ceil(quantity / step - 1e-9);

/**
 * What the sum is after one more take-out; cut off at the length of `sums`.
 *
 * @param sums probability of each sum of steps, from 0
 */
export function withAnother(
  sums: Float64Array,
  { seen, madeUp: { weight, success } }: SizeDistribution,
): Float64Array {
  const found = new Float64Array(sums.length);
  for (const { steps, probability } of seen)
    for (let sum = steps; sum < sums.length; sum += 1)
      found[sum] = (found[sum] ?? 0) + probability * (sums[sum - steps] ?? 0);
  let running = 0;
  for (let sum = 1; sum < sums.length; sum += 1) {
    running = success * (sums[sum - 1] ?? 0) + (1 - success) * running;
    found[sum] = (found[sum] ?? 0) + weight * running;
  }
  return found;
}
