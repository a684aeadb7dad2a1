/** The ids by which the ledger and the inbox know a message. */
import type { InboundMessage } from "../channels/channel";

/** `platform:group` as the 设置 tab lists it; the group is empty in a direct message. */
export function placeOf(message: Pick<InboundMessage, "platform" | "groupId">): string {
  return `${message.platform}:${message.groupId ?? ""}`;
}

export function idInPlace(
  message: Pick<InboundMessage, "platform" | "groupId">,
  messageId: string,
): string {
  return `${placeOf(message)}:${messageId}`;
}

/** The id of the first message of the thread that a message was written in. */
export function threadOf(message: InboundMessage): string | undefined {
  return message.threadId === undefined ? undefined : idInPlace(message, message.threadId);
}

/**
 * The 消息ID of what a message causes: of an edited or deleted event with the event's own time behind it.
 *
 * @example ledgerId({ type: "message", platform: "generic", groupId: "g1", messageId: "m1", … }) // "generic:g1:m1"
 */
export function ledgerId(message: InboundMessage): string {
  const id = idInPlace(message, message.messageId);
  return message.type === "message" ? id : `${id}@${message.sentAt.getTime()}`;
}

/** A repeat is the same type, place and message; of an edited message also the event's time. */
export function inboxKey(message: InboundMessage): string {
  const id = idInPlace(message, message.messageId);
  return message.type === "edited"
    ? `edited:${id}@${message.sentAt.getTime()}`
    : `${message.type}:${id}`;
}

/** A person, wherever they write. */
export function personOf({
  platform,
  senderId,
}: Pick<InboundMessage, "platform" | "senderId">): string {
  return `${platform}:${senderId}`;
}

/** One person in one place: whose questions and order belong together. */
export function conversationOf(message: InboundMessage): string {
  return `${placeOf(message)}:${message.senderId}`;
}
