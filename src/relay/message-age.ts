/**
 * A message beside the clock: one that arrives after its id may have been forgotten is marked, since a repeat can't be
 * recognised; one of the future belongs to when it came.
 */
import type { InboundMessage } from "../channels/channel";
import { idsKeptMs } from "../inbox/inbox";

/** The mark is stored with the message, because a message that waited long here did not arrive late. */
export interface TakenMessage extends InboundMessage {
  /** Arrived too late to know whether it is a repeat. */
  readonly isOld?: true;
  /** When it arrived, where its own time is later than that. */
  readonly arrivedAt?: Date;
}

/** The time that a message belongs to. An edit's id holds its own time, which is therefore kept beside. */
export const momentOf = ({ sentAt, arrivedAt }: TakenMessage): Date => arrivedAt ?? sentAt;

/** A message as JSON kept it: times are text there. */
export function revived(message: TakenMessage): TakenMessage {
  const { sentAt, originalSentAt, arrivedAt } = message;
  return {
    ...message,
    sentAt: new Date(sentAt),
    ...(arrivedAt !== undefined && { arrivedAt: new Date(arrivedAt) }),
    ...(originalSentAt !== undefined && { originalSentAt: new Date(originalSentAt) }),
  };
}

/** A sender's clock may be ahead. */
const clockErrorMs = 24 * 60 * 60_000;

/** The message, marked if it arrived too late or before its own time. `now`: when it arrived. */
export function timed(message: InboundMessage, now: Date): TakenMessage {
  const ageMs = now.getTime() - message.sentAt.getTime();
  if (ageMs < 0) return { ...message, arrivedAt: now };
  return ageMs > idsKeptMs - clockErrorMs ? { ...message, isOld: true } : message;
}
