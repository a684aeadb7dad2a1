/**
 * A Telegram text with its entities, which mark ranges in UTF-16 units: the bot's own mention goes, a mention of
 * somebody without a user name gets its @.
 *
 * @see https://core.telegram.org/bots/api#messageentity
 */
import { fieldsOf, idOf, itemsOf, textOf, type Fields } from "../transport/json";
import { spaceLeft } from "../transport/own-mention";

export interface TelegramBot {
  readonly id: string | undefined;
  /** Without @. */
  readonly username: string | undefined;
}

export interface TelegramText {
  readonly text: string;
  /** Whether it names the bot, by its mention or behind a command. */
  readonly callsBot: boolean;
}

/** Entities that name somebody; all others only say how the text looks. */
const naming = new Set(["mention", "bot_command", "text_mention"]);

export function readText(message: Fields, bot: TelegramBot): TelegramText {
  const isText = typeof message["text"] === "string";
  const text = textOf(isText ? message["text"] : message["caption"]);
  // A mention may stand within bold or a quote, whose range is no matter here.
  const entities = itemsOf(message[isText ? "entities" : "caption_entities"])
    .map(fieldsOf)
    .filter(({ type }) => naming.has(textOf(type)));
  let callsBot = false;
  let read = "";
  let at = 0;
  for (const entity of entities) {
    const start = Number(entity["offset"]);
    const end = start + Number(entity["length"]);
    if (!(start >= at && end > start && end <= text.length)) continue;
    const said = saidBy(entity, text.slice(start, end), bot);
    callsBot ||= said.callsBot === true;
    read += text.slice(at, start) + said.text;
    at = said.text === "" && text[end] === " " && spaceLeft(read, " ") === "" ? end + 1 : end;
  }
  return { text: (read + text.slice(at)).trim(), callsBot };
}

function saidBy(
  entity: Fields,
  written: string,
  bot: TelegramBot,
): { readonly text: string; readonly callsBot?: boolean } {
  const ownName = `@${bot.username ?? ""}`.toLowerCase();
  const isOwn = ownName.length > 1 && written.toLowerCase().endsWith(ownName);
  switch (entity["type"]) {
    case "mention":
      return { text: written.toLowerCase() === ownName ? "" : written, callsBot: isOwn };
    case "bot_command":
      // "/start@our_bot" is "/start" said to us.
      return { text: isOwn ? (written.split("@")[0] ?? "") : written, callsBot: isOwn };
    case "text_mention": {
      const id = idOf(fieldsOf(entity["user"])["id"]);
      if (id === bot.id) return { text: "", callsBot: true };
      return { text: written.startsWith("@") ? written : `@${written}` };
    }
    default:
      return { text: written };
  }
}
