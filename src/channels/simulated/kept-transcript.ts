/**
 * The simulated group's transcript in a file, so that the chat is still there after a restart. In: a group and its file.
 * A file that can't be read or written costs the chat alone, nothing that is booked.
 */
import { putInPlace, readIfThere } from "../../private-files";
import type { SimulatedGroup, TranscriptEntry } from "./simulated";

/** Pictures are large; of older entries the text is kept alone. */
const keptPictures = 10;
const restMs = 300;

/** Oldest first; none where nothing was kept. */
async function readTranscript(file: string): Promise<readonly TranscriptEntry[]> {
  try {
    const text = await readIfThere(file);
    const kept: unknown = text === undefined ? [] : JSON.parse(text, revived);
    return Array.isArray(kept) && kept.every(isEntry) ? kept : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is TranscriptEntry {
  const { id, at, text, from } = (entry ?? {}) as Partial<TranscriptEntry>;
  const isSaid = typeof id === "string" && typeof text === "string" && at instanceof Date;
  return isSaid && (from === "bot" || from === "person");
}

function revived(key: string, value: unknown): unknown {
  if (key === "at" && typeof value === "string") return new Date(value);
  if (key === "png" && typeof value === "string") return Buffer.from(value, "base64");
  return value;
}

function textOf(entries: readonly TranscriptEntry[]): string {
  const drawn = entries.filter((entry) => entry.from === "bot" && entry.picture !== undefined);
  const kept = new Set(drawn.slice(-keptPictures));
  return JSON.stringify(
    entries.map((entry) => {
      if (entry.from !== "bot" || entry.picture === undefined) return entry;
      const { alt, png } = entry.picture;
      const picture = kept.has(entry) ? { alt, png: png.toString("base64") } : undefined;
      return { ...entry, picture };
    }),
  );
}

/** Restores what was kept, and writes every change soon after it was made. Returns how to stop, which writes what is left. */
export async function keepTranscript(
  group: SimulatedGroup,
  file: string,
): Promise<() => Promise<void>> {
  group.restore(await readTranscript(file));
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = (): void => {
    timer = undefined;
    const text = textOf(group.transcript());
    writing = writing.then(() => putInPlace(file, text)).catch(() => undefined);
  };
  const stopListening = group.onChange(() => (timer ??= setTimeout(write, restMs)));
  return async () => {
    stopListening();
    clearTimeout(timer);
    if (timer !== undefined) write();
    await writing;
  };
}
