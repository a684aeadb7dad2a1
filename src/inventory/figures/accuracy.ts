/**
 * How far the sheet can be trusted: 账实差异率 month by month, and over all months asked about, which tells a trend that no
 * single month's few counts can. Rows of the ledger come in, in any order.
 */
import { add, sum } from "../items/quantity";
import { countedRows, type LedgerFacts, type Window } from "./digest";
import { underPresentNames } from "./renamed";
import { proportion, variancesOf, type Variance } from "./variance";

/** What a month's counts found; `differing`: items whose count differed. */
export interface MonthAccuracy extends Pick<Variance, "counted" | "rate" | "match"> {
  readonly from: Date;
  readonly differing: number;
}

export interface Accuracy {
  /** Oldest first; the last is the one that was asked about. */
  readonly months: readonly [MonthAccuracy, ...MonthAccuracy[]];
  /** Of all months: an item counted in two of them stands for two counts. */
  readonly together: Pick<Variance, "counted" | "rate" | "match">;
}

/** `movements` hold all months; a count that was taken back in any of them is none. */
export function accuracyOf(
  months: readonly [Window, ...Window[]],
  { movements, items, stocktake }: LedgerFacts,
): Accuracy {
  const [{ from }] = months;
  const to = months.at(-1)?.to ?? from;
  const rows = countedRows(underPresentNames(movements, items), { from, to });
  const monthOf = (window: Window): MonthAccuracy => {
    const inside = rows.filter(({ at }) => at >= window.from && at < window.to);
    const { counted, items: differing, rate, match } = variancesOf(inside, items, stocktake);
    return { from: window.from, counted, differing: differing.length, rate, match };
  };
  const [first, ...others] = months;
  const found: Accuracy["months"] = [monthOf(first), ...others.map(monthOf)];
  return { months: found, together: togetherOf(found) };
}

/** Every count weighs the same, whichever month it is of. */
function togetherOf(months: Accuracy["months"]): Accuracy["together"] {
  const counted = sum(months.map((month) => month.counted));
  const differing = sum(months.map((month) => month.differing));
  const rates = months.reduce((total, month) => add(total, month.rate * month.counted), 0);
  return {
    counted,
    rate: rates / Math.max(1, counted),
    match: proportion(counted - differing, counted),
  };
}
