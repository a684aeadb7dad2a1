/**
 * Which booked rows a message may undo or correct: whose they are, whether they still stand, and whether they are
 * within a day by the messages' own times. Rows in, rows out; what is done with them is undo's and correct's.
 */
import type { Message, DecisionContext } from "../decide/decision";
import { causedEntry, causedRow, isOwn } from "../people/ownership";
import { isKeeper } from "../people/rights";
import { messageIdOfRow, type Movement } from "./movement";

const dayMs = 24 * 60 * 60_000;

/** Rows that a message booked by itself: neither undoing rows, nor a person's edit of the sheet, nor a voided row. */
export function isBooking({ type, change }: Movement): boolean {
  if (type === "undo" || type === "adjustment") return false;
  return type === "stocktake" || change !== 0;
}

/** Ids of rows that an undoing row names, but for undoing rows that were taken back themselves. */
export function undoneIds(
  recent: readonly Pick<Movement, "id" | "undoes" | "voided">[],
): ReadonlySet<string> {
  const named = new Set(recent.flatMap(({ undoes }) => undoes ?? []));
  return new Set(
    recent.flatMap(({ id, undoes, voided }) => (voided || named.has(id) ? [] : (undoes ?? []))),
  );
}

/** The message a row belongs to, the events of its edits included. */
export function bookedMessageOf({ id }: Pick<Movement, "id">): string {
  return originalOf(messageIdOfRow(id));
}

/** The rows a message booked, also by being edited or by an answer to the question about it; newest first. */
export function rowsOfMessage(messageId: string, recent: readonly Movement[]): readonly Movement[] {
  return recent.filter(
    (row) => isBooking(row) && (bookedMessageOf(row) === messageId || row.answers === messageId),
  );
}

/** What is booked now of these rows: a row that was corrected leads to the one that took its place. Newest first. */
export function standingNow(
  rows: readonly Movement[],
  recent: readonly Movement[],
): readonly Movement[] {
  const undone = undoneIds(recent);
  const undoings = recent.filter(({ id, voided }) => !voided && !undone.has(id));
  const follow = (row: Movement): readonly Movement[] => {
    const by = undoings.find(({ undoes }) => undoes === row.id);
    return by === undefined ? [row] : replacements(by, row, recent).flatMap(follow);
  };
  const found = new Set(rows.filter(isBooking).flatMap(follow));
  return recent.filter((row) => found.has(row));
}

/** What the message that undid a row booked in its place: the line as far down as its undoing, else those of the item. */
function replacements(
  undoing: Movement,
  row: Movement,
  recent: readonly Movement[],
): readonly Movement[] {
  const ofMessage = inBookingOrder(
    recent.filter(({ id }) => messageIdOfRow(id) === messageIdOfRow(undoing.id)),
  );
  const lines = ofMessage.filter(isBooking);
  const undoings = ofMessage.filter(({ undoes }) => undoes !== undefined);
  const line = lines[undoings.indexOf(undoing)];
  if (lines.length === undoings.length && line !== undefined) return [line];
  return lines.filter(({ itemName, spec }) => itemName === row.itemName && spec === row.spec);
}

/** Rows of one message as they were booked: `…`, `…#2`, `…#3`. */
export function inBookingOrder(rows: readonly Movement[]): readonly Movement[] {
  const place = ({ id }: Movement): number => Number(/#([1-9]\d*)$/.exec(id)?.[1] ?? "1");
  return [...rows].sort(
    (left, right) => left.at.getTime() - right.at.getTime() || place(left) - place(right),
  );
}

/** Rows of the message's own thread first, then those of its group, then all others; else their order stays. */
export function nearestFirst(
  rows: readonly Movement[],
  { threadId, place }: Pick<Message, "threadId" | "place">,
): readonly Movement[] {
  const isInThread = (row: Movement): boolean =>
    threadId !== undefined && (row.threadId === threadId || bookedMessageOf(row) === threadId);
  const isInPlace = ({ id }: Movement): boolean => place !== undefined && id.startsWith(place);
  const farness = (row: Movement): number => (isInThread(row) ? 0 : isInPlace(row) ? 1 : 2);
  return [...rows].sort((left, right) => farness(left) - farness(right));
}

/** Whether the sender may undo or correct these rows: a keeper's are all, others' are what they caused or asked for. */
export function mayChange(
  rows: readonly Movement[],
  context: Pick<DecisionContext, "sender" | "members" | "pending">,
): boolean {
  return (
    isKeeper(context.sender) ||
    rows.every((row) => isOwn(causedRow(row), context) || isOwnRequest(row, context))
  );
}

/** A take-out or return that a keeper's 确认 booked for the sender. A confirmed count is the keeper's. */
function isOwnRequest(
  { type, answers }: Movement,
  context: Pick<DecisionContext, "sender" | "members" | "pending">,
): boolean {
  const isTheirs = type === "issue" || type === "return";
  return (
    isTheirs &&
    answers !== undefined &&
    context.pending.some(
      (entry) => originalOf(entry.messageId) === answers && isOwn(causedEntry(entry), context),
    )
  );
}

/** The message that an event of its edit or deletion is about. */
export function originalOf(messageId: string): string {
  return messageId.replace(/@\d+$/, "");
}

const momentMs = 10 * 60_000;

/** Whether a row is so fresh that 不对 can only be about it. */
export function isJustBooked({ sentAt }: Movement, message: Pick<Message, "sentAt">): boolean {
  return message.sentAt.getTime() - sentAt.getTime() <= momentMs;
}

/** Whether a row is at most 24 hours older than the message. */
export function isWithinDay(
  { sentAt }: Pick<Movement, "sentAt">,
  message: Pick<Message, "sentAt">,
): boolean {
  return message.sentAt.getTime() - sentAt.getTime() <= dayMs;
}
