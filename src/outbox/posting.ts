/** An entry of 播报 as a message: a posting comes in, what the outbox takes goes out. Pure. */
import { createHash } from "node:crypto";
import type { Picture } from "../channels/channel";
import type { BroadcastType } from "../inventory/movements/broadcast";
import type { Outgoing } from "./merge";

/** One message that stands for one waiting entry, or for several of one group. */
export interface Posting {
  readonly keys: readonly string[];
  readonly type: BroadcastType;
  /** `platform:groupId`, or `platform:@account` of one person. */
  readonly group: string;
  readonly text: string;
}

/** What to do now about entries that wait; what is in neither goes on waiting. */
export interface BroadcastPlan {
  readonly post: readonly Posting[];
  /** Not to be said any more. */
  readonly drop: readonly { readonly key: string; readonly reason: string }[];
}

const kindOf = (type: BroadcastType): Outgoing["kind"] =>
  type === "alert" || type === "notice" ? type : "digest";

const idOf = (keys: readonly string[], part: number): string =>
  createHash("sha256")
    .update(`${keys.join("\n")}\n${part}`)
    .digest("hex")
    .slice(0, 32);

/** The n-th message of a posting (n from 0), with its picture; its id depends on nothing but the entries. */
export function messageOf(
  { keys, type, group }: Posting,
  part: number,
  picture: Picture | undefined,
): Outgoing {
  const colon = group.indexOf(":");
  const place = group.slice(colon + 1);
  const isPerson = place.startsWith("@");
  return {
    id: idOf(keys, part),
    kind: kindOf(type),
    platform: group.slice(0, colon),
    groupId: isPerson ? undefined : place,
    recipientId: isPerson ? place.slice(1) : undefined,
    text: picture?.alt ?? "",
    inReplyTo: [],
    mentions: [],
    picture,
    reaction: undefined,
    commit: undefined,
  };
}
