/**
 * Counts of the session under way. Those of a keeper are booked; others near what the sheet has; beyond that a second person
 * counts too: two who agree are booked, and so is whoever counts third. In a blind session a count that may be mistyped,
 * a keeper's too, is asked for once more, in words that do not tell which way it is off; what comes then is booked.
 */
import { itemKeyOf } from "../../items/item";
import { labelOf } from "../../items/label";
import type { PendingClose } from "../../movements/pending";
import type { Plan, PlannedLine } from "../../movements/plan";
import { isKeeper } from "../../people/rights";
import { causedEntry, isOwn } from "../../people/ownership";
import type { RecountedItem, StocktakePart } from "../../stocktake/parts";
import { countersOf, isBlind, withCounter, type StocktakeRow } from "../../stocktake/row";
import { openSession, rowOf, type Session } from "../../stocktake/session";
import { silence, type Decision, type DecisionContext } from "../decision";
import type { PlanContext } from "../draft-context";
import { draftEntry } from "../plan-summary";
import { entriesOn } from "./counted-rows";
import { bookWithout, expectedAfter, isBooked, isNear, mayBeMistyped } from "./row-figures";

/** The lines that may be booked, and what becomes of the others, where there are any. */
export interface Recounts {
  readonly near: readonly PlannedLine[];
  readonly waits: Decision | undefined;
}

interface EvaluatedCount {
  readonly line: PlannedLine;
  readonly row: StocktakeRow;
  readonly at: Date;
  /** `own`: somebody else was asked to count; `again`: it may be mistyped. */
  readonly evaluation: "books" | "differs" | "own" | "again";
}

/** undefined: not all of the plan are counts of the session under way. */
export function decideRecounts(plan: Plan, planContext: PlanContext): Recounts | undefined {
  const { context } = planContext;
  const session = openSession(context.stocktake);
  if (session === undefined) return undefined;
  const evaluated = plan.lines.flatMap((line) => evaluate(line, session, context) ?? []);
  if (evaluated.length < plan.lines.length) return undefined;
  const waiting = evaluated.filter(({ evaluation }) => evaluation !== "books");
  const near = evaluated.filter(({ evaluation }) => evaluation === "books").map(({ line }) => line);
  if (waiting.length === 0) return { near, waits: undefined };
  // What a correction takes back must not stay without what it puts there.
  if (plan.undoes.length > 0) return undefined;
  return { near, waits: wait(waiting, session, planContext) };
}

function evaluate(
  line: PlannedLine,
  session: Session,
  context: DecisionContext,
): EvaluatedCount | undefined {
  const row = rowOf(session, itemKeyOf(line));
  if (line.type !== "stocktake" || row === undefined) return undefined;
  const at = line.countedAt ?? context.message.sentAt;
  return { line, row, at, evaluation: evaluationOf({ line, row, at }, context) };
}

function evaluationOf(
  { line, row, at }: Omit<EvaluatedCount, "evaluation">,
  context: DecisionContext,
): EvaluatedCount["evaluation"] {
  const count = { counted: line.quantity, at };
  if (isBlind(row)) {
    const isFirst = row.status !== "recount";
    return isFirst && mayBeMistyped(line, count, context) ? "again" : "books";
  }
  const { name } = context.sender;
  if (isKeeper(context.sender)) return "books";
  if (row.status === "recount") {
    if (countersOf(row).at(-1) !== name) {
      const isThird = row.recounted !== undefined;
      if (isThird || line.quantity === expectedOf(row, context)) return "books";
    } else if (isBooked(row, context)) return "own";
  }
  return isNear(line, count, context) ? "books" : "differs";
}

function expectedOf(row: StocktakeRow, context: DecisionContext): number | undefined {
  const { counted, countedAt: at } = row;
  if (counted === undefined || at === undefined) return undefined;
  return expectedAfter(itemKeyOf(row), { counted, at }, context);
}

function wait(
  waiting: readonly EvaluatedCount[],
  session: Session,
  planContext: PlanContext,
): Decision {
  const { context } = planContext;
  const differing = waiting.filter(({ evaluation }) => evaluation === "differs");
  const own = waiting.filter(({ evaluation }) => evaluation === "own");
  const again = waiting.filter(({ evaluation }) => evaluation === "again");
  const labels = own.map(({ row }) => labelOfRow(row, context));
  const items = differing.map((one) => toldOf(one, context));
  const replyParts: readonly StocktakePart[] = [
    ...(items.length > 0 ? [{ kind: "recount-asked", items, number: undefined } as const] : []),
    ...(again.length > 0
      ? [{ kind: "count-again", items: again.map((one) => toldOf(one, context)) } as const]
      : []),
    ...(labels.length > 0 ? [{ kind: "recount-by-other", labels } as const] : []),
  ];
  return {
    ...silence,
    pending: differing.map(({ line }) =>
      draftEntry("count", { kind: "count" }, { undoes: [], lines: [line] }, planContext),
    ),
    closes: differing.flatMap(({ line }) => replacedBy(line, session, context)),
    replyParts,
    stocktake: {
      rows: [],
      changes: [
        ...differing.map((one) => ({ row: one.row, to: waitingRow(one, context) })),
        ...again.map(({ row }) => ({ row, to: { status: "recount" } as const })),
      ],
    },
    wantsFresh: true,
  };
}

/** The row while somebody else is asked: the first figure stays, unless its own author puts it right. */
function waitingRow(
  { line: { quantity }, row, at }: EvaluatedCount,
  context: DecisionContext,
): Partial<StocktakeRow> {
  const { name } = context.sender;
  const isFirst = row.counted === undefined || isByOneself(row, name);
  if (!isFirst) return { status: "recount", recounted: quantity, counter: withCounter(row, name) };
  const book = bookWithout(row, { counted: quantity, at }, context);
  return { status: "recount", counted: quantity, countedAt: at, counter: name, book };
}

const isByOneself = (row: StocktakeRow, name: string): boolean =>
  row.recounted === undefined && countersOf(row).every((counter) => counter === name);

/** A newer figure of the same person takes the place of the older one in 待处理. */
function replacedBy(
  line: PlannedLine,
  session: Session,
  context: DecisionContext,
): readonly PendingClose[] {
  return entriesOn(itemKeyOf(line), session, context)
    .filter((entry) => isOwn(causedEntry(entry), context))
    .map(({ number }) => ({ number, status: "rejected", handledBy: context.sender.name }));
}

const labelOfRow = ({ itemName: name, spec }: StocktakeRow, { items }: DecisionContext) =>
  labelOf({ name, spec }, items);

function toldOf({ line, row }: EvaluatedCount, context: DecisionContext): RecountedItem {
  const { quantity: counted, unit } = line;
  const { counted: first, counter: name } = row;
  const isOthers = first !== undefined && !isByOneself(row, context.sender.name);
  return {
    label: labelOfRow(row, context),
    unit,
    counted,
    other: isOthers ? { name, counted: first } : undefined,
  };
}
