/**
 * How much will be taken in some working days: the number of days on which anything is taken, times what is taken then.
 * Exact by convolution, no simulation, so the same figures give the same answer to the last digit.
 *
 * @see https://doi.org/10.1016/j.ijforecast.2004.10.001 Syntetos & Boylan 2005, on intermittent demand
 */
import { betaBinomial, betaQuantile, binomial, type BetaShare } from "./distributions";
import { sizeDistribution, stepsTo, withAnother, type Size } from "./sizes";

/** What is known of an item's demand. */
export interface Demand {
  /** The share of working days on which anything is taken. */
  readonly share: BetaShare;
  readonly sizes: readonly Size[];
}

export interface RunOut {
  readonly probability: number;
  /** The same with the share of days at its 10 % and 90 % quantile. */
  readonly from: number;
  readonly to: number;
}

/** The probability that at least `stock` is taken in `days` working days. */
export function runOut(demand: Demand, stock: number, days: number): RunOut {
  if (stock <= 0) return { probability: 1, from: 1, to: 1 };
  const below = belowByCount(demand, stock, days);
  const reached = (counts: readonly number[]): number =>
    clamp(1 - counts.reduce((sum, chance, count) => sum + chance * (below[count] ?? 0), 0));
  const at = (quantile: number): number =>
    reached(binomial(days, betaQuantile(quantile, demand.share)));
  return {
    probability: reached(betaBinomial(days, demand.share)),
    // Dear, and asked for of few items.
    get from() {
      return at(0.1);
    },
    get to() {
      return at(0.9);
    },
  };
}

const clamp = (probability: number): number => Math.min(1, Math.max(0, probability));

/** The probability that so many take-outs (0, 1, …) come to less than `stock`. */
function belowByCount(
  { sizes }: Pick<Demand, "sizes">,
  stock: number,
  days: number,
): readonly number[] {
  const distribution = sizeDistribution(sizes, stock);
  let sums: Float64Array = new Float64Array(stepsTo(stock, distribution));
  sums[0] = 1;
  const below = [1];
  for (let count = 1; count <= days; count += 1) {
    sums = withAnother(sums, distribution);
    let all = 0;
    for (const chance of sums) all += chance;
    below.push(all);
  }
  return below;
}

/** What is taken on a working day on average. */
export function meanUse({ share: { alpha, beta }, sizes }: Demand): number {
  return (alpha / (alpha + beta)) * sizeDistribution(sizes, 1).mean;
}

/**
 * The smallest quantity that is left unreached in `days` working days with probability `level`: P(demand ≥ it) ≤ 1 - level.
 * A step of the item's grid beyond what is likely at most.
 */
export function demandWithin(demand: Demand, days: number, level: number): number {
  for (let reach = Math.max(8, meanUse(demand) * days * 2); ; reach *= 2) {
    const found = quantileBelow(demand, days, { level, reach });
    if (found !== undefined || reach > mostReach) return found ?? reach;
  }
}

const mostReach = 1e9;

function quantileBelow(
  { share, sizes }: Demand,
  days: number,
  { level, reach }: { readonly level: number; readonly reach: number },
): number | undefined {
  const whole = Math.ceil(reach);
  const distribution = sizeDistribution(sizes, whole);
  const counts = betaBinomial(days, share);
  let sums: Float64Array = new Float64Array(stepsTo(whole, distribution));
  sums[0] = 1;
  const mixed = new Float64Array(sums.length);
  for (const chance of counts) {
    for (let sum = 0; sum < sums.length; sum += 1)
      mixed[sum] = (mixed[sum] ?? 0) + chance * (sums[sum] ?? 0);
    sums = withAnother(sums, distribution);
  }
  let below = 0;
  for (let steps = 0; steps < mixed.length; steps += 1) {
    if (1 - below <= 1 - level + 1e-12) return steps * distribution.step;
    below += mixed[steps] ?? 0;
  }
  return undefined;
}
