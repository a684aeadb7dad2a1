/**
 * The 播报 tab as an outbox that survives a restart: what waits there is sent once, and what became of it is written
 * back. An entry is claimed in memory while it is on its way; between sending and writing back a crash sends it again
 * under the same id, which a platform or bridge can tell.
 */
import { createHash } from "node:crypto";
import type { Picture } from "../channels/channel";
import type { Broadcast, BroadcastType } from "../inventory/broadcast";
import type { BroadcastSettlement, Snapshot, Stockroom } from "../sheet/stockroom";
import type { Outgoing } from "./merge";
import type { Outbox, Sent } from "./outbox";

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
  readonly picturesFor: (posting: Posting, snapshot: Snapshot) => Promise<readonly Picture[]>;
  readonly onError: (error: unknown) => void;
}

export interface Broadcasts {
  /** Sends what is due of a snapshot's waiting entries. */
  look(snapshot: Snapshot): void;
  /** Entries that are on their way, or due and not yet looked at by the outbox. */
  waiting(): number;
}

/** A channel that can't be reached is tried again for this long. */
const tryForMs = 6 * 60 * 60_000;

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
  const { stockroom, outbox } = needs;
  /** On their way, or settled and not yet seen as settled. */
  const claimed = new Set<string>();
  let underWay = 0;

  function look(snapshot: Snapshot): void {
    const waiting = snapshot.broadcasts.filter(({ status }) => status === "waiting");
    forgetSettled(waiting);
    const free = waiting.filter(({ key }) => !claimed.has(key));
    if (free.length === 0) return;
    const { post, drop } = needs.planFor(free, snapshot);
    for (const posting of post) carry(posting.keys, () => send(posting, snapshot));
    for (const { key, reason } of drop) {
      carry([key], () => Promise.resolve({ kind: "given-up", reason }));
    }
  }

  /** A key that no longer waits needs no claim. */
  function forgetSettled(waiting: readonly Broadcast[]): void {
    if (underWay > 0) return;
    const keys = new Set(waiting.map(({ key }) => key));
    for (const key of claimed) if (!keys.has(key)) claimed.delete(key);
  }

  function carry(keys: readonly string[], work: () => Promise<Sent>): void {
    for (const key of keys) claimed.add(key);
    underWay += keys.length;
    void work()
      .catch((error: unknown): Sent => {
        needs.onError(error);
        return { kind: "given-up", reason: error instanceof Error ? error.message : String(error) };
      })
      .then((sent) => {
        underWay -= keys.length;
        // What the relay left behind when it stopped goes on waiting.
        if (sent.kind === "left") return;
        return stockroom.settle(keys.map((key) => settlementOf(key, sent)));
      })
      .catch(needs.onError);
  }

  async function send(posting: Posting, snapshot: Snapshot): Promise<Sent> {
    const [first, ...others] = await needs.picturesFor(posting, snapshot);
    const mentions = needs.mentionsFor(posting, snapshot);
    const sent = await outbox.send({
      ...messageOf(posting, 0, first),
      text: posting.text,
      mentions,
    });
    for (const [index, picture] of others.entries()) {
      if (sent.kind !== "delivered") break;
      await outbox.send(messageOf(posting, index + 1, picture));
    }
    return sent;
  }

  return { look, waiting: () => underWay };
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
