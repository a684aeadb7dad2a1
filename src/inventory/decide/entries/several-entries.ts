/**
 * 确认 and 驳回 of several entries of 待处理 at once, and the list of what is open. In: numbers, ranges or all. Out: one decision:
 * what can be booked is booked together, what needs a look of its own stays open.
 */
import type { Intent, NumberRange } from "../../intent";
import { itemsAfter } from "../../movements/count";
import type { PendingEntry } from "../../movements/pending";
import { causedEntry, isOwn } from "../../people/ownership";
import { isKeeper } from "../../people/rights";
import type { LeftOpen } from "../../entry-parts";
import { closeEntry, confirmEntry, refuseUnlessKeeper, summarizeEntry } from "./confirm";
import { freshReply, reply, type Decision, type DecisionContext } from "../decision";

const mostRejected = 100;
/** Entries that one message confirms. */
const mostConfirmed = 20;
const mostListed = 20;

type Ranges = Extract<Intent, { readonly kind: "several-entries" }>["ranges"];

export function decideSeveral(
  { verb, ranges }: Extract<Intent, { readonly kind: "several-entries" }>,
  context: DecisionContext,
): Decision {
  const refusal = refuseUnlessKeeper(context);
  if (refusal !== undefined) return refusal;
  // To confirm all of them, they have to be seen first.
  if (verb === "confirm" && ranges === "all") return listOpen(context);
  const open = openIn(ranges, context);
  if (open.length === 0)
    return ranges === "all" ? listOpen(context) : freshReply({ kind: "no-entries", ranges });
  return verb === "confirm" ? confirmSeveral(open, context) : rejectSeveral(open, ranges, context);
}

/** Ascending. */
function openIn(ranges: Ranges, { pending }: DecisionContext): readonly PendingEntry[] {
  return pending
    .filter(({ status, number }) => status === "open" && (ranges === "all" || isIn(ranges, number)))
    .sort((left, right) => left.number - right.number);
}

const isIn = (ranges: readonly NumberRange[], number: number): boolean =>
  ranges.some(({ from, to }) => from <= number && number <= to);

function rejectSeveral(
  open: readonly PendingEntry[],
  ranges: Ranges,
  context: DecisionContext,
): Decision {
  const rejected = open.slice(0, mostRejected);
  const named =
    ranges === "all" ? 0 : ranges.reduce((total, { from, to }) => total + to - from + 1, 0);
  return {
    ...reply({
      kind: "rejected-several",
      numbers: rejected.map(({ number }) => number),
      more: open.length - rejected.length,
      others: named > open.length,
    }),
    closes: rejected.map((entry) => closeEntry(entry, "rejected", context)),
  };
}

/** One entry after the other, on the stock that those before it leave. */
function confirmSeveral(open: readonly PendingEntry[], context: DecisionContext): Decision {
  let { items } = context;
  const booked: { readonly entry: PendingEntry; readonly decision: Decision }[] = [];
  const left: LeftOpen[] = [];
  for (const entry of open.slice(0, mostConfirmed)) {
    const { number } = entry;
    if (needsLook(entry)) {
      left.push({ number, why: "singly" });
      continue;
    }
    const decision = confirmEntry(entry, { ...context, items });
    if (decision.lines.length === 0) {
      left.push({ number, why: whyLeft(decision) });
      continue;
    }
    items = itemsAfter(items, decision.lines);
    booked.push({ entry, decision });
  }
  for (const { number } of open.slice(mostConfirmed)) left.push({ number, why: "many" });
  const told = left.length === 0 ? [] : [{ kind: "left-open", entries: left } as const];
  const [first, ...others] = booked.map(({ entry }) => entry.number);
  if (first === undefined) return freshReply(...told);
  return {
    ...reply(...told),
    lines: booked.flatMap(({ decision }) => decision.lines),
    notes: booked.flatMap(({ decision }) => decision.notes),
    action: { kind: "confirmed-entry", number: first, others },
    closes: booked.flatMap(({ decision }) => decision.closes),
  };
}

/** A count belongs to its own moment, and what is taken back may have been taken back since. */
const needsLook = ({ plan }: PendingEntry): boolean =>
  plan !== undefined &&
  (plan.undoes.length > 0 || plan.lines.some(({ type }) => type === "stocktake"));

function whyLeft({ replyParts }: Decision): LeftOpen["why"] {
  const [part] = replyParts;
  if (part?.kind === "short") return "short";
  return part?.kind === "entry-unclear" ? "unclear" : "singly";
}

/** 待处理: what waits, with what its 确认 would do; to others than keepers, what they left there themselves. */
export function listOpen(context: DecisionContext): Decision {
  const decides = isKeeper(context.sender);
  const open = openIn("all", context).filter(
    (entry) => decides || isOwn(causedEntry(entry), context),
  );
  const listed = open.slice(0, mostListed).map((entry) => {
    return { ...summarizeEntry(entry, context), entryKind: entry.kind };
  });
  const more = open.length - listed.length;
  return freshReply({ kind: "open-entries", open: listed, more, decides });
}
