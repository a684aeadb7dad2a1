/**
 * The inbox on disk. In: messages and notes. Out: the word that they are safe, and at the next start whatever
 * was not finished. It decides nothing about what a message means; the sheet's 消息ID column decides whether it is booked.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { InboxClosedError } from "../errors";
import { privateFile, privateFolder } from "../private-files";
import { createCapacity } from "./capacity";
import { createCompaction, inPieces } from "./compaction";
import { createHealth, sentenceOf, type Health } from "./disk-health";
import { createGroupWriter, type GroupWriter } from "./group-writer";
import { idsKeptMs, type Inbox } from "./inbox";
import { readLine, writeLine, type Entry } from "./line";
import { openLinesFile, type Disk } from "./lines-file";
import { apply, linesOf, replay, type Kept, type Replayed } from "./replay";
import { createTaking } from "./taking";

export interface JournalOptions {
  /** STATE_DIR; made when it is missing. */
  readonly dir: string;
  readonly now: () => Date;
  readonly log: (sentence: string) => void;
  /** Unfinished messages at most. */
  readonly limit?: number;
  readonly keepIdsMs?: number;
  /** A journal below this size is not compacted. */
  readonly compactFromBytes?: number;
  /** How often a disk that refused is tried again. */
  readonly retryEveryMs?: number;
  readonly disk?: Disk;
}

const retryAfterDiskSeconds = 10;

/**
 * Opens the journal in `dir`, reads it back, and sets damaged lines aside.
 *
 * @throws Error when the folder can't be read or written
 */
export async function openInbox<Message>(options: JournalOptions): Promise<Inbox<Message>> {
  const { dir, now, log, keepIdsMs = idsKeptMs } = options;
  await mkdir(dir, { recursive: true, mode: privateFolder });
  const name = path.join(dir, "inbox.jsonl");
  const kept = await replay(name, keepIdsMs, now());
  if (kept.damaged.length > 0) await setAside(name, kept, options);
  if (kept.isTorn)
    log(`${name}: the last line was not whole and is dropped; nobody was told it was safe`);
  const isWhole = kept.damaged.length === 0 && kept.endsWell;
  const file = await openLinesFile(name, isWhole ? kept.size : undefined, options.disk);
  if (file.isBroken()) await file.replace(inPieces(linesOf(kept)));

  const health = createHealth(name, log, options.retryEveryMs);
  const fromBytes = options.compactFromBytes ?? 4 * 1024 * 1024;
  const content = (): Iterable<string> => linesOf(kept);
  const journal = createCompaction(file, { content, fromBytes, onFailure: health.note });
  const writer = createGroupWriter(journal, (error) => {
    health.note(error, file.isBroken());
    if (file.isBroken()) health.fixLater(() => writer.flush());
  });
  return createJournal<Message>(kept, {
    ...options,
    writer,
    health,
    replaceNext: () => journal.replaceNext(),
    async close() {
      health.stop();
      await writer.close();
      await file.close();
    },
  });
}

interface JournalParts extends Pick<JournalOptions, "now" | "limit"> {
  readonly writer: GroupWriter;
  readonly health: Health;
  readonly replaceNext: () => void;
  readonly close: () => Promise<void>;
}

function createJournal<Message>(kept: Kept, parts: JournalParts): Inbox<Message> {
  const { now, writer, health } = parts;
  const capacity = createCapacity(parts.limit);
  for (const line of kept.unfinished.values()) capacity.enter(line.length);
  let isClosed = false;

  const keep = async (entry: Entry, line = writeLine(entry)): Promise<void> => {
    const trouble = health.trouble();
    if (trouble !== undefined) throw new InboxClosedError(trouble, retryAfterDiskSeconds);
    try {
      await writer.write(line, () => apply(kept, entry, line));
    } catch (error) {
      throw new InboxClosedError(sentenceOf(error, "the journal"), retryAfterDiskSeconds);
    }
  };
  const take = createTaking(kept, capacity, keep);

  return {
    async take(key, message) {
      if (isClosed) throw new InboxClosedError("the relay is stopping; post it again", 5);
      kept.ids.forget(now().getTime());
      return take(key, message);
    },
    has: (key) => kept.unfinished.has(key) || kept.ids.has(key),
    finish(key, { erase } = { erase: false }) {
      const line = kept.unfinished.get(key);
      if (line === undefined) return;
      const entry = { kind: "done", key, at: now().getTime() } as const;
      apply(kept, entry);
      capacity.leave(line.length);
      if (erase) parts.replaceNext();
      writer.writeLater(writeLine(entry));
    },
    release: () => undefined,
    unfinished: [...kept.unfinished].map(([key, line]) => ({
      key,
      message: entryIn(line, "take")?.message as Message,
    })),
    onArrival: () => () => undefined,
    backlog: () => kept.unfinished.size,
    trouble: () => health.trouble() ?? capacity.trouble(),
    record: (topic, note) => keep({ kind: "note", topic, note }),
    notes: new Map([...kept.notes].map(([topic, line]) => [topic, entryIn(line, "note")?.note])),
    close() {
      isClosed = true;
      return parts.close();
    },
  };
}

function entryIn<Kind extends Entry["kind"]>(
  line: string,
  kind: Kind,
): Extract<Entry, { kind: Kind }> | undefined {
  const entry = readLine(line.trimEnd());
  return entry?.kind === kind ? (entry as Extract<Entry, { kind: Kind }>) : undefined;
}

async function setAside(
  file: string,
  { damaged }: Replayed,
  { now, log }: JournalOptions,
): Promise<void> {
  const aside = `${file}.damaged-${now().toISOString().replace(/[:.]/g, "-")}`;
  const lines = damaged.flatMap((line) => [line, Buffer.from("\n")]);
  await writeFile(aside, Buffer.concat(lines), { flag: "a", flush: true, mode: privateFile });
  log(
    `${file}: ${damaged.length} damaged line(s) were set aside in ${aside}; look for messages that people must send again`,
  );
}
