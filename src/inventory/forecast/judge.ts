/** What came of forecasts seven days later: whether demand reached the stock of that moment, whatever was bought meanwhile. */
import { itemKeyOf } from "../items/item";
import { placeOfDay } from "./calendar";
import type { PastForecast } from "./calibration";
import type { DemandHistory } from "./evidence";
import type { Histories } from "./item-histories";
import type { ForecastChange, ForecastRow } from "./row";

/** The days that a forecast looks ahead. */
export const daysAhead = 7;
const dayMs = 86_400_000;

/** Rows whose seven days are over and that have no result yet, with the one they have. */
export function resultsDue(
  rows: readonly ForecastRow[],
  { histories, workdays }: Pick<Histories, "histories" | "workdays">,
): readonly ForecastChange[] {
  const today = workdays.days.length - 1;
  return rows.flatMap((row): readonly ForecastChange[] => {
    const history = histories.get(itemKeyOf(row));
    const { result, probability, stock = 0 } = row;
    if (result !== undefined || probability === undefined || history === undefined) return [];
    const place = placeOfDay(workdays.days, row.at.getTime());
    if (place < 0 || place + daysAhead >= today || stock <= 0) return [];
    const places = workdays.places.filter((one) => one > place && one <= place + daysAhead);
    const ages = new Set(places.map((one) => workdays.ages[one]));
    const cameTo = demandOn(history, ages) >= stock - 1e-9;
    return [{ row, to: { result: cameTo ? "ran-out" : "lasted" } }];
  });
}

function demandOn({ taken }: DemandHistory, ages: ReadonlySet<number | undefined>): number {
  return taken.reduce((sum, { age, quantity }) => sum + (ages.has(age) ? quantity : 0), 0);
}

/** So long a forecast counts for whether they can be believed. */
const judgedDays = 62;

/** Forecasts of the last two months whose result is known, with those that are due. */
export function judgedForecasts(
  rows: readonly ForecastRow[],
  due: readonly ForecastChange[],
  now: Date,
): readonly PastForecast[] {
  const found = new Map(due.map(({ row, to }) => [row, to.result]));
  return rows.flatMap((row): readonly PastForecast[] => {
    const result = row.result ?? found.get(row);
    const isOld = now.getTime() - row.at.getTime() > judgedDays * dayMs;
    if (result === undefined || row.probability === undefined || isOld) return [];
    return [{ itemKey: itemKeyOf(row), said: row.probability, came: result === "ran-out" }];
  });
}

/** Items that nobody wants to hear of: their stock has not risen since somebody said so. */
export function ignoredItems(
  rows: readonly ForecastRow[],
  risen: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const since = new Map<string, number>();
  for (const row of rows)
    if (row.ignored)
      since.set(itemKeyOf(row), Math.max(since.get(itemKeyOf(row)) ?? 0, row.at.getTime()));
  return new Set([...since].filter(([key, at]) => (risen.get(key) ?? 0) <= at).map(([key]) => key));
}
