/**
 * The stockroom put together: one loop that looks at the sheet when somebody asks or the time has come, and commits what
 * waits; never two calls at once that depend on one another. What it says of the sheet's state is for people.
 */
import { appendFile } from "node:fs/promises";
import { SheetAwayError } from "../errors";
import type { Movement } from "../inventory/movement";
import { privateFile } from "../private-files";
import { createAnnounced } from "./announced";
import { createArchives } from "./archives";
import { createArchiving } from "./archiving";
import type { SheetsClient } from "./client";
import { createCommitting } from "./committing";
import { createCourier, type Notebook } from "./courier";
import type { Baseline } from "./ledger-memory";
import { createLooking } from "./looking";
import { createKnowledge, type Knowledge } from "./knowledge";
import { createLookup } from "./lookup";
import { createLoop } from "./loop";
import type { Mending } from "./mending";
import type { AnnounceCrossings } from "./ground";
import { createBucket, createTokenQueue, type Priority } from "./quota";
import { createReader } from "./reader";
import type { DeadLetters } from "./refusals";
import { keepsRowless, seenNote, seenTopic } from "./remembering";
import type { Snapshot, Stockroom } from "./stockroom";
import { createWaitingLine } from "./waiting";

export interface StockroomOptions {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly notebook: Notebook;
  readonly now: () => Date;
  /** IANA name; undefined: the spreadsheet's. */
  readonly timeZone: string | undefined;
  readonly announceCrossings: AnnounceCrossings;
  readonly log: Mending["log"];
  readonly limits: { readonly readsPerMinute: number; readonly writesPerMinute: number };
  /** Where a booking goes that the sheet takes in no form: a file, a line each, or a function. */
  readonly deadLetterFile: string | DeadLetters;
  /** Milliseconds between two batches of archiving. */
  readonly archivePaceMs?: number;
  /** Between 0 and 1; for the jitter of pauses. */
  readonly random?: () => number;
}

const sleep = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));

export function createStockroom(options: StockroomOptions): Stockroom {
  const { client, spreadsheetId, notebook, now, log } = options;
  const reads = createBucket(options.limits.readsPerMinute);
  const writes = createBucket(options.limits.writesPerMinute);
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const adjustmentListeners = new Set<(movements: readonly Movement[]) => void>();
  const token = () => sleep(writes.take(performance.now()));
  const readTokens = createTokenQueue(reads, () => performance.now());
  const readerOf = (priority: Priority) =>
    createReader({ client, spreadsheetId, now, token: () => readTokens.take(priority) });
  const reader = readerOf("high");
  const ledgerReader = readerOf("low");
  const announced = createAnnounced(notebook);
  const courier = createCourier({ client, spreadsheetId, token, notebook, announced });
  const knowledge = createKnowledge({ ...options, isOwnBroadcast: (key) => announced.isOwn(key) });

  const tellAdjustments = (movements: readonly Movement[]): void => {
    const adjustments = movements.filter(({ type }) => type === "adjustment");
    if (adjustments.length > 0) for (const listener of adjustmentListeners) listener(adjustments);
  };
  const seen = createSeenKeeper(notebook, knowledge);
  const tellSnapshot = (): void => {
    const snapshot = knowledge.snapshot();
    if (snapshot) for (const listener of listeners) listener(snapshot);
    seen.keep(now().getTime());
  };

  const looking = createLooking({
    reader,
    courier,
    knowledge,
    now,
    log,
    seen: notebook.notes.get(seenTopic),
    onAdjustments: tellAdjustments,
  });
  const line = createWaitingLine(() => loop.wake());
  const committing = createCommitting({
    client,
    spreadsheetId,
    token,
    courier,
    knowledge,
    looking,
    line,
    now,
    log,
    deadLetters: deadLettersOf(options.deadLetterFile),
    onCommit(movements) {
      archiving.noteCommit(movements.length);
      tellSnapshot();
      tellAdjustments(movements);
    },
  });
  const archiving = createArchiving({
    ...{ client, spreadsheetId, token, reader, knowledge, looking, notebook, now, log },
    announce: (drafts) => line.announce(drafts),
    prepare: () => committing.commit(),
    wake: () => loop.wake(),
    paceMs: options.archivePaceMs,
  });
  const loop = createLoop({
    looking,
    committing,
    background: archiving,
    knowledge,
    now,
    log,
    random: options.random ?? Math.random,
    onLook: tellSnapshot,
    untilSpare: () => reads.untilHalfFull(performance.now()),
  });
  const lookup = createLookup({
    reader: ledgerReader,
    archives: createArchives(ledgerReader),
    knowledge,
    now,
  });

  return {
    movements: (period) => archiving.whileReading(() => lookup.movements(period)),
    history: (item, limit) => archiving.whileReading(() => lookup.history(item, limit)),
    allIds: () => archiving.whileReading(() => lookup.allIds()),
    start: () => loop.start(),
    latest: () => knowledge.snapshot(),
    read: () => loop.read(),
    book: (booking) => (loop.isStopped() ? Promise.reject(stopped()) : line.book(booking)),
    isBooked: (messageId) => knowledge.memory.has(messageId),
    announce: (drafts) => (drafts.length === 0 ? Promise.resolve([]) : line.announce(drafts)),
    settle: (changes) => (changes.length === 0 ? Promise.resolve() : line.settle(changes)),
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
      line.rejectAll(stopped());
      await seen.keepNow();
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

const seenEveryMs = 3_600_000;

/** Keeps the figures last seen: at once where only the journal knows them, else once an hour. */
function createSeenKeeper(notebook: Notebook, knowledge: Knowledge) {
  let kept: ReadonlyMap<string, Baseline> = new Map();
  let keptAt = -Infinity;
  const keep = async (): Promise<void> => {
    kept = new Map(knowledge.memory.baselines());
    await notebook.record(seenTopic, seenNote(knowledge)).catch(() => undefined);
  };
  return {
    keep(now: number): void {
      if (now - keptAt < seenEveryMs && keepsRowless(kept, knowledge)) return;
      keptAt = now;
      void keep();
    },
    keepNow: keep,
  };
}
