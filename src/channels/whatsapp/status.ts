/**
 * What Meta tells later of what was sent. It takes a message first and finds out afterwards that it can't be delivered
 * (outside the 24-hour window, say), so a failure comes as a status.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 */
import type { LateFailure } from "../channel";
import { fieldsOf, idOf, itemsOf, momentOf, textOf, type Fields } from "../transport/json";
import { ignoredEvent, type ReadEvent } from "../transport/webhook-reading";
import { errorWords } from "./error-words";

export function readStatus(status: Fields, platform: string): ReadEvent {
  const messageId = idOf(status["id"]);
  const groupId = status["recipient_type"] === "group" ? idOf(status["recipient_id"]) : undefined;
  const sentAt = momentOf(status["timestamp"], 1);
  const failure = failureOf(status, platform);
  return {
    ...ignoredEvent("status_update", {
      ...(messageId !== undefined && { messageId }),
      ...(groupId !== undefined && { groupId }),
      ...(sentAt !== undefined && { sentAt }),
    }),
    ...(failure !== undefined && { failure }),
  };
}

function failureOf(status: Fields, platform: string): LateFailure | undefined {
  const messageId = idOf(status["id"]);
  // One member of a group whom it didn't reach: the others have it.
  const isWhole = status["recipient_participant_id"] === undefined;
  if (status["status"] !== "failed" || !isWhole || messageId === undefined) return undefined;
  const error = fieldsOf(itemsOf(status["errors"])[0]);
  const reason = [textOf(error["code"]), errorWords(error)].join(" ").trim().slice(0, 200);
  return { messageId, reason: `${platform}: ${reason || "failed"}` };
}
