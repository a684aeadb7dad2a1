/**
 * Slack's markup as people read it: `<@U1|name>` is @name, `<#C1|general>` is #general, and the entities are their
 * characters. Outbound the other way round.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
import { spaceLeft } from "../transport/own-mention";

export interface SlackText {
  readonly text: string;
  /** Whether it mentions the bot. */
  readonly callsBot: boolean;
}

/** `botUserId`: its mention goes. */
export function readMarkup(markup: string, botUserId: string | undefined): SlackText {
  let callsBot = false;
  const marked = /<([^<>]*)>([ \u00a0]?)/g;
  const text = markup.replace(marked, (_, link: string, space: string, at: number) => {
    const [target = "", label] = link.split("|", 2);
    if (target === `@${botUserId ?? ""}`) {
      callsBot = true;
      return spaceLeft(markup.slice(0, at), space);
    }
    return readLink(target, label) + space;
  });
  return { text: unescape(text).trim(), callsBot };
}

function readLink(target: string, label: string | undefined): string {
  switch (target[0]) {
    case "@":
      return `@${(label ?? target.slice(1)).replace(/^@/, "")}`;
    case "#":
      return `#${label ?? target.slice(1)}`;
    case "!": {
      const [command = ""] = target.slice(1).split("^");
      return label ?? `@${command}`;
    }
    default:
      return label ?? target.replace(/^mailto:/, "");
  }
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Text that calls nobody, whatever people wrote in it. */
export function writeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
