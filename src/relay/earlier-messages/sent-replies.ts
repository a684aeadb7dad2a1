/**
 * Which message each of the bot's own messages answered, so that quoting a confirmation means the booking; by its id, and by
 * its words for platforms that quote without one. In memory, the newest few thousand.
 */
import { createHash } from "node:crypto";

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

function createNewest<Value>() {
  const entries = new Map<string, Value>();
  return {
    get: (key: string) => entries.get(key),
    set: (key: string, value: Value): void => {
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > atMost && oldest !== undefined) entries.delete(oldest);
    },
  };
}

export function createSentReplies(): SentReplies {
  const answered = createNewest<string>();
  const byText = createNewest<readonly string[]>();
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
