/**
 * Group fsync: all lines that wait while the disk is busy are written together and share the next fsync. Knows nothing
 * of what the lines say.
 */
import type { Journal } from "./compaction";

export interface GroupWriter {
  /**
   * Resolves when the line is on the disk; `whenSafe` is called at that moment, before anything else is written.
   *
   * @throws the disk's error
   */
  write(line: string, whenSafe: () => void): Promise<void>;
  /** Writes a line with the next group, or after a while; it may be lost in a crash. */
  writeLater(line: string): void;
  /** Writes what waits, and repairs a journal that could not be written. */
  flush(): Promise<void>;
  /** Writes what waits; what comes after it is refused, or dropped where it may be. */
  close(): Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly whenSafe: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const laterMs = 1000;

/** `onDisk` is told of every failure, and with undefined of every success. */
export function createGroupWriter(journal: Journal, onDisk: (error: unknown) => void): GroupWriter {
  let waiting: Waiting[] = [];
  const later: string[] = [];
  let draining: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function writeGroup(): Promise<void> {
    const group = waiting;
    waiting = [];
    try {
      const before = later.length;
      // What is finished while the file is replaced goes behind the new content.
      if (await journal.prepare()) later.splice(0, before);
      const text = [...later.splice(0), ...group.map(({ line }) => line)].join("");
      if (text !== "") await journal.append(text, group.length > 0);
      for (const { whenSafe } of group) whenSafe();
      onDisk(undefined);
      for (const { resolve } of group) resolve();
    } catch (error) {
      onDisk(error);
      for (const { reject } of group) reject(error);
    }
  }

  async function drain(): Promise<void> {
    do await writeGroup();
    while (waiting.length > 0);
  }

  function kick(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    draining ??= drain().finally(() => {
      draining = undefined;
      if (waiting.length > 0) void kick();
    });
    return draining;
  }

  async function flush(): Promise<void> {
    await draining;
    await kick();
  }

  return {
    write: (line, whenSafe) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error("it is closed");
        waiting.push({ line, whenSafe, resolve, reject });
        void kick();
      }),
    writeLater(line) {
      if (isClosed) return;
      later.push(line);
      timer ??= setTimeout(() => void kick(), laterMs).unref();
    },
    flush,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await flush();
      clearTimeout(timer);
    },
  };
}
