/**
 * The distributions that the forecast is made of: how often something happens in some days when its share of days is known
 * (binomial) or known as a Beta distribution (Beta-binomial), and the quantiles of that.
 */

/** What is known of a share: alpha - 1 days with and beta - 1 days without it would give this, both > 0. */
export interface BetaShare {
  readonly alpha: number;
  readonly beta: number;
}

/**
 * The probabilities of 0, 1, … `trials` successes.
 *
 * @see https://en.wikipedia.org/wiki/Beta-binomial_distribution
 * @example betaBinomial(5, { alpha: 12.5, beta: 52.5 })[0] // 0.355927…
 */
export function betaBinomial(trials: number, { alpha, beta }: BetaShare): readonly number[] {
  let none = 1;
  for (let day = 0; day < trials; day += 1) none *= (beta + day) / (alpha + beta + day);
  return successes(trials, none, (count) => (alpha + count) / (beta + trials - count - 1));
}

/** The probabilities of 0, 1, … `trials` successes, each with probability `share` < 1. */
export function binomial(trials: number, share: number): readonly number[] {
  return successes(trials, (1 - share) ** trials, () => share / (1 - share));
}

/** From the probability of none and the ratio that leads from each count to the next. */
function successes(
  trials: number,
  none: number,
  ratio: (count: number) => number,
): readonly number[] {
  const found = [none];
  let last = none;
  for (let count = 0; count < trials; count += 1) {
    last *= ((trials - count) / (count + 1)) * ratio(count);
    found.push(last);
  }
  return found;
}

const lanczos = [
  ...[676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059],
  ...[12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7],
];

/** ln Γ(x) for x > 0. @see https://en.wikipedia.org/wiki/Lanczos_approximation */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const series = lanczos.reduce(
    (total, factor, index) => total + factor / (x + index),
    0.99999999999980993,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

/** The continued fraction of the incomplete Beta function, by Lentz. @see https://dlmf.nist.gov/8.17#v */
function continuedFraction(x: number, { alpha, beta }: BetaShare): number {
  const tiny = 1e-300;
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / kept(1 - ((alpha + beta) * x) / (alpha + 1));
  let found = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (beta - m) * x) / ((alpha + 2 * m - 1) * (alpha + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    found *= d * c;
    const odd = (-(alpha + m) * (alpha + beta + m) * x) / ((alpha + 2 * m) * (alpha + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    found *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return found;
}

/** P(share ≤ x). */
function betaBelow(x: number, share: BetaShare): number {
  const { alpha, beta } = share;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(alpha + beta) -
      logGamma(alpha) -
      logGamma(beta) +
      alpha * Math.log(x) +
      beta * Math.log(1 - x),
  );
  return x < (alpha + 1) / (alpha + beta + 2)
    ? (front * continuedFraction(x, share)) / alpha
    : 1 - (front * continuedFraction(1 - x, { alpha: beta, beta: alpha })) / beta;
}

/**
 * The share below which it lies with a probability, to seven digits.
 *
 * @example betaQuantile(0.1, { alpha: 12.5, beta: 52.5 }) // 0.132239…
 */
export function betaQuantile(probability: number, share: BetaShare): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 26; step += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, share) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
