/**
 * Telegram: a bot in groups and direct chats. It hears all of a group where its privacy mode is off (or it is an
 * admin), else only what mentions it or answers it. The static secret in the header is all the proof there is.
 *
 * @see https://core.telegram.org/bots/api#setwebhook
 */
import type { Channel, HttpAnswer, InboundMessage, RawRequest, WebhookReading } from "../channel";
import type { ChannelDeps } from "../transport/deps";
import { fieldsOf, textOf } from "../transport/json";
import { createPartSender } from "../transport/part-sender";
import { reactOrSend, type Reactions } from "../transport/reaction";
import {
  badSignature,
  gather,
  jsonAnswer,
  malformedBody,
  missingSignature,
  textAnswer,
  wrongMethod,
} from "../transport/webhook-reading";
import { createRecentMap } from "../../recent-map";
import { sameSecret } from "../transport/secrets";
import { checkBot, checkTelegramGroup } from "./check";
import { callbackIdOf, readTelegram } from "./read";
import { createTelegramApi, telegramParts, textLimit, type TelegramApiConfig } from "./send";

export interface TelegramConfig extends TelegramApiConfig {
  readonly secretToken: string;
  /** Asked of Telegram when it is not given. */
  readonly botUsername?: string | undefined;
  /** Read off the token when it is not given. */
  readonly botId?: string | undefined;
}

/** Telegram allows a fixed set of reactions, and ✅ is not among them. */
const emojis = new Map([
  ["✅", "👌"],
  ["👌", "👌"],
  ["👍", "👍"],
  ["❌", "👎"],
]);

export function createTelegramChannel(config: TelegramConfig, { fetch }: ChannelDeps): Channel {
  const api = createTelegramApi(config, fetch);
  const sendParts = createPartSender();
  const names = createRecentMap<string>();
  const id = config.botId ?? config.botToken.split(":")[0];
  let username = config.botUsername;
  let asked = username !== undefined;

  /** Asked once somebody is mentioned; until then the bot's own mention stays in the text, as an address. */
  const learnUsername = (): void => {
    if (asked) return;
    asked = true;
    api.call("getMe", { method: "GET" }).then(
      (me) => (username = textOf(fieldsOf(me)["username"]) || undefined),
      () => (asked = false),
    );
  };
  const reactionsIn = (chatId: string | undefined): Reactions => ({
    nameOf: (emoji) => emojis.get(emoji),
    async put(messageId, emoji) {
      await api.call("setMessageReaction", {
        json: {
          chat_id: chatId,
          message_id: Number(messageId),
          reaction: [{ type: "emoji", emoji }],
        },
      });
    },
  });

  return {
    platform: "telegram",
    sendLimit: { messages: 20, perMs: 60_000 },
    textLimit,
    maxBodyBytes: 256 * 1024,
    read(request, now) {
      const rejection = verify(request, config.secretToken);
      if (rejection !== undefined) return rejection;
      const event = readTelegram(request.body, { bot: { id, username }, arrivedAt: now });
      if (event?.kind === "message") {
        names.set(event.message.senderId, event.message.senderName);
        if (event.message.text.includes("@")) learnUsername();
      }
      return event === undefined ? malformedBody : gather([event]);
    },
    answer: (_, [message] = []) => answerTo(message),
    send: (message) =>
      reactOrSend(message, reactionsIn(message.groupId ?? message.recipientId), () =>
        sendParts(message.id, () => telegramParts(api, message, names.get)),
      ),
    check: () => checkBot(api),
    checkGroup: (groupId) => checkTelegramGroup(api, groupId, id ?? ""),
  };
}

/**
 * A tap is answered in the answer to its webhook call, or the button would go on showing that it waits.
 *
 * @see https://core.telegram.org/bots/api#answercallbackquery
 * @see https://core.telegram.org/bots/api#making-requests-when-getting-updates
 */
function answerTo(message: InboundMessage | undefined): HttpAnswer {
  const id = message && callbackIdOf(message);
  return id === undefined
    ? textAnswer("")
    : jsonAnswer({ method: "answerCallbackQuery", callback_query_id: id });
}

function verify({ method, headers }: RawRequest, secretToken: string): WebhookReading | undefined {
  if (method !== "POST") return wrongMethod;
  const given = headers["x-telegram-bot-api-secret-token"];
  if (given === undefined) return missingSignature;
  return sameSecret(given, secretToken) ? undefined : badSignature;
}
