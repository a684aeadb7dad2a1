/**
 * 撤销, and a platform's message-deleted event: the opposite of every row of a booked message that still stands. An
 * entry that waits for a keeper is withdrawn by its author in the same way.
 */
import type { Intent, ItemMatch } from "../intent";
import { matchedItems } from "../items/catalogue";
import { itemKey, itemKeyOf } from "../items/item";
import {
  bookedMessageOf,
  inBookingOrder,
  isBooking,
  isJustBooked,
  isWithinDay,
  mayChange,
  nearestFirst,
  originalOf,
  rowsOfMessage,
  standingNow,
  undoneIds,
} from "../movements/ledger-window";
import type { Movement } from "../movements/movement";
import type { PendingEntry } from "../movements/pending";
import { causedEntry, causedRow, isOwn } from "../people/ownership";
import { isKeeper } from "../people/rights";
import type { ReplyPart } from "../reply-parts";
import { decidePlan } from "./decide-plan";
import { reply, silence, type Decision, type DecisionContext } from "./decision";
import { dropQuestions, planContextOf } from "./draft-context";
import { refuseSuspended, refuseToOthers } from "./refuse";

type NotUndone = Extract<ReplyPart, { readonly kind: "not-undone" }>["why"];

export const notUndone = (why: NotUndone): Decision => reply({ kind: "not-undone", why });

/** 撤销: the quoted message, else the sender's own last booked one; with a name only its rows of that item. */
export function decideUndo(
  { match, natural }: Omit<Extract<Intent, { readonly kind: "undo" }>, "kind">,
  context: DecisionContext,
): Decision {
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  const { message, recent } = context;
  const isNamed = rowsNamedBy(match);
  if (message.unclearQuote !== undefined) return notUndone(message.unclearQuote);
  if (message.type === "message" && message.quotedId !== undefined)
    return undoQuoted(message.quotedId, isNamed, context);
  // Asked a moment ago, a person who says 撤销 means what is not booked yet, not the booking before it.
  if (context.question !== undefined && match === undefined)
    return dropQuestions([context.question], context);
  const own = nearestFirst(
    recent.filter((row) => isBooking(row) && isOwn(causedRow(row), context) && isNamed(row)),
    message,
  );
  const [last] = own;
  if (natural === true && !isJustDone(last, context)) return silence;
  if (last === undefined) return notUndone("none");
  return undoRows(
    own.filter((row) => bookedMessageOf(row) === bookedMessageOf(last)),
    context,
  );
}

/** Whether a row still stands and is so fresh that nothing else can be meant. */
export function isJustDone(row: Movement | undefined, context: DecisionContext): boolean {
  return (
    row !== undefined && isJustBooked(row, context.message) && standingOf([row], context).length > 0
  );
}

/** Which rows a name behind 撤销 selects; all without one, none for a name that fits nothing. */
function rowsNamedBy(match: ItemMatch | undefined): (row: Movement) => boolean {
  if (match === undefined) return () => true;
  const keys = new Set(matchedItems(match).map(itemKey));
  return (row) => keys.has(itemKeyOf(row));
}

function undoQuoted(
  quotedId: string,
  isNamed: (row: Movement) => boolean,
  context: DecisionContext,
): Decision {
  const rows = rowsOfMessage(quotedId, context.recent).filter(isNamed);
  if (rows.length > 0) return undoRows(rows, context);
  return withdraw(quotedId, context) ?? notUndone("not-found");
}

/** A deleted message: what it booked is undone, what waits because of it is withdrawn, else silence. */
export function decideDeleted(context: DecisionContext): Decision {
  const { originalId } = context.message;
  const rows = rowsOfMessage(originalId, context.recent);
  if (rows.length === 0) {
    const withdrawn = withdraw(originalId, context);
    return withdrawn !== undefined && withdrawn.closes.length > 0 ? withdrawn : silence;
  }
  // A group's owner may tidy up other people's messages: their bookings stand.
  const standing = standingNow(rows, context.recent);
  if (!mayChange([...rows, ...standing], context) || standing.length === 0) return silence;
  return refuseSuspended(context) ?? undoRows(rows, context);
}

/** Those rows that nobody has undone yet. */
export function standingOf(
  rows: readonly Movement[],
  { recent }: Pick<DecisionContext, "recent">,
): readonly Movement[] {
  const undone = undoneIds(recent);
  return rows.filter((row) => isBooking(row) && !undone.has(row.id));
}

function undoRows(rows: readonly Movement[], context: DecisionContext): Decision {
  const standing = standingNow(rows, context.recent);
  if (!mayChange([...rows, ...standing], context)) return refuseToOthers("undo-other", context);
  if (standing.length === 0) return notUndone("undone");
  if (!standing.every((row) => isWithinDay(row, context.message))) return notUndone("old");
  const plan = { undoes: inBookingOrder(standing).map(({ id }) => id), lines: [] };
  return decidePlan(plan, { ...planContextOf(context), action: { kind: "undo" } });
}

/** Closes the open entry that a message left, for its author or a keeper. */
export function withdraw(messageId: string, context: DecisionContext): Decision | undefined {
  const entry = openEntryOf(messageId, context);
  if (entry === undefined) return undefined;
  if (!isKeeper(context.sender) && !isOwn(causedEntry(entry), context))
    return refuseToOthers("undo-other", context);
  return {
    ...reply({ kind: "withdrawn", number: entry.number }),
    closes: [{ number: entry.number, status: "rejected", handledBy: context.sender.name }],
    settles: context.questions.flatMap(({ message }) =>
      message.originalId === messageId ? [message.id] : [],
    ),
  };
}

/** The open entry that a message left in 待处理. */
export function openEntryOf(
  messageId: string,
  { pending }: Pick<DecisionContext, "pending">,
): PendingEntry | undefined {
  return pending.find(
    (entry) => entry.status === "open" && originalOf(entry.messageId) === messageId,
  );
}
