/** Telegram's declaration. */
import { matching } from "../configuration/variables";
import { declarePlatform } from "../platform";
import { createTelegramChannel, type TelegramConfig } from "./channel";

const botTokenForm = matching("the token from @BotFather, 123456:ABC…", /^\d+:[\w-]+$/);
const secretTokenForm = matching("1 to 256 of A-Z, a-z, 0-9, _ and -", /^[\w-]{1,256}$/);

export const telegram = declarePlatform<TelegramConfig>({
  name: "telegram",
  create: createTelegramChannel,
  readVariables: (from) => ({
    botToken: from.requiredAs("TELEGRAM_BOT_TOKEN", botTokenForm, ""),
    secretToken: from.requiredAs("TELEGRAM_SECRET_TOKEN", secretTokenForm, ""),
    apiUrl: from.apiUrl("TELEGRAM_API_URL"),
  }),
  readSecrets: ({ texts, optional }) => ({
    ...texts("secretToken"),
    ...optional("botId", "botUsername"),
    botToken: "",
  }),
});
