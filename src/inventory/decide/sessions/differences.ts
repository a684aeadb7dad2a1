/** What counts of a session differed by, with why that may be; and the question why, once a count is booked. */
import { labelOf } from "../../items/label";
import { causeHintOf } from "../../stocktake/cause-hints";
import type { CountedDifference, StocktakePart } from "../../stocktake/parts";
import {
  countersOf,
  differenceOf,
  differs,
  type StocktakeChange,
  type StocktakeRow,
} from "../../stocktake/row";
import type { Session } from "../../stocktake/session";
import type { DecisionContext } from "../decision";
import { isBooked } from "./row-figures";

/** A row as people are told of its difference; none where it was not counted. `rows`: the session's. */
export function differenceTold(
  row: StocktakeRow,
  rows: readonly StocktakeRow[],
  context: DecisionContext,
): readonly CountedDifference[] {
  const { itemName: name, spec, unit, book, counted, cause } = row;
  const { items, pending, recent: movements, wording, purchasing } = context;
  const difference = differenceOf(row);
  if (book === undefined || counted === undefined || difference === undefined) return [];
  const purchases = purchasing?.rows ?? [];
  const evidence = { rows, items, pending, purchases, movements, units: wording.units };
  const hint = cause === "" ? causeHintOf(row, evidence) : undefined;
  const label = labelOf({ name, spec }, items);
  return [{ label, unit, book, counted, difference, cause, hint }];
}

/** Why the counts differ that are booked now. Of each row it is asked once. */
export function askCauses(
  changes: readonly StocktakeChange[],
  session: Session,
  context: DecisionContext,
): readonly StocktakePart[] {
  const changed = new Map(changes.map(({ row, to }) => [row, { ...row, ...to }]));
  const rows = session.rows.map((row) => changed.get(row) ?? row);
  const asked = changes.flatMap(({ row, to }) => {
    const now = { ...row, ...to };
    return to.status === "counted" && now.cause === "" && differs(now) && !wasAsked(row, context)
      ? [now]
      : [];
  });
  const [first, another] = asked;
  if (first === undefined) return [];
  const isOwn = another === undefined && countersOf(first).includes(context.sender.name);
  const differences = asked.flatMap((row) => differenceTold(row, rows, context));
  return [{ kind: "ask-cause", differences, isOwn }];
}

const wasAsked = (row: StocktakeRow, context: DecisionContext): boolean =>
  differs(row) && (row.status === "counted" || isBooked(row, context));
