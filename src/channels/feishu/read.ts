/**
 * What a Feishu event says, once verified: messages of people, recalls, and taps on buttons. Placeholders of mentions become names, the
 * bot's own mention goes; cards, stickers and files have no text to read.
 *
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 */
import type { IgnoredAbout, InboundMessage } from "../channel";
import {
  fieldsOf,
  idOf,
  itemsOf,
  momentOf,
  nameOf,
  parseObject,
  textOf,
  type Fields,
} from "../transport/json";
import { spaceLeft } from "../transport/own-mention";
import { ignoredEvent, messageEvent, timed, type ReadEvent } from "../transport/webhook-reading";
import { postText } from "./post";
import { readFeishuTap } from "./tap";

export interface FeishuContext {
  readonly arrivedAt: Date;
  /** undefined: not known yet; then whoever the event marks as a bot is taken for it. */
  readonly botOpenId?: string | undefined;
  /** How a mention of everybody reads. */
  readonly everyone: string;
  /** Whether this chat is known for a direct one; a recall doesn't say. */
  readonly isDirect?: (chatId: string) => boolean;
}

/** undefined: not what Feishu sends. */
export function readFeishu(payload: Fields, context: FeishuContext): ReadEvent | undefined {
  const event = fieldsOf(payload["event"]);
  switch (fieldsOf(payload["header"])["event_type"]) {
    case "im.message.receive_v1":
      return readMessage(event, context);
    case "im.message.recalled_v1":
      return readRecall(event, context);
    case "card.action.trigger":
      return readFeishuTap(payload, context.arrivedAt);
    default:
      return ignoredEvent("not_a_message", aboutOf(event));
  }
}

/** The chat and the message of a reaction, a newcomer or a receipt of reading. */
function aboutOf(event: Fields): IgnoredAbout {
  const messageId = idOf(event["message_id"]);
  const groupId = idOf(event["chat_id"]);
  return {
    ...(messageId !== undefined && { messageId }),
    ...(groupId !== undefined && { groupId }),
  };
}

function readMessage(event: Fields, context: FeishuContext): ReadEvent | undefined {
  const message = fieldsOf(event["message"]);
  const sender = fieldsOf(event["sender"]);
  const messageId = idOf(message["message_id"]);
  const chatId = idOf(message["chat_id"]);
  const senderId = idOf(fieldsOf(sender["sender_id"])["open_id"]);
  if (messageId === undefined || chatId === undefined) return undefined;
  const mentions = itemsOf(message["mentions"]).map(fieldsOf);
  const read: InboundMessage = {
    type: "message",
    platform: "feishu",
    messageId,
    groupId: message["chat_type"] === "p2p" ? undefined : chatId,
    senderId: senderId ?? "",
    senderName: "",
    text: contentOf(message, namesOf(mentions, context)),
    ...timed(momentOf(message["create_time"], 1000), context.arrivedAt),
    ...placeOf(message),
    ...(mentions.some((mention) => isBot(mention, context)) && { isAddressed: true as const }),
  };
  const isPerson = sender["sender_type"] === "user" || sender["sender_type"] === undefined;
  if (!isPerson || read.senderId === context.botOpenId) return ignoredEvent("own_message", read);
  return senderId === undefined ? undefined : messageEvent(read);
}

/** Everything in a thread answers its first message, unless it quotes another one there. */
function placeOf(message: Fields): Pick<InboundMessage, "quotedMessageId" | "threadId"> {
  const parent = idOf(message["parent_id"]);
  const root = idOf(message["root_id"]);
  const isThread = idOf(message["thread_id"]) !== undefined || parent === undefined;
  if (!isThread || root === undefined) return { quotedMessageId: parent };
  return { quotedMessageId: parent === root ? undefined : parent, threadId: root };
}

function readRecall(event: Fields, { arrivedAt, isDirect }: FeishuContext): ReadEvent | undefined {
  const messageId = idOf(event["message_id"]);
  const chatId = idOf(event["chat_id"]);
  if (messageId === undefined || chatId === undefined) return undefined;
  return messageEvent({
    type: "deleted",
    platform: "feishu",
    messageId,
    groupId: isDirect?.(chatId) === true ? undefined : chatId,
    // Feishu doesn't tell who recalled it.
    senderId: "",
    senderName: "",
    text: "",
    sentAt: recalledAt(event) ?? arrivedAt,
    quotedMessageId: undefined,
  });
}

/** Seconds in the old documents, milliseconds in the new ones. */
function recalledAt(event: Fields): Date | undefined {
  const time = textOf(event["recall_time"]);
  return momentOf(time, time.length <= 11 ? 1 : 1000);
}

function isBot(mention: Fields, { botOpenId }: FeishuContext): boolean {
  return botOpenId === undefined
    ? mention["mentioned_type"] === "bot"
    : fieldsOf(mention["id"])["open_id"] === botOpenId;
}

/** What stands in the text for each placeholder: `@name`, or "" for the bot. */
function namesOf(mentions: readonly Fields[], context: FeishuContext): ReadonlyMap<string, string> {
  const names = mentions.map((mention): [string, string] => [
    textOf(mention["key"]),
    isBot(mention, context) ? "" : `@${nameOf(mention["name"])}`,
  ]);
  return new Map([...names, ["@_all", context.everyone]]);
}

function contentOf(message: Fields, names: ReadonlyMap<string, string>): string {
  const content = parseObject(textOf(message["content"])) ?? {};
  if (message["message_type"] === "text") return withNames(textOf(content["text"]), names);
  return message["message_type"] === "post"
    ? postText(content, (text) => withNames(text, names))
    : "";
}

function withNames(text: string, names: ReadonlyMap<string, string>): string {
  const placeholders = /(@_user_\d+|@_all)([ \u00a0]?)/g;
  return text.replace(placeholders, (written, key: string, space: string, at: number) => {
    const name = names.get(key);
    if (name === undefined) return written;
    return name === "" ? spaceLeft(text.slice(0, at), space) : name + space;
  });
}
