/**
 * What an item's past tells of its demand: working days with and without a take-out, the recent ones weighing more, and a
 * few days at the company's mean share, so that an item with little history is neither sure to move nor sure to stay.
 */
import type { BetaShare } from "./distributions";
import type { Demand } from "./demand";

export interface DayTaken {
  /** Working days ago; 0: the last one. */
  readonly age: number;
  /** In the item's unit, > 0. */
  readonly quantity: number;
  /** How much of it nobody wrote down, as a count found later. */
  readonly unrecorded: number;
}

/** An item's working days before the present one. */
export interface DemandHistory {
  readonly days: number;
  /** Ages of days on which there was nothing to take. They are no days without demand. */
  readonly empty: readonly number[];
  readonly taken: readonly DayTaken[];
  /** How much more was taken in these four weeks last year than on its average; undefined before 13 months. */
  readonly season: number | undefined;
}

/** In working days. */
const halfLife = 60;
/** So many working days are looked at. */
export const historyDays = 180;
const priorDays = 5;

interface Weighing {
  /** In working days; Infinity: all days weigh the same. */
  readonly halfLife?: number;
  /** The company's mean share of days with a take-out; undefined: before there is any. */
  readonly meanShare: number | undefined;
  /** Working days to come. */
  readonly ahead: number;
}

/** By half-life: the weights of the ages that are looked at, worked out once. */
const tables = new Map<number, Float64Array>();

function weightsOf(half: number): Float64Array {
  const known = tables.get(half);
  if (known !== undefined) return known;
  const table = Float64Array.from({ length: historyDays }, (_, age) => 0.5 ** (age / half));
  tables.set(half, table);
  return table;
}

const weightOf = (age: number, half: number, table = weightsOf(half)): number =>
  table[age] ?? 0.5 ** (age / half);

/** The weight of days 0 … days - 1. @example totalWeight(60, 30) // 32.837 */
export function totalWeight(days: number, half: number): number {
  return half === Infinity ? days : (1 - weightOf(days, half)) / (1 - weightOf(1, half));
}

/** Weights of days with a take-out, and of all days on which there was something to take. */
function weighed(
  { days, empty, taken }: Pick<DemandHistory, "days" | "empty" | "taken">,
  half = halfLife,
): { readonly withTaken: number; readonly observed: number } {
  const table = weightsOf(half);
  let [withTaken, withoutStock] = [0, 0];
  for (const { age } of taken) withTaken += weightOf(age, half, table);
  for (const age of empty) withoutStock += weightOf(age, half, table);
  return { withTaken, observed: totalWeight(days, half) - withoutStock };
}

export function demandOf(history: DemandHistory, weighing: Weighing): Demand {
  const half = weighing.halfLife ?? halfLife;
  const sizes = history.taken.map(({ age, quantity }) => ({
    quantity,
    weight: weightOf(age, half),
  }));
  return { sizes, share: shareOf(history, { ...weighing, halfLife: half }) };
}

function shareOf(
  history: DemandHistory,
  { halfLife: half, meanShare, ahead }: Required<Weighing>,
): BetaShare {
  const { withTaken, observed } = weighed(history, half);
  const prior =
    meanShare === undefined
      ? { alpha: 0.5, beta: Math.max(1, ahead) }
      : { alpha: priorDays * meanShare, beta: priorDays * (1 - meanShare) };
  const alpha = withTaken + Math.max(prior.alpha, tiniest);
  const beta = Math.max(observed - withTaken, 0) + Math.max(prior.beta, tiniest);
  if (history.season === undefined) return { alpha, beta };
  const seasonal = Math.min(alpha * history.season, (alpha + beta) * mostShare);
  return { alpha: seasonal, beta: alpha + beta - seasonal };
}

/** A Beta distribution needs both above 0. */
const tiniest = 1e-6;
const mostShare = 0.98;

/** Days on which there was something to take. */
export const observedDays = ({ days, empty }: DemandHistory): number => days - empty.length;

/** With less nothing is forecast. */
export const fewestDays = 20;
const fewestTaken = 3;

export const isEnough = (history: DemandHistory): boolean =>
  observedDays(history) >= fewestDays && history.taken.length >= fewestTaken;

/** The share of days with a take-out over all items; undefined where nothing was observed. */
export function meanShareOf(histories: Iterable<DemandHistory>): number | undefined {
  let [withTaken, observed] = [0, 0];
  for (const history of histories) {
    const weights = weighed(history);
    withTaken += weights.withTaken;
    observed += weights.observed;
  }
  return observed > 0 ? Math.min(1, withTaken / observed) : undefined;
}

/** Last year's four weeks beside its average, drawn to 1 where few days tell it. */
export function seasonOf(
  { sameWeeks, fourWeeks }: { readonly sameWeeks: number; readonly fourWeeks: number },
  days: number,
): number | undefined {
  if (fourWeeks <= 0) return undefined;
  const factor = 1 + (sameWeeks / fourWeeks - 1) * (days / (days + 4));
  return Math.min(3, Math.max(0.5, factor));
}
