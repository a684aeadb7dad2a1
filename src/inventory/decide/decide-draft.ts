/**
 * Draft → decision: check rights, ask about what is unclear, else hand the plan to `decide-plan.ts`. Used for a message,
 * and for the answer to a question about it.
 */
import type { MovementIntent, Uncertainty } from "../intent";
import type { Plan } from "../movements/plan";
import { isSuspended } from "../people/rights";
import { ask, askWhether } from "./ask";
import { decideCorrection } from "./corrections/correct";
import { tellSaidBooks } from "./counts/said-book";
import { closedEntry, refuseUnlessKeeper } from "./entries/confirm";
import { decidePlan } from "./decide-plan";
import { reply, silence, type Decision, type Draft, type PlanDraft } from "./decision";
import { draftedPlanContext, type DraftContext } from "./draft-context";
import { bookEdited, filledFromBooked } from "./edited";
import { decideOrder } from "./purchases/order";
import { decidePurchase } from "./purchases/decide-purchase";
import { allotDelivery } from "./purchases/receive";
import { decideRequest } from "./purchases/request";
import { refuseBooking, refuseSuspended } from "./refuse";
import {
  personOf,
  planLine,
  resolveLines,
  summarizeLine,
  type ClearLine,
  type Resolved,
} from "./resolve-items";
import { decideShortage } from "./shortage";
import { notUndone, standingOf } from "./undo";

export function decideDraft(draft: Draft, draftContext: DraftContext): Decision {
  switch (draft.kind) {
    case "movement":
      return decideMovement(draft, draftContext);
    case "correct": {
      const decision = decideCorrection(draft, draftContext);
      const told = decision === silence ? draft.anew : undefined;
      return told === undefined ? decision : decideUncertain("unclear", told, draftContext);
    }
    case "shortage":
      return decideShortage(draft, draftContext);
    case "plan":
      return decideSettled(draft, draftContext);
    case "request":
      return decideRequest(draft, draftContext);
    case "order":
      return decideOrder(draft, draftContext);
    case "purchase":
      return decidePurchase(draft, draftContext);
  }
}

/** A plan whose question is answered, unless it was booked or taken back meanwhile. */
function decideSettled(draft: PlanDraft, { context, about }: DraftContext): Decision {
  const { plan, closes, action } = draft;
  const rights =
    action.kind === "confirmed-entry" ? refuseUnlessKeeper(context) : refuseSuspended(context);
  if (rights !== undefined) return rights;
  const gone = closes.flatMap(({ number }) => closedEntry(number, context) ?? []);
  if (gone[0] !== undefined) return reply(gone[0]);
  const undone = context.recent.filter(({ id }) => plan.undoes.includes(id));
  if (standingOf(undone, context).length < plan.undoes.length) return notUndone("undone");
  return decidePlan(plan, { ...draft, context, about });
}

function decideMovement(said: MovementIntent, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const isEdited = draftContext.about.type === "edited";
  const draft = isEdited ? { ...said, lines: filledFromBooked(said.lines, draftContext) } : said;
  const refusal = refuseBooking(draft.type, context);
  if (refusal !== undefined) return refusal;
  const resolved = resolveLines(draft.lines, draft.type, context);
  const clear = clearLines(resolved);
  if (clear === undefined) return ask(draft, resolved, draftContext);
  const drafted = planOf(draft, clear, draftContext);
  const lines =
    draft.type === "receipt" ? allotDelivery(draft, drafted.lines, draftContext) : drafted.lines;
  if ("replyParts" in lines) return lines;
  const plan = { ...drafted, lines };
  if (isEdited) return bookEdited(plan, draft.remark, draftContext);
  const decided = decidePlan(plan, {
    ...draftedPlanContext(draftContext, draft.remark),
    saidAt: timeOf(draft, draftContext),
  });
  const { saidAt: countedAt = draftContext.about.sentAt } = draftContext;
  return tellSaidBooks(decided, draft.lines, { clear, countedAt, context });
}

/** The time that a movement belongs to: of one that is booked afterwards it is only known that it is past. */
function timeOf({ isPast, saidDate }: MovementIntent, { about }: DraftContext): Date {
  if (saidDate === undefined) return isPast === true ? new Date(0) : about.sentAt;
  const { year = about.sentAt.getUTCFullYear(), month, day } = saidDate;
  return new Date(Math.min(about.sentAt.getTime(), Date.UTC(year, month - 1, day + 1)));
}

/** A bare `A4纸 1箱`, a bare past: asked about, yes or no; a suspended member's is silence. */
export function decideUncertain(
  why: Uncertainty,
  draft: MovementIntent,
  draftContext: DraftContext,
): Decision {
  const { context } = draftContext;
  if (isSuspended(context.sender)) return silence;
  const refusal = refuseBooking(draft.type, context);
  if (refusal !== undefined) return refusal;
  const resolved = resolveLines(draft.lines, draft.type, context);
  const clear = clearLines(resolved);
  if (clear === undefined) return ask(draft, resolved, { ...draftContext, maybe: true });
  const lines = clear.map((line) => summarizeLine(line, draft.type, context.items));
  return askWhether(why, draft, { plan: planOf(draft, clear, draftContext), lines }, draftContext);
}

/** All lines, when none of them is unclear. */
function clearLines(resolved: readonly Resolved[]): readonly ClearLine[] | undefined {
  const clear = resolved.flatMap((entry) => (entry.kind === "clear" ? [entry.line] : []));
  return clear.length === resolved.length && clear.length > 0 ? clear : undefined;
}

function planOf(
  { type, lines }: MovementIntent,
  clear: readonly ClearLine[],
  { context, about, saidAt = about.sentAt }: DraftContext,
): Plan {
  const planned = clear.map((line, index) =>
    planLine(line, type, { person: personOf(lines[index]?.requester, context), countedAt: saidAt }),
  );
  return { undoes: [], lines: planned };
}
