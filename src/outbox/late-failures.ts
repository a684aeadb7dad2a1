/**
 * A platform may take a message and tell only later that it did not arrive. Comes in: what was delivered for which
 * entries of 播报, and such failures, in either order; goes out: the entries that failed after all. In memory, the newest
 * few thousand: what fails, fails within moments.
 */
import type { LateFailure } from "../channels/channel";
import type { Sent } from "./outbox";

export interface LateFailures {
  /** What became of a message that stands for these entries, given what was told of it so far. */
  settled(platform: string, keys: readonly string[], sent: Sent): Sent;
  /** The entries that stood as sent, each with its reason. */
  told(platform: string, failures: readonly LateFailure[]): readonly FailedEntry[];
}

interface FailedEntry {
  readonly key: string;
  readonly reason: string;
}

const most = 5000;

function keep<Value>(kept: Map<string, Value>, id: string, value: Value): void {
  kept.set(id, value);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}

export function createLateFailures(): LateFailures {
  const keysOf = new Map<string, readonly string[]>();
  const reasonOf = new Map<string, string>();
  const idOf = (platform: string, messageId: string): string => `${platform}:${messageId}`;
  return {
    settled(platform, keys, sent) {
      if (sent.kind !== "delivered" || sent.messageId === undefined) return sent;
      const id = idOf(platform, sent.messageId);
      const reason = reasonOf.get(id);
      if (reason !== undefined) return { kind: "given-up", reason };
      // Several entries may have shared one message.
      keep(keysOf, id, [...(keysOf.get(id) ?? []), ...keys]);
      return sent;
    },
    told: (platform, failures) =>
      failures.flatMap(({ messageId, reason }) => {
        const id = idOf(platform, messageId);
        keep(reasonOf, id, reason);
        return (keysOf.get(id) ?? []).map((key) => ({ key, reason }));
      }),
  };
}
