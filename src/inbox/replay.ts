/**
 * The journal read back. In: the file. Out: what was taken and not finished, the ids of what was, the newest
 * notes, and the lines that can't be read. A last line that is cut off was being written when the power went: nobody was
 * told that it is safe, so it is dropped. One that only lacks its line feed says all that it should, and is taken.
 */
import { createReadStream } from "node:fs";
import { createKnownIds, type KnownIds } from "./known-ids";
import { readLine, writeLine, type Entry } from "./line";

/** What the journal says, all of it. */
export interface Kept {
  /** The line of each message that was taken and not finished, by its key, oldest first. */
  readonly unfinished: Map<string, string>;
  readonly ids: KnownIds;
  /** The newest note of every topic, as its line, in the order recorded. */
  readonly notes: Map<string, string>;
}

export interface Replayed extends Kept {
  /** Lines as they stand in the file, oldest first. */
  readonly damaged: readonly Buffer[];
  readonly isTorn: boolean;
  /** Whether more can be added behind the last line. */
  readonly endsWell: boolean;
  /** Bytes in the file; undefined when there was none. */
  readonly size: number | undefined;
}

function emptyKept(keepIdsMs: number): Kept {
  return { unfinished: new Map(), ids: createKnownIds(keepIdsMs), notes: new Map() };
}

/** Applies an entry. The same entry twice is the same as once. */
export function apply(
  { unfinished, ids, notes }: Kept,
  entry: Entry,
  line = writeLine(entry),
): void {
  switch (entry.kind) {
    case "take":
      unfinished.set(entry.key, line);
      break;
    case "done":
      unfinished.delete(entry.key);
      ids.add(entry.key, entry.at);
      break;
    case "note":
      notes.delete(entry.topic);
      if (entry.note !== undefined) notes.set(entry.topic, line);
      break;
    case "ids":
      ids.restore(entry.from, entry.digests);
      break;
  }
}

/**
 * All lines that bring a fresh journal to the same state. Takes come before ids, so that a message that is finished
 * while they are written is in one of the two.
 */
export function* linesOf({ unfinished, ids, notes }: Kept): Iterable<string> {
  yield* unfinished.values();
  for (const piece of ids.pieces()) yield writeLine({ kind: "ids", ...piece });
  yield* notes.values();
}

export async function replay(file: string, keepIdsMs: number, now: Date): Promise<Replayed> {
  const kept = emptyKept(keepIdsMs);
  const damaged: Buffer[] = [];
  let size: number | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(file)) {
    size = (size ?? 0) + chunk.length;
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
      const line = rest.subarray(from, end);
      from = end + 1;
      const entry = readLine(line.toString("utf8"));
      if (entry !== undefined) apply(kept, entry);
      else damaged.push(Buffer.from(line));
    }
    rest = Buffer.from(rest.subarray(from));
  }
  const last = endOf(rest);
  if (last !== undefined) apply(kept, last);
  kept.ids.forget(now.getTime());
  for (const key of kept.unfinished.keys()) if (kept.ids.has(key)) kept.unfinished.delete(key);
  const endsWell = rest.length === 0;
  return { ...kept, damaged, isTorn: !endsWell && last === undefined, endsWell, size };
}

/** The entry of a last line that is whole but for its line feed, which is missing or damaged. */
function endOf(rest: Buffer): Entry | undefined {
  return readLine(rest.toString("utf8")) ?? readLine(rest.subarray(0, -1).toString("utf8"));
}

async function* chunksOf(file: string): AsyncIterable<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
      yield chunk as Buffer;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
