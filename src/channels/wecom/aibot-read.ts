/**
 * What a WeCom smart robot's decrypted callback says. In a group it is only called when somebody mentions it; the
 * payload has no name and mostly no time of sending; then the time is the signed one of the request.
 *
 * @see https://developer.work.weixin.qq.com/document/path/100719
 */
import type { InboundMessage } from "../channel";
import {
  fieldsOf,
  idOf,
  itemsOf,
  momentOf,
  parseObject,
  textOf,
  type Fields,
} from "../transport/json";
import { isWholeName, soleMention, withoutMention } from "../transport/own-mention";
import { ignoredEvent, messageEvent, type ReadEvent } from "../transport/webhook-reading";
import { joinParts } from "../transport/rich-text";
import { readCardTap } from "./card";

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
  // A group's message only comes here because it mentions the robot, so the only mention in it is the robot's.
  const calledAs = botName ?? (isNamed ? lastCalledAs : soleMention(content));
  const read = (text: string): string => (isGroup ? withoutMention(text, calledAs) : text);
  const quotedText = quotedTextOf(payload);
  const message = messageOf(payload, toldAt, {
    text: read(content),
    hasWords: content.trim() !== "",
    ...(quotedText !== undefined && { quotedText: read(quotedText) }),
  });
  if (type === "event" || type === "stream" || type === "")
    return { event: eventIn(payload, message), responseUrl };
  if (message === undefined) return undefined;
  const isKnown = isGroup && calledAs !== undefined && isWholeName(content, calledAs);
  return { event: messageEvent(message), responseUrl, ...(isKnown && { calledAs }) };
}

/**
 * A tap on a card; all else that happens is no message.
 *
 * @see https://developer.work.weixin.qq.com/document/path/101027
 */
function eventIn(payload: Fields, message: InboundMessage | undefined): ReadEvent {
  const { event_key } = fieldsOf(fieldsOf(payload["event"])["template_card_event"]);
  return event_key === undefined || message === undefined
    ? ignoredEvent("not_a_message", message)
    : readCardTap(textOf(event_key), message);
}

/** What is quoted comes as its words, without an id. */
function quotedTextOf(payload: Fields): string | undefined {
  if (payload["quote"] === undefined) return undefined;
  const quote = fieldsOf(payload["quote"]);
  return contentOf(quote, textOf(quote["msgtype"])).trim();
}

function messageOf(
  payload: Fields,
  sentAt: Date,
  {
    hasWords,
    ...said
  }: Pick<InboundMessage, "text" | "quotedText"> & { readonly hasWords: boolean },
): InboundMessage | undefined {
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
    ...said,
    sentAt,
    quotedMessageId: undefined,
    ...(isGroup && hasWords && { isAddressed: true as const }),
  };
}

function contentOf(payload: Fields, type: string): string {
  if (type === "mixed") {
    const items = itemsOf(fieldsOf(payload["mixed"])["msg_item"]).map(fieldsOf);
    return joinParts(items.map((item) => fieldsOf(item["text"])["content"]));
  }
  // Speech comes as the words that WeCom heard.
  return type === "text" || type === "voice" ? textOf(fieldsOf(payload[type])["content"]) : "";
}
