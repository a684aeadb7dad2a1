/**
 * When to look and when to commit: at once when somebody waits, every 刷新间隔 otherwise as far as reads can be spared,
 * after growing pauses when the sheet is away. One thing at a time, so no look falls into a commit.
 */
import { isSheetUnavailable, SheetAwayError, SheetIncompleteError } from "../../errors";
import { refusedForLong } from "../../language/sheet-words/sheet-sentences";
import { faultOf } from "../api/client-errors";
import type { Looker } from "../recovery/look";
import type { Refusals } from "../recovery/refusals";
import type { SheetState } from "../recovery/sheet-state";
import { incompleteness } from "../snapshot/problems";
import type { SheetHealth, Snapshot } from "../stockroom";
import { isComplete } from "../tabs/grid";
import type { Tab } from "../tabs/tab";
import type { Committer } from "./committer";
import type { Log } from "../log";
import { createPace, type PaceOptions } from "./pace";

export interface Loop {
  /** Resolves after the first look, whatever came of it. */
  start(): Promise<void>;
  read(): Promise<Snapshot>;
  wake(): void;
  state(): SheetHealth;
  /** Whether a look came to its end; before, the ledger may not be remembered. */
  hasLooked(): boolean;
  isStopped(): boolean;
  stop(): Promise<void>;
}

interface Trouble {
  readonly error: Error;
  readonly until: number;
}

/** From so many refusals in a row on, pauses grow. */
const mostRefusals = 5;
/** A workbook without stock is read when somebody asks. */
const unaskedRefreshMs = 300_000;

interface LoopOptions extends Omit<PaceOptions, "elapsedMs"> {
  readonly looker: Looker;
  readonly committer: Committer;
  readonly refusals: Pick<Refusals, "inARow" | "reason" | "heldTabs">;
  readonly known: SheetState;
  readonly requiredTabs: readonly Tab[];
  /** Whether 库存 is one of them. */
  readonly holdsStock: boolean;
  /** What is done while nothing waits, or before anything is committed; a step answers whether to look again. */
  readonly background: { isUrgent(): boolean; untilStepMs(): number; step(): Promise<boolean> };
  readonly log: Log;
  readonly onLook: () => void;
}

export function createLoop(options: LoopOptions): Loop {
  const { looker, committer, refusals, known, background, log, requiredTabs, holdsStock } = options;
  let readers: { resolve: (snapshot: Snapshot) => void; reject: (error: Error) => void }[] = [];
  let running: Promise<void> | undefined;
  let stopping = false;
  let trouble: Trouble | undefined;
  let mustLook = true;
  let hasLooked = false;
  /** Whether anything is left to write; undefined: not asked since the last look or commit. */
  let hasWork: boolean | undefined;
  const pace = createPace({ ...options, elapsedMs: () => performance.now() });
  let firstLook!: () => void;
  const lookedOnce = new Promise<void>((resolve) => (firstLook = resolve));
  let ring: (() => void) | undefined;

  const wake = (): void => ring?.();
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const refreshMs = (): number => refreshMsOf(known, holdsStock);
  const missingParts = (): string | undefined => missingOf(known, requiredTabs);
  const untilLook = (): number =>
    mustLook || readers.length > 0 ? 0 : pace.untilLook(refreshMs());

  const look = async (): Promise<void> => {
    const waiting = readers;
    readers = [];
    try {
      await looker.look();
      mustLook = false;
    } catch (error) {
      for (const { reject } of waiting) reject(error as Error);
      throw error;
    } finally {
      pace.looked();
    }
    hasWork = undefined;
    hasLooked = true;
    options.onLook();
    const snapshot = known.snapshot();
    const isUsable = !holdsStock || isComplete(known.planning()?.clean.get("stock"));
    for (const { resolve, reject } of waiting) {
      if (snapshot && isUsable) resolve(snapshot);
      else reject(new SheetIncompleteError(missingParts() ?? ""));
    }
  };

  const commit = async (): Promise<void> => {
    mustLook = !(await committer.commit());
    pace.committed();
    hasWork = undefined;
    const refused = refusals.inARow();
    if (refused >= mostRefusals) {
      throw new SheetAwayError(refusedForLong(refusals.reason() ?? ""), undefined);
    }
  };

  const step = async (): Promise<void> => {
    mustLook = await background.step();
  };

  const turn = async (): Promise<void> => {
    const wait = untilLook();
    if (wait === 0) await look();
    firstLook();
    if (stopping) return;
    if (background.isUrgent()) await step();
    else if (committer.isUrgent()) {
      pace.bookingCame();
      await commit();
    } else if ((hasWork ??= missingParts() === undefined && committer.hasWork())) {
      const hold = pace.untilCells();
      if (hold > 0) return pause(Math.min(hold, Math.max(1, untilLook())));
      await commit();
    } else if (wait > 0) {
      const untilStep = background.untilStepMs();
      return untilStep > 0 ? pause(Math.min(wait, untilStep)) : step();
    }
    pace.succeeded();
    trouble = undefined;
  };

  const failed = async (error: Error): Promise<void> => {
    mustLook = true;
    firstLook();
    const until = performance.now() + pace.untilAgain(error, refreshMs());
    if (trouble?.error.message !== error.message)
      log({ event: "sheet-trouble", reason: error.message });
    trouble = { error, until };
    for (const { reject } of readers) reject(error);
    readers = [];
    while (!stopping && performance.now() < until) {
      await pause(until - performance.now());
      if (readers.length > 0) return;
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        await turn();
      } catch (error) {
        if (!isSheetUnavailable(error))
          log({ event: "sheet-fault", reason: String(error), stack: stackOf(error) });
        await failed(error instanceof Error ? error : new Error(String(error)));
      }
    }
    await finishWork().catch(() => undefined);
  };

  /** Cells that follow the last commit are written before the end, as far as nothing is in the way. */
  const finishWork = async (): Promise<void> => {
    if (mustLook || trouble !== undefined || committer.isUrgent()) return;
    if (hasWork ?? committer.hasWork()) await commit();
  };

  return {
    start() {
      running ??= run();
      return lookedOnce;
    },
    read() {
      if (stopping) return Promise.reject(new SheetAwayError("the relay is stopping", undefined));
      const { error, until } = trouble ?? {};
      const isAway = error !== undefined && !(error instanceof SheetIncompleteError);
      if (isAway && performance.now() < (until ?? 0)) return Promise.reject(error);
      running ??= run();
      pace.asked();
      return new Promise((resolve, reject) => {
        readers.push({ resolve, reject });
        wake();
      });
    },
    wake,
    isStopped: () => stopping,
    hasLooked: () => hasLooked,
    state() {
      const isAway = trouble !== undefined && !(trouble.error instanceof SheetIncompleteError);
      const wrong = missingParts() ?? refusals.heldTabs();
      return {
        sheet: isAway || !hasLooked ? "away" : "ok",
        degraded: isAway || !hasLooked || wrong !== undefined,
        reason: isAway ? trouble?.error.message : (wrong ?? trouble?.error.message),
        fault: isAway ? faultOf(trouble?.error) : undefined,
        lastCommitAt: committer.lastCommitAt(),
      };
    },
    async stop() {
      stopping = true;
      wake();
      firstLook();
      await running;
      for (const { reject } of readers)
        reject(new SheetAwayError("the relay is stopping", undefined));
      readers = [];
    },
  };
}

const refreshMsOf = (known: SheetState, holdsStock: boolean): number =>
  holdsStock ? (known.snapshot()?.policy.refreshSeconds ?? 15) * 1000 : unaskedRefreshMs;

/** What 库存, 流水 and 待处理 lack, in words. */
function missingOf(known: SheetState, requiredTabs: readonly Tab[]): string | undefined {
  const clean = known.planning()?.clean;
  return clean && incompleteness(requiredTabs, clean);
}

const stackOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.stack?.split("\n").slice(0, 6).join(" | ") : undefined;
