/**
 * The stockroom put together: one loop that looks at the sheet when somebody asks or the time has come, and commits what
 * waits; never two calls at once that depend on one another.
 */
import { appendFile } from "node:fs/promises";
import { SheetAwayError } from "../errors";
import type { Movement } from "../inventory/movements/movement";
import { isAdjustmentId } from "../language/sheet-words/ledger-notes";
import { privateFile } from "../private-files";
import { createApplyBatch } from "./api/apply-batch";
import type { SheetsClient } from "./api/client";
import { createCommitter } from "./commit/committer";
import type { Log } from "./log";
import { createLoop } from "./commit/loop";
import { createCommitQueue } from "./commit/queue";
import type { AnnounceCrossings } from "./commit/state";
import { createLookup } from "./ledger/lookup";
import { createKeptKnowledge } from "./kept-knowledge";
import { createOwnBroadcasts } from "./own-broadcasts";
import type { Notebook } from "../inbox/notebook";
import { createBucket, createTokenQueue, type Buckets, type Priority } from "./api/quota";
import { createLooker } from "./recovery/look";
import { createRefusals, type DeadLetters } from "./recovery/refusals";
import { createSheetState } from "./recovery/sheet-state";
import { createRotation } from "./rotation/rotation";
import type { Snapshot, Stockroom } from "./stockroom";
import { standardTabs } from "./tabs/all-tabs";
import { createTabReader } from "./tabs/reader";
import { isRequired, type Tab } from "./tabs/tab";
import { zoneFault } from "./api/times";

export interface StockroomOptions {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly notebook: Notebook;
  readonly now: () => Date;
  /** IANA name; undefined: the spreadsheet's. */
  readonly timeZone: string | undefined;
  readonly announceCrossings: AnnounceCrossings;
  readonly log: Log;
  readonly limits: { readonly readsPerMinute: number; readonly writesPerMinute: number };
  /** Set: calls come from these, which other spreadsheets use too; then one that rests is read more seldom. */
  readonly sharedCalls?: Buckets | undefined;
  /** Where a booking goes that the sheet takes in no form: a file, a line each, or a function. */
  readonly deadLetterFile: string | DeadLetters;
  /** The relay's tabs; `standardTabs` where nothing is said. */
  readonly tabs?: readonly Tab[];
  /** Between 0 and 1; for the jitter of pauses. */
  readonly random?: () => number;
}

const sleep = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));

export function createStockroom(options: StockroomOptions): Stockroom {
  const { client, spreadsheetId, notebook, now, log } = options;
  const { tabs = standardTabs } = options;
  const requiredTabs = tabs.filter(isRequired);
  const { reads, writes } = options.sharedCalls ?? {
    reads: createBucket(options.limits.readsPerMinute),
    writes: createBucket(options.limits.writesPerMinute),
  };
  const apply = createApplyBatch({
    ...{ client, spreadsheetId },
    token: () => sleep(writes.take(performance.now())),
  });
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const adjustmentListeners = new Set<(movements: readonly Movement[]) => void>();
  const readTokens = createTokenQueue(reads, () => performance.now());
  const readerOf = (priority: Priority) =>
    createTabReader({
      ...{ client, spreadsheetId, tabs, now },
      token: () => readTokens.take(priority),
    });
  const reader = readerOf("high");
  const own = createOwnBroadcasts(notebook);
  const kept = createKeptKnowledge(notebook, spreadsheetId);
  const state = createSheetState({
    ...{ ...options, tabs, known: kept.facts },
    isOwnBroadcast: (key) => own.isOwn(key),
  });

  let knownFault: string | undefined;
  const tellZone = (): void => {
    const fault = zoneFault(options.timeZone, state.view()?.zone, now());
    if (fault !== undefined && fault !== knownFault)
      log({ event: "time-zone-fault", reason: fault });
    knownFault = fault;
  };
  const tellSnapshot = (): void => {
    const snapshot = state.snapshot();
    if (snapshot) for (const listener of listeners) listener(snapshot);
  };
  const tellAdjustments = (movements: readonly Movement[]): void => {
    const adjustments = movements.filter(({ id }) => isAdjustmentId(id));
    if (adjustments.length > 0) for (const listener of adjustmentListeners) listener(adjustments);
  };

  const queue = createCommitQueue(now, () => loop.wake());
  const titleOf = (name: string): string =>
    state.view()?.grids.get(name)?.title ?? tabs.find((tab) => tab.name === name)?.title ?? name;
  const deadLetters = deadLettersOf(options.deadLetterFile);
  const refusals = createRefusals({
    ...{ queue, now, deadLetters, log, titleOf },
    takesEntries: tabs.some(({ name }) => name === "pending"),
  });
  const committer = createCommitter({
    ...{ apply, state, queue, refusals, now, log },
    requiredTabs,
    laterTabs: tabs.filter((tab) => !isRequired(tab)),
    findTabs: () => reader.structure(),
    onBroadcasts: (keys) => own.sent(keys),
    onTaken: () => kept.keepFacts(state),
    onCommit(movements) {
      tellSnapshot();
      tellAdjustments(movements);
    },
  });
  const looker = createLooker({
    ...{ reader, state, committer, now },
    holdsLedger: tabs.some(({ name }) => name === "ledger"),
    seen: kept.seen,
  });
  const rotation = createRotation({
    ...{ apply, reader, state, notebook, now, log },
    announce: (drafts) => queue.announce(drafts),
  });
  const loop = createLoop({
    ...{ looker, committer, refusals, log },
    known: state,
    requiredTabs,
    holdsStock: tabs.some(({ name }) => name === "stock"),
    sharesCalls: options.sharedCalls !== undefined,
    background: rotation,
    random: options.random ?? Math.random,
    onLook() {
      tellZone();
      tellSnapshot();
      kept.keep(state);
    },
    untilSpareRead: () => reads.untilHalfFull(performance.now()),
    untilSpareWrite: () => writes.untilHalfFull(performance.now()),
  });
  const lookup = createLookup({ reader: readerOf("low"), state, now });

  return {
    ...lookup,
    start: () => loop.start(),
    latest: () => (loop.hasLooked() ? state.snapshot() : undefined),
    read: () => loop.read(),
    book(booking) {
      if (loop.isStopped()) return Promise.reject(stopped());
      const unknown = [...(booking.rows ?? []), ...(booking.changes ?? [])].find(
        ({ tab }) => !tabs.some(({ name }) => name === tab),
      );
      if (unknown) return Promise.reject(new Error(`no tab is declared as ${unknown.tab}`));
      return queue.book(booking);
    },
    isBooked: (messageId) => state.memory.has(messageId) && !state.memory.isVoided(messageId),
    announce: (drafts) => (drafts.length === 0 ? Promise.resolve([]) : queue.announce(drafts)),
    settle: (changes) => (changes.length === 0 ? Promise.resolve() : queue.settle(changes)),
    state: () => loop.state(),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onAdjustments(listener) {
      adjustmentListeners.add(listener);
      return () => void adjustmentListeners.delete(listener);
    },
    async stop() {
      await loop.stop();
      queue.rejectAll(stopped());
    },
  };
}

const stopped = (): SheetAwayError =>
  new SheetAwayError("the relay is stopping; what waits is booked at its next start", undefined);

function deadLettersOf(target: string | DeadLetters): DeadLetters {
  if (typeof target === "function") return target;
  return (booking, reason) =>
    appendFile(target, `${JSON.stringify({ reason, booking })}\n`, { mode: privateFile });
}
