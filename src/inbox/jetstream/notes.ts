/** Notes of one spreadsheet in a bucket that every worker reads: the newest of each topic, forgotten ones without a trace. */
import { InboxClosedError } from "../../errors";
import type { Notebook } from "../notebook";
import type { MessageStream } from "./connection";
import { noteKeyOf, topicOf } from "./subjects";

const retryAfterSeconds = 10;

/** @throws Error when the server can't be asked */
export async function openNotes(
  { notes: bucket, jsm }: Pick<MessageStream, "notes" | "jsm">,
  spreadsheetId: string,
): Promise<
  Notebook & {
    /** Resolves when all that was recorded is safe, or refused. */
    settled(): Promise<unknown>;
  }
> {
  const notes = new Map<string, unknown>();
  for await (const entry of await bucket.history({ key: `${spreadsheetId}.>` })) {
    if (entry.operation === "PUT") notes.set(topicOf(entry.key), entry.json());
  }
  const writing = new Map<string, Promise<unknown>>();

  async function write(topic: string, note: unknown): Promise<void> {
    const key = noteKeyOf(spreadsheetId, topic);
    // A deletion would leave a mark for each question that was ever asked.
    if (note === undefined) await jsm.streams.purge("KV_notes", { filter: `$KV.notes.${key}` });
    else await bucket.put(key, JSON.stringify(note));
  }

  return {
    notes,
    async record(topic, note) {
      const before = writing.get(topic) ?? Promise.resolve();
      const written = before.catch(() => undefined).then(() => write(topic, note));
      writing.set(topic, written);
      try {
        await written;
      } catch {
        throw new InboxClosedError("NATS did not say that the note is safe", retryAfterSeconds);
      } finally {
        if (writing.get(topic) === written) writing.delete(topic);
      }
    },
    settled: () => Promise.allSettled(writing.values()),
  };
}
