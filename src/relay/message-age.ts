/** Marks messages that arrive after their ids may have been forgotten, so that a repeat can't be recognised. */
import type { InboundMessage } from "../channels/channel";
import { idsKeptMs } from "../inbox/inbox";

/** The mark is stored with the message, because a message that waited long here did not arrive late. */
export interface TakenMessage extends InboundMessage {
  /** Arrived too late to know whether it is a repeat. */
  readonly isOld?: true;
}

/** A message as JSON kept it: times are text there. */
export function revived(message: TakenMessage): TakenMessage {
  const { sentAt, originalSentAt } = message;
  return {
    ...message,
    sentAt: new Date(sentAt),
    ...(originalSentAt !== undefined && { originalSentAt: new Date(originalSentAt) }),
  };
}

/** A sender's clock may be ahead. */
const clockErrorMs = 24 * 60 * 60_000;

/** The message, marked if it arrived too late. `now`: when it arrived. */
export function markIfOld(message: InboundMessage, now: Date): TakenMessage {
  const ageMs = now.getTime() - message.sentAt.getTime();
  return ageMs > idsKeptMs - clockErrorMs ? { ...message, isOld: true } : message;
}
