/**
 * Which message each of the bot's own messages answered, so that quoting a receipt means the booking. In memory, the
 * newest few thousand.
 */

export interface SentReplies {
  /** `botId` is the bot's message, `answeredId` the one that it answered; both `platform:group:messageId`. */
  note(botId: string, answeredId: string): void;
  /** The message that a message of the bot's answered; undefined for everybody else's. */
  answeredBy(botId: string): string | undefined;
}

const atMost = 5_000;

export function createSentReplies(): SentReplies {
  const answered = new Map<string, string>();
  return {
    note(botId, answeredId) {
      answered.set(botId, answeredId);
      const [oldest] = answered.keys();
      if (answered.size > atMost && oldest !== undefined) answered.delete(oldest);
    },
    answeredBy: (botId) => answered.get(botId),
  };
}
