/**
 * From sayings to messages that people get: addressed, with the keepers mentioned where they are told, under ids that
 * stay the same when something is said again after a restart. Sending is the outbox's.
 */
import { createHash } from "node:crypto";
import type { InboundMessage, OutboundKind } from "../channels/channel";
import type { OpenQuestion } from "../inventory/decision";
import { keeperAccounts } from "../inventory/recipients";
import type { Saying } from "../inventory/saying";
import { say } from "../language/say";
import type { Outgoing } from "../outbox/merge";
import type { Snapshot } from "../sheet/stockroom";
import { ledgerId } from "./ids";

/** The reaction that stands for a receipt where 回执方式 is 表情. */
const doneReaction = "\u{1F44C}";

/** What one message is answered with: sayings, or a text that is finished already. */
export type Found =
  | { readonly kind: "sayings"; readonly sayings: readonly Saying[] }
  | { readonly kind: "text"; readonly text: string };

/** 32 hex characters that depend on nothing but what is said to which message. */
function outboundId(messageId: string, kind: OutboundKind, place: string): string {
  const seed = `${messageId}\n${kind}\n${place}`;
  return createHash("sha256").update(seed).digest("hex").slice(0, 32);
}

export interface Telling {
  /** The commit that booked it: receipts of one commit may share a message. */
  readonly commit?: string | undefined;
  /** `interim`: more will be said of the same message later (the sheet is away). `newcomer`: said of its sender. */
  readonly stage?: "interim" | "final" | "newcomer";
  /** The question that this asks. */
  readonly question?: OpenQuestion | undefined;
}

/** What to send for what was found to say; nothing where 回执方式 is 静默 and all is well. */
export function addressed(
  found: Found,
  message: InboundMessage,
  snapshot: Pick<Snapshot, "members" | "policy" | "timeZone">,
  { commit, stage = "final" }: Telling,
): readonly Outgoing[] {
  const { members, policy, timeZone } = snapshot;
  const { platform, groupId, senderId } = message;
  const utterances =
    found.kind === "text"
      ? [{ text: found.text, kind: "reply" as const, mentionsKeepers: false }]
      : say(found.sayings, { timeZone });
  return utterances
    .filter(({ kind }) => kind !== "receipt" || policy.receipts !== "silent")
    .map(({ text, kind, mentionsKeepers }, index) => ({
      id: outboundId(ledgerId(message), kind, `${stage} ${index}`),
      platform,
      kind,
      groupId,
      recipientId: groupId === undefined ? senderId : undefined,
      text,
      inReplyTo: [message.messageId],
      mentions: mentionsKeepers ? keeperAccounts(members, platform) : [],
      picture: undefined,
      reaction: kind === "receipt" && policy.receipts === "reaction" ? doneReaction : undefined,
      commit,
    }));
}
