/**
 * 确认 and 驳回 of an entry of 待处理, by keepers only. What 确认 books is the entry's plan; without one the message is asked
 * for anew. Stock is that of this moment.
 */
import { itemKeyOf } from "../../items/item";
import { mayChange, originalOf, rowsOfMessage, standingNow } from "../../movements/ledger-window";
import type { Movement } from "../../movements/movement";
import type { PendingClose, PendingEntry } from "../../movements/pending";
import type { Plan } from "../../movements/plan";
import { causedEntry, writerOf } from "../../people/ownership";
import { isKeeper } from "../../people/rights";
import type { OpenEntry } from "../../entry-parts";
import type { PlanSummary, ReplyPart } from "../../reply-parts";
import { decidePlan } from "../decide-plan";
import { freshReply, reply, silence, type Decision, type DecisionContext } from "../decision";
import { planContextOf } from "../draft-context";
import { summarizePlan } from "../plan-summary";
import { refuseSuspended, refuseToOthers } from "../refuse";
import { notUndone, standingOf } from "../undo";
import { askForItem } from "./code-question";

type Verb = "confirm" | "reject";

/** Open entries that are listed when the number is missing. */
const mostListed = 5;

export function decideConfirmation(
  verb: Verb,
  number: number | undefined,
  context: DecisionContext,
): Decision {
  const { sender } = context;
  const asked = number ?? quotedEntry(context);
  if (asked === undefined) return isKeeper(sender) ? askWhich(verb, context) : silence;
  return decideEntry(verb, asked, context);
}

/** The entry of the message that is quoted, or that the quoted message of the bot's answered. */
function quotedEntry({ message: { quotedId }, pending }: DecisionContext): number | undefined {
  if (quotedId === undefined) return undefined;
  return pending.find(({ messageId }) => originalOf(messageId) === quotedId)?.number;
}

function decideEntry(verb: Verb, number: number, context: DecisionContext): Decision {
  const { pending } = context;
  const refusal = refuseUnlessKeeper(context);
  if (refusal !== undefined) return refusal;
  const closed = closedEntry(number, context);
  const entry = pending.find((candidate) => candidate.number === number);
  if (closed !== undefined || entry === undefined)
    return freshReply(closed ?? { kind: "no-entry", number });
  return verb === "reject" ? reject(entry, context) : confirmEntry(entry, context);
}

/** What is said of an entry that is not open; undefined where it is. */
export function closedEntry(
  number: number,
  { pending }: Pick<DecisionContext, "pending">,
): ReplyPart | undefined {
  const entry = pending.find((candidate) => candidate.number === number);
  if (entry === undefined) return { kind: "no-entry", number };
  const { status, handledBy, operator } = entry;
  if (status === "open") return undefined;
  const isAnswered = status !== "expired" && handledBy !== "" && handledBy === operator;
  return { kind: "entry-closed", number, status, handledBy, isAnswered };
}

export function refuseUnlessKeeper(context: DecisionContext): Decision | undefined {
  const suspended = refuseSuspended(context);
  if (suspended !== undefined || isKeeper(context.sender)) return suspended;
  return refuseToOthers("confirm", context);
}

export const summarizeEntry = (
  { number, operator, text, plan }: PendingEntry,
  context: DecisionContext,
): OpenEntry<PlanSummary> => ({
  ...{ number, operator, text, plan: plan && summarizePlan(plan, context) },
});

function askWhich(verb: Verb, context: DecisionContext): Decision {
  const { pending } = context;
  const open = pending.filter(({ status }) => status === "open");
  if (open.length === 0) return silence;
  const listed = open.slice(0, mostListed).map((entry) => summarizeEntry(entry, context));
  return freshReply({ kind: "which-entry", verb, open: listed, more: open.length - listed.length });
}

export const closeEntry = (
  { number }: PendingEntry,
  status: PendingClose["status"],
  { sender }: DecisionContext,
): PendingClose => ({ number, status, handledBy: sender.name });

function reject(entry: PendingEntry, context: DecisionContext): Decision {
  const { number, text } = entry;
  return {
    ...reply({ kind: "rejected", number, text }),
    closes: [closeEntry(entry, "rejected", context)],
  };
}

export function confirmEntry(entry: PendingEntry, context: DecisionContext): Decision {
  const { number, text, kind: entryKind, plan, document } = entry;
  if (document !== undefined) return freshReply(askForItem(number, document, context));
  if (plan === undefined) return freshReply({ kind: "entry-unclear", number, text, entryKind });
  if (isBooked(plan, entry, context)) {
    const closes = [closeEntry(entry, "confirmed", context)];
    return { ...freshReply({ kind: "entry-booked", number, text }), closes };
  }
  const undone = context.recent.filter(({ id }) => plan.undoes.includes(id));
  if (standingOf(undone, context).length < plan.undoes.length)
    return { ...notUndone("undone"), wantsFresh: true };
  if (!isWriters(undone, entry, context))
    return freshReply({ kind: "entry-unclear", number, text, entryKind });
  return decidePlan(countedBy(entry, plan), {
    ...planContextOf(context),
    saidAt: entry.at,
    answers: originalOf(entry.messageId),
    action: { kind: "confirmed-entry", number },
    remark: context.wording.confirmed(number),
    closes: [closeEntry(entry, "confirmed", context)],
    agreed: true,
  });
}

/** Whether the entry's message booked all of its plan already. */
function isBooked(
  { lines, undoes }: Plan,
  { messageId }: PendingEntry,
  { recent }: DecisionContext,
): boolean {
  if (undoes.length > 0 || lines.length === 0) return false;
  const booked = standingNow(rowsOfMessage(originalOf(messageId), recent), recent);
  return lines.every((line) =>
    booked.some((row) => row.type === line.type && itemKeyOf(row) === itemKeyOf(line)),
  );
}

/** A count of an entry was made before the entry was; entries of earlier versions don't say when. */
function countedBy({ at }: PendingEntry, plan: Plan): Plan {
  const lines = plan.lines.map((line) => {
    if (line.type !== "stocktake") return line;
    const { countedAt = at } = line;
    return { ...line, countedAt: countedAt < at ? countedAt : at };
  });
  return { ...plan, lines };
}

/** A plan takes back only what the writer of its entry may take back. */
function isWriters(
  rows: readonly Movement[],
  entry: PendingEntry,
  { members, pending }: DecisionContext,
): boolean {
  if (rows.length === 0) return true;
  const sender = writerOf(causedEntry(entry), members);
  return sender !== undefined && mayChange(rows, { sender, members, pending });
}
