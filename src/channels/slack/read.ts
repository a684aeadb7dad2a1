/**
 * What a Slack event says: messages of people in channels and direct chats, their edits and deletions. A mention of the
 * app comes twice under one ts, once as app_mention; the (channel, ts) tells the repeat.
 *
 * @see https://docs.slack.dev/reference/events/message
 */
import type { InboundMessage } from "../channel";
import { fieldsOf, idOf, itemsOf, momentOf, textOf, type Fields } from "../transport/json";
import { ignoredEvent, messageEvent, type ReadEvent } from "../transport/webhook-reading";
import { readMarkup } from "./text";

export interface SlackContext {
  /** undefined: taken from the event's authorizations. */
  readonly botUserId?: string | undefined;
  readonly arrivedAt: Date;
}

/** Subtypes under which people write. */
const written = new Set(["", "file_share", "thread_broadcast", "me_message"]);

export function readSlack(payload: Fields, context: SlackContext): ReadEvent {
  const event = fieldsOf(payload["event"]);
  const isMessage = event["type"] === "message" || event["type"] === "app_mention";
  const channel = idOf(event["channel"]);
  if (payload["type"] !== "event_callback" || !isMessage || channel === undefined) {
    return ignoredEvent("not_a_message");
  }
  const groupId = isDirect(event, channel) ? undefined : channel;
  const reader = { ...context, botUserId: context.botUserId ?? botIn(payload), groupId };
  const isDeleted = event["subtype"] === "message_deleted" || isTombstone(event);
  if (isDeleted) return readDeleted(event, reader);
  return event["subtype"] === "message_changed"
    ? readChanged(event, reader)
    : readNew(event, reader);
}

function readNew(event: Fields, reader: Reader): ReadEvent {
  const read = messageOf(event, reader);
  if (read === undefined) return ignoredEvent("not_a_message");
  if (isOwn(event, reader.botUserId)) return ignoredEvent("own_message", read);
  const isWritten = written.has(textOf(event["subtype"])) && read.senderId !== "";
  return isWritten ? messageEvent(read) : ignoredEvent("not_a_message", read);
}

interface Reader {
  readonly botUserId: string | undefined;
  readonly groupId: string | undefined;
  readonly arrivedAt: Date;
}

function messageOf(
  event: Fields,
  { botUserId, groupId, arrivedAt }: Reader,
): InboundMessage | undefined {
  const messageId = idOf(event["ts"]);
  if (messageId === undefined) return undefined;
  const { text, callsBot } = readMarkup(textOf(event["text"]), botUserId);
  const thread = idOf(event["thread_ts"]);
  return {
    type: "message",
    platform: "slack",
    messageId,
    groupId,
    senderId: idOf(event["user"]) ?? idOf(event["bot_id"]) ?? "",
    senderName: "",
    text,
    sentAt: momentOf(messageId, 1) ?? arrivedAt,
    quotedMessageId: undefined,
    ...(thread !== undefined && { threadId: thread }),
    ...((callsBot || event["type"] === "app_mention") && { isAddressed: true as const }),
  };
}

/** Slack also calls it a change when a link gets its preview; then the text is the same. */
function readChanged(event: Fields, reader: Reader): ReadEvent {
  const changed = fieldsOf(event["message"]);
  const original = messageOf(changed, reader);
  if (original === undefined) return ignoredEvent("not_a_message");
  const originalSentAt = original.sentAt;
  const read: InboundMessage = {
    ...original,
    ...eventOf(event, reader),
    type: "edited",
    originalSentAt,
  };
  if (isOwn(changed, reader.botUserId)) return ignoredEvent("own_message", read);
  const isSame = changed["text"] === fieldsOf(event["previous_message"])["text"];
  return isSame ? ignoredEvent("text_unchanged", read) : messageEvent(read);
}

function readDeleted(event: Fields, reader: Reader): ReadEvent {
  const previous = fieldsOf(event["previous_message"]);
  const original = messageOf({ ...previous, ts: event["deleted_ts"] ?? previous["ts"] }, reader);
  if (original === undefined) return ignoredEvent("not_a_message");
  const read: InboundMessage = { ...original, ...eventOf(event, reader), type: "deleted" };
  return isOwn(previous, reader.botUserId) ? ignoredEvent("own_message", read) : messageEvent(read);
}

/** A deleted message that a thread hangs on is changed into a stone. */
function isTombstone(event: Fields): boolean {
  return fieldsOf(event["message"])["subtype"] === "tombstone";
}

/** The event's own id and time, beside those of the message that it is about. */
function eventOf(
  event: Fields,
  { arrivedAt }: Reader,
): Pick<InboundMessage, "sentAt"> & { readonly eventId?: string } {
  const eventId = idOf(event["ts"]) ?? idOf(event["event_ts"]);
  return {
    sentAt: momentOf(event["event_ts"] ?? event["ts"], 1) ?? arrivedAt,
    ...(eventId !== undefined && { eventId }),
  };
}

function isOwn(message: Fields, botUserId: string | undefined): boolean {
  const isBot = message["bot_id"] !== undefined || message["subtype"] === "bot_message";
  return isBot || (botUserId !== undefined && message["user"] === botUserId);
}

function isDirect(event: Fields, channel: string): boolean {
  return event["channel_type"] === undefined
    ? channel.startsWith("D")
    : event["channel_type"] === "im";
}

function botIn(payload: Fields): string | undefined {
  const authorization = itemsOf(payload["authorizations"])
    .map(fieldsOf)
    .find(({ is_bot }) => is_bot === true);
  return idOf(authorization?.["user_id"]);
}
