/**
 * Takes what waits into one commit after another: plans it, sends it as one batch, and judges the answer. What is unclear is
 * left to the next look.
 */
import { SheetIncompleteError } from "../../errors";
import { postsFirst } from "../../posts-first";
import type { Movement } from "../../inventory/movements/movement";
import type { ApplyBatch } from "../api/apply-batch";
import { isFenceRefusal, type Refusals } from "../recovery/refusals";
import { traceOf } from "../ledger/memory";
import type { SheetState } from "../recovery/sheet-state";
import type { Log } from "../log";
import { incompleteness } from "../snapshot/problems";
import type { Tab } from "../tabs/tab";
import { answerFields } from "../tabs/view";
import { createAnswering } from "./answering";
import { buildBatch, type Batch } from "./batch";
import { newCommitId } from "./facts";
import { needsHiddenTab } from "./lay-hidden";
import { createLaying } from "./lay-missing";
import { planCommit, type Plan } from "./plan";
import type { CommitQueue, Waiting } from "./queue";
import type { PlanningState } from "./state";

export interface Committer {
  /** One commit of what waits. Answers false when a fresh look is needed first. */
  commit(): Promise<boolean>;
  /** Takes up what a look found: bookings whose outcome was not known are compared and answered. */
  resume(): Promise<void>;
  /** Whether something waits that is to be sent at once. */
  isUrgent(): boolean;
  /** Whether anything is left to write. */
  hasWork(): boolean;
  /** Whether the newest commit in the sheet is not known: one of ours without an answer, or another relay's. */
  isUnsure(): boolean;
  lastCommitAt(): Date | undefined;
}

export function createCommitter(options: {
  readonly apply: ApplyBatch;
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
  /** The keys of entries of 播报 that a commit of ours added. */
  readonly onBroadcasts: (keys: readonly string[]) => void;
  readonly onCommit: (movements: readonly Movement[]) => void;
  /** What a commit of ours came to is known. */
  readonly onTaken: () => void;
}): Committer {
  const { apply, state, queue, refusals, now, log } = options;
  /** What was sent, and whether it was applied is not known. */
  let sent: Pick<Plan, "commit" | "broadcasts"> | undefined;
  /** Another relay, or a person who deleted the hidden tab, was quicker: what stands there is to be taken over. */
  let isOvertaken = false;
  let lastCommitAt: Date | undefined;
  const answering = createAnswering(options);
  const laying = createLaying({
    ...options,
    onHiddenLaid(laid) {
      sent = undefined;
      state.takeHidden(laid);
    },
    onSent: (commit) => (sent = commit === undefined ? undefined : { commit, broadcasts: [] }),
  });

  async function commit(): Promise<boolean> {
    await postsFirst();
    const planning = state.planning();
    if (planning === undefined) return false;
    const missing = incompleteness(options.requiredTabs, planning.clean);
    if (missing !== undefined) throw new SheetIncompleteError(missing);
    laying.holdIncomplete(planning);
    await refusals.refuseHeld();
    if (laying.areColumnsDue(planning)) return laying.layColumns(planning);
    const taken = queue
      .first(refusals.mostWaiting())
      .filter((waiting) => !answering.isInFlight(waiting));
    const tab = laying.neededTab(taken, planning);
    if (tab !== undefined) return laying.layTab(tab);
    const slices = planCommit(planning, wantedOf(taken), newCommitId());
    let slice = slices.next();
    for (; slice.done !== true; slice = slices.next()) await postsFirst();
    const plan = slice.value;
    await postsFirst();
    answering.answerUnwritten(taken, plan);
    if (plan.isEmpty) {
      answering.applied(taken, plan);
      return answering.settle();
    }
    if (needsHiddenTab(planning.view, plan.writes)) return laying.layHidden(planning, plan);
    const cleanView = { ...planning.view, grids: planning.clean };
    return send(taken, plan, buildBatch(cleanView, plan, watchedRows(planning, plan)));
  }

  function wantedOf(taken: readonly Waiting[]): Parameters<typeof planCommit>[1] {
    return {
      bookings: taken.map(({ booking }) => booking),
      cells: taken.flatMap(({ cells }) => cells),
      voidings: answering.voidings(),
      isHeld: refusals.isHeld,
    };
  }

  async function send(taken: readonly Waiting[], plan: Plan, batch: Batch): Promise<boolean> {
    const { requests, responseRanges } = batch;
    markAttempted(taken, true);
    sent = plan;
    const { refused, shown } = await apply(requests, { responseRanges, fields: answerFields });
    sent = undefined;
    if (refused !== undefined) {
      isOvertaken = isFenceRefusal(refused.message);
      markAttempted(taken, false);
      await refusals.refused(taken, { error: refused, batch });
      return false;
    }
    options.onBroadcasts(plan.broadcasts.map(({ key }) => key));
    await postsFirst();
    const inPlace = state.takeCommit(plan, batch, shown);
    options.onTaken();
    lastCommitAt = now();
    refusals.applied(batch.tabs);
    log({ event: "commit", commit: plan.commit, movements: plan.movements.length });
    answering.applied(taken, plan);
    await postsFirst();
    return inPlace && (await answering.settle());
  }

  return {
    commit,
    async resume() {
      laying.looked();
      if (sent !== undefined && state.facts().commit === sent.commit) {
        options.onBroadcasts(sent.broadcasts.map(({ key }) => key));
      }
      sent = undefined;
      isOvertaken = false;
      await answering.settle();
    },
    isUrgent: () => queue.length > 0 || answering.voidings().length > 0,
    hasWork() {
      const planning = state.planning();
      if (planning === undefined) return false;
      if (laying.areColumnsDue(planning)) return true;
      return planCommit(planning, wantedOf([]), "c").next().value?.isEmpty === false;
    },
    isUnsure: () => sent !== undefined || isOvertaken,
    lastCommitAt: () => lastCommitAt,
  };
}

function markAttempted(taken: readonly Waiting[], attempted: boolean): void {
  for (const waiting of taken) waiting.attempted = attempted;
}

/** The rows to be seen again: those of items that were booked on, and of cells that are still to be written. */
function watchedRows(
  { stock }: PlanningState,
  { facts, movements }: Plan,
): ReadonlyMap<string, ReadonlySet<number>> {
  const keys = new Set([...Object.keys(facts.shown), ...movements.map((row) => traceOf(row).key)]);
  const rows = [...keys].flatMap((key) => stock.byKey.get(key)?.placed.gridRow ?? []);
  return rows.length === 0 ? new Map() : new Map([["stock", new Set(rows)]]);
}
