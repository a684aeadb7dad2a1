/**
 * Forecasts of the past: from moment after moment of a ledger, what would have been said with what was known then, beside
 * what came. Every method is asked about the same cases.
 */
import { runOut } from "../../src/inventory/forecast/demand";
import {
  demandOf,
  historyDays,
  isEnough,
  meanShareOf,
  type DemandHistory,
} from "../../src/inventory/forecast/evidence";
import type { Judged } from "../../src/inventory/forecast/calibration";
import { grouped } from "../../src/inventory/figures/grouped";
import { methods, type Days } from "./methods";

export const ownMethod = "stockcaster";
export const baseRateMethod = "base rate of the stock level";

export interface BacktestPlan {
  /** Days ahead. */
  readonly ahead: number;
  /** Days between two origins. */
  readonly every: number;
  /** Days of history that a forecast is made from, and that must be there. */
  readonly history: number;
  /** Stock levels, as parts of what is usually taken in the days ahead. */
  readonly levels: readonly number[];
}

export type Backtest = ReadonlyMap<string, readonly Judged[]>;

interface Case {
  readonly past: DemandHistory;
  readonly stock: number;
  readonly level: number;
  readonly meanShare: number | undefined;
  readonly came: boolean;
}

/** An item's days as they were known `age` days ago; `most` of them. */
export function historyBefore(history: DemandHistory, age: number, most: number): DemandHistory {
  const days = Math.min(most, history.days - age);
  const isIn = (old: number): boolean => old >= age && old < age + days;
  return {
    days,
    empty: history.empty.filter(isIn).map((old) => old - age),
    taken: history.taken
      .filter((day) => isIn(day.age))
      .map((day) => ({ ...day, age: day.age - age })),
    season: undefined,
  };
}

function casesOf(histories: readonly DemandHistory[], plan: BacktestPlan): readonly Case[] {
  const longest = Math.max(0, ...histories.map(({ days }) => days));
  const cases: Case[] = [];
  for (let age = plan.ahead; age + plan.history <= longest; age += plan.every) {
    const pasts = histories.map((history) => historyBefore(history, age, plan.history));
    const meanShare = meanShareOf(pasts);
    for (const [index, past] of pasts.entries()) {
      const after = histories[index];
      if (after !== undefined && isEnough(past) && past.days >= plan.history)
        cases.push(...casesAt({ past, after, age, meanShare }, plan));
    }
  }
  return cases;
}

function casesAt(
  {
    past,
    after,
    age,
    meanShare,
  }: { past: DemandHistory; after: DemandHistory; age: number; meanShare: number | undefined },
  { ahead, levels }: BacktestPlan,
): readonly Case[] {
  const isAhead = (old: number): boolean => old < age && old >= age - ahead;
  // What would have been taken of an empty shelf is not known.
  if (after.empty.some(isAhead)) return [];
  const sum = (days: DemandHistory["taken"]): number =>
    days.reduce((total, { quantity }) => total + quantity, 0);
  const demand = sum(after.taken.filter((day) => isAhead(day.age)));
  const usual = (sum(past.taken) / Math.max(1, past.days - past.empty.length)) * ahead;
  return levels.map((level) => {
    const stock = Math.max(1, Math.round(usual * level));
    return { past, stock, level, meanShare, came: demand >= stock };
  });
}

function daysOf({ days, empty, taken }: DemandHistory): Days {
  const byAge = new Map(taken.map(({ age, quantity }) => [age, quantity]));
  const none = new Set(empty);
  return Array.from({ length: days }, (_, index) => days - 1 - index)
    .filter((age) => !none.has(age))
    .map((age) => byAge.get(age) ?? 0);
}

/** By method; the base rate is that of all cases with the same level, known only afterwards. */
export function backtest(histories: readonly DemandHistory[], plan: BacktestPlan): Backtest {
  const cases = casesOf(histories, plan);
  const rates = new Map(
    [...grouped(cases, ({ level }) => String(level))].map(([level, same]) => [
      level,
      same.filter(({ came }) => came).length / same.length,
    ]),
  );
  const found = new Map<string, Judged[]>();
  const note = (method: string, said: number, came: boolean): void => {
    const own = found.get(method);
    if (own === undefined) found.set(method, [{ said, came }]);
    else own.push({ said, came });
  };
  for (const { past, stock, level, meanShare, came } of cases) {
    note(baseRateMethod, rates.get(String(level)) ?? 0, came);
    const days = daysOf(past);
    for (const [name, reaches] of Object.entries(methods))
      note(name, reaches(days, stock, plan.ahead), came);
    const demand = demandOf(past, { meanShare, ahead: plan.ahead });
    note(ownMethod, runOut(demand, stock, plan.ahead).probability, came);
  }
  return found;
}

export const usualPlan: BacktestPlan = {
  ...{ ahead: 7, every: 7, history: historyDays },
  levels: [0.25, 0.5, 1, 2],
};
