/**
 * Reply parts → messages to people: addressed, with keepers mentioned, under ids that stay the same when a reply is sent
 * again after a restart.
 */
import { createHash } from "node:crypto";
import type { InboundMessage, OutboundKind, Picture } from "../channels/channel";
import type { OpenQuestion } from "../inventory/decide/decision";
import { keeperAccounts } from "../inventory/people/recipients";
import type { ReplyPart } from "../inventory/reply-parts";
import { withholdFrom } from "../inventory/stocktake/withheld";
import { formatReply, type ReplyText } from "../language/replies/reply";
import type { Outgoing } from "../outbox/merge";
import type { Snapshot } from "../sheet/stockroom";
import { ledgerId } from "./message-ids";

/** The reaction that stands for a confirmation where 回执方式 is 表情. */
const doneReaction = "\u{1F44C}";

/** What one message is answered with: reply parts, or a text that is finished already. */
export type ReplyContent = readonly ReplyPart[] | string;

/** 32 hex characters that depend on nothing but what is said to which message. */
function outboundId(messageId: string, kind: OutboundKind, place: string): string {
  const seed = `${messageId}\n${kind}\n${place}`;
  return createHash("sha256").update(seed).digest("hex").slice(0, 32);
}

export interface ReplyDelivery {
  /** The commit that booked it: confirmations of one commit may share a message. */
  readonly commit?: string | undefined;
  /** `interim`: more will be said of the same message later (the sheet is away). `newcomer`: said of its sender. `prices`: besides. */
  readonly stage?: "interim" | "final" | "newcomer" | "prices";
  /** The question that this asks. */
  readonly question?: OpenQuestion | undefined;
  /** The first stands with the last text, each further one in a message of its own. */
  readonly pictures?: readonly Picture[];
}

const plainReply = { kind: "reply", mentionsKeepers: false, choices: [] } as const;

/** What to send for what was found to say; nothing where 回执方式 is 静默 and all is well. */
export function addressReplies(
  content: ReplyContent,
  message: InboundMessage,
  snapshot: Pick<Snapshot, "items" | "members" | "policy" | "stocktake" | "timeZone">,
  { commit, stage = "final", pictures = [] }: ReplyDelivery,
): readonly Outgoing[] {
  const { members, policy, timeZone } = snapshot;
  const { platform, groupId, senderId } = message;
  const replyTexts =
    typeof content === "string"
      ? [{ ...plainReply, text: content }]
      : formatReply(withholdFrom(content, snapshot), {
          timeZone,
          confirmationsApart: policy.confirmations !== "reply",
        });
  const told = replyTexts.filter(
    ({ kind }) => kind !== "confirmation" || policy.confirmations !== "silent",
  );
  const further = pictures.slice(1).map(({ alt }): ReplyText => ({ ...plainReply, text: alt }));
  return [...told, ...further].map(({ text, kind, mentionsKeepers, choices }, index) => ({
    id: outboundId(ledgerId(message), kind, `${stage} ${index}`),
    platform,
    kind,
    groupId,
    recipientId: groupId === undefined ? senderId : undefined,
    text,
    inReplyTo: [message.tap?.answerTo ?? message.messageId],
    mentions: mentionsKeepers ? keeperAccounts(members, platform) : [],
    picture: pictures[index - told.length + 1],
    reaction:
      kind === "confirmation" && policy.confirmations === "reaction" ? doneReaction : undefined,
    choices,
    commit,
  }));
}
