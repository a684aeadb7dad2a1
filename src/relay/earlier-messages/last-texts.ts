/**
 * Under which text each message was read last, so that an edit that changes none is told (a first reaction is one on
 * Telegram). In memory, of the newest few thousand messages, and only as hashes.
 */
import { createHash } from "node:crypto";
import type { InboundMessage } from "../../channels/channel";
import { createRecentMap } from "../../recent-map";
import { idInPlace } from "../message-ids";

export interface LastTexts {
  /** Notes the message's text; answers whether the one before it is known, and whether that was the same. */
  note(message: InboundMessage): { readonly isKnown: boolean; readonly isSame: boolean };
  /** What was noted of a message that failed, and comes again, does not count. */
  forget(message: InboundMessage): void;
}

const atMost = 5_000;

export function createLastTexts(): LastTexts {
  const hashes = createRecentMap<string>(atMost);
  const keyOf = (message: InboundMessage): string => idInPlace(message, message.messageId);
  return {
    note(message) {
      const key = keyOf(message);
      const before = hashes.get(key);
      const hash = createHash("sha256").update(message.text).digest("base64");
      hashes.set(key, hash);
      return { isKnown: before !== undefined, isSame: before === hash };
    },
    forget: (message) => hashes.delete(keyOf(message)),
  };
}
