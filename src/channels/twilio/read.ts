/**
 * What Twilio's form says. Programmable Messaging: direct messages, without a time. Conversations: Twilio's own groups,
 * which fan out to each member's direct chat; with edits and removals.
 *
 * @see https://www.twilio.com/docs/conversations/conversations-webhooks
 */
import type { InboundMessage } from "../channel";
import { idOf, nameOf } from "../transport/json";
import { ignoredEvent, messageEvent, timed, type ReadEvent } from "../transport/webhook-reading";
import { readDeliveryUpdate, readStatus } from "./status";

export interface TwilioContext {
  /** Our own number, as Twilio writes it. */
  readonly from?: string | undefined;
  readonly arrivedAt: Date;
}

export function readTwilio(form: URLSearchParams, context: TwilioContext): ReadEvent {
  // The status of a WhatsApp message has an EventType too: READ, UNDELIVERED.
  const isConversation = form.get("EventType")?.startsWith("on") === true;
  return isConversation
    ? readConversation(form, context)
    : (readStatus(form) ?? readMessage(form, context));
}

const eventTypes = new Map<string, InboundMessage["type"]>([
  ["onMessageAdded", "message"],
  ["onMessageUpdated", "edited"],
  ["onMessageRemoved", "deleted"],
]);

function readConversation(form: URLSearchParams, context: TwilioContext): ReadEvent {
  if (form.get("EventType") === "onDeliveryUpdated") return readDeliveryUpdate(form);
  const type = eventTypes.get(form.get("EventType") ?? "");
  const message = type === undefined ? undefined : conversationMessage(form, type, context);
  if (message === undefined) return ignoredEvent("not_a_message");
  // What was posted through the API is our own.
  const isOwn = form.get("Source") === "API" || message.senderId === context.from;
  return isOwn ? ignoredEvent("own_message", message) : messageEvent(message);
}

function conversationMessage(
  form: URLSearchParams,
  type: InboundMessage["type"],
  { arrivedAt }: TwilioContext,
): InboundMessage | undefined {
  const messageId = idOf(form.get("MessageSid"));
  const groupId = idOf(form.get("ConversationSid"));
  const senderId = idOf(form.get("Author"));
  if (messageId === undefined || groupId === undefined) return undefined;
  if (senderId === undefined && type !== "deleted") return undefined;
  const time = momentIn(
    form,
    type === "message" ? ["DateCreated"] : ["DateUpdated", "DateRemoved"],
  );
  const originalSentAt = momentIn(form, ["DateCreated"]);
  return {
    type,
    platform: "twilio",
    messageId,
    groupId,
    senderId: senderId ?? "",
    senderName: "",
    text: form.get("Body") ?? "",
    ...timed(time, arrivedAt),
    quotedMessageId: undefined,
    ...(isForwarded(form) && { isForwarded: true as const }),
    ...(type === "edited" && originalSentAt !== undefined && { originalSentAt }),
  };
}

function readMessage(form: URLSearchParams, { from, arrivedAt }: TwilioContext): ReadEvent {
  const messageId = idOf(form.get("MessageSid"));
  const senderId = idOf(form.get("From"));
  if (messageId === undefined || senderId === undefined) return ignoredEvent("not_a_message");
  const message: InboundMessage = {
    type: "message",
    platform: "twilio",
    messageId,
    groupId: undefined,
    senderId,
    senderName: nameOf(form.get("ProfileName")),
    // A tapped button says what stands on it.
    text: form.get("Body") || (form.get("ButtonText") ?? ""),
    ...timed(undefined, arrivedAt),
    quotedMessageId: idOf(form.get("OriginalRepliedMessageSid")),
    ...(isForwarded(form) && { isForwarded: true as const }),
  };
  return senderId === from ? ignoredEvent("own_message", message) : messageEvent(message);
}

/** @see https://www.twilio.com/docs/messaging/guides/webhook-request */
function isForwarded(form: URLSearchParams): boolean {
  return ["Forwarded", "FrequentlyForwarded"].some((mark) => form.get(mark) === "true");
}

function momentIn(form: URLSearchParams, names: readonly string[]): Date | undefined {
  const moments = names.map((name) => new Date(form.get(name) ?? NaN));
  return moments.find((moment) => !Number.isNaN(moment.getTime()));
}
