/** What a backtest found, as a table for people: methods beside one another, and how far the relay's own can be believed. */
import { brierScore, reliability, type Judged } from "../../src/inventory/forecast/calibration";
import { baseRateMethod, ownMethod, type Backtest } from "./backtest";

/** What is called likely: a list of these must not be full of false alarms. */
const likely = 0.85;

interface LikelyOnes {
  readonly count: number;
  /** Mean of what was said, and the part that came. */
  readonly said: number;
  readonly came: number;
}

function likelyOnes(judged: readonly Judged[]): LikelyOnes {
  const some = judged.filter(({ said }) => said >= likely);
  const part = (figure: (one: Judged) => number): number =>
    some.reduce((sum, one) => sum + figure(one), 0) / Math.max(1, some.length);
  return {
    count: some.length,
    said: part(({ said }) => said),
    came: part(({ came }) => Number(came)),
  };
}

const percent = (part: number): string => `${Math.round(part * 100)} %`;
const score = (figure: number): string => figure.toFixed(4).replace(/^0/, "");

/** Markdown; the best score first. */
export function comparisonTable(found: Backtest): string {
  const rows = [...found]
    .map(([method, judged]) => ({ method, brier: brierScore(judged), ...likelyOnes(judged) }))
    .sort((left, right) => left.brier - right.brier)
    .map(({ method, brier, count, said, came }) => {
      const told = count === 0 ? "–" : `${percent(said)} → ${percent(came)} (${count})`;
      return `| ${method} | ${score(brier)} | ${told} |`;
    });
  return ["| method | Brier | said ≥ 85 % → came |", "| --- | --- | --- |", ...rows].join("\n");
}

/** 20–40 %: said 51 times, came 15 times (29 %) */
export function reliabilityLines(judged: readonly Judged[]): readonly string[] {
  return reliability(judged)
    .filter(({ count }) => count > 0)
    .map(({ from, to, count, came }) => {
      const range = `${Math.round(from * 100)}–${percent(to)}`;
      return `${range}: said ${count} times, came ${came} times (${percent(came / count)})`;
    });
}

export interface Goals {
  /** How much worse than the best other method; base rate aside. */
  readonly behindBest: number;
  readonly beatsPoisson: boolean;
  readonly beatsNormal: boolean;
  readonly likely: LikelyOnes;
}

export function goalsOf(found: Backtest): Goals {
  const scoreOf = (method: string): number => brierScore(found.get(method) ?? []);
  const own = scoreOf(ownMethod);
  const others = [...found.keys()].filter((name) => ![ownMethod, baseRateMethod].includes(name));
  return {
    behindBest: own - Math.min(...others.map(scoreOf)),
    beatsPoisson: own < scoreOf("Poisson"),
    beatsNormal: own < scoreOf("normal approximation"),
    likely: likelyOnes(found.get(ownMethod) ?? []),
  };
}
