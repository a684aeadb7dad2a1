/**
 * What is laid in the workbook while the relay runs, each in a batch of its own: the hidden tab, columns of the relay's own,
 * tabs that a booking is the first to need. What answers false has changed something that is to be looked at.
 */
import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { SheetRefusedError } from "../../errors";
import type { ApplyBatch } from "../api/apply-batch";
import type { SheetRequest } from "../api/client";
import type { Refusals } from "../recovery/refusals";
import { layTab } from "../setup/lay-tab";
import { addOwnColumns, missingOwnColumns } from "../setup/missing-columns";
import { incompleteness } from "../snapshot/problems";
import type { Tab } from "../tabs/tab";
import type { LaidHiddenTab } from "../tabs/view";
import type { Log } from "../log";
import { passFence } from "./batch";
import { newCommitId } from "./facts";
import { layHiddenTab } from "./lay-hidden";
import type { Plan } from "./plan";
import type { Waiting } from "./queue";
import type { PlanningState } from "./state";

export interface Laying {
  /** The sheet was looked at. */
  readonly looked: () => void;
  /** Answers true where it was laid: what it laid is known without a look. */
  layHidden(planning: PlanningState, plan: Plan): Promise<boolean>;
  /** Whether columns of the relay's own are missing, and are to be laid by now. */
  areColumnsDue(planning: PlanningState): boolean;
  layColumns(planning: PlanningState): Promise<false>;
  /** Tabs that were laid later and lack columns take nothing until they are mended. */
  holdIncomplete(planning: PlanningState): void;
  /** A tab that is not there yet, and that something needs which waits. */
  neededTab(waiting: readonly Waiting[], planning: PlanningState): Tab | undefined;
  layTab(tab: Tab): Promise<false>;
}

/** So long after columns were laid, or not taken, none are laid. */
const columnsPauseMs = 60_000;

/** So long after its first look a relay that knows of no commit leaves it to others to lay the hidden tab: they know what stood in it. */
const newcomerMs = 5_000;
/** So often it looks whether one did. */
const newcomerPauseMs = 1_000;

const isTitleTaken = (message: string): boolean => /already exists/i.test(message);

export function createLaying(options: {
  readonly apply: ApplyBatch;
  readonly refusals: Refusals;
  /** Tabs that are laid when a booking first needs them. */
  readonly laterTabs: readonly Tab[];
  /** Finds tabs again after one was laid. */
  readonly findTabs: () => Promise<unknown>;
  readonly now: () => Date;
  readonly log: Log;
  readonly onHiddenLaid: (laid: LaidHiddenTab) => void;
  /** A fence was sent, of which it is not known whether it stands; undefined: that is settled. */
  readonly onSent: (commit: string | undefined) => void;
}): Laying {
  const { apply, refusals, now, log, onSent } = options;
  let columnsDueAt = -Infinity;
  /** When this relay looked at the sheet first, by a clock that never stands. */
  let lookedAt: number | undefined;
  /** Tabs that take nothing because they lack columns. */
  const incomplete = new Set<string>();

  /** Answers whether it was applied. `commit`: of the fence that the batch leaves; undefined: the one that stands. */
  const lay = async (
    requests: readonly SheetRequest[],
    event: { readonly event: string; readonly [detail: string]: unknown },
    commit: string | undefined,
    onRefusal: (error: SheetRefusedError) => void,
  ): Promise<boolean> => {
    onSent(commit);
    const { refused } = await apply(requests);
    if (refused === undefined) {
      log(event);
      return true;
    }
    onSent(undefined);
    onRefusal(refused);
    return false;
  };

  return {
    looked: () => (lookedAt ??= performance.now()),
    async layHidden({ view, facts, memory }, { writes }) {
      // Where a fence stands, all that is known stands beside it.
      const isNewcomer = view.fence === undefined && facts.count === 0 && memory.newestAt() > 0;
      if (isNewcomer && performance.now() < (lookedAt ?? 0) + newcomerMs) {
        await setTimeout(newcomerPauseMs);
        return false;
      }
      const commit = newCommitId();
      const { requests, laid } = layHiddenTab(view, { ...facts, commit }, writes);
      const isLaid = await lay(requests, { event: "hidden-tab-laid" }, commit, (error) =>
        refusals.layingRefused(error),
      );
      if (isLaid) options.onHiddenLaid(laid);
      return isLaid;
    },
    // A header that a value of ours covers by mistake is not missing: it comes back.
    areColumnsDue: ({ view, clean }) =>
      view.fence !== undefined &&
      now().getTime() >= columnsDueAt &&
      missingOwnColumns(clean).length > 0,
    async layColumns({ view, clean, facts }) {
      columnsDueAt = now().getTime() + columnsPauseMs;
      const [commit, columns] = [newCommitId(), missingOwnColumns(clean)];
      // Under the fence: two relays that see one missing would both lay it.
      const requests = [...passFence(view, { ...facts, commit }), ...addOwnColumns(clean)];
      // The relay works without them.
      await lay(requests, { event: "columns-laid", columns }, commit, ({ message }) =>
        log({ event: "columns-refused", columns, reason: message }),
      );
      return false;
    },
    holdIncomplete({ clean }) {
      for (const tab of options.laterTabs) {
        const { name } = tab;
        const reason = clean.has(name) ? incompleteness([tab], clean) : undefined;
        if (reason === undefined && incomplete.delete(name)) refusals.release(name);
        if (reason === undefined) continue;
        if (!refusals.isHeld(name)) refusals.hold(name, reason);
        incomplete.add(name);
      }
    },
    neededTab(waiting, { view }) {
      const needed = waiting.flatMap(({ booking }) => (booking.rows ?? []).map(({ tab }) => tab));
      return options.laterTabs.find(
        ({ name, laidWith = name }) =>
          (needed.includes(name) || needed.includes(laidWith)) &&
          !view.grids.has(name) &&
          !refusals.isHeld(name),
      );
    },
    async layTab(tab) {
      // Without the fence: a title is taken once, so of two relays one lays the tab and the other finds it.
      const requests = layTab(tab, randomInt(1, 2 ** 31 - 1));
      await lay(requests, { event: "tab-laid", tab: tab.name }, undefined, (error) => {
        if (!isTitleTaken(error.message)) refusals.layingRefused(error, tab.name);
      });
      await options.findTabs();
      return false;
    },
  };
}
