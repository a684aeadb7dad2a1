/**
 * Takes what waits into one commit after another. A refused batch is planned again on a fresh read, then split until the
 * one booking is found that the sheet won't take; that one goes to 待处理, or failing that to the dead letters.
 */
import { setImmediate as breath } from "node:timers/promises";
import { SheetIncompleteError, SheetRefusedError } from "../errors";
import type { BookingOutcome } from "../inventory/outcome";
import type { Movement } from "../inventory/movement";
import { refusedReason } from "../language/sheet-sentences";
import type { SheetsClient } from "./client";
import type { Courier } from "./courier";
import type { Knowledge } from "./looking";
import { newCommitId } from "./mending";
import { outcomeInSheet } from "./outcomes";
import { planCommit, type Planned, type Wanted } from "./plan";
import { preparation } from "./preparing";
import { incompleteness } from "./snapshot";
import type { Booking } from "./stockroom";
import type { Waiting, WaitingBooking, WaitingLine } from "./waiting";
import type { Workbook } from "./workbook";
import type { Looking } from "./look";

export type DeadLetters = (booking: Booking, reason: string) => Promise<void>;

export interface Committing {
  /** One commit of what waits; what is left stays in line. Returns false when a fresh look is needed first. */
  commit(): Promise<boolean>;
  needed(): boolean;
  lastCommitAt(): Date | undefined;
}

const mostBookings = 200;
/** Between so many, posts are answered that came meanwhile. */
const answersAtOnce = 5;
const editsRestMs = 60_000;

export function createCommitting(facts: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly token: () => Promise<void>;
  readonly courier: Courier;
  readonly knowledge: Knowledge;
  readonly looking: Looking;
  readonly line: WaitingLine;
  readonly now: () => Date;
  readonly deadLetters: DeadLetters;
  readonly log: (event: { readonly event: string; readonly [detail: string]: unknown }) => void;
  readonly onCommit: (movements: readonly Movement[]) => void;
}): Committing {
  const { client, spreadsheetId, token, courier, knowledge, looking, line, now, log } = facts;
  const refusedForms = new Set<WaitingBooking>();
  let limit = mostBookings;
  let refusals = 0;
  let editsRestUntil = 0;
  let lastCommitAt: Date | undefined;

  const editsRest = (): boolean => now().getTime() < editsRestUntil;

  const answer = (waiting: WaitingBooking, outcome: BookingOutcome): void => {
    line.done(waiting);
    if (!refusedForms.delete(waiting) || outcome.kind === "already") waiting.resolve(outcome);
    else
      waiting.resolve({
        kind: "impossible",
        obstacles: [],
        written: true,
        pending: outcome.pending,
      });
  };

  /** Bookings whose commit was sent, and then found on the sheet. */
  const answerAttempted = (): void => {
    const snapshot = knowledge.snapshot();
    if (!snapshot) return;
    for (const waiting of line.first(Infinity)) {
      if (waiting.kind !== "booking" || !waiting.attempted) continue;
      waiting.attempted = false;
      const commit = knowledge.workbook()?.fence?.id ?? "";
      const { memory } = knowledge;
      const found = outcomeInSheet(waiting.booking, {
        memory,
        snapshot,
        commit,
        voided: looking.voided,
      });
      if (found) answer(waiting, found);
    }
  };

  const answerPlanned = async (
    taken: readonly Waiting[],
    planned: Planned,
    commit: string,
  ): Promise<void> => {
    for (const [index, waiting] of taken.entries()) {
      if (index % answersAtOnce === answersAtOnce - 1) await breath();
      if (waiting.kind === "booking") {
        const outcome = planned.outcomes.get(waiting.booking);
        if (outcome?.kind === "booked") answer(waiting, { ...outcome, commit });
        else if (outcome?.kind === "already") answer(waiting, outcome);
        else if (outcome) answer(waiting, { ...outcome, written: false, pending: [] });
      } else if (waiting.kind === "drafts") {
        line.done(waiting);
        const keys = new Set(waiting.drafts.map(({ key }) => key));
        waiting.resolve(planned.broadcasts.filter(({ key }) => keys.has(key)));
      } else {
        line.done(waiting);
        waiting.resolve(undefined);
      }
    }
  };

  /** What needs no writing is answered before anything is sent. */
  const answerUnwritten = async (
    taken: readonly Waiting[],
    planned: Planned,
  ): Promise<readonly Waiting[]> => {
    const unwritten = taken.filter(
      (waiting) =>
        waiting.kind === "booking" && planned.outcomes.get(waiting.booking)?.kind !== "booked",
    );
    await answerPlanned(unwritten, planned, "");
    return taken.filter((waiting) => !unwritten.includes(waiting));
  };

  const prepare = async (workbook: Workbook): Promise<false> => {
    await token();
    looking.doubt();
    try {
      const requests = preparation(workbook);
      await client.applyBatch(spreadsheetId, {
        requests,
        responseRanges: [],
        fields: "spreadsheetId",
      });
    } catch (error) {
      if (!(error instanceof SheetRefusedError)) throw error;
      log({ event: "refused", reason: error.message, waiting: 0 });
    }
    return false;
  };

  const send = async (
    workbook: Workbook,
    taken: readonly Waiting[],
    planned: Planned,
  ): Promise<boolean> => {
    if (!planned.commit) {
      await answerPlanned(taken, planned, workbook.fence?.id ?? "");
      return true;
    }
    const { id } = planned.commit.head;
    for (const waiting of taken) if (waiting.kind === "booking") waiting.attempted = true;
    looking.doubt();
    const sent = await courier.send(workbook, planned.commit);
    lastCommitAt = now();
    refusals = 0;
    limit = Math.min(mostBookings, limit * 2);
    log({ event: "commit", commit: id, movements: planned.movements.length, stands: sent.stands });
    if (!sent.stands) return false;
    courier.verified(id);
    await breath();
    knowledge.takeCommit(sent.workbook, planned.movements);
    looking.trust(id);
    await answerPlanned(taken, planned, id);
    await breath();
    facts.onCommit(planned.movements);
    return true;
  };

  const refused = async (taken: readonly Waiting[], error: SheetRefusedError): Promise<false> => {
    log({ event: "refused", reason: error.message, waiting: taken.length });
    for (const waiting of taken) if (waiting.kind === "booking") waiting.attempted = false;
    if (isFenceRefusal(error)) return false;
    refusals += 1;
    if (refusals < 2) return false;
    if (taken.length > 1) limit = Math.ceil(taken.length / 2);
    else if (!editsRest() && knowledge.hasEdits()) editsRestUntil = now().getTime() + editsRestMs;
    else await setAside(taken[0], error);
    return false;
  };

  const setAside = async (
    offender: Waiting | undefined,
    error: SheetRefusedError,
  ): Promise<void> => {
    refusals = 0;
    if (!offender) return;
    if (offender.kind !== "booking") {
      line.done(offender);
      offender.reject(error);
      return;
    }
    const { booking } = offender;
    if (refusedForms.has(offender)) {
      await facts.deadLetters(booking, error.message);
      log({ event: "dead-letter", message: booking.messageId });
      answer(offender, { kind: "impossible", obstacles: [], written: true, pending: [] });
      return;
    }
    refusedForms.add(offender);
    const { text, operator } = booking;
    const entry = {
      kind: "refused" as const,
      text,
      operator,
      reason: refusedReason(error.message),
    };
    offender.booking = {
      ...booking,
      lines: [],
      closes: [],
      broadcasts: [],
      joins: undefined,
      pending: [entry],
    };
  };

  return {
    lastCommitAt: () => lastCommitAt,
    needed: () => line.length > 0 || (knowledge.hasEdits() && !editsRest()),
    async commit() {
      await breath();
      answerAttempted();
      const ground = knowledge.ground();
      if (!ground) return false;
      const missing = incompleteness(ground.workbook.grids);
      if (missing !== undefined) throw new SheetIncompleteError(missing);
      if (!ground.workbook.scratch) return prepare(ground.workbook);
      const waiting = line.first(limit);
      const planned = planCommit(
        ground,
        { ...wantedOf(waiting), edits: !editsRest() },
        newCommitId(),
      );
      await breath();
      const taken = await answerUnwritten(waiting, planned);
      try {
        return await send(ground.workbook, taken, planned);
      } catch (error) {
        if (error instanceof SheetRefusedError) return refused(taken, error);
        throw error;
      }
    },
  };
}

const isFenceRefusal = ({ message }: Error): boolean => /named ?range/i.test(message);

function wantedOf(waiting: readonly Waiting[]): Omit<Wanted, "edits"> {
  return {
    bookings: waiting.flatMap((one) => (one.kind === "booking" ? [one.booking] : [])),
    announcements: waiting.flatMap((one) => (one.kind === "drafts" ? one.drafts : [])),
    settlements: waiting.flatMap((one) => (one.kind === "settlements" ? one.settlements : [])),
  };
}
