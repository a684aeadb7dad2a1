/**
 * 更正: for each line the sender's last booked row of that item is undone and booked anew with what is right, same type
 * and person, in one commit. With a quoted message only its rows count.
 */
import type { CorrectIntent, Line } from "../../intent";
import { itemKey, itemKeyOf } from "../../items/item";
import { labelOf, labelOfRow } from "../../items/label";
import type { ItemLabel } from "../../items/labeller";
import {
  bookedMessageOf,
  isBooking,
  isWithinDay,
  mayChange,
  nearestFirst,
  rowsOfMessage,
  standingNow,
} from "../../movements/ledger-window";
import { countOf, figureOf } from "../../movements/count";
import type { Movement } from "../../movements/movement";
import type { PlannedLine } from "../../movements/plan";
import { causedRow, isOwn } from "../../people/ownership";
import type { ReplyPart } from "../../reply-parts";
import { ask, askCorrection } from "../ask";
import { decidePlan } from "../decide-plan";
import { freshReply, silence, type Decision } from "../decision";
import { draftedPlanContext, type DraftContext } from "../draft-context";
import { orderMeant } from "../purchases/change-order";
import { refuseBooking, refuseSuspended, refuseToOthers } from "../refuse";
import { personOf, planLine, resolveLine, type Problem, type Resolved } from "../resolve-items";
import { amountLike, itemMeant, onlyRow } from "./corrected-item";
import { isJustDone, notUndone, standingOf } from "../undo";

type NotCorrected = Extract<ReplyPart, { readonly kind: "not-corrected" }>;

/** What became of one line: a row to undo with the line that takes its place, or why not. */
type Replacement =
  | {
      readonly kind: "replace";
      readonly row: Movement;
      readonly line: PlannedLine;
      readonly resolved: Resolved;
    }
  | { readonly kind: "unclear"; readonly problem: Problem }
  | { readonly kind: "no"; readonly decision: Decision };

/** What a correction may reach: rows that the quoted message led to, else the sender's own, nearest and newest first. */
function reachable(
  { context, about }: DraftContext,
  { manner }: Pick<CorrectIntent, "manner">,
): readonly Movement[] {
  if (about.quotedId !== undefined) {
    const rows = rowsOfMessage(about.quotedId, context.recent);
    const standing = standingNow(rows, context.recent);
    return standing.length > 0 ? standing : rows;
  }
  const own = context.recent.filter((row) => isBooking(row) && isOwn(causedRow(row), context));
  const meant = isOfMoment(manner) ? own.filter((row) => isJustDone(row, context)) : own;
  return nearestFirst(meant, about);
}

export function decideCorrection(draft: CorrectIntent, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  const { unclearQuote } = draftContext.about;
  if (unclearQuote !== undefined) return notUndone(unclearQuote);
  const order = draft.manner === "open" ? orderMeant(draft.lines, context) : undefined;
  if (order !== undefined) return order;
  const rows = reachable(draftContext, draft);
  if (isOfMoment(draft.manner) && rows.length === 0) return silence;
  if (!mayChange(rows, context)) return refuseToOthers("undo-other", context);
  const isNatural = draft.manner === "natural";
  const replacements = draft.lines.map((line, index) =>
    replacementFor({ line, index, isNatural }, rows, draftContext),
  );
  const refusal = replacements.find((entry) => entry.kind === "no");
  if (refusal !== undefined) return refusal.decision;
  if (replacements.some((entry) => entry.kind === "unclear")) {
    const resolved = replacements.flatMap((entry): readonly Resolved[] => {
      if (entry.kind === "no") return [];
      return [entry.kind === "unclear" ? entry : entry.resolved];
    });
    return ask(draft, resolved, draftContext);
  }
  const found = replacements.flatMap((entry) => (entry.kind === "replace" ? [entry] : []));
  const twice = found.find(({ row }, index) => found.findIndex((one) => one.row === row) < index);
  if (twice !== undefined) return notCorrected("which", labelOfRow(twice.row, context.items));
  const plan = { undoes: found.map(({ row }) => row.id), lines: found.map(({ line }) => line) };
  if (!isSure(draft.manner, rows, draftContext))
    return askCorrection({ kind: "correct", lines: draft.lines }, plan, draftContext);
  return decidePlan(plan, { ...draftedPlanContext(draftContext), action: { kind: "correction" } });
}

const notCorrected = (why: NotCorrected["why"], label: ItemLabel): Decision =>
  freshReply({ kind: "not-corrected", why, label });

const no = (why: NotCorrected["why"], label: ItemLabel): Replacement => ({
  kind: "no",
  decision: notCorrected(why, label),
});

function replacementFor(
  {
    line,
    index,
    isNatural,
  }: { readonly line: Line; readonly index: number; readonly isNatural: boolean },
  rows: readonly Movement[],
  draftContext: DraftContext,
): Replacement {
  const { context } = draftContext;
  const candidates = itemMeant(line, rows, index, draftContext);
  if ("why" in candidates) return no(candidates.why, candidates.label);
  if ("kind" in candidates) return candidates;
  const { item } = candidates;
  const label = labelOf(item, context.items);
  const match = { kind: "one", item, near: candidates.near, written: line.match.written } as const;
  const ofItem = rows.filter((row) => itemKeyOf(row) === itemKey(item));
  const [last] = ofItem;
  if (last === undefined) {
    const instead = isNatural ? onlyRow(rows, context) : undefined;
    if (instead === undefined) return no("none", label);
    const corrected = { ...line, match, amount: amountLike(line, instead) };
    return replace(instead, corrected, index, draftContext);
  }
  if (!isWithinDay(last, context.message)) return no("old", label);
  const message = bookedMessageOf(last);
  const standing = standingOf(
    ofItem.filter((row) => bookedMessageOf(row) === message),
    context,
  );
  if (standing.length === 0) return no("undone", label);
  const row = chosenRow(line, standing);
  if (row === undefined) return no("which", label);
  return replace(row, { ...line, match }, index, draftContext);
}

/** Of several rows of an item in one message the one of the named person. */
function chosenRow({ requester }: Line, standing: readonly Movement[]): Movement | undefined {
  if (standing.length === 1) return standing[0];
  const named = standing.filter((row) => row.requester === requester?.name);
  return named.length === 1 ? named[0] : undefined;
}

function replace(row: Movement, line: Line, index: number, { context }: DraftContext): Replacement {
  const { type } = row;
  if (type === "undo" || type === "adjustment") return no("none", { name: row.itemName, spec: "" });
  const refusal = refuseBooking(type, context);
  if (refusal !== undefined) return { kind: "no", decision: refusal };
  const resolved = resolveLine(line, index, type === "stocktake" ? type : "correct", context);
  if (resolved.kind === "unclear") return resolved;
  const person =
    line.requester === undefined
      ? { name: row.requester, department: row.department }
      : personOf(line.requester, context);
  const own = planLine(resolved.line, type, { person, countedAt: countOf(row).at });
  const planned = { ...own, ...(row.purchaseRow && { purchaseRow: row.purchaseRow }) };
  const same =
    itemKeyOf(row) === itemKey(resolved.line.item) &&
    figureOf(row) === planned.quantity &&
    row.requester === planned.requester &&
    row.department === planned.department;
  if (same) return no("same", labelOf(resolved.line.item, context.items));
  return { kind: "replace", row, line: planned, resolved };
}

type Manner = CorrectIntent["manner"];

/** Whether only what the person booked within ten minutes can be meant. */
const isOfMoment = (manner: Manner): boolean => manner === "natural" || manner === "supposed";

/** Whether a correction is made without asking first. */
function isSure(manner: Manner, rows: readonly Movement[], context: DraftContext): boolean {
  return manner !== "open" && (manner !== "supposed" || followsAtOnce(rows, context));
}

const atOnceMs = 60_000;

/** Whether the newest booking of all is what is corrected, and it was made within a minute, or is quoted. */
function followsAtOnce([row]: readonly Movement[], { context, about }: DraftContext): boolean {
  if (about.quotedId !== undefined) return true;
  const newest = context.recent.reduce<Movement | undefined>(
    (last, one) => (last === undefined || one.sentAt >= last.sentAt ? one : last),
    undefined,
  );
  if (row === undefined || newest === undefined || bookedMessageOf(row) !== bookedMessageOf(newest))
    return false;
  return context.message.sentAt.getTime() - newest.sentAt.getTime() <= atOnceMs;
}
