/**
 * What doctor asks of Telegram: the token, the webhook, and whether the bot is in a group and hears all of it.
 *
 * @see https://core.telegram.org/bots/api#getchatmember
 */
import type { Checkup } from "../channel";
import { checkupOf } from "../transport/checkup";
import { fieldsOf, itemsOf, textOf } from "../transport/json";
import type { TelegramApi } from "./send";

const setWebhook =
  "call setWebhook with url PUBLIC_URL/webhooks/telegram, secret_token TELEGRAM_SECRET_TOKEN and no allowed_updates";

export async function checkBot(api: TelegramApi): Promise<readonly Checkup[]> {
  return [
    ...(await checkupOf(
      {
        good: "telegram: Telegram accepted the bot token",
        fix: "check TELEGRAM_BOT_TOKEN with @BotFather",
      },
      () => api.call("getMe", { method: "GET" }),
    )),
    ...(await checkupOf(
      { good: "telegram: Telegram calls the webhook without errors", fix: setWebhook },
      async () => {
        const info = fieldsOf(await api.call("getWebhookInfo", { method: "GET" }));
        if (textOf(info["url"]) === "") throw new Error("telegram: no webhook is set");
        const trouble = textOf(info["last_error_message"]);
        const allowed = itemsOf(info["allowed_updates"]);
        if (allowed.length > 0 && !allowed.includes("callback_query"))
          throw new Error("telegram: the webhook gets no taps on buttons (callback_query)");
        if (trouble !== "") throw new Error(`telegram: the webhook's last error was "${trouble}"`);
      },
    )),
  ];
}

/** `botId`: the bot's own. */
export async function checkTelegramGroup(
  api: TelegramApi,
  groupId: string,
  botId: string,
): Promise<readonly Checkup[]> {
  let hears = "hears all of it";
  const found = await checkupOf(
    {
      good: `telegram: the bot is in group ${groupId}`,
      fix: `add the bot to group ${groupId}, or list the id that the group has now`,
    },
    async () => {
      const json = { chat_id: groupId, user_id: Number(botId) };
      const member = fieldsOf(await api.call("getChatMember", { json }));
      const status = textOf(member["status"]);
      if (status === "left" || status === "kicked") throw new Error(`telegram: the bot ${status}`);
      const isAdmin = status === "administrator" || status === "creator";
      if (!isAdmin && !(await readsAll(api)))
        hears =
          "hears there only what mentions or answers it: turn its privacy mode off with @BotFather and add it again, or make it an admin";
    },
  );
  return found.map(({ ok, sentence }) => ({
    ok,
    sentence: ok ? `${sentence} and ${hears}` : sentence,
  }));
}

async function readsAll(api: TelegramApi): Promise<boolean> {
  const me = fieldsOf(await api.call("getMe", { method: "GET" }));
  return me["can_read_all_group_messages"] === true;
}
