/**
 * What a WeCom smart robot's decrypted callback says. In a group it is only called when somebody mentions it; the
 * payload has no name and mostly no time of sending; then the time is the signed one of the request.
 *
 * @see https://developer.work.weixin.qq.com/document/path/100719
 */
import type { InboundMessage } from "../channel";
import { fieldsOf, idOf, itemsOf, momentOf, parseObject, textOf } from "../json";
import type { Fields } from "../json";
import { ignoredEvent, messageEvent } from "../readings";
import type { ReadEvent } from "../readings";

export interface AibotReading {
  readonly event: ReadEvent;
  /** Where this message may be answered, once, within an hour. */
  readonly responseUrl: string | undefined;
}

/** undefined: not what WeCom sends. `botName`: its name in the group, where it is known. */
export function readAibot(
  json: string,
  { sentAt, botName }: { readonly sentAt: Date; readonly botName?: string | undefined },
): AibotReading | undefined {
  const payload = parseObject(json);
  if (payload === undefined) return undefined;
  const responseUrl = textOf(payload["response_url"]) || undefined;
  const type = textOf(payload["msgtype"]);
  const toldAt = momentOf(payload["create_time"], 1) ?? sentAt;
  const message = messageOf(payload, toldAt, textIn(payload, type, botName));
  if (type === "event" || type === "stream" || type === "") {
    return { event: ignoredEvent("not_a_message", message), responseUrl };
  }
  return message === undefined ? undefined : { event: messageEvent(message), responseUrl };
}

function messageOf(payload: Fields, sentAt: Date, text: string): InboundMessage | undefined {
  const messageId = idOf(payload["msgid"]);
  const senderId = idOf(fieldsOf(payload["from"])["userid"]);
  const isGroup = payload["chattype"] === "group";
  const groupId = isGroup ? idOf(payload["chatid"]) : undefined;
  if (messageId === undefined || senderId === undefined) return undefined;
  if (isGroup && groupId === undefined) return undefined;
  return {
    type: "message",
    platform: "wecom-aibot",
    messageId,
    groupId,
    senderId,
    senderName: "",
    text,
    sentAt,
    quotedMessageId: undefined,
    mentions: [],
  };
}

function textIn(payload: Fields, type: string, botName: string | undefined): string {
  const content = contentOf(payload, type);
  return payload["chattype"] === "group" ? withoutAddress(content, botName) : content;
}

function contentOf(payload: Fields, type: string): string {
  if (type === "mixed") {
    return itemsOf(fieldsOf(payload["mixed"])["msg_item"])
      .map((item) => textOf(fieldsOf(fieldsOf(item)["text"])["content"]).trim())
      .filter((text) => text !== "")
      .join("\n");
  }
  // Speech comes as the words that WeCom heard.
  return type === "text" || type === "voice" ? textOf(fieldsOf(payload[type])["content"]) : "";
}

/** Without the mention that called the robot: by its name, or else the first word when that is a mention. */
function withoutAddress(text: string, botName: string | undefined): string {
  if (botName === undefined) return text.trim().replace(/^@\S+\s*/u, "");
  const [first = "", ...rest] = text.split(`@${botName}`);
  // A mention is followed by one space of its own, which goes with it.
  return [first, ...rest.map((piece) => piece.replace(/^[ \u2005\u00a0]/u, ""))].join("").trim();
}
