/**
 * What Twilio tells later of what was sent. It takes a message first and finds out afterwards that it can't be delivered,
 * so a failure comes as a status: of a direct message as such, of a Conversation's for each of its members apart.
 *
 * @see https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
import type { LateFailure } from "../channel";
import { idOf } from "../transport/json";
import { ignoredEvent, type ReadEvent } from "../transport/webhook-reading";
import { errorWords } from "./error-words";

/** The status of a message that was sent, or undefined where the form tells of one that came in. */
export function readStatus(form: URLSearchParams): ReadEvent | undefined {
  const status = form.get("MessageStatus") ?? form.get("SmsStatus") ?? "received";
  const messageId = idOf(form.get("MessageSid"));
  if (messageId === undefined || status === "received" || status === "receiving") return undefined;
  const failure = failureOf(messageId, status, form.get("ErrorCode") ?? "");
  return {
    ...ignoredEvent("status_update", { messageId }),
    ...(failure !== undefined && { failure }),
  };
}

/** Whom it reached of a conversation. One member whom it didn't reach is no failure: the others have it. */
export function readDeliveryUpdate(form: URLSearchParams): ReadEvent {
  const messageId = idOf(form.get("MessageSid"));
  const groupId = idOf(form.get("ConversationSid"));
  return ignoredEvent("status_update", {
    ...(messageId !== undefined && { messageId }),
    ...(groupId !== undefined && { groupId }),
  });
}

function failureOf(messageId: string, status: string, code: string): LateFailure | undefined {
  if (status !== "failed" && status !== "undelivered") return undefined;
  const known = /^\d{1,10}$/.test(code) ? [code, errorWords(code)] : [];
  return {
    messageId,
    reason: ["twilio:", ...(known.length > 0 ? known : [status])].join(" ").trim(),
  };
}
