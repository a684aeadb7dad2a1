/**
 * Tells whoever waits what became of it, once the rows of the items were seen after the commit: what they can't bear is
 * taken back before its sender hears anything. Sends nothing.
 */
import { postsFirst } from "../../posts-first";
import { countOf } from "../../inventory/movements/count";
import type { BookingLine, Movement } from "../../inventory/movements/movement";
import type { BookingOutcome, Obstacle } from "../../inventory/movements/outcome";
import { rowsOfMessage } from "../ledger/memory";
import { compareBooked } from "../recovery/compare";
import { planOf } from "../recovery/refusals";
import type { SheetState } from "../recovery/sheet-state";
import type { Log } from "../log";
import type { Voiding } from "./takebacks";
import { entriesOfMessage } from "./pending-rows";
import type { Plan } from "./plan";
import type { CommitQueue, Waiting } from "./queue";
import type { PlanningState } from "./state";

export interface Answering {
  /** Bookings that can't stand, to be taken back by the next commit. */
  voidings(): readonly Voiding[];
  /** Whether it was sent, and what it came to is being looked at. */
  isInFlight(waiting: Waiting): boolean;
  /** Answers what a plan says without any writing. */
  answerUnwritten(taken: readonly Waiting[], plan: Plan): void;
  /** A commit of ours was applied: what it took back is answered, what it booked waits to be compared. */
  applied(taken: readonly Waiting[], plan: Plan): void;
  /** Compares what was appended with the rows that were seen since, and answers. Answers false: a whole look is needed first. */
  settle(): Promise<boolean>;
}

/** Between so many answers, posts are answered that came meanwhile. */
const answersAtOnce = 5;

export function createAnswering(options: {
  readonly state: SheetState;
  readonly queue: CommitQueue;
  readonly log: Log;
  readonly onCommit: (movements: readonly Movement[]) => void;
}): Answering {
  const { state, queue, log } = options;
  let voidings: { readonly voiding: Voiding; readonly waiting: Waiting | undefined }[] = [];
  /** What was just appended, with what it comes to. */
  let unanswered: { readonly waiting: Waiting; readonly plan: Plan }[] = [];

  const answer = (waiting: Waiting, outcome: BookingOutcome, plan?: Plan): void => {
    queue.done(waiting);
    const keys = new Set(waiting.booking.broadcasts.map(({ key }) => key));
    const entries = (plan?.broadcasts ?? []).filter(({ key }) => keys.has(key));
    const { refusal } = waiting;
    waiting.resolve(refusal === undefined ? outcome : ofRefusal(outcome, refusal), entries);
  };
  const answerOne = (waiting: Waiting, plan: Plan): void => {
    const outcome = plan.outcomes.get(waiting.booking);
    if (outcome) answer(waiting, waiting.attempted ? ofAttempted(waiting, outcome) : outcome, plan);
  };
  /** What was sent without an answer and stands was booked by that. */
  const ofAttempted = ({ booking }: Waiting, outcome: BookingOutcome): BookingOutcome => {
    const planning = state.planning();
    if (outcome.kind !== "already" || planning === undefined) return outcome;
    const pending = entriesOfMessage(planning, booking.messageId);
    const { commit } = planning.facts;
    return { kind: "booked", commit, movements: outcome.movements, pending };
  };

  const voidingOf = (
    messageId: string,
    rows: readonly Movement[],
    obstacles: readonly Obstacle[],
    { announceCrossings, stock, policy, timeZone }: PlanningState,
  ): void => {
    const waiting = queue.bookingOf(messageId);
    const { text = "", operator = "", account = "" } = rows[0] ?? {};
    const booking = waiting?.booking ?? { messageId, text, operator, account };
    const plan = planOf(rows.flatMap(lineOf), waiting?.booking.closes ?? []);
    const drafts = announceCrossings(rows, stock.items, policy, timeZone);
    const warnings = drafts.map(({ key }) => key);
    voidings.push({ voiding: { booking, plan, rows, obstacles, warnings }, waiting });
    log({ event: "voided", message: messageId });
  };

  return {
    voidings: () => voidings.map(({ voiding }) => voiding),
    isInFlight: (waiting) =>
      unanswered.some((one) => one.waiting === waiting) ||
      voidings.some((one) => one.waiting === waiting) ||
      state.facts().uncompared.includes(waiting.booking.messageId),
    answerUnwritten(taken, plan) {
      for (const waiting of taken) if (isUnwritten(waiting, plan)) answerOne(waiting, plan);
    },
    applied(taken, plan) {
      for (const { voiding, waiting } of voidings) {
        const { obstacles } = voiding;
        const pending = plan.voided.get(voiding) ?? [];
        if (waiting) answer(waiting, { kind: "impossible", obstacles, written: true, pending });
      }
      voidings = [];
      const own = taken.filter((waiting) => !isUnwritten(waiting, plan));
      unanswered.push(...own.map((waiting) => ({ waiting, plan })));
    },
    async settle() {
      const planning = state.planning();
      if (planning === undefined) return false;
      const booked = bookedRows(unanswered, planning);
      const { impossible, isUnclear } = compareBooked(planning, booked);
      if (isUnclear) return false;
      state.compared();
      for (const { messageId, rows } of booked) {
        const obstacles = impossible.get(messageId);
        if (obstacles) voidingOf(messageId, rows, obstacles, planning);
      }
      const answered = unanswered;
      unanswered = [];
      for (const [index, { waiting, plan }] of answered.entries()) {
        if (index % answersAtOnce === answersAtOnce - 1) await postsFirst();
        const { messageId } = waiting.booking;
        // What another relay took back meanwhile is answered by the next commit.
        const isVoided = planning.memory.isVoided(messageId);
        if (!isVoided && !impossible.has(messageId)) answerOne(waiting, plan);
      }
      const plans = new Set(answered.map(({ plan }) => plan));
      if (voidings.length === 0) options.onCommit([...plans].flatMap((plan) => plan.movements));
      return true;
    },
  };
}

/** The rows of what was appended and is not compared yet, by this relay or the one before it; oldest first. */
function bookedRows(
  unanswered: readonly { readonly waiting: Waiting; readonly plan: Plan }[],
  { facts, memory }: PlanningState,
): readonly { readonly messageId: string; readonly rows: readonly Movement[] }[] {
  const own = unanswered.flatMap(({ waiting, plan }) => {
    const outcome = plan.outcomes.get(waiting.booking);
    if (outcome?.kind !== "booked") return [];
    return [{ messageId: waiting.booking.messageId, rows: outcome.movements }];
  });
  const known = new Set(own.map(({ messageId }) => messageId));
  const others = facts.uncompared
    .filter((messageId) => !known.has(messageId))
    .map((messageId) => ({ messageId, rows: rowsOfMessage(messageId, memory) }));
  return [...others, ...own].filter(
    ({ messageId, rows }) => rows.length > 0 && !memory.isVoided(messageId),
  );
}

/** What a row booked, as it may be booked again. */
function lineOf(row: Movement): readonly BookingLine[] {
  const { type, change, note: remark } = row;
  if (type === "adjustment") return [];
  const effect: BookingLine["effect"] =
    type === "stocktake" ? { kind: "count", ...countOf(row) } : { kind: "change", change };
  return [{ ...row, type, effect, remark }];
}

/** Whether the plan says without any writing what a booking comes to. */
function isUnwritten({ booking }: Waiting, plan: Plan): boolean {
  return plan.outcomes.get(booking)?.kind !== "booked";
}

/** What a booking that was replaced by its refusal comes to. */
function ofRefusal(outcome: BookingOutcome, reason: string): BookingOutcome {
  if (outcome.kind === "already") return outcome;
  return { kind: "refused", reason, pending: outcome.pending };
}
