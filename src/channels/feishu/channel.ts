/**
 * Feishu (and Lark, by FEISHU_API_URL): an app's bot in groups and direct chats. It hears all of a group's messages
 * where the app has the scope `im:message.group_msg`, else those that mention it.
 */
import type { Channel, Checkup } from "../channel";
import { checkupOf } from "../transport/checkup";
import type { ChannelDeps } from "../transport/deps";
import { fieldsOf, itemsOf, nameOf, textOf, type Fields } from "../transport/json";
import { createPartSender } from "../transport/part-sender";
import { reactOrSend, type Reactions } from "../transport/reaction";
import { gather, jsonAnswer, malformedBody } from "../transport/webhook-reading";
import { createRecentMap } from "../../recent-map";
import { createFeishuApi, type FeishuApi, type FeishuApiConfig } from "./api";
import { readFeishu } from "./read";
import { feishuParts, textLimit } from "./send";
import { verifyFeishu } from "./verify";

export interface FeishuConfig extends FeishuApiConfig {
  readonly verificationToken: string;
  readonly encryptKey?: string | undefined;
  /** Asked of Feishu when it is not given. */
  readonly botOpenId?: string | undefined;
}

const unsigned: Checkup = {
  ok: false,
  sentence:
    "feishu: without an Encrypt Key requests bear no signature, and who learns the verification token can forge them; set one under Events and as FEISHU_ENCRYPT_KEY",
};

/** @see https://open.feishu.cn/document/server-docs/im-v1/message-reaction/emojis-introduce */
const emojis = new Map([
  ["✅", "DONE"],
  ["👌", "OK"],
  ["👍", "THUMBSUP"],
  ["❌", "CrossMark"],
]);

export function createFeishuChannel(config: FeishuConfig, deps: ChannelDeps): Channel {
  const api = createFeishuApi(config, deps);
  const sendParts = createPartSender();
  const directChats = createRecentMap<true>();
  const bot = createBot(config.botOpenId, api);
  const reactions: Reactions = {
    nameOf: (emoji) => emojis.get(emoji),
    async put(messageId, name) {
      await api.call(`/im/v1/messages/${encodeURIComponent(messageId)}/reactions`, {
        json: { reaction_type: { emoji_type: name } },
      });
    },
  };

  return {
    platform: "feishu",
    sendLimit: { messages: 5, perMs: 1000 },
    textLimit,
    maxBodyBytes: 256 * 1024,
    read(request, now) {
      const verified = verifyFeishu(request, config, now);
      if (verified.kind !== "verified") return verified;
      noteChat(verified.payload);
      const event = readFeishu(verified.payload, {
        arrivedAt: now,
        botOpenId: bot.openId(),
        everyone: deps.everyone,
        isDirect: (chatId) => directChats.get(chatId) === true,
      });
      return event === undefined ? malformedBody : gather([event]);
    },
    answer: () => jsonAnswer({}),
    send: (message) =>
      reactOrSend(message, reactions, () => sendParts(message.id, () => feishuParts(api, message))),
    async fetchName(senderId) {
      const path = `/contact/v3/users/${encodeURIComponent(senderId)}?user_id_type=open_id`;
      const { data } = await api.call(path, { method: "GET" });
      return nameOf(fieldsOf(fieldsOf(data)["user"])["name"]) || undefined;
    },
    check: async () => [
      ...(config.encryptKey === undefined ? [unsigned] : []),
      ...(await checkupOf(
        {
          good: "feishu: Feishu accepted the app id and secret, and the app has a bot",
          fix: "check FEISHU_APP_ID and FEISHU_APP_SECRET on the app's credentials page",
        },
        async () => {
          if ((await fetchBot(api)) !== undefined) return;
          throw new Error("feishu: the app has no bot; add the bot ability and publish a version");
        },
      )),
    ],
    checkGroup: (groupId) =>
      checkupOf(
        {
          good: `feishu: the bot is in group ${groupId}`,
          fix: `add the bot in the settings of group ${groupId}, or list the id that the group has`,
        },
        async () => {
          /** @see https://open.feishu.cn/document/server-docs/group/chat-member/is_in_chat */
          const path = `/im/v1/chats/${encodeURIComponent(groupId)}/members/is_in_chat`;
          const { data } = await api.call(path, { method: "GET" });
          if (fieldsOf(data)["is_in_chat"] !== true)
            throw new Error("feishu: the bot is not in it");
        },
      ),
  };

  function noteChat({ event }: Fields): void {
    const { chat_id, chat_type, mentions } = fieldsOf(fieldsOf(event)["message"]);
    if (chat_type === "p2p") directChats.set(textOf(chat_id), true);
    if (itemsOf(mentions).length > 0) bot.learn();
  }
}

/** The bot's own id, asked of Feishu when somebody is mentioned for the first time. */
function createBot(given: string | undefined, api: FeishuApi) {
  let openId = given;
  let asked = false;
  return {
    openId: () => openId,
    learn(): void {
      if (openId !== undefined || asked) return;
      asked = true;
      fetchBot(api).then(
        (found) => (openId = found),
        () => (asked = false),
      );
    },
  };
}

async function fetchBot(api: FeishuApi): Promise<string | undefined> {
  const { bot } = await api.call("/bot/v3/info", { method: "GET" });
  return textOf(fieldsOf(bot)["open_id"]) || undefined;
}
