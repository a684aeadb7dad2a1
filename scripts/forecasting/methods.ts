/**
 * Other ways to forecast how likely a stock is to run out, to compare with the relay's: from an item's days, each says the
 * probability that demand in some days reaches the stock. Figures in, figures out.
 */
import { binomial } from "../../src/inventory/forecast/distributions";
import { stepsTo, withAnother, type SizeDistribution } from "../../src/inventory/forecast/sizes";

/** Days that were observed, oldest first, 0 where nothing was taken. */
export type Days = readonly number[];
type Method = (days: Days, stock: number, ahead: number) => number;

const smoothing = 0.1;

const mean = (figures: Days): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length);

function variance(figures: Days): number {
  const middle = mean(figures);
  return mean(figures.map((figure) => (figure - middle) ** 2));
}

/** P(N ≥ stock). @example poissonReaches(3, 5) // 0.184737 */
export function poissonReaches(rate: number, stock: number): number {
  let [chance, below] = [Math.exp(-rate), 0];
  for (let count = 0; count < Math.ceil(stock); count += 1) {
    below += chance;
    chance *= rate / (count + 1);
  }
  return Math.max(0, 1 - below);
}

/** By mean and variance; Poisson where the variance is no larger. @example negativeBinomialReaches(3, 6, 5) // 0.226562 */
export function negativeBinomialReaches(rate: number, spread: number, stock: number): number {
  if (spread <= rate * 1.000001) return poissonReaches(rate, stock);
  const success = rate / spread;
  const size = (rate * success) / (1 - success);
  let [chance, below] = [success ** size, 0];
  for (let count = 0; count < Math.ceil(stock); count += 1) {
    below += chance;
    chance *= ((size + count) / (count + 1)) * (1 - success);
  }
  return Math.max(0, 1 - below);
}

/** @see https://personal.math.ubc.ca/~cbm/aands/page_299.htm Abramowitz & Stegun 7.1.26 */
function normalAbove(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = (series * Math.exp(-z * z)) / 2;
  return x >= 0 ? tail : 1 - tail;
}

interface Intermittent {
  /** The size of a take-out. */
  readonly size: number;
  /** Days between two. */
  readonly interval: number;
}

/** @see https://doi.org/10.1057/jors.1972.50 Croston 1972; the first interval counted from the start */
export function croston(days: Days, alpha = smoothing): Intermittent {
  let found: Intermittent | undefined;
  let since = 0;
  for (const taken of days) {
    since += 1;
    if (taken <= 0) continue;
    found =
      found === undefined
        ? { size: taken, interval: since }
        : {
            size: found.size + alpha * (taken - found.size),
            interval: found.interval + alpha * (since - found.interval),
          };
    since = 0;
  }
  return found ?? { size: 0, interval: Math.max(1, days.length) };
}

export const crostonRate = (days: Days, alpha = smoothing): number => {
  const { size, interval } = croston(days, alpha);
  return size / interval;
};
/** @see https://doi.org/10.1016/j.ijforecast.2004.10.001 Syntetos & Boylan 2005 */
export const sbaRate = (days: Days, alpha = smoothing): number =>
  (1 - alpha / 2) * crostonRate(days, alpha);
/** Shale, Boylan & Johnston 2006. */
export const sbjRate = (days: Days, alpha = smoothing): number =>
  (1 - alpha / (2 - alpha)) * crostonRate(days, alpha);

/** @see https://doi.org/10.1016/j.ejor.2011.05.018 Teunter, Syntetos & Babai 2011 */
export function tsb(
  days: Days,
  alpha = smoothing,
): { readonly share: number; readonly size: number } {
  const { size } = croston(days, alpha);
  let share = days.filter((taken) => taken > 0).length / Math.max(1, days.length);
  for (const taken of days.slice(1)) share += alpha * (Number(taken > 0) - share);
  return { share, size };
}

/** The number of days with a take-out by their share, times the sizes seen. */
function compound(days: Days, share: number, stock: number, ahead: number): number {
  const taken = days.filter((size) => size > 0);
  if (taken.length === 0) return 0;
  const distribution: SizeDistribution = {
    step: 1,
    seen: taken.map((size) => ({
      steps: Math.max(1, Math.round(size)),
      probability: 1 / taken.length,
    })),
    madeUp: { weight: 0, success: 1 },
    mean: mean(taken),
  };
  let sums: Float64Array = new Float64Array(stepsTo(stock, distribution));
  sums[0] = 1;
  let below = 0;
  for (const chance of binomial(ahead, Math.min(share, 1 - 1e-9))) {
    below += chance * sums.reduce((sum, some) => sum + some, 0);
    sums = withAnother(sums, distribution);
  }
  return Math.max(0, 1 - below);
}

export const methods: Readonly<Record<string, Method>> = {
  "normal approximation": (days, stock, ahead) => {
    const spread = Math.sqrt(Math.max(1e-9, variance(days) * ahead));
    return normalAbove((stock - 0.5 - mean(days) * ahead) / spread);
  },
  Poisson: (days, stock, ahead) => poissonReaches(mean(days) * ahead, stock),
  "negative binomial": (days, stock, ahead) =>
    negativeBinomialReaches(mean(days) * ahead, variance(days) * ahead, stock),
  "SBA + negative binomial": (days, stock, ahead) =>
    negativeBinomialReaches(sbaRate(days) * ahead, variance(days) * ahead, stock),
  "TSB + binomial": (days, stock, ahead) => compound(days, tsb(days).share, stock, ahead),
  "iid bootstrap, exact": (days, stock, ahead) =>
    compound(
      days,
      days.filter((taken) => taken > 0).length / Math.max(1, days.length),
      stock,
      ahead,
    ),
};
