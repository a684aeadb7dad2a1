/**
 * Takes what waits into one commit after another: plans it, sends it as one batch, judges the answer, and tells whoever
 * waits once it stands. What is unclear is left to the next look.
 */
import { randomBytes } from "node:crypto";
import { setImmediate as yieldToEvents } from "node:timers/promises";
import { SheetIncompleteError, SheetRefusedError } from "../../errors";
import type { BookingLine, Movement } from "../../inventory/movement";
import type { BookingOutcome, Obstacle } from "../../inventory/outcome";
import type { PendingEntry } from "../../inventory/pending";
import type { SheetsClient } from "../client";
import { compareBooked } from "../recovery/compare";
import { planOf, type Refusals } from "../recovery/refusals";
import type { SheetState } from "../recovery/sheet-state";
import { incompleteness } from "../snapshot/problems";
import { entriesOf, type Grid } from "../tabs/grid";
import type { Tab } from "../tabs/tab";
import { answerFields } from "../tabs/view";
import { buildBatch, type Batch } from "./batch";
import { needsHiddenTab } from "./lay-hidden";
import { createLaying } from "./laying";
import { movementsOf, planCommit, type Plan, type PlannedOutcome, type Voiding } from "./plan";
import type { CommitQueue, Waiting, WaitingBooking } from "./queue";
import type { PlanningState } from "./state";

export type Log = (event: { readonly event: string; readonly [detail: string]: unknown }) => void;

export interface Committer {
  /** One commit of what waits. Answers false when a fresh look is needed first. */
  commit(): Promise<boolean>;
  /** Takes up what a look found: bookings whose outcome was not known are compared and answered. */
  resume(): Promise<void>;
  /** Whether something waits that is to be sent at once. */
  isUrgent(): boolean;
  /** Whether anything is left to write. */
  hasWork(): boolean;
  /** Whether a commit was sent of which it is not known whether it was applied. */
  isUnsure(): boolean;
  lastCommitAt(): Date | undefined;
}

/** Between so many answers, posts are answered that came meanwhile. */
const answersAtOnce = 5;

/** An id that was never used before, of a commit and of its fence. */
export const newCommitId = (): string => `c${randomBytes(8).toString("hex")}`;

export function createCommitter(options: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly token: () => Promise<void>;
  readonly state: SheetState;
  readonly queue: CommitQueue;
  readonly refusals: Refusals;
  readonly requiredTabs: readonly Tab[];
  /** Tabs that are laid when a booking first needs them. */
  readonly laterTabs: readonly Tab[];
  /** Finds tabs again after one was laid. */
  readonly findTabs: () => Promise<unknown>;
  readonly now: () => Date;
  readonly log: Log;
  /** The keys of entries of 播报 that a commit of ours adds. */
  readonly onBroadcasts: (keys: readonly string[]) => void;
  readonly onCommit: (movements: readonly Movement[]) => void;
}): Committer {
  const { client, spreadsheetId, token, state, queue, refusals, now, log } = options;
  let lastSent: string | undefined;
  let lastCommitAt: Date | undefined;
  const laying = createLaying({ ...options, newCommitId, onSent: (sent) => (lastSent = sent) });
  /** Bookings that can't stand, and who waits for the answer. */
  let voidings: { readonly voiding: Voiding; readonly waiting: WaitingBooking | undefined }[] = [];
  /** Bookings whose rows were just appended, with what they came to. */
  let unanswered: { readonly waiting: Waiting; readonly plan: Plan }[] = [];

  async function commit(): Promise<boolean> {
    await yieldToEvents();
    const planning = state.planning();
    if (planning === undefined) return false;
    const missing = incompleteness(options.requiredTabs, planning.clean);
    if (missing !== undefined) throw new SheetIncompleteError(missing);
    laying.holdIncomplete(planning);
    await refusals.refuseHeld();
    if (laying.areColumnsDue(planning)) return laying.layColumns(planning);
    const taken = queue.first(refusals.mostWaiting()).filter((waiting) => !isInFlight(waiting));
    const tab = laying.neededTab(taken, planning);
    if (tab !== undefined) return laying.layTab(tab);
    const plan = planCommit(planning, wantedOf(taken), newCommitId());
    await yieldToEvents();
    answerUnwritten(taken, plan, planning);
    if (plan.isEmpty) {
      answerPlanned(taken, plan);
      return true;
    }
    if (needsHiddenTab(planning.view, plan.writes)) return laying.layHidden(planning, plan);
    const cleanView = { ...planning.view, grids: planning.clean };
    const batch = buildBatch(cleanView, plan, watchedRows(planning, plan));
    return send({ taken, plan, batch });
  }

  /** Whether it was sent, and what it came to is being looked at. */
  function isInFlight(waiting: Waiting): boolean {
    return (
      unanswered.some((one) => one.waiting === waiting) ||
      voidings.some((one) => one.waiting === waiting)
    );
  }

  function wantedOf(taken: readonly Waiting[]): Parameters<typeof planCommit>[1] {
    return {
      bookings: taken.flatMap((one) => (one.kind === "booking" ? [one.booking] : [])),
      voidings: voidings.map(({ voiding }) => voiding),
      announcements: taken.flatMap((one) => (one.kind === "drafts" ? one.drafts : [])),
      settlements: taken.flatMap((one) => (one.kind === "settlements" ? one.settlements : [])),
      isHeld: refusals.isHeld,
    };
  }

  async function send({
    taken,
    plan,
    batch,
  }: {
    readonly taken: readonly Waiting[];
    readonly plan: Plan;
    readonly batch: Batch;
  }): Promise<boolean> {
    const own = taken.filter((waiting) => !isAnswered(waiting, plan));
    for (const waiting of own) if (waiting.kind === "booking") waiting.attempted = true;
    await token();
    lastSent = plan.commit;
    options.onBroadcasts(plan.broadcasts.map(({ key }) => key));
    try {
      const answer = await client.applyBatch(spreadsheetId, {
        requests: batch.requests,
        responseRanges: batch.responseRanges,
        fields: answerFields,
      });
      lastSent = undefined;
      await yieldToEvents();
      const inPlace = state.takeCommit(plan, batch, answer.updatedSpreadsheet ?? undefined);
      applied(plan);
      await yieldToEvents();
      unanswered.push(...own.map((waiting) => ({ waiting, plan })));
      return inPlace && (await settleUnanswered());
    } catch (error) {
      if (!(error instanceof SheetRefusedError)) throw error;
      lastSent = undefined;
      for (const waiting of own) if (waiting.kind === "booking") waiting.attempted = false;
      await refusals.refused(own, { error, batch });
      return false;
    }
  }

  function applied(plan: Plan): void {
    lastCommitAt = now();
    refusals.applied();
    log({ event: "commit", commit: plan.commit, movements: plan.movements.length });
    for (const { voiding, waiting } of voidings) {
      const pending = plan.voided.get(voiding) ?? [];
      if (waiting) answerVoided(waiting, voiding.obstacles, pending);
    }
    voidings = [];
  }

  /** Compares what was appended with the rows that were seen since, and answers. false: a whole look is needed first. */
  async function settleUnanswered(): Promise<boolean> {
    const planning = state.planning();
    if (planning === undefined) return false;
    const own = unanswered.flatMap(({ waiting, plan }) =>
      waiting.kind === "booking" && plan.facts.uncompared.includes(waiting.booking.messageId)
        ? [waiting.booking.messageId]
        : [],
    );
    const booked = [...new Set([...own, ...planning.facts.uncompared])].map((messageId) => ({
      messageId,
      rows: [...movementsOf(messageId, planning.memory.recent())].reverse(),
    }));
    const { impossible, isUnclear } = compareBooked(planning, booked);
    if (isUnclear) return false;
    state.compared();
    for (const { messageId, rows } of booked) {
      const obstacles = impossible.get(messageId);
      if (obstacles) addVoiding(messageId, rows, obstacles, planning);
    }
    const answered = unanswered;
    unanswered = [];
    for (const [index, { waiting, plan }] of answered.entries()) {
      if (index % answersAtOnce === answersAtOnce - 1) await yieldToEvents();
      if (waiting.kind === "booking" && impossible.has(waiting.booking.messageId)) continue;
      answerOne(waiting, plan);
    }
    if (voidings.length === 0) options.onCommit(answered.flatMap(({ plan }) => plan.movements));
    return true;
  }

  function addVoiding(
    messageId: string,
    rows: readonly Movement[],
    obstacles: readonly Obstacle[],
    { announceCrossings, stock, policy, timeZone }: PlanningState,
  ): void {
    const found = unanswered.find(
      ({ waiting }) => waiting.kind === "booking" && waiting.booking.messageId === messageId,
    );
    const waiting = found?.waiting.kind === "booking" ? found.waiting : queue.bookingOf(messageId);
    const { text = "", operator = "", account = "" } = rows[0] ?? {};
    const booking = waiting?.booking ?? { messageId, text, operator, account };
    const closes = waiting?.booking.closes ?? [];
    const warnings = announceCrossings(rows, stock.items, policy, timeZone);
    voidings.push({
      voiding: {
        booking,
        plan: planOf(rows.flatMap(lineOf), closes),
        rows,
        obstacles,
        warnings: warnings.map(({ key }) => key),
      },
      waiting,
    });
    log({ event: "voided", message: messageId });
  }

  function answerOne(waiting: Waiting, plan: Plan): void {
    switch (waiting.kind) {
      case "booking": {
        const outcome = plan.outcomes.get(waiting.booking);
        if (outcome) answer(waiting, outcomeOf(outcome, plan.commit));
        return;
      }
      case "drafts": {
        queue.done(waiting);
        const keys = new Set(waiting.drafts.map(({ key }) => key));
        waiting.resolve(plan.broadcasts.filter(({ key }) => keys.has(key)));
        return;
      }
      case "settlements":
        queue.done(waiting);
        waiting.resolve(undefined);
    }
  }

  function answer(waiting: WaitingBooking, outcome: BookingOutcome): void {
    queue.done(waiting);
    waiting.resolve(waiting.refusal === undefined ? outcome : ofRefusal(outcome, waiting.refusal));
  }

  function answerVoided(
    waiting: WaitingBooking,
    obstacles: readonly Obstacle[],
    pending: readonly PendingEntry[],
  ): void {
    answer(waiting, { kind: "impossible", obstacles, written: true, pending });
  }

  /** Answers what needs no writing; what is left goes into the commit. */
  function answerUnwritten(taken: readonly Waiting[], plan: Plan, planning: PlanningState): void {
    for (const waiting of taken) {
      if (waiting.kind !== "booking" || !isAnswered(waiting, plan)) continue;
      const outcome = plan.outcomes.get(waiting.booking);
      if (outcome) answer(waiting, outcomeOf(outcome, planning.facts.commit));
    }
  }

  function answerPlanned(taken: readonly Waiting[], plan: Plan): void {
    for (const waiting of taken) if (!isAnswered(waiting, plan)) answerOne(waiting, plan);
  }

  return {
    commit,
    async resume() {
      lastSent = undefined;
      if (await settleUnanswered()) answerAttempted();
    },
    isUrgent: () => queue.length > 0 || voidings.length > 0,
    hasWork() {
      const planning = state.planning();
      if (planning === undefined) return false;
      if (laying.areColumnsDue(planning)) return true;
      const nothing = wantedOf([]);
      return !planCommit(planning, nothing, "c").isEmpty;
    },
    isUnsure: () => lastSent !== undefined,
    lastCommitAt: () => lastCommitAt,
  };

  /** Answers bookings whose commit was sent without an answer, and then found on the sheet. */
  function answerAttempted(): void {
    const planning = state.planning();
    if (planning === undefined) return;
    const { memory, view, timeZone, facts } = planning;
    for (const waiting of queue.first(Infinity)) {
      if (waiting.kind !== "booking" || !waiting.attempted) continue;
      waiting.attempted = false;
      const { messageId, lines } = waiting.booking;
      if (voidings.some(({ voiding }) => voiding.booking.messageId === messageId)) continue;
      if (lines.length === 0 || !memory.has(messageId) || memory.isVoided(messageId)) continue;
      const entries = entriesOf(
        view.grids.get("pending") as Grid<PendingEntry> | undefined,
        timeZone,
      )
        .map(({ entry }) => entry)
        .filter((entry) => entry.messageId === messageId);
      const movements = [...movementsOf(messageId, memory.recent())].reverse();
      answer(waiting, { kind: "booked", commit: facts.commit, movements, pending: entries });
    }
  }
}

/** What a row booked, as it may be booked again. */
function lineOf(row: Movement): readonly BookingLine[] {
  const { type, after, change, note: remark } = row;
  if (type === "adjustment") return [];
  const effect: BookingLine["effect"] =
    type === "stocktake" ? { kind: "count", counted: after } : { kind: "change", change };
  return [{ ...row, type, effect, remark }];
}

/** Whether the plan says without any writing what a booking comes to. */
function isAnswered(waiting: Waiting, plan: Plan): boolean {
  return waiting.kind === "booking" && plan.outcomes.get(waiting.booking)?.kind !== "booked";
}

function outcomeOf(outcome: PlannedOutcome, commit: string): BookingOutcome {
  switch (outcome.kind) {
    case "booked":
      return { ...outcome, commit };
    case "already":
      return outcome;
    case "voided":
      return { kind: "impossible", obstacles: [], written: true, pending: outcome.pending };
    case "impossible":
      return { ...outcome, written: false, pending: [] };
  }
}

/** What a booking that was replaced by its refusal comes to. */
function ofRefusal(outcome: BookingOutcome, reason: string): BookingOutcome {
  if (outcome.kind === "already") return outcome;
  return { kind: "refused", reason, pending: outcome.pending };
}

/** The rows to be seen again: those of items that were booked on, and of cells that are still to be written. */
function watchedRows(
  { stock }: PlanningState,
  { facts }: Plan,
): ReadonlyMap<string, ReadonlySet<number>> {
  const keys = new Set([...Object.keys(facts.shown), ...facts.appended.map(({ key }) => key)]);
  const rows = [...keys].flatMap((key) => stock.byKey.get(key)?.placed.gridRow ?? []);
  return rows.length === 0 ? new Map() : new Map([["stock", new Set(rows)]]);
}
