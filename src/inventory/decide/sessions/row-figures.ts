/** What the sheet had for a row of a session: at the moment of a count, and without the counts of the session itself. */
import { itemKeyOf, type NamesItem } from "../../items/item";
import { add, multiply, subtract, sum } from "../../items/quantity";
import { bookedAfter, changeOfCount, countOf, standingCounts } from "../../movements/count";
import type { Count } from "../../movements/movement";
import { isFarOff, isSameMoment, type StocktakeRow } from "../../stocktake/row";
import { figureOf, rowsOn } from "../counts/moment-question";
import type { DecisionContext } from "../decision";

/** What booking a count would change; undefined where the sheet holds no figure. */
function changeOn(of: NamesItem, count: Count, context: DecisionContext): number | undefined {
  const figure = figureOf(of, context);
  const rows = rowsOn(itemKeyOf(of), context);
  return figure === undefined ? undefined : changeOfCount(count, figure, rows);
}

/** Whether a count differs so little that nobody else need count. */
export function isNear(of: NamesItem, count: Count, context: DecisionContext): boolean {
  const change = changeOn(of, count, context);
  if (change === undefined) return false;
  const { rate, units } = context.policy.recountAbove;
  const book = Math.max(0, subtract(count.counted, change));
  return Math.abs(change) <= Math.max(multiply(book, rate), units);
}

/** Whether a count is so far off that it may be a typing mistake. */
export function mayBeMistyped(of: NamesItem, count: Count, context: DecisionContext): boolean {
  const change = changeOn(of, count, context);
  return change !== undefined && isFarOff(count.counted, subtract(count.counted, change));
}

/** What the sheet would have at the moment of a count without the session's own earlier counts of the item. */
export function bookWithout(
  row: StocktakeRow,
  count: Count,
  context: DecisionContext,
): number | undefined {
  const change = changeOn(row, count, context);
  if (change === undefined) return undefined;
  const ledger = subtract(count.counted, change);
  const { book, counted, countedAt } = row;
  if (book !== undefined && counted !== undefined && isBefore(countedAt, context.recentSince))
    return add(book, subtract(ledger, counted));
  return subtract(ledger, sum(countsOf(row, context).map((one) => one.change)));
}

/** What the sheet had for a row whose counts are booked; undefined where they are too old to be known. */
export function bookOfCounts(row: StocktakeRow, context: DecisionContext): number | undefined {
  const counts = countsOf(row, context);
  const [last] = counts;
  return last && subtract(countOf(last).counted, sum(counts.map(({ change }) => change)));
}

/** The standing counts of a session's row, the latest first. */
const countsOf = (row: StocktakeRow, context: DecisionContext) =>
  standingCounts(rowsOn(itemKeyOf(row), context)).filter(
    (count) => countOf(count).at >= row.startedAt,
  );

const isBefore = (time: Date | undefined, than: Date): boolean => time !== undefined && time < than;

/** Whether the figure of a row stands in the ledger; one that is older than what is known of that does. */
export function isBooked(row: StocktakeRow, context: DecisionContext): boolean {
  const { countedAt } = row;
  if (countedAt === undefined) return false;
  if (countedAt < context.recentSince) return true;
  return countsOf(row, context).some((count) => isSameMoment(countedAt, countOf(count).at));
}

/** What somebody must find later for a count to have been right: with what moved since. */
export function expectedAfter(
  key: string,
  { counted, at }: Count,
  context: DecisionContext,
): number {
  const moved = bookedAfter(at, rowsOn(key, context)).filter(({ type }) => type !== "stocktake");
  return add(counted, sum(moved.map(({ change }) => change)));
}
