/**
 * Which message each of the bot's own messages answered, so that quoting a confirmation means the booking; by its id, and by
 * its words for platforms that quote without one. In memory, the newest few thousand.
 */
import { createHash } from "node:crypto";
import { createRecentMap } from "../../recent-map";

export interface SentReplies {
  /** `botId` is the bot's message, `answeredId` the one that it answered; both `platform:group:messageId`. */
  note(botId: string, answeredId: string): void;
  /** Notes the words of an answer, where they may be quoted without an id. */
  noteText(place: string, text: string, answeredId: string): void;
  /** The message that a message of the bot's answered; undefined for everybody else's. */
  answeredBy(botId: string): string | undefined;
  /** The messages that were answered with these words in a place. */
  answeredWith(place: string, text: string): readonly string[];
}

const atMost = 5_000;

export function createSentReplies(): SentReplies {
  const answered = createRecentMap<string>(atMost);
  const byText = createRecentMap<readonly string[]>(atMost);
  const keyOf = (place: string, text: string): string =>
    createHash("sha256").update(`${place}\n${text}`).digest("base64");
  return {
    note: answered.set,
    answeredBy: answered.get,
    noteText(place, text, answeredId) {
      const key = keyOf(place, text);
      byText.set(key, [...new Set([...(byText.get(key) ?? []), answeredId])].slice(-2));
    },
    answeredWith: (place, text) => byText.get(keyOf(place, text)) ?? [],
  };
}
