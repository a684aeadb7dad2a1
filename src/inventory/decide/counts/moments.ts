/**
 * A plan and the counts beside it. In: a plan that could be booked. Out: the question to ask first, or why it can't be told
 * any more: a movement of before a count that arrives after it, an undo of what a count has seen, a count that is confirmed
 * after more was booked. Which figures result is `movements/count.ts`'s.
 */
import { grouped } from "../../figures/grouped";
import { itemKeyOf } from "../../items/item";
import { add, sum } from "../../items/quantity";
import { countAfter, countOf, standingCounts } from "../../movements/count";
import type { BookingLine, Movement } from "../../movements/movement";
import { bookingLineOf, type Plan, type PlannedLine } from "../../movements/plan";
import type { PlanContext } from "../draft-context";
import type { Decision, DecisionContext } from "../decision";
import { askPlan, countedItem, figureOf, rowsOn, tookAt } from "./moment-question";
import { decideCounts } from "./placed-counts";
import { unansweredEntry } from "../plan-summary";

/** What is to be said or asked before a plan is booked; undefined: nothing. */
export function decideMoments(
  plan: Plan,
  undone: readonly Movement[],
  planContext: PlanContext,
): Decision | undefined {
  return (
    decideCounts(plan, planContext) ??
    askCounted(plan, undone, planContext) ??
    askTook(plan, planContext)
  );
}

/**
 * The lines of a plan as they are booked, each on the side of a count where it was: one of before it is booked with the count
 * once more, which takes up the difference that it makes.
 */
export function linesOf(plan: Plan, planContext: PlanContext): readonly BookingLine[] {
  const { context, about, remark, settled = {} } = planContext;
  const asked = about.id === context.message.id ? undefined : about.originalId;
  const answers = planContext.answers ?? asked;
  const { took } = settled;
  const late =
    took === undefined ? new Map<string, Movement>() : countsAfterTaking(plan, planContext);
  const lines = plan.lines.map((line): BookingLine => {
    const booked = bookingLineOf(line, { remark, answers });
    const count = late.get(itemKeyOf(line));
    if (count === undefined) return booked;
    const beside = took === "before" ? justBefore(count, planContext) : justAfter(count, context);
    return { ...booked, tookAt: beside };
  });
  const again = took === "before" ? [...late.values()] : [];
  return [...lines, ...again.map((count) => countedAgain(count, answers))];
}

function justBefore(count: Movement, planContext: PlanContext): Date {
  const took = tookAt(planContext).getTime();
  const counted = countOf(count).at.getTime() - 1;
  return new Date(took > 0 ? Math.min(took, counted) : counted);
}

const justAfter = (count: Movement, { message }: DecisionContext): Date =>
  new Date(Math.max(message.sentAt.getTime(), countOf(count).at.getTime() + 1));

function countedAgain(count: Movement, answers: string | undefined): BookingLine {
  const { itemName, spec, unit } = count;
  const { counted, at } = countOf(count);
  const effect = { kind: "count", counted, at } as const;
  const plain = { requester: "", department: "", remark: "", undoes: undefined, answers };
  return { ...plain, type: "stocktake", itemName, spec, unit, effect };
}

/** Of each item that a plan moves, the newest count that was made after the moving. */
function countsAfterTaking(plan: Plan, planContext: PlanContext): ReadonlyMap<string, Movement> {
  const took = tookAt(planContext);
  const found = new Map<string, Movement>();
  for (const line of plan.lines) {
    if (line.type === "stocktake") continue;
    const count = countAfter(took, rowsOn(itemKeyOf(line), planContext.context));
    if (count !== undefined) found.set(itemKeyOf(line), count);
  }
  return found;
}

/** 数之前拿的，还是数之后拿的？ */
function askTook(plan: Plan, planContext: PlanContext): Decision | undefined {
  const { settled = {}, agreed, closes } = planContext;
  if (settled.took !== undefined || plan.undoes.length > 0) return undefined;
  const counts = countsAfterTaking(plan, planContext);
  if (counts.size === 0) return undefined;
  const lines = plan.lines.flatMap((line) => {
    const count = line.type === "stocktake" ? undefined : counts.get(itemKeyOf(line));
    if (count === undefined) return [];
    const { type, quantity, unit } = line;
    return [{ type, quantity, unit, count: countedItem(count, planContext.context) }];
  });
  const unanswered = agreed || closes.length > 0 ? undefined : unansweredEntry(plan, planContext);
  const part = { kind: "ask-took", lines } as const;
  return askPlan(part, plan, planContext, { about: { kind: "before-after" }, unanswered });
}

/** 撤销 or 更正 of what a count has seen: it is in the count already. */
function askCounted(
  plan: Plan,
  undone: readonly Movement[],
  planContext: PlanContext,
): Decision | undefined {
  const { context, settled = {}, action } = planContext;
  if (settled.counted === true) return undefined;
  const taken = new Set(plan.undoes);
  const lines = [...grouped(undone, itemKeyOf)].flatMap(([key, rows]) => {
    const change = netChange(key, rows, plan.lines);
    const others = rowsOn(key, context).filter(({ id }) => !taken.has(id));
    const [count] = standingCounts(others);
    if (count === undefined || change === 0) return [];
    const { at } = countOf(count);
    if (!rows.some((row) => (row.count?.at ?? row.sentAt) < at)) return [];
    const figure = figureOf(rows[0], context);
    const after = figure === undefined || change === undefined ? undefined : add(figure, change);
    return [{ count: countedItem(count, context), after }];
  });
  if (lines.length === 0) return undefined;
  const what = action.kind === "undo" ? "undo" : "correction";
  const part = { kind: "ask-counted", what, lines } as const;
  return askPlan(part, plan, planContext, { yes: { counted: true } });
}

/** What a plan changes on an item; undefined where it counts it anew. */
function netChange(
  key: string,
  undone: readonly Movement[],
  planned: readonly PlannedLine[],
): number | undefined {
  const lines = planned.filter((line) => itemKeyOf(line) === key);
  const effects = lines.map((line) => bookingLineOf(line, unremarked).effect);
  const changes = effects.flatMap((effect) => (effect.kind === "change" ? [effect.change] : []));
  if (changes.length < effects.length) return undefined;
  return sum([...undone.map(({ change }) => -change), ...changes]);
}

const unremarked = { remark: "", answers: undefined };
