/**
 * WhatsApp's 24-hour window: who hasn't written for a day may not be written to but by a template. Meta says so only
 * after it took the message, so what is known to be outside fails here at once. Known only since the start.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
import { DeliveryError } from "../../errors";
import type { OutboundMessage, WebhookReading } from "../channel";
import { createRecentMap } from "../../recent-map";

const windowMs = 24 * 60 * 60_000;

export interface SpeakingWindow {
  /** Notes who wrote; answers with the reading as it was. */
  heard(reading: WebhookReading): WebhookReading;
  /** @throws DeliveryError when the place is known to have been silent for a day; `code` is the platform's own. */
  assertOpen(message: OutboundMessage, code: string): void;
}

export function createSpeakingWindow(platform: string, now: () => Date): SpeakingWindow {
  const lastHeard = createRecentMap<number>();
  return {
    heard(reading) {
      for (const { groupId, senderId, sentAt } of reading.kind === "messages"
        ? reading.messages
        : []) {
        const place = groupId ?? senderId;
        lastHeard.set(place, Math.max(sentAt.getTime(), lastHeard.get(place) ?? 0));
      }
      return reading;
    },
    assertOpen({ groupId, recipientId }, code) {
      const last = lastHeard.get(groupId ?? recipientId ?? "");
      if (last === undefined || now().getTime() - last <= windowMs) return;
      throw new DeliveryError(`${platform}: ${code} outside the 24-hour window`, {
        retryable: false,
      });
    },
  };
}
