/**
 * What the counts of a decision, or the undoing of one, change in the rows of the session under way; and whose counts a
 * session books without a keeper.
 */
import { add, multiply, subtract, sum } from "../../items/quantity";
import { changeOfCount, countOf } from "../../movements/count";
import type { BookingLine } from "../../movements/movement";
import type { Plan } from "../../movements/plan";
import type { StocktakeChange, StocktakeRow } from "../../stocktake/row";
import { openSession, rowOf, type Session } from "../../stocktake/session";
import { figureOf, keyOf, rowsOn } from "../counts/moment-question";
import type { Decision, DecisionContext } from "../decision";

/** The decision with what it changes in the session. */
export function noteInSession(decision: Decision, context: DecisionContext): Decision {
  if (decision.lines.length === 0) return decision;
  const session = openSession(context.stocktake);
  if (session === undefined) return decision;
  const changes = decision.lines.flatMap(
    (line) => changeOf(line, decision, session, context) ?? [],
  );
  if (changes.length === 0) return decision;
  return { ...decision, stocktake: { rows: [], changes } };
}

function changeOf(
  line: BookingLine,
  decision: Decision,
  session: Session,
  context: DecisionContext,
): StocktakeChange | undefined {
  const row = rowOf(session, keyOf(line));
  if (row === undefined) return undefined;
  const to =
    line.effect.kind === "count"
      ? countedTo(row, line.effect, decision, context)
      : undoneTo(row, line, decision, context);
  return to && { row, to };
}

function countedTo(
  row: StocktakeRow,
  { counted, at }: Extract<BookingLine["effect"], { readonly kind: "count" }>,
  decision: Decision,
  context: DecisionContext,
): Partial<StocktakeRow> | undefined {
  const countedAt = at ?? context.message.sentAt;
  if (countedAt < row.startedAt || isLater(row.countedAt, countedAt)) return undefined;
  const isSame = row.counted === counted && isSameMoment(row.countedAt, countedAt);
  if (isSame && row.book !== undefined) {
    // What was taken before the count is booked now, with the count once more.
    const taken = decision.lines.map((line) =>
      keyOf(line) === keyOf(row) && line.effect.kind === "change" ? line.effect.change : 0,
    );
    return { book: add(row.book, sum(taken)) };
  }
  const key = keyOf(row);
  const figure = figureOf(key, context);
  if (figure === undefined) return undefined;
  const change = changeOfCount({ counted, at: countedAt }, figure, rowsOn(key, context));
  const counter = reporterOf(decision, context);
  const book = bookOf(row, subtract(counted, change));
  return { book, counted, countedAt, counter, status: "counted" };
}

/** What the sheet would have without the session's own first count, which a second one replaces. */
function bookOf({ book, counted, status }: StocktakeRow, ledger: number): number {
  const isSecond = status === "counted" && book !== undefined && counted !== undefined;
  return isSecond ? add(book, subtract(ledger, counted)) : ledger;
}

const isLater = (known: Date | undefined, than: Date): boolean =>
  known !== undefined && known > than && !isSameMoment(known, than);

/** Who counted: of an entry that a keeper confirms, its author. */
function reporterOf({ closes }: Decision, { pending, sender }: DecisionContext): string {
  const confirmed = pending.find(({ number }) => closes.some((close) => close.number === number));
  return confirmed?.operator ?? sender.name;
}

/** A count that is taken back was none. */
function undoneTo(
  row: StocktakeRow,
  { undoes }: BookingLine,
  { lines }: Decision,
  { recent }: DecisionContext,
): Partial<StocktakeRow> | undefined {
  const undone = recent.find(({ id, type }) => id === undoes && type === "stocktake");
  if (undone === undefined || !isSameMoment(row.countedAt, countOf(undone).at)) return undefined;
  if (lines.some((line) => line.effect.kind === "count" && keyOf(line) === keyOf(row)))
    return undefined;
  return { book: undefined, counted: undefined, countedAt: undefined, status: "open" };
}

/** A cell holds a time to the millisecond, more or less. */
const isSameMoment = (one: Date | undefined, other: Date): boolean =>
  one !== undefined && Math.abs(one.getTime() - other.getTime()) < 1_000;

/** What a colleague may count without a keeper: so much of the book figure, or so many of the item's unit. */
const tolerance = { rate: 0.1, units: 2 };

/** Whether all counts of a plan are of the session under way, and near what the sheet has. */
export function mayCountInSession(plan: Plan, context: DecisionContext): boolean {
  const session = openSession(context.stocktake);
  if (session === undefined) return false;
  return plan.lines.every((line) => {
    if (line.type !== "stocktake") return true;
    const key = keyOf(line);
    const figure = figureOf(key, context);
    if (rowOf(session, key) === undefined || figure === undefined) return false;
    const at = line.countedAt ?? context.message.sentAt;
    const change = changeOfCount({ counted: line.quantity, at }, figure, rowsOn(key, context));
    const book = subtract(line.quantity, change);
    const within = Math.max(multiply(Math.max(0, book), tolerance.rate), tolerance.units);
    return Math.abs(change) <= within;
  });
}
