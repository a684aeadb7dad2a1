/**
 * What a refused batch leads to. It is planned again on a fresh read, then in halves until the one booking is found that
 * the sheet won't take; that one goes to 待处理, or failing that to the dead letters.
 */
import type { SheetRefusedError } from "../errors";
import { planOfLines, type Plan } from "../inventory/plan";
import { refusedReason } from "../language/sheet-sentences";
import type { Answering } from "./answering";
import type { Knowledge } from "./knowledge";
import type { Mending } from "./mending";
import type { Booking } from "./stockroom";
import type { Waiting, WaitingBooking, WaitingLine } from "./waiting";

export type DeadLetters = (booking: Booking, reason: string) => Promise<void>;

export interface Refusals {
  /** How much of what waits the next commit may take. */
  mostWaiting(): number;
  /** Whether people's edits are left alone for now, since the sheet would not take their rows. */
  editsRest(): boolean;
  /** A batch of these was refused. */
  refused(taken: readonly Waiting[], error: SheetRefusedError): Promise<void>;
  /** A batch was applied. */
  applied(): void;
}

const mostBookings = 200;
const editsRestMs = 60_000;

export function createRefusals(facts: {
  readonly answering: Answering;
  readonly knowledge: Knowledge;
  readonly line: WaitingLine;
  readonly now: () => Date;
  readonly deadLetters: DeadLetters;
  readonly log: Mending["log"];
}): Refusals {
  const { answering, knowledge, line, now, log } = facts;
  let limit = mostBookings;
  let inARow = 0;
  let editsRestUntil = 0;

  const editsRest = (): boolean => now().getTime() < editsRestUntil;

  async function setAside(offender: Waiting | undefined, error: SheetRefusedError): Promise<void> {
    inARow = 0;
    if (offender?.kind === "booking") {
      if (offender.isRefusal) await bury(offender, error);
      else becomeRefusal(offender, error);
    } else if (offender) {
      line.done(offender);
      offender.reject(error);
    }
  }

  async function bury(offender: WaitingBooking, error: SheetRefusedError): Promise<void> {
    const { booking } = offender;
    await facts.deadLetters(booking, error.message);
    log({ event: "dead-letter", message: booking.messageId });
    answering.answer(offender, { kind: "impossible", obstacles: [], written: true, pending: [] });
  }

  return {
    mostWaiting: () => limit,
    editsRest,
    async refused(taken, error) {
      log({ event: "refused", reason: error.message, waiting: taken.length });
      for (const waiting of taken) if (waiting.kind === "booking") waiting.attempted = false;
      if (isFenceRefusal(error)) return;
      inARow += 1;
      if (inARow < 2) return;
      if (taken.length > 1) limit = Math.ceil(taken.length / 2);
      else if (!editsRest() && knowledge.hasEdits()) editsRestUntil = now().getTime() + editsRestMs;
      else await setAside(taken[0], error);
    },
    applied() {
      inARow = 0;
      limit = Math.min(mostBookings, limit * 2);
    },
  };
}

/** Whether a batch was refused because somebody else wrote first. */
export const isFenceRefusal = ({ message }: Error): boolean => /named ?range/i.test(message);

/** What 确认 books once the sheet takes it. What was to close an entry is confirmed by that entry, which stays open. */
const planOf = ({ lines, closes }: Booking): Plan | undefined =>
  lines.length === 0 || closes.length > 0 ? undefined : planOfLines(lines);

/** Puts an entry for the keepers in a booking's place. */
function becomeRefusal(offender: WaitingBooking, error: SheetRefusedError): void {
  const { booking } = offender;
  const { text, operator, account } = booking;
  const reason = refusedReason(error.message);
  offender.isRefusal = true;
  offender.booking = {
    ...booking,
    lines: [],
    closes: [],
    broadcasts: [],
    joins: undefined,
    pending: [{ kind: "refused", text, operator, account, reason, plan: planOf(booking) }],
  };
}
