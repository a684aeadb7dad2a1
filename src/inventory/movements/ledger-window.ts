/**
 * Which booked rows a message may undo or correct: whose they are, whether they still stand, and whether they are
 * within a day by the messages' own times. Rows in, rows out; what is done with them is undo's and correct's.
 */
import type { Message, DecisionContext } from "../decide/decision";
import { causedRow, isOwn } from "../people/ownership";
import { isKeeper } from "../people/rights";
import { messageIdOfRow, type Movement } from "./movement";

const dayMs = 24 * 60 * 60_000;

/** Rows that a message booked by itself: neither undoing rows, nor a person's edit of the sheet, nor a voided row. */
export function isBooking({ type, change }: Movement): boolean {
  if (type === "undo" || type === "adjustment") return false;
  return type === "stocktake" || change !== 0;
}

/** Ids of rows that an undoing row names, but for undoing rows that were taken back themselves. */
export function undoneIds(recent: readonly Movement[]): ReadonlySet<string> {
  const named = new Set(recent.flatMap(({ undoes }) => undoes ?? []));
  return new Set(
    recent.flatMap(({ id, undoes, voided }) => (voided || named.has(id) ? [] : (undoes ?? []))),
  );
}

/** The message a row belongs to, the events of its edits included. */
export function bookedMessageOf({ id }: Pick<Movement, "id">): string {
  return messageIdOfRow(id).replace(/@\d+$/, "");
}

/** The rows a message booked, also by being edited or by an answer to the question about it; newest first. */
export function rowsOfMessage(messageId: string, recent: readonly Movement[]): readonly Movement[] {
  return recent.filter(
    (row) => isBooking(row) && (bookedMessageOf(row) === messageId || row.answers === messageId),
  );
}

/** Whether the sender may undo or correct these rows. */
export function mayChange(
  rows: readonly Movement[],
  context: Pick<DecisionContext, "sender" | "members">,
): boolean {
  return isKeeper(context.sender) || rows.every((row) => isOwn(causedRow(row), context));
}

const momentMs = 10 * 60_000;

/** Whether a row is so fresh that 不对 can only be about it. */
export function isJustBooked({ sentAt }: Movement, message: Pick<Message, "sentAt">): boolean {
  return message.sentAt.getTime() - sentAt.getTime() <= momentMs;
}

/** Whether a row is at most 24 hours older than the message. */
export function isWithinDay({ sentAt }: Movement, message: Pick<Message, "sentAt">): boolean {
  return message.sentAt.getTime() - sentAt.getTime() <= dayMs;
}
