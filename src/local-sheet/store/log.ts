/**
 * An append-only file of lines that are safe on disk before anyone is told so. Lines that come while others are being
 * written go to disk together. When the disk refuses, the lines are kept and written again at the same place.
 */
import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { privateFile } from "../../private-files";
import { syncDirectory } from "./directory";
import { encodeLine } from "./lines";

export interface Log {
  append(value: unknown): void;
  /** Resolves when everything appended so far is on disk; rejects when the disk refuses, and tries again when asked again. */
  settled(): Promise<void>;
  /** Whether the last attempt to write failed. */
  isFailing(): boolean;
  /** Later lines go to a file of this name. */
  continueIn(file: string): void;
  /** Bytes appended to the present file. */
  size(): number;
  close(): Promise<void>;
}

type Step =
  | { readonly kind: "line"; readonly bytes: Buffer }
  | { readonly kind: "file"; readonly file: string };

interface Place {
  handle: FileHandle;
  position: number;
}

/** Opens a log to go on at `position`; what lay behind it is cut away. */
export async function openLog(file: string, position: number): Promise<Log> {
  const place: Place = { handle: await open(file, "a+", privateFile).then(reopen(file)), position };
  await place.handle.truncate(position);
  let queue: Step[] = [];
  let bytes = position;
  let appended = 0;
  let safe = 0;
  let failure: unknown;
  let flushing: Promise<void> | undefined;

  const writeNext = async (): Promise<void> => {
    const [first] = queue;
    if (first?.kind === "file") {
      const handle = await open(first.file, "w", privateFile);
      await syncDirectory(dirname(first.file));
      await place.handle.close();
      place.handle = handle;
      place.position = 0;
      queue = queue.slice(1);
      return;
    }
    const stop = queue.findIndex(({ kind }) => kind === "file");
    const steps = stop < 0 ? queue : queue.slice(0, stop);
    const lines = steps.flatMap((step) => (step.kind === "line" ? [step.bytes] : []));
    const block = Buffer.concat(lines);
    await writeAll(place, block);
    await place.handle.datasync();
    place.position += block.length;
    queue = queue.slice(lines.length);
    safe += lines.length;
  };
  const flush = async (): Promise<void> => {
    try {
      while (queue.length > 0) await writeNext();
      failure = undefined;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      flushing = undefined;
    }
  };

  return {
    append: (value) => {
      const line = encodeLine(value);
      queue.push({ kind: "line", bytes: line });
      bytes += line.length;
      appended += 1;
    },
    settled: async () => {
      const goal = appended;
      while (safe < goal) await (flushing ??= flush());
    },
    isFailing: () => failure !== undefined,
    continueIn: (next) => {
      queue.push({ kind: "file", file: next });
      bytes = 0;
    },
    size: () => bytes,
    close: async () => {
      try {
        while (queue.length > 0) await (flushing ??= flush());
      } finally {
        await place.handle.close();
      }
    },
  };
}

/** "a+" makes the file where it is missing; positions count only in "r+". */
const reopen =
  (file: string) =>
  async (made: FileHandle): Promise<FileHandle> => {
    await made.close();
    return open(file, "r+");
  };

async function writeAll({ handle, position }: Place, block: Buffer): Promise<void> {
  for (let done = 0; done < block.length;) {
    const rest = block.length - done;
    const { bytesWritten } = await handle.write(block, done, rest, position + done);
    done += bytesWritten;
  }
}
