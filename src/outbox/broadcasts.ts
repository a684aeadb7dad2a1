/**
 * The 播报 tab as an outbox that survives a restart: what waits there is sent once, and what became of it is written
 * back. An entry is claimed in memory while it is on its way; between sending and writing back a crash sends it again
 * under the same id, which a platform or bridge can tell.
 */
import { createHash } from "node:crypto";
import type { LateFailure, Picture } from "../channels/channel";
import type { Broadcast, BroadcastType } from "../inventory/broadcast";
import type { BroadcastSettlement, Snapshot, Stockroom } from "../sheet/stockroom";
import { createLateFailures } from "./late-failures";
import type { Outgoing } from "./merge";
import type { Outbox, Sent } from "./outbox";
import { createSettling } from "./settling";

/** One message that stands for one waiting entry, or for several of one group. */
export interface Posting {
  readonly keys: readonly string[];
  readonly type: BroadcastType;
  /** `platform:groupId`. */
  readonly group: string;
  readonly text: string;
}

/** What to do now about entries that wait; what is in neither goes on waiting. */
export interface BroadcastPlan {
  readonly post: readonly Posting[];
  /** Not to be said any more. */
  readonly drop: readonly { readonly key: string; readonly reason: string }[];
}

export interface BroadcastNeeds {
  readonly stockroom: Pick<Stockroom, "settle">;
  readonly outbox: Pick<Outbox, "send">;
  readonly planFor: (waiting: readonly Broadcast[], snapshot: Snapshot) => BroadcastPlan;
  /** Accounts that a posting mentions. */
  readonly mentionsFor: (posting: Posting, snapshot: Snapshot) => readonly string[];
  /** Platform ids of the messages that caused it. */
  readonly causesOf: (posting: Posting, snapshot: Snapshot) => readonly string[];
  readonly picturesFor: (posting: Posting, snapshot: Snapshot) => Promise<readonly Picture[]>;
  readonly onError: (error: unknown) => void;
}

export interface Broadcasts {
  /** Sends what is due of a snapshot's waiting entries. */
  look(snapshot: Snapshot): void;
  /** Entries that are due and not yet in the outbox. */
  waiting(): number;
  /** What a platform told, after it had taken a message: it did not arrive. */
  failedLate(platform: string, failures: readonly LateFailure[]): void;
}

/** A channel that can't be reached is tried again for this long. */
const tryForMs = 6 * 60 * 60_000;

/** As long as another relay may need to send what it announced and to write that back. */
const leaveToOthersMs = 10_000;

const kinds = {
  digest: "digest",
  weekly: "digest",
  monthly: "digest",
  alert: "alert",
  notice: "notice",
} as const satisfies Record<BroadcastType, Outgoing["kind"]>;

const idOf = (keys: readonly string[], part: number): string =>
  createHash("sha256")
    .update(`${keys.join("\n")}\n${part}`)
    .digest("hex")
    .slice(0, 32);

export function createBroadcasts(needs: BroadcastNeeds): Broadcasts {
  const { outbox, onError } = needs;
  const settle = createSettling(needs.stockroom, onError);
  const late = createLateFailures();
  /** On their way, or settled and not yet seen as settled. */
  const claimed = new Set<string>();
  /** When another relay's entries were first seen here. */
  const firstSeen = new Map<string, Date>();
  let preparing = 0;
  let underWay = 0;

  function look(snapshot: Snapshot): void {
    const waiting = snapshot.broadcasts.filter(({ status }) => status === "waiting");
    forgetSettled(waiting);
    const free = waiting.filter((entry) => !claimed.has(entry.key) && isOurs(entry, snapshot));
    if (free.length === 0) return;
    const { post, drop } = needs.planFor(free, snapshot);
    for (const posting of post) carry(posting.keys, () => send(posting, snapshot));
    for (const { key, reason } of drop) {
      carry([key], () => Promise.resolve({ kind: "given-up", reason }));
    }
  }

  /** Another relay that lives sends its own entries; what it left behind still waits when we look again. */
  function isOurs({ key, byAnother }: Broadcast, { readAt }: Snapshot): boolean {
    if (byAnother !== true) return true;
    const seenAt = firstSeen.get(key) ?? readAt;
    firstSeen.set(key, seenAt);
    return readAt.getTime() - seenAt.getTime() >= leaveToOthersMs;
  }

  /** A key that no longer waits needs no claim. */
  function forgetSettled(waiting: readonly Broadcast[]): void {
    if (underWay > 0) return;
    const keys = new Set(waiting.map(({ key }) => key));
    for (const key of claimed) if (!keys.has(key)) claimed.delete(key);
    for (const key of firstSeen.keys()) if (!keys.has(key)) firstSeen.delete(key);
  }

  function carry(keys: readonly string[], work: () => Promise<Sent>): void {
    for (const key of keys) claimed.add(key);
    underWay += keys.length;
    void work()
      .catch((error: unknown): Sent => {
        onError(error);
        return { kind: "given-up", reason: error instanceof Error ? error.message : String(error) };
      })
      .then((sent) => {
        underWay -= keys.length;
        // What the relay left behind when it stopped goes on waiting.
        if (sent.kind !== "left") settle(keys.map((key) => settlementOf(key, sent)));
      });
  }

  async function send(posting: Posting, snapshot: Snapshot): Promise<Sent> {
    const [first, ...others] = await picturesOf(posting, snapshot);
    const mentions = needs.mentionsFor(posting, snapshot);
    const message = messageOf(posting, 0, first);
    const sent = await outbox.send({
      ...message,
      text: posting.text,
      inReplyTo: needs.causesOf(posting, snapshot),
      mentions,
    });
    for (const [index, picture] of others.entries()) {
      if (sent.kind !== "delivered") break;
      await outbox.send(messageOf(posting, index + 1, picture));
    }
    return late.settled(message.platform, posting.keys, sent);
  }

  /** The text stands by itself: a picture that can't be drawn holds it back from nobody. */
  async function picturesOf(posting: Posting, snapshot: Snapshot): Promise<readonly Picture[]> {
    preparing += posting.keys.length;
    try {
      return await needs.picturesFor(posting, snapshot);
    } catch (error) {
      onError(error);
      return [];
    } finally {
      preparing -= posting.keys.length;
    }
  }

  return {
    look,
    waiting: () => preparing,
    failedLate(platform, failures) {
      const failed = late.told(platform, failures);
      if (failed.length > 0) settle(failed.map((each) => ({ ...each, status: "failed" })));
    },
  };
}

function messageOf(
  { keys, type, group }: Posting,
  part: number,
  picture: Picture | undefined,
): Outgoing {
  const colon = group.indexOf(":");
  return {
    id: idOf(keys, part),
    kind: kinds[type],
    platform: group.slice(0, colon),
    groupId: group.slice(colon + 1),
    recipientId: undefined,
    text: picture?.alt ?? "",
    inReplyTo: [],
    mentions: [],
    picture,
    reaction: undefined,
    commit: undefined,
    tryForMs,
  };
}

const settlementOf = (key: string, sent: Exclude<Sent, { kind: "left" }>): BroadcastSettlement =>
  sent.kind === "delivered"
    ? { key, status: "sent", reason: "" }
    : { key, status: "failed", reason: sent.reason };
