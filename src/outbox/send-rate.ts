/** How fast one target may be sent to: so many messages in any window. Pure but for its memory; time is an argument. */
import type { SendLimit } from "../channels/channel";

export interface SendRate {
  /** How many messages may go now; Infinity where the platform sets no limit. */
  slots(now: number): number;
  /** When the next may go, ms; never before `now`. */
  readyAt(now: number): number;
  /** Counts a message that goes now. */
  note(now: number): void;
  /** Whether nothing that was sent counts any more. */
  isRested(now: number): boolean;
}

export function createSendRate(limit: SendLimit | undefined): SendRate {
  let sent: readonly number[] = [];
  const recent = (now: number): readonly number[] =>
    (sent = limit === undefined ? [] : sent.filter((at) => now - at < limit.perMs));
  const slots = (now: number): number =>
    limit === undefined ? Infinity : limit.messages - recent(now).length;
  return {
    slots,
    readyAt(now) {
      const [oldest = now] = recent(now);
      return limit === undefined || slots(now) > 0 ? now : oldest + limit.perMs;
    },
    note: (now) => void (sent = [...recent(now), now]),
    isRested: (now) => recent(now).length === 0,
  };
}
