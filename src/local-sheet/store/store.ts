/**
 * A workbook's directory: the newest snapshot and the log of the calls since. Opens it by replaying the log, appends every
 * call that changed something, and writes a new snapshot now and then while calls go on. Does not know what calls mean.
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { privateFolder } from "../../private-files";
import type { Trait } from "../google-traits";
import type { Workbook } from "../workbook/model";
import { syncDirectory } from "./directory";
import { fileName, listFiles, removeOlder, writeSnapshot } from "./files";
import { decodeLines, StoreDamagedError } from "./lines";
import { openLog, type Log } from "./log";
import { own } from "./ownership";
import { restoreSnapshot, takeSnapshot } from "./snapshot";

/** A call that changed the workbook, with all that decides what it does. */
export interface Entry {
  /** Calls are numbered from 1 without a gap. */
  readonly call: number;
  /** Its time, ms since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The traits that were on when it was applied; absent in older stores: none. */
  readonly traits?: readonly Trait[];
  readonly query: unknown;
  readonly body: unknown;
}

export interface Store {
  readonly lastCall: number;
  append(entry: Entry): void;
  /** Resolves when all appended calls are on disk. */
  settled(): Promise<void>;
  isFailing(): boolean;
  close(): Promise<void>;
}

interface Opening {
  readonly dir: string;
  readonly cellLimit: number;
  /** The workbook of a new directory. */
  readonly create: () => Workbook;
  readonly replay: (book: Workbook, entry: Entry) => void;
  /** Log bytes after which a snapshot is due, unless a quarter of the last snapshot is more. */
  readonly snapshotAfterBytes?: number;
}

/**
 * Opens the directory, making it where it is missing.
 * @throws StoreDamagedError when a file is damaged
 * @throws StateDirTakenError when another process has it open
 */
export async function openStore(opening: Opening): Promise<{ book: Workbook; store: Store }> {
  const { dir } = opening;
  await mkdir(dir, { recursive: true, mode: privateFolder });
  const release = await own(dir);
  try {
    const { book, lastCall, log, snapshotBytes } = await load(opening);
    const store = keep(book, log, { ...opening, lastCall, snapshotBytes, release });
    return { book, store };
  } catch (error) {
    await release();
    throw error;
  }
}

interface Loaded {
  readonly book: Workbook;
  readonly lastCall: number;
  readonly log: Log;
  readonly snapshotBytes: number;
}

async function load(opening: Opening): Promise<Loaded> {
  const { dir, cellLimit, create } = opening;
  const isNew =
    [...(await listFiles(dir, "snapshot")), ...(await listFiles(dir, "log"))].length === 0;
  if (isNew) await writeSnapshot(dir, 0, takeSnapshot(create(), 0));
  const [snapshot] = (await listFiles(dir, "snapshot")).slice(-1);
  if (snapshot === undefined) {
    throw new StoreDamagedError(`${dir} has logs but no snapshot. Its files are kept as they are.`);
  }
  const bytes = await readFile(snapshot.file);
  const { values } = decodeLines(bytes, snapshot.file);
  const { book, call } = restoreSnapshot(values, snapshot.file, cellLimit);
  const { lastCall, file, end } = await replayLogs(opening, book, call);
  const log = await openLog(file, end);
  await syncDirectory(dir);
  return { book, lastCall, log, snapshotBytes: bytes.length };
}

/** Does the calls since the snapshot again; answers where the log goes on. */
async function replayLogs(
  { dir, replay }: Opening,
  book: Workbook,
  from: number,
): Promise<{ lastCall: number; file: string; end: number }> {
  let last = { lastCall: from, file: join(dir, fileName("log", from)), end: 0 };
  for (const { file, call } of await listFiles(dir, "log")) {
    if (call < from) continue;
    const { values, wholeBytes } = decodeLines(await readFile(file), file);
    let { lastCall } = last;
    for (const entry of values as readonly Entry[]) {
      if (entry.call !== lastCall + 1) {
        throw new StoreDamagedError(
          `${file} has call ${entry.call} where call ${lastCall + 1} was expected: a log file is missing or out of order. The files are kept as they are.`,
        );
      }
      replayOne(book, { entry, file, replay });
      lastCall = entry.call;
    }
    last = { lastCall, file, end: wholeBytes };
  }
  return last;
}

function replayOne(
  book: Workbook,
  { entry, file, replay }: { entry: Entry; file: string; replay: Opening["replay"] },
): void {
  try {
    replay(book, entry);
  } catch (error) {
    throw new StoreDamagedError(
      `Call ${entry.call} of ${file} can't be done again. The files are kept as they are.`,
      { cause: error },
    );
  }
}

const defaultSnapshotAfter = 4_000_000;
interface Keeping extends Opening {
  readonly lastCall: number;
  readonly snapshotBytes: number;
  readonly release: () => Promise<void>;
}

function keep(book: Workbook, log: Log, keeping: Keeping): Store {
  const { dir, snapshotAfterBytes = defaultSnapshotAfter, release } = keeping;
  let { lastCall, snapshotBytes } = keeping;
  let isClosed = false;
  let snapshotting: Promise<void> | undefined;

  const replaceLog = async (): Promise<void> => {
    const call = lastCall;
    const lines = takeSnapshot(book, call);
    log.continueIn(join(dir, fileName("log", call)));
    snapshotBytes = await writeSnapshot(dir, call, lines, () => log.settled());
    await removeOlder(dir, call);
  };
  const startSnapshot = (): void => {
    if (snapshotting !== undefined || isClosed) return;
    if (log.size() <= Math.max(snapshotAfterBytes, snapshotBytes / 4)) return;
    snapshotting = replaceLog()
      .catch(() => {
        // The log has everything; a snapshot is tried again when it has grown once more.
      })
      .finally(() => {
        snapshotting = undefined;
      });
  };

  return {
    get lastCall() {
      return lastCall;
    },
    append: (entry) => {
      log.append(entry);
      lastCall = entry.call;
      startSnapshot();
    },
    settled: () => log.settled(),
    isFailing: () => log.isFailing(),
    close: async () => {
      isClosed = true;
      await snapshotting;
      try {
        await log.close();
      } finally {
        await release();
      }
    },
  };
}
