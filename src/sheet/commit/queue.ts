/**
 * What waits for a commit: bookings, entries to announce, entries to settle. Bookings of one id share one answer. Order is
 * kept; what a commit could not take stays in front.
 */
import type { Broadcast, BroadcastDraft } from "../../inventory/movements/broadcast";
import type { BookingOutcome } from "../../inventory/movements/outcome";
import type { Booking, BroadcastSettlement } from "../stockroom";

interface Promised<Answer> {
  readonly answer: Promise<Answer>;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export interface WaitingBooking extends Promised<BookingOutcome> {
  readonly kind: "booking";
  /** Replaced by its refusal where the sheet takes no other form of it. */
  booking: Booking;
  /** Why it was so replaced, in words for people. */
  refusal: string | undefined;
  /** true: it was sent, and whether it stands is not known. */
  attempted: boolean;
}

interface WaitingDrafts extends Promised<readonly Broadcast[]> {
  readonly kind: "drafts";
  readonly drafts: readonly BroadcastDraft[];
}

interface WaitingSettlements extends Promised<undefined> {
  readonly kind: "settlements";
  readonly settlements: readonly BroadcastSettlement[];
}

export type Waiting = WaitingBooking | WaitingDrafts | WaitingSettlements;

export interface CommitQueue {
  readonly length: number;
  book(booking: Booking): Promise<BookingOutcome>;
  announce(drafts: readonly BroadcastDraft[]): Promise<readonly Broadcast[]>;
  settle(settlements: readonly BroadcastSettlement[]): Promise<undefined>;
  /** The first `limit` things that wait; they stay until they are done. */
  first(limit: number): readonly Waiting[];
  bookingOf(messageId: string): WaitingBooking | undefined;
  done(waiting: Waiting): void;
  rejectAll(error: Error): void;
}

const mostLines = 400;

export function createCommitQueue(onArrival: () => void): CommitQueue {
  const queue = new Set<Waiting>();
  const bookings = new Map<string, WaitingBooking>();
  const add = (waiting: Waiting): void => {
    waiting.answer.catch(() => undefined);
    queue.add(waiting);
    onArrival();
  };
  return {
    get length() {
      return queue.size;
    },
    async book(booking) {
      const same = bookings.get(booking.messageId);
      if (same) {
        const outcome = await same.answer;
        return outcome.kind === "booked"
          ? { kind: "already", movements: outcome.movements }
          : outcome;
      }
      const waiting: WaitingBooking = {
        kind: "booking",
        booking,
        refusal: undefined,
        attempted: false,
        ...promised<BookingOutcome>(),
      };
      bookings.set(booking.messageId, waiting);
      add(waiting);
      return waiting.answer;
    },
    announce(drafts) {
      const waiting = { kind: "drafts" as const, drafts, ...promised<readonly Broadcast[]>() };
      add(waiting);
      return waiting.answer;
    },
    settle(settlements) {
      const waiting = { kind: "settlements" as const, settlements, ...promised<undefined>() };
      add(waiting);
      return waiting.answer;
    },
    first(limit) {
      const first: Waiting[] = [];
      let lines = 0;
      for (const waiting of queue) {
        if (waiting.kind === "booking") lines += waiting.booking.lines.length;
        if (first.length >= limit || (first.length > 0 && lines > mostLines)) break;
        first.push(waiting);
      }
      return first;
    },
    bookingOf: (messageId) => bookings.get(messageId),
    done(waiting) {
      queue.delete(waiting);
      if (waiting.kind === "booking") bookings.delete(waiting.booking.messageId);
    },
    rejectAll(error) {
      for (const waiting of queue) waiting.reject(error);
      queue.clear();
      bookings.clear();
    },
  };
}

function promised<Answer>(): Promised<Answer> {
  let resolve!: (answer: Answer) => void;
  let reject!: (error: Error) => void;
  const answer = new Promise<Answer>((take, refuse) => {
    resolve = take;
    reject = refuse;
  });
  return { answer, resolve, reject };
}
