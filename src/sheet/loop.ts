/**
 * When to look and when to commit: at once when somebody waits, every 刷新间隔 otherwise as far as reads can be spared,
 * after growing pauses when the sheet is away. One thing at a time, so no look falls into a commit.
 */
import { SheetAwayError, SheetDeniedError, SheetIncompleteError } from "../errors";
import { readingFirst } from "../language/sheet-words/sheet-sentences";
import type { Assumption } from "./assumptions";
import type { Committing } from "./committing";
import type { Looking } from "./looking";
import type { Knowledge } from "./knowledge";
import type { Mending } from "./mending";
import { backoffMs } from "./quota";
import { incompleteness } from "./snapshot";
import type { SheetState, Snapshot } from "./stockroom";

export interface Loop {
  /** Resolves after the first look, whatever came of it. */
  start(): Promise<void>;
  read(): Promise<Snapshot>;
  wake(): void;
  state(): SheetState;
  isStopped(): boolean;
  stop(): Promise<void>;
}

interface Trouble {
  readonly error: Error;
  readonly until: number;
}

const deniedPauseMs = 30_000;
const incompletePauseMs = 10_000;
/** So late a look nobody waits for goes before those that somebody may. */
const latestMs = 20_000;

export function createLoop(facts: {
  readonly looking: Looking;
  readonly committing: Committing;
  /** What is done, a call at a time, while nothing waits. */
  readonly background: { untilStepMs(): number; step(): Promise<void> };
  readonly knowledge: Knowledge;
  readonly now: () => Date;
  readonly log: Mending["log"];
  readonly random: () => number;
  readonly onLook: () => void;
  /** Milliseconds until a read can be spared that nobody waits for. */
  readonly untilSpare: () => number;
}): Loop {
  const { looking, committing, background, knowledge, log, random } = facts;
  let readers: { resolve: (snapshot: Snapshot) => void; reject: (error: Error) => void }[] = [];
  let running: Promise<void> | undefined;
  let stopping = false;
  let failures = 0;
  let trouble: Trouble | undefined;
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

  const refreshMs = (): number => (knowledge.snapshot()?.policy.refreshSeconds ?? 15) * 1000;
  const disproved = (): readonly Assumption[] => knowledge.workbook()?.failed ?? [];
  let told = "";
  /** Reading before each commit is slower, and someone should know why. */
  const tellDisproved = (): void => {
    if (disproved().join() === told) return;
    told = disproved().join();
    log({ event: "read-first", failed: disproved() });
  };
  let lookedAt = -Infinity;
  const slowness = (): string | undefined => (disproved().length > 0 ? readingFirst : undefined);
  const untilLook = (): number => {
    if (looking.isDoubtful() || readers.length > 0) return 0;
    if (disproved().length > 0 && committing.needed()) return 0;
    const due = lookedAt + refreshMs() - performance.now();
    return Math.max(0, due, Math.min(facts.untilSpare(), due + latestMs));
  };

  const look = async (): Promise<void> => {
    const waiting = readers;
    readers = [];
    try {
      await looking.look();
    } catch (error) {
      for (const { reject } of waiting) reject(error as Error);
      throw error;
    } finally {
      lookedAt = performance.now();
    }
    const snapshot = knowledge.snapshot();
    tellDisproved();
    facts.onLook();
    const usable = knowledge.workbook()?.grids.stock?.missing.length === 0;
    const missing = incompleteness(knowledge.workbook()?.grids ?? {});
    for (const { resolve, reject } of waiting) {
      if (snapshot && usable) resolve(snapshot);
      else reject(new SheetIncompleteError(missing ?? ""));
    }
  };

  const turn = async (): Promise<void> => {
    const wait = untilLook();
    if (wait > 0 && !committing.needed()) {
      const untilStep = background.untilStepMs();
      return untilStep > 0 ? pause(Math.min(wait, untilStep)) : background.step();
    }
    if (wait === 0) await look();
    firstLook();
    if (!stopping && committing.needed()) await committing.commit();
    failures = 0;
    trouble = undefined;
  };

  const failed = async (error: Error): Promise<void> => {
    looking.doubt();
    firstLook();
    const ms = pauseAfter(error);
    const until = performance.now() + ms;
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

  const pauseAfter = (error: Error): number => {
    if (error instanceof SheetIncompleteError) return Math.min(refreshMs(), incompletePauseMs);
    if (error instanceof SheetDeniedError) return deniedPauseMs;
    failures += 1;
    return backoffMs(failures - 1, random());
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        await turn();
      } catch (error) {
        if (!isKnown(error))
          log({ event: "sheet-fault", reason: String(error), stack: stackOf(error) });
        await failed(error instanceof Error ? error : new Error(String(error)));
      }
    }
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
      return new Promise((resolve, reject) => {
        readers.push({ resolve, reject });
        wake();
      });
    },
    wake,
    isStopped: () => stopping,
    state() {
      const missing = incompleteness(knowledge.workbook()?.grids ?? {});
      const away = trouble !== undefined && !(trouble.error instanceof SheetIncompleteError);
      const known = knowledge.workbook() !== undefined;
      const incomplete = known ? missing : undefined;
      return {
        sheet: away || !known ? "away" : "ok",
        degraded: away || !known || incomplete !== undefined,
        reason: away
          ? trouble?.error.message
          : (incomplete ?? trouble?.error.message ?? slowness()),
        lastCommitAt: committing.lastCommitAt(),
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

const isKnown = (error: unknown): boolean =>
  error instanceof SheetAwayError ||
  error instanceof SheetDeniedError ||
  error instanceof SheetIncompleteError;

const stackOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.stack?.split("\n").slice(0, 6).join(" | ") : undefined;
