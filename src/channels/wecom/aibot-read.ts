/**
 * What a WeCom smart robot's decrypted callback says. In a group it is only called when somebody mentions it; the
 * payload has no name and mostly no time of sending; then the time is the signed one of the request.
 *
 * @see https://developer.work.weixin.qq.com/document/path/100719
 */
import type { InboundMessage } from "../channel";
import { fieldsOf, idOf, itemsOf, momentOf, parseObject, textOf } from "../transport/json";
import type { Fields } from "../transport/json";
import { spaceLeft } from "../transport/own-mention";
import { ignoredEvent, messageEvent } from "../transport/readings";
import type { ReadEvent } from "../transport/readings";

export interface AibotReading {
  readonly event: ReadEvent;
  /** Where this message may be answered, once, within an hour. */
  readonly responseUrl: string | undefined;
  /** The robot's name in the group, where the message gives it away. */
  readonly calledAs?: string | undefined;
}

interface AibotContext {
  readonly sentAt: Date;
  /** Its name in the group, where it is known for sure. */
  readonly botName?: string | undefined;
  /** What an earlier message gave away. */
  readonly lastCalledAs?: string | undefined;
}

/** undefined: not what WeCom sends. */
export function readAibot(
  json: string,
  { sentAt, botName, lastCalledAs }: AibotContext,
): AibotReading | undefined {
  const payload = parseObject(json);
  if (payload === undefined) return undefined;
  const responseUrl = textOf(payload["response_url"]) || undefined;
  const type = textOf(payload["msgtype"]);
  const toldAt = momentOf(payload["create_time"], 1) ?? sentAt;
  const content = contentOf(payload, type);
  const isGroup = payload["chattype"] === "group";
  const isNamed = lastCalledAs !== undefined && content.includes(`@${lastCalledAs}`);
  const calledAs = botName ?? (isNamed ? lastCalledAs : soleMention(content));
  const text = isGroup ? withoutAddress(content, calledAs) : content;
  const message = messageOf(payload, toldAt, text);
  if (type === "event" || type === "stream" || type === "") {
    return { event: ignoredEvent("not_a_message", message), responseUrl };
  }
  if (message === undefined) return undefined;
  return { event: messageEvent(message), responseUrl, ...(isGroup && { calledAs }) };
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

/** A group's message only comes here because it mentions the robot, so the only mention in it is the robot's. */
function soleMention(text: string): string | undefined {
  const mentions =
    text.match(/(?<![\w.-])@[^\s@\uff0c\u3002\u3001\uff1a\uff1b\uff01\uff1f,;:!?]+/gu) ?? [];
  return mentions.length === 1 ? mentions[0].slice(1) : undefined;
}

/** Without the mention that called the robot: by its name, or else the first word when that is a mention. */
function withoutAddress(text: string, botName: string | undefined): string {
  if (botName === undefined) return text.trim().replace(/^@\S+\s*/u, "");
  // A mention is followed by one space of its own.
  const joined = text
    .split(`@${botName}`)
    .reduce(
      (before, piece) =>
        before + piece.replace(/^[ \u2005\u00a0]/u, (space) => spaceLeft(before, space)),
    );
  return joined.trim();
}
