/** Whether forecasts can be believed: what was said beside what came of it. */
import { grouped } from "../figures/grouped";

/** A probability that was said, and whether it happened. */
export interface Judged {
  readonly said: number;
  readonly came: boolean;
}

/** @example brierScore([{ said: 0.9, came: true }, { said: 0.6, came: false }]) // 0.185 */
export function brierScore(judged: readonly Judged[]): number {
  return meanOf(judged.map(({ said, came }) => (said - Number(came)) ** 2));
}

const meanOf = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length);

const baseRateOf = (judged: readonly Judged[]): number =>
  meanOf(judged.map(({ came }) => Number(came)));

/** 1: always right; 0: no better than the base rate; below 0: worse. */
export function skillOf(score: number, reference: number): number {
  return reference > 0 ? 1 - score / reference : score > 0 ? -1 : 0;
}

/** Forecasts of like probability: from ≤ said < to, the last one with 1. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly came: number;
}

const binCount = 5;

/** @example reliability([{ said: 0.65, came: true }])[3] // { from: 0.6, to: 0.8, count: 1, came: 1 } */
export function reliability(judged: readonly Judged[]): readonly ReliabilityBin[] {
  return Array.from({ length: binCount }, (_, bin) => {
    const own = judged.filter(
      ({ said }) => Math.min(binCount - 1, Math.floor(said * binCount + 1e-9)) === bin,
    );
    return {
      from: bin / binCount,
      to: (bin + 1) / binCount,
      count: own.length,
      came: own.filter(({ came }) => came).length,
    };
  });
}

/** A forecast of the past that was judged. */
export interface PastForecast extends Judged {
  readonly itemKey: string;
}

export interface Calibration {
  readonly judged: number;
  readonly score: number;
  /** Of who says each item's own rate. */
  readonly reference: number;
  readonly skill: number;
  readonly bins: readonly ReliabilityBin[];
}

/** @param past of the time that is looked at */
export function calibrationOf(past: readonly PastForecast[]): Calibration {
  const score = brierScore(past);
  const reference = ownRateScore(past);
  const skill = skillOf(score, reference);
  return { judged: past.length, score, reference, skill, bins: reliability(past) };
}

/** Each item's rate at its other times, with one time at everybody's rate, so that none is judged by itself. */
function ownRateScore(past: readonly PastForecast[]): number {
  const rate = baseRateOf(past);
  const byItem = grouped(past, ({ itemKey }) => itemKey);
  return meanOf(
    [...byItem.values()].flatMap((own) => {
      const came = own.filter((one) => one.came).length;
      return own.map((one) => {
        const said = (came - Number(one.came) + rate) / own.length;
        return (said - Number(one.came)) ** 2;
      });
    }),
  );
}

/** Fewer judged forecasts tell nothing. */
export const fewestJudged = 50;

/** Whether the forecasts have been no better than each item's own rate. */
export const isUntrusted = ({ judged, skill }: Pick<Calibration, "judged" | "skill">): boolean =>
  judged >= fewestJudged && skill < 0;
