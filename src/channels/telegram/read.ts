/**
 * What a Telegram update says: messages and edits of people (and of anonymous admins) in groups and direct chats, and
 * taps on buttons. The Bot API never tells of deletions.
 *
 * @see https://core.telegram.org/bots/api#update
 */
import type { IgnoredAbout, InboundMessage } from "../channel";
import {
  fieldsOf,
  idOf,
  momentOf,
  nameOf,
  parseObject,
  textOf,
  type Fields,
} from "../transport/json";
import { ignoredEvent, messageEvent, timed, type ReadEvent } from "../transport/webhook-reading";
import { readTapData, tapEvent } from "../transport/tap-data";
import { readText, type TelegramBot } from "./text";

export interface TelegramContext {
  readonly bot: TelegramBot;
  readonly arrivedAt: Date;
}

/** undefined: not what Telegram sends. */
export function readTelegram(body: Buffer, context: TelegramContext): ReadEvent | undefined {
  const update = parseObject(body);
  if (update === undefined) return undefined;
  if (update["message"] !== undefined)
    return readMessage(fieldsOf(update["message"]), "message", context);
  if (update["edited_message"] !== undefined) {
    return readMessage(fieldsOf(update["edited_message"]), "edited", context);
  }
  if (update["callback_query"] !== undefined)
    return readTap(fieldsOf(update["callback_query"]), context);
  return ignoredEvent("not_a_message", chatOf(update));
}

const tapPrefix = "tap-";

/** The id by which a tap is answered, where the message is one. */
export function callbackIdOf({ tap, messageId }: InboundMessage): string | undefined {
  return tap === undefined ? undefined : messageId.slice(tapPrefix.length);
}

/** @see https://core.telegram.org/bots/api#callbackquery */
function readTap(query: Fields, { arrivedAt }: TelegramContext): ReadEvent | undefined {
  const messageId = idOf(`${tapPrefix}${textOf(query["id"])}`);
  const sender = senderOf({ from: query["from"] });
  const asked = fieldsOf(query["message"]);
  const chat = fieldsOf(asked["chat"]);
  const chatId = idOf(chat["id"]);
  if (messageId === undefined || messageId === tapPrefix) return undefined;
  if (chatId === undefined || sender === undefined) return ignoredEvent("not_a_message");
  const groupId = chat["type"] === "private" ? undefined : chatId;
  const who = { groupId, senderId: sender.id, senderName: sender.name };
  const data = readTapData(textOf(query["data"]));
  if (data === undefined) return ignoredEvent("not_a_message", { ...who, messageId });
  return tapEvent({
    ...{ ...who, platform: "telegram", messageId, data, arrivedAt },
    sentAt: undefined,
    answerTo: idOf(asked["message_id"]),
  });
}

/** The chat of what is no message of a person: a channel's post, a change of members. */
function chatOf(update: Fields): IgnoredAbout {
  const kinds = ["channel_post", "edited_channel_post", "my_chat_member", "chat_member"];
  const event = kinds.map((kind) => fieldsOf(update[kind])).find(({ chat }) => chat !== undefined);
  const groupId = idOf(fieldsOf(event?.["chat"])["id"]);
  const messageId = idOf(event?.["message_id"]);
  return {
    ...(groupId !== undefined && { groupId }),
    ...(messageId !== undefined && { messageId }),
  };
}

interface Sender {
  readonly id: string;
  readonly name: string;
}

function readMessage(
  message: Fields,
  type: InboundMessage["type"],
  { bot, arrivedAt }: TelegramContext,
): ReadEvent | undefined {
  const chat = fieldsOf(message["chat"]);
  const chatId = idOf(chat["id"]);
  const messageId = idOf(message["message_id"]);
  const sender = senderOf(message);
  if (chatId === undefined || messageId === undefined || sender === undefined) return undefined;
  const originalSentAt = momentOf(message["date"], 1);
  const { text, callsBot } = readText(message, bot);
  const read: InboundMessage = {
    type,
    platform: "telegram",
    messageId,
    groupId: chat["type"] === "private" ? undefined : chatId,
    senderId: sender.id,
    senderName: sender.name,
    text,
    ...timed(momentOf(message[type === "edited" ? "edit_date" : "date"], 1), arrivedAt),
    quotedMessageId: quotedOf(message),
    ...threadOf(message),
    ...(isForwarded(message, sender) && { isForwarded: true as const }),
    ...addressOf(message, bot, callsBot),
    ...(type === "edited" && originalSentAt !== undefined && { originalSentAt }),
  };
  const movedToGroupId = idOf(message["migrate_to_chat_id"]);
  if (movedToGroupId !== undefined) return ignoredEvent("group_moved", { ...read, movedToGroupId });
  const isOwn = sender.id === bot.id;
  if (isOwn || isAutomatic(message))
    return ignoredEvent(isOwn ? "own_message" : "bot_message", read);
  return messageEvent(read);
}

/** An anonymous admin speaks as the group; everybody else as themselves. */
function senderOf(message: Fields): Sender | undefined {
  const chat = fieldsOf(message["sender_chat"]);
  const from = fieldsOf(message["from"]);
  const id = idOf(chat["id"]) ?? idOf(from["id"]);
  const names = [from["first_name"], from["last_name"]].map(nameOf).filter((name) => name !== "");
  const name = chat["id"] === undefined ? names.join(" ") : nameOf(chat["title"]);
  return id === undefined ? undefined : { id, name: name || nameOf(from["username"]) };
}

/** Of another bot, or forwarded by Telegram itself from a linked channel. */
function isAutomatic(message: Fields): boolean {
  const isBot =
    fieldsOf(message["from"])["is_bot"] === true && message["sender_chat"] === undefined;
  return isBot || message["is_automatic_forward"] === true;
}

/** What heads a forum's topic, or the comments on a channel's post, counts as answered by all in it; that is no quote. */
function quotedOf(message: Fields): string | undefined {
  const quoted = fieldsOf(message["reply_to_message"]);
  const isHead =
    quoted["forum_topic_created"] !== undefined || quoted["is_automatic_forward"] === true;
  return isHead ? undefined : idOf(quoted["message_id"]);
}

/** A mention of the bot, or an answer to it. */
function addressOf(
  message: Fields,
  bot: TelegramBot,
  callsBot: boolean,
): { readonly isAddressed?: true } {
  const author = idOf(fieldsOf(fieldsOf(message["reply_to_message"])["from"])["id"]);
  const answersBot = author !== undefined && author === bot.id;
  return callsBot || answersBot ? { isAddressed: true } : {};
}

/** Outside a forum's topics a thread is only a chain of answers. */
function threadOf(message: Fields): { readonly threadId?: string } {
  const threadId = idOf(message["message_thread_id"]);
  const isTopic = message["is_topic_message"] === true;
  return isTopic && threadId !== undefined ? { threadId } : {};
}

/** One's own words stay one's own. The older names of the field are still sent by self-hosted servers. */
function isForwarded(message: Fields, sender: Sender): boolean {
  const marks = ["forward_origin", "forward_from", "forward_from_chat", "forward_date"];
  const author = fieldsOf(
    fieldsOf(message["forward_origin"])["sender_user"] ?? message["forward_from"],
  );
  return marks.some((mark) => message[mark] !== undefined) && idOf(author["id"]) !== sender.id;
}
