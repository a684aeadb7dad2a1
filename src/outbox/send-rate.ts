/** How fast one target may be sent to: so many messages in any window. Pure but for its memory; time is an argument. */
import type { SendLimit } from "../channels/channel";

export interface SendRate {
  /** How long to wait before the next message, in milliseconds; 0 takes a place in the window. */
  take(now: number): number;
}

export function createSendRate(limit: SendLimit | undefined): SendRate {
  let sent: number[] = [];
  return {
    take(now) {
      if (limit === undefined) return 0;
      sent = sent.filter((at) => now - at < limit.perMs);
      const [oldest] = sent;
      if (oldest !== undefined && sent.length >= limit.messages) return oldest + limit.perMs - now;
      sent.push(now);
      return 0;
    },
  };
}
