/**
 * A platform may take a message and tell only later that it did not arrive. In: what was delivered for which
 * entries of 播报, and such failures, in either order. Out: the entries that failed after all. What was delivered is
 * kept in the journal too, the newest of three days, so that a failure counts also when it is told after a restart.
 */
import type { LateFailure } from "../channels/channel";
import type { Broadcast } from "../inventory/movements/broadcast";
import type { Notebook } from "../inbox/notebook";
import { createRecentMap } from "../recent-map";
import type { Sent } from "./target";

export interface LateFailures {
  /** What became of a message that stands for these entries, given what was told of it so far. */
  settled(platform: string, keys: readonly string[], sent: Sent): Sent;
  /** The entries that stood as sent, each with its reason. */
  told(platform: string, failures: readonly LateFailure[]): readonly FailedEntry[];
  /** These stand as failed now. */
  written(failedKeys: readonly string[]): void;
  /** Of entries that stand as sent, those that failed just before a stop that came sooner than the sheet; each once. */
  unwritten(entries: readonly Pick<Broadcast, "key" | "status">[]): readonly FailedEntry[];
}

export interface FailedEntry {
  readonly key: string;
  readonly reason: string;
}

/** A message that the platform took. */
interface Delivered {
  readonly keys: readonly string[];
  /** ms */
  readonly at: number;
  /** Set once it is told that it did not arrive. */
  readonly reason?: string | undefined;
}

/** Of each kind: a flood can fill neither memory nor disk. */
const most = 1000;
const keepMs = 3 * 24 * 60 * 60_000;
const topicHead = "delivered ";

export function createLateFailures(notebook: Notebook, now: () => Date): LateFailures {
  const delivered = deliveredBefore(notebook.notes);
  const reasonBefore = new Map(
    [...delivered.values()].flatMap(({ keys, reason }) =>
      reason === undefined ? [] : keys.map((key) => [key, reason] as const),
    ),
  );
  /** Told before the message's own answer came. */
  const early = createRecentMap<string>(most);
  const idOf = (platform: string, messageId: string): string => `${platform}:${messageId}`;
  // Losing a note loses a reason in 播报, never a message.
  const note = (id: string, what: Delivered | undefined): void =>
    void notebook.record(topicHead + id, what).catch(() => undefined);

  function keep(id: string, one: Delivered): void {
    delivered.delete(id);
    delivered.set(id, one);
    note(id, one);
    forgetOld();
  }

  function forget(id: string): void {
    delivered.delete(id);
    note(id, undefined);
  }

  function forgetOld(): void {
    const since = now().getTime() - keepMs;
    for (const [id, { at }] of delivered) {
      if (at >= since && delivered.size <= most) break;
      forget(id);
    }
  }

  forgetOld();
  return {
    settled(platform, keys, sent) {
      if (sent.kind !== "delivered" || sent.messageId === undefined) return sent;
      const id = idOf(platform, sent.messageId);
      const known = delivered.get(id);
      const reason = early.get(id) ?? known?.reason;
      if (reason !== undefined) return { kind: "given-up", reason };
      // Several entries may have shared one message.
      keep(id, { keys: [...(known?.keys ?? []), ...keys], at: now().getTime() });
      return sent;
    },
    told: (platform, failures) =>
      failures.flatMap(({ messageId, reason }) => {
        const id = idOf(platform, messageId);
        const one = delivered.get(id);
        if (one === undefined) {
          early.set(id, reason);
          return [];
        }
        keep(id, { ...one, reason });
        return one.keys.map((key) => ({ key, reason }));
      }),
    written(failedKeys) {
      const failed = new Set(failedKeys);
      for (const [id, { keys, reason }] of delivered) {
        if (reason !== undefined && keys.every((key) => failed.has(key))) forget(id);
      }
    },
    unwritten(entries) {
      if (reasonBefore.size === 0) return [];
      const sent = entries.filter(({ status }) => status === "sent");
      return sent.flatMap(({ key }) => {
        const reason = reasonBefore.get(key);
        reasonBefore.delete(key);
        return reason === undefined ? [] : [{ key, reason }];
      });
    },
  };
}

/** What the journal still knows, oldest first. */
function deliveredBefore(notes: ReadonlyMap<string, unknown>): Map<string, Delivered> {
  const found = new Map<string, Delivered>();
  for (const [topic, note] of notes) {
    if (topic.startsWith(topicHead) && isDelivered(note))
      found.set(topic.slice(topicHead.length), note);
  }
  return found;
}

function isDelivered(note: unknown): note is Delivered {
  if (typeof note !== "object" || note === null) return false;
  const { keys, at, reason } = note as Record<string, unknown>;
  return (
    Array.isArray(keys) &&
    keys.every((key) => typeof key === "string") &&
    typeof at === "number" &&
    (reason === undefined || typeof reason === "string")
  );
}
