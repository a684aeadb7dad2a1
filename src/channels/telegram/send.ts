/**
 * Speaking in Telegram: text as a reply to what was asked, the picture uploaded with the text as its caption where that
 * fits, mentions by account. A group that has moved is followed.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 */
import { DeliveryError } from "../../errors";
import type { OutboundMessage, Picture } from "../channel";
import { baseOf } from "../transport/addresses";
import {
  createApiClient,
  refusal,
  retryAfter,
  type PlatformAnswer,
  type PlatformCall,
} from "../transport/api-call";
import { fieldsOf, idOf, textOf, type Fields } from "../transport/json";
import { withPicture, type Part } from "../transport/part-sender";
import { pictureForm } from "../transport/picture-form";
import { createRecentMap } from "../../recent-map";
import { splitText } from "../transport/split-text";
import { writeTapData } from "../transport/tap-data";

export interface TelegramApiConfig {
  readonly botToken: string;
  readonly apiUrl?: string | undefined;
}

export interface TelegramApi {
  /** One method of the Bot API; its `result`. @throws DeliveryError */
  call(method: string, content: PlatformCall): Promise<unknown>;
  /** Sends to the chat, or to the one that it has become; the message's id. @throws DeliveryError */
  sendTo(
    chatId: string,
    method: string,
    contentFor: (chat: string) => PlatformCall,
  ): Promise<string | undefined>;
}

/** How somebody who is mentioned is called, where it is known. */
export type NameOf = (account: string) => string | undefined;

export const textLimit = { most: 4096, unit: "characters" } as const;
const captionLength = 1024;
const dataBytes = 64;

export function createTelegramApi(config: TelegramApiConfig, fetchFrom: typeof fetch): TelegramApi {
  const base = `${baseOf(config.apiUrl, "https://api.telegram.org")}/bot${config.botToken}`;
  const callTelegram = createApiClient("telegram", fetchFrom);
  const movedTo = createRecentMap<string>();
  const sendTo: TelegramApi["sendTo"] = async (chatId, method, contentFor) => {
    const chat = movedTo.get(chatId) ?? chatId;
    const answer = await callTelegram(`${base}/${method}`, contentFor(chat));
    const moved = idOf(fieldsOf(answer.json["parameters"])["migrate_to_chat_id"]);
    if (moved !== undefined && movedTo.get(chatId) === undefined) {
      movedTo.set(chatId, moved);
      return sendTo(chatId, method, contentFor);
    }
    return idOf(fieldsOf(takenFrom(answer))["message_id"]);
  };
  return {
    call: async (method, content) => takenFrom(await callTelegram(`${base}/${method}`, content)),
    sendTo,
  };
}

export function telegramParts(
  api: TelegramApi,
  message: OutboundMessage,
  nameOf: NameOf,
): readonly Part[] {
  const chatId = message.groupId ?? message.recipientId;
  if (chatId === undefined)
    throw new DeliveryError("telegram: nobody to send to", { retryable: false });
  const { picture } = message;
  const asked = Number(message.inReplyTo.at(-1));
  const reply =
    asked > 0 ? { reply_parameters: { message_id: asked, allow_sending_without_reply: true } } : {};
  const whole = withMentions(message.text, message.mentions, nameOf);
  const asCaption = picture !== undefined && whole.text.length <= captionLength;
  const pieces = whole.text === "" ? [] : piecesOf(message, whole, nameOf);
  const sendText = ({ text, entities }: MarkedText, at: number): Promise<string | undefined> =>
    api.sendTo(chatId, "sendMessage", (chat_id) => ({
      json: {
        chat_id,
        text,
        // Telegram would call a link of ours, which opens the board, to show what is behind it.
        link_preview_options: { is_disabled: true },
        ...(at === 0 ? reply : {}),
        ...(at === pieces.length - 1 ? keyboardOf(message) : {}),
        ...(entities.length > 0 ? { entities } : {}),
      },
    }));
  const sendPicture = (shown: Picture): Promise<string | undefined> =>
    api.sendTo(chatId, "sendPhoto", (chat_id) => ({
      body: photoForm(shown, {
        chat_id,
        ...(asCaption && whole.text !== ""
          ? { caption: whole.text, caption_entities: whole.entities }
          : {}),
        ...(asCaption ? reply : {}),
      }),
    }));
  const texts = pieces.map((piece, at) => () => sendText(piece, at));
  return withPicture(texts, picture, sendPicture, asCaption);
}

/**
 * One row a choice: names are long.
 *
 * @see https://core.telegram.org/bots/api#inlinekeyboardmarkup
 */
function keyboardOf({ id, choices = [] }: OutboundMessage): object {
  const buttons = choices.map(({ value, label }) => ({
    text: label,
    callback_data: writeTapData({ questionId: id, value }),
  }));
  const fit = buttons.every(({ callback_data }) => Buffer.byteLength(callback_data) <= dataBytes);
  if (buttons.length === 0 || !fit) return {};
  return { reply_markup: { inline_keyboard: buttons.map((button) => [button]) } };
}

function photoForm(picture: Picture, fields: Fields): FormData {
  const written = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return pictureForm("photo", picture, Object.fromEntries(written) as Record<string, string>);
}

interface MarkedText {
  readonly text: string;
  readonly entities: readonly Readonly<Record<string, unknown>>[];
}

/** Keepers are called in the last piece: ranges are counted within the message that has them. */
function piecesOf(
  { text, mentions }: OutboundMessage,
  whole: MarkedText,
  nameOf: NameOf,
): readonly MarkedText[] {
  const most = textLimit.most - (whole.text.length - text.length);
  if (mentions.length === 0 || most <= 0)
    return splitText(whole.text, textLimit).map((piece) => ({ text: piece, entities: [] }));
  const pieces = text === "" ? [""] : splitText(text, { ...textLimit, most });
  return pieces.map((piece, at) =>
    at < pieces.length - 1 ? { text: piece, entities: [] } : withMentions(piece, mentions, nameOf),
  );
}

/** Each keeper is called by name behind the text, with the account in the name. */
function withMentions(text: string, mentions: readonly string[], nameOf: NameOf): MarkedText {
  return mentions.reduce<MarkedText>(
    (marked, id, at) => {
      const before = marked.text === "" ? "" : `${marked.text}${at === 0 ? "\n" : " "}`;
      const name = nameOf(id) ?? "";
      const entity = {
        type: "text_mention",
        offset: before.length,
        length: name.length + 1,
        user: { id: Number(id), is_bot: false, first_name: name || id },
      };
      return { text: `${before}@${name}`, entities: [...marked.entities, entity] };
    },
    { text, entities: [] },
  );
}

function takenFrom(answer: PlatformAnswer): unknown {
  const { json } = answer;
  if (json["ok"] === true && answer.status < 300) return json["result"];
  const code = textOf(json["error_code"]) || `http ${answer.status}`;
  const seconds = Number(fieldsOf(json["parameters"])["retry_after"] ?? NaN);
  throw refusal("telegram", {
    code,
    words: textOf(json["description"]),
    retryable: code === "429" || answer.status === 429,
    retryAfterMs: seconds >= 0 ? seconds * 1000 : retryAfter(answer),
  });
}
