/**
 * What waits for a commit: bookings, and entries of 播报 that the relay itself adds or settles, as bookings without lines.
 * Bookings of one id share one answer. Order is kept; what a commit could not take stays in front.
 */
import type { Broadcast, BroadcastDraft } from "../../inventory/movements/broadcast";
import type { BookingOutcome } from "../../inventory/movements/outcome";
import { bookingWith, type Booking, type BroadcastSettlement } from "../stockroom";
import { broadcastStatus } from "../tabs/broadcasts";
import type { DesiredCells } from "./facts";

export interface Waiting {
  /** Replaced by its refusal where the sheet takes no other form of it. */
  booking: Booking;
  /** Cells of 播报 that the relay itself wants to change. */
  readonly cells: readonly DesiredCells[];
  /** true: no message, but what the relay itself notes. */
  readonly isOwn: boolean;
  /** Why it was so replaced, in words for people. */
  refusal: string | undefined;
  /** true: it was sent, and whether it stands is not known. */
  attempted: boolean;
  /** `entries`: those of its 播报 that were not there yet. */
  readonly resolve: (outcome: BookingOutcome, entries: readonly Broadcast[]) => void;
  readonly reject: (error: Error) => void;
}

export interface CommitQueue {
  readonly length: number;
  book(booking: Booking): Promise<BookingOutcome>;
  announce(drafts: readonly BroadcastDraft[]): Promise<readonly Broadcast[]>;
  settle(settlements: readonly BroadcastSettlement[]): Promise<undefined>;
  /** The first `limit` things that wait; they stay until they are done. */
  first(limit: number): readonly Waiting[];
  /** The waiting booking of a message. */
  bookingOf(messageId: string): Waiting | undefined;
  done(waiting: Waiting): void;
  rejectAll(error: Error): void;
}

const mostLines = 400;

/** @param onArrival told when something waits that did not */
export function createCommitQueue(now: () => Date, onArrival: () => void): CommitQueue {
  const queue = new Map<string, Waiting>();
  const answers = new Map<string, Promise<BookingOutcome>>();
  let own = 0;

  function wait<Answer>(
    wanted: Pick<Waiting, "booking" | "cells" | "isOwn">,
    answerOf: (outcome: BookingOutcome, entries: readonly Broadcast[]) => Answer,
  ): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      queue.set(wanted.booking.messageId, {
        ...{ ...wanted, refusal: undefined, attempted: false, reject },
        resolve: (outcome, entries) => resolve(answerOf(outcome, entries)),
      });
    });
    answer.catch(() => undefined);
    onArrival();
    return answer;
  }
  const ownBooking = (broadcasts: Booking["broadcasts"], cells: Waiting["cells"]) => {
    own += 1;
    const booking = bookingWith({ messageId: `own ${own}`, sentAt: now(), broadcasts });
    return { booking, cells, isOwn: true };
  };

  return {
    get length() {
      return queue.size;
    },
    async book(booking) {
      const same = answers.get(booking.messageId);
      if (same) {
        const outcome = await same;
        return outcome.kind === "booked"
          ? { kind: "already", movements: outcome.movements }
          : outcome;
      }
      const answer = wait({ booking, cells: [], isOwn: false }, (outcome) => outcome);
      answers.set(booking.messageId, answer);
      return answer;
    },
    announce: (broadcasts) => wait(ownBooking(broadcasts, []), (_, entries) => entries),
    settle: (settlements) => wait(ownBooking([], settlements.map(cellsOf)), () => undefined),
    first(limit) {
      const first: Waiting[] = [];
      let lines = 0;
      for (const waiting of queue.values()) {
        lines += waiting.booking.lines.length;
        if (first.length >= limit || (first.length > 0 && lines > mostLines)) break;
        first.push(waiting);
      }
      return first;
    },
    bookingOf: (messageId) => queue.get(messageId),
    done({ booking: { messageId } }) {
      queue.delete(messageId);
      answers.delete(messageId);
    },
    rejectAll(error) {
      for (const waiting of queue.values()) waiting.reject(error);
      queue.clear();
      answers.clear();
    },
  };
}

/** 状态 of an entry of 播报, where what was waited for still stands. */
const cellsOf = ({ key, whereReason, ...settled }: BroadcastSettlement): DesiredCells => ({
  tab: "broadcasts",
  key,
  fields: { status: broadcastStatus(settled) },
  expected:
    whereReason === undefined
      ? {}
      : { status: broadcastStatus({ status: "waiting", reason: whereReason }) },
});
