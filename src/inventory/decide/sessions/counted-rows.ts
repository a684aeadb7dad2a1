/** What the counts of a decision, or the undoing of one, change in the rows of their session, and which entries they settle. */
import { itemKeyOf } from "../../items/item";
import { add, sum } from "../../items/quantity";
import { countOf } from "../../movements/count";
import type { BookingLine, Count } from "../../movements/movement";
import { countIn, type PendingClose, type PendingEntry } from "../../movements/pending";
import type { PlannedLine } from "../../movements/plan";
import {
  countersOf,
  isBlind,
  isSameMoment,
  withCounter,
  type StocktakeChange,
  type StocktakeRow,
} from "../../stocktake/row";
import { newestSession, rowOf, type Session } from "../../stocktake/session";
import type { Decision, DecisionContext } from "../decision";
import { askCauses } from "./differences";
import { bookWithout, expectedAfter } from "./row-figures";

/** The decision with what it changes in the session. */
export function noteInSession(decision: Decision, context: DecisionContext): Decision {
  if (decision.lines.length === 0) return decision;
  const session = newestSession(context.stocktake ?? []);
  if (session === undefined) return decision;
  const changes = decision.lines.flatMap(
    (line) => changeOf(line, decision, session, context) ?? [],
  );
  if (changes.length === 0) return decision;
  const { rows = [], changes: others = [] } = decision.stocktake ?? {};
  return {
    ...decision,
    closes: [...decision.closes, ...settledBy(decision, session, context)],
    replyParts: [...decision.replyParts, ...askCauses(changes, session, context)],
    stocktake: { rows, changes: [...others, ...changes] },
  };
}

function changeOf(
  line: BookingLine,
  decision: Decision,
  session: Session,
  context: DecisionContext,
): StocktakeChange | undefined {
  const row = rowOf(session, itemKeyOf(line));
  if (row === undefined) return undefined;
  const { effect } = line;
  if (effect.kind === "change") {
    const undone = undoneTo(row, line, decision, context);
    return undone && { row, to: undone };
  }
  const { counted, at = context.message.sentAt } = effect;
  const putsRight = decision.lines.some(({ undoes }) => isCountOf(row, undoes, context));
  const isBeforeEnd = row.endedAt === undefined || at <= row.endedAt || putsRight;
  const isWithin = at >= row.startedAt && isBeforeEnd;
  const to = isWithin ? countedTo(row, { counted, at }, decision, context) : undefined;
  const cause = context.wording.causeIn(line.remark);
  return to && { row, to: { ...to, ...(cause !== "" && { cause }) } };
}

function countedTo(
  row: StocktakeRow,
  count: Count,
  decision: Decision,
  context: DecisionContext,
): Partial<StocktakeRow> | undefined {
  const { counted, at: countedAt } = count;
  if (isLater(row.countedAt, countedAt)) return undefined;
  const isSame = row.counted === counted && isSameMoment(row.countedAt, countedAt);
  if (isSame && row.status === "counted" && row.book !== undefined) {
    // What was taken before the count is booked now, with the count once more.
    const taken = decision.lines.map((line) =>
      itemKeyOf(line) === itemKeyOf(row) && line.effect.kind === "change" ? line.effect.change : 0,
    );
    return { book: add(row.book, sum(taken)) };
  }
  const book = bookWithout(row, count, context);
  if (book === undefined) return undefined;
  const reporter = reporterOf(decision, context);
  const isSecond = row.status === "recount" && !countersOf(row).includes(reporter);
  return {
    ...{ book: isBlind(row) ? undefined : book, counted, countedAt, status: "counted" },
    counter: row.status === "recount" ? withCounter(row, reporter) : reporter,
    ...(isSecond && row.recounted === undefined && { recounted: counted }),
  };
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
  context: DecisionContext,
): Partial<StocktakeRow> | undefined {
  if (!isCountOf(row, undoes, context)) return undefined;
  if (lines.some((line) => line.effect.kind === "count" && itemKeyOf(line) === itemKeyOf(row)))
    return undefined;
  return uncounted(row);
}

/** Whether a row of 流水 is the count that a row holds. */
function isCountOf(
  row: StocktakeRow,
  id: string | undefined,
  { recent }: Pick<DecisionContext, "recent">,
): boolean {
  const count = recent.find((one) => one.id === id && one.type === "stocktake");
  return count !== undefined && isSameMoment(row.countedAt, countOf(count).at);
}

export function uncounted({ endedAt }: StocktakeRow): Partial<StocktakeRow> {
  const status = endedAt === undefined ? "open" : "left";
  const nothing = { book: undefined, counted: undefined, recounted: undefined };
  return { ...nothing, countedAt: undefined, status };
}

/**
 * The open entries of counts of the session that wait for what is booked now: by 确认 all of the item, else none of a later
 * moment, which an older count that arrives now says nothing of.
 */
function settledBy(
  { lines, closes }: Decision,
  session: Session,
  context: DecisionContext,
): readonly PendingClose[] {
  const { sentAt } = context.message;
  const counts = lines.flatMap(({ effect, ...line }) =>
    effect.kind === "count" ? [{ ...effect, key: itemKeyOf(line) }] : [],
  );
  return counts.flatMap(({ key, counted, at = sentAt }) =>
    entriesOn(key, session, context)
      .filter(({ number }) => !closes.some((close) => close.number === number))
      .filter(({ plan }) => closes.length > 0 || (plan?.lines[0]?.countedAt ?? at) <= at)
      .map(({ number, plan }) => {
        const isSame = plan?.lines[0] !== undefined && nowOf(plan.lines[0], context) === counted;
        const status = isSame ? "confirmed" : "rejected";
        return { number, status, handledBy: context.sender.name } as const;
      }),
  );
}

/** What a planned count would be by now. */
function nowOf(line: PlannedLine, context: DecisionContext): number {
  const { quantity: counted, countedAt: at = context.message.sentAt } = line;
  return expectedAfter(itemKeyOf(line), { counted, at }, context);
}

/** The open entries that are a count of one item in a session. */
export function entriesOn(
  key: string,
  { startedAt }: Pick<Session, "startedAt">,
  { pending }: Pick<DecisionContext, "pending">,
): readonly PendingEntry[] {
  return pending.filter(({ status, kind, plan }) => {
    const line = status === "open" && kind === "count" ? countIn(plan) : undefined;
    const { countedAt } = line ?? {};
    return line && itemKeyOf(line) === key && countedAt !== undefined && countedAt >= startedAt;
  });
}
