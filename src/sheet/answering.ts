/**
 * Tells whoever waits what became of it: from the plan of a commit that stands, or from the sheet where a commit's
 * answer was lost. What is answered leaves the line.
 */
import { setImmediate as breath } from "node:timers/promises";
import type { BookingOutcome } from "../inventory/movements/outcome";
import type { Looking } from "./looking";
import type { Knowledge } from "./knowledge";
import { outcomeInSheet } from "./outcomes";
import type { Planned } from "./plan";
import type { Waiting, WaitingBooking, WaitingLine } from "./waiting";

/** Between so many, posts are answered that came meanwhile. */
const answersAtOnce = 5;

export interface Answering {
  answer(waiting: WaitingBooking, outcome: BookingOutcome): void;
  /** Answers bookings whose commit was sent, and then found on the sheet. */
  answerAttempted(): void;
  /** Answers what a plan took, once its commit stands. */
  answerPlanned(taken: readonly Waiting[], planned: Planned, commit: string): Promise<void>;
  /** Answers what needs no writing, before anything is sent; what is left goes into the commit. */
  answerUnwritten(taken: readonly Waiting[], planned: Planned): Promise<readonly Waiting[]>;
}

export function createAnswering(facts: {
  readonly knowledge: Knowledge;
  readonly looking: Looking;
  readonly line: WaitingLine;
}): Answering {
  const { knowledge, looking, line } = facts;

  function answer(waiting: WaitingBooking, outcome: BookingOutcome): void {
    line.done(waiting);
    waiting.resolve(waiting.isRefusal ? ofRefusal(outcome) : outcome);
  }

  function answerAttempted(): void {
    const snapshot = knowledge.snapshot();
    if (!snapshot) return;
    const commit = knowledge.workbook()?.fence?.id ?? "";
    const { memory } = knowledge;
    const { voided } = looking;
    for (const waiting of line.first(Infinity)) {
      if (waiting.kind !== "booking" || !waiting.attempted) continue;
      waiting.attempted = false;
      const found = outcomeInSheet(waiting.booking, { memory, snapshot, commit, voided });
      if (found) answer(waiting, found);
    }
  }

  function answerOne(waiting: Waiting, planned: Planned, commit: string): void {
    switch (waiting.kind) {
      case "booking": {
        const outcome = plannedOutcome(waiting, planned, commit);
        if (outcome) answer(waiting, outcome);
        return;
      }
      case "drafts": {
        line.done(waiting);
        const keys = new Set(waiting.drafts.map(({ key }) => key));
        waiting.resolve(planned.broadcasts.filter(({ key }) => keys.has(key)));
        return;
      }
      case "settlements":
        line.done(waiting);
        waiting.resolve(undefined);
    }
  }

  async function answerPlanned(
    taken: readonly Waiting[],
    planned: Planned,
    commit: string,
  ): Promise<void> {
    for (const [index, waiting] of taken.entries()) {
      if (index % answersAtOnce === answersAtOnce - 1) await breath();
      answerOne(waiting, planned, commit);
    }
  }

  return {
    answer,
    answerAttempted,
    answerPlanned,
    async answerUnwritten(taken, planned) {
      const unwritten = taken.filter(
        (waiting) =>
          waiting.kind === "booking" && planned.outcomes.get(waiting.booking)?.kind !== "booked",
      );
      await answerPlanned(unwritten, planned, "");
      return taken.filter((waiting) => !unwritten.includes(waiting));
    },
  };
}

/** What a booking that was replaced by its refusal comes to. */
function ofRefusal(outcome: BookingOutcome): BookingOutcome {
  if (outcome.kind === "already") return outcome;
  return { kind: "impossible", obstacles: [], written: true, pending: outcome.pending };
}

function plannedOutcome(
  { booking }: WaitingBooking,
  { outcomes }: Planned,
  commit: string,
): BookingOutcome | undefined {
  const outcome = outcomes.get(booking);
  switch (outcome?.kind) {
    case "booked":
      return { ...outcome, commit };
    case "impossible":
      return { ...outcome, written: false, pending: [] };
    case "already":
    case undefined:
      return outcome;
  }
}
