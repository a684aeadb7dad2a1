/**
 * 《高风险缺货清单》 and all that is told of it: which items are likely to run out in seven days, what to buy of them, what is
 * ignored, how far it can be believed. In slices; words are language's.
 */
import { itemKey, type Item } from "../items/item";
import { labellerOf, type ItemLabel } from "../items/labeller";
import { add } from "../items/quantity";
import type { Policy } from "../policy";
import { forecastQuantity } from "../purchasing/suggested-quantity";
import { calendarFaults, isWorkingDay, type CalendarFault, type Day } from "./calendar";
import { calibrationOf, isUntrusted, type Calibration } from "./calibration";
import { meanShareOf } from "./evidence";
import { factorsOf, type Factor } from "./factors";
import { likelyToRunOut, outlooksOf, type ForecastOutlook, type Outlook } from "./forecast";
import { historiesOf, type LedgerRecords } from "./item-histories";
import { daysAhead, ignoredItems, judgedForecasts, resultsDue } from "./judge";
import { comingOf, type Purchases, type Source } from "./purchases";
import type { ForecastChange, ForecastRow } from "./row";

/** A line of the list. */
export interface RunOutLine {
  readonly label: ItemLabel;
  readonly outlook: ForecastOutlook;
  /** Stock on hand with all that is ordered or asked for. */
  readonly available: number;
  /** undefined: what is there and under way will do. */
  readonly suggested: number | undefined;
  readonly source: Source;
  readonly factors: readonly Factor[];
}

export interface ForecastNews {
  readonly at: Date;
  /** Working days in the next seven calendar days. */
  readonly ahead: number;
  /** In the sheet's order. */
  readonly outlooks: readonly Outlook[];
  /** The likeliest first, whatever their probability. */
  readonly lines: readonly RunOutLine[];
  readonly ignored: ReadonlySet<string>;
  readonly calibration: Calibration;
  /** false: no better than each item's own rate for two months. */
  readonly isTrusted: boolean;
  readonly faults: readonly CalendarFault[];
  readonly resultsDue: readonly ForecastChange[];
}

export interface ForecastInput {
  readonly records: LedgerRecords;
  /** From tomorrow on, as many as are looked ahead. */
  readonly coming: readonly Day[];
  readonly now: Date;
  readonly policy: Policy;
  readonly rows: readonly ForecastRow[];
  readonly purchases: Purchases;
}

/** Working days until one looks again. */
const reviewDays = 5;
/** Where nobody knows how long a delivery takes. */
const usualLeadDays = 3;
/** So many lines are worked out in full. */
const mostLines = 200;

export function* forecastNews(input: ForecastInput): Generator<void, ForecastNews> {
  const { records, coming, policy, now, rows } = input;
  const known = yield* historiesOf(records);
  yield;
  const meanShare = meanShareOf(known.histories.values());
  const ahead = coming.slice(0, daysAhead).filter((day) => isWorkingDay(day, policy)).length;
  const { coming: underWay } = input.purchases;
  const onOrder = new Map([...underWay].map(([key, { soon }]) => [key, soon]));
  const horizon = { ahead, onOrder };
  const outlooks = yield* outlooksOf(records.items, known.histories, horizon, meanShare);
  yield;
  const lines: RunOutLine[] = [];
  for (const outlook of likelyToRunOut(outlooks, 0).slice(0, mostLines)) {
    yield;
    lines.push(lineOf(outlook, input, { ahead, meanShare }));
  }
  const due = resultsDue(rows, known);
  const calibration = calibrationOf(judgedForecasts(rows, due, now));
  return {
    ...{ at: now, ahead, outlooks, lines, calibration, resultsDue: due },
    ignored: ignoredItems(rows, known.risen),
    isTrusted: !isUntrusted(calibration),
    faults: calendarFaults(policy, records.days.at(-1)?.date ?? ""),
  };
}

function lineOf(
  outlook: ForecastOutlook,
  { records: { items }, policy, purchases }: ForecastInput,
  { ahead, meanShare }: { readonly ahead: number; readonly meanShare: number | undefined },
): RunOutLine {
  const { item, stock, demand, history } = outlook;
  const source = purchases.sourceOf(item);
  const { soon, all } = comingOf(item, purchases);
  const usualWeek = policy.workdays.length;
  const available = add(stock, all);
  return {
    ...{ label: labellerOf(items).labelOf(item), outlook, available, source },
    suggested: forecastQuantity(demand, {
      available,
      days: (source.leadDays ?? usualLeadDays) + reviewDays,
      level: policy.serviceLevel,
      pack: packOf(item),
    }),
    factors: factorsOf({ history, stock, ahead, meanShare, usualWeek, onOrder: soon }),
  };
}

/** How many of the item's unit its next larger one holds; 1 where there is none. */
export function packOf({ unit, conversions }: Pick<Item, "unit" | "conversions">): number {
  const larger = conversions.filter(({ to, factor }) => to === unit && factor > 1);
  return larger.length === 0 ? 1 : Math.min(...larger.map(({ factor }) => factor));
}

/** What is on the list at a probability, without what is ignored. */
export function listedLines(
  { lines, ignored }: Pick<ForecastNews, "lines" | "ignored">,
  least: number,
): readonly RunOutLine[] {
  return lines.filter(
    ({ outlook: { item, runOut } }) =>
      runOut.probability >= least - 1e-9 && !ignored.has(itemKey(item)),
  );
}
