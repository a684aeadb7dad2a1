/**
 * What a DingTalk robot callback says, once its headers are verified. A group is only heard when it mentions the robot;
 * DingTalk has taken that mention out of the text already. There are no edits and no recalls.
 *
 * @see https://open.dingtalk.com/document/orgapp/receive-message
 */
import type { InboundMessage } from "../channel";
import { fieldsOf, idOf, itemsOf, momentOf, nameOf, textOf, type Fields } from "../transport/json";
import { withoutMention } from "../transport/own-mention";
import { ignoredEvent, messageEvent, timed, type ReadEvent } from "../transport/webhook-reading";
import { joinParts } from "../transport/rich-text";

/** Where a conversation may be answered without a token, and until when. */
export interface Session {
  readonly url: string;
  readonly until: Date;
}

export interface DingtalkReading {
  readonly event: ReadEvent;
  readonly session: Session | undefined;
}

/** undefined: not what DingTalk sends. */
export function readDingtalk(payload: Fields, arrivedAt: Date): DingtalkReading | undefined {
  const messageId = idOf(payload["msgId"]);
  const senderId = idOf(payload["senderStaffId"]) ?? idOf(payload["senderId"]);
  const conversationId = idOf(payload["conversationId"]);
  if (messageId === undefined || senderId === undefined || conversationId === undefined)
    return undefined;
  const message: InboundMessage = {
    type: "message",
    platform: "dingtalk",
    messageId,
    groupId: textOf(payload["conversationType"]) === "1" ? undefined : conversationId,
    senderId,
    senderName: nameOf(payload["senderNick"]),
    text: contentOf(payload),
    ...timed(momentOf(payload["createAt"], 1000), arrivedAt),
    quotedMessageId: quotedOf(payload),
    ...(isCall(payload) && { isAddressed: true as const }),
  };
  const isOwn =
    payload["senderId"] !== undefined && payload["senderId"] === payload["chatbotUserId"];
  return {
    event: isOwn ? ignoredEvent("own_message", message) : messageEvent(message),
    session: sessionOf(payload),
  };
}

/** A group's message in words comes only because it mentions the robot. */
function isCall(payload: Fields): boolean {
  const isText = payload["msgtype"] === "text" || payload["msgtype"] === "richText";
  return isText && textOf(payload["conversationType"]) !== "1" && payload["isInAtList"] !== false;
}

function contentOf(payload: Fields): string {
  const content = fieldsOf(payload["content"]);
  switch (payload["msgtype"]) {
    case "text":
      return textOf(fieldsOf(payload["text"])["content"]);
    case "richText":
      return richText(itemsOf(content["richText"]).map(fieldsOf), payload);
    case "audio":
      // Speech comes with the words that DingTalk heard.
      return textOf(content["recognition"]);
    default:
      return "";
  }
}

/** Parts of one line differ only in how they look; DingTalk marks a line's end, and a picture stands on its own. */
function richText(parts: readonly Fields[], payload: Fields): string {
  const text = joinParts(parts.map((part) => part["text"]));
  const isSoleMention = payload["isInAtList"] === true && itemsOf(payload["atUsers"]).length <= 1;
  return isSoleMention ? withoutMention(text, undefined) : text;
}

/** Undocumented, but sent: the quoted message stands inside the text or the content. */
function quotedOf(payload: Fields): string | undefined {
  const held = [payload["text"], payload["content"]].map((part) =>
    fieldsOf(fieldsOf(part)["repliedMsg"]),
  );
  return (
    held.map((replied) => idOf(replied["msgId"])).find((id) => id !== undefined) ??
    idOf(payload["originalMsgId"])
  );
}

function sessionOf(payload: Fields): Session | undefined {
  const url = textOf(payload["sessionWebhook"]);
  const until = momentOf(payload["sessionWebhookExpiredTime"], 1000);
  return url === "" || until === undefined ? undefined : { url, until };
}
