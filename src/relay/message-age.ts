/** Messages that come later than the inbox remembers ids: whether they came before, nobody can tell. */
import type { InboundMessage } from "../channels/channel";
import { idsKeptMs } from "../inbox/inbox";

/** Kept with the message, as a message that waits long after it was taken is none that came late. */
export interface TakenMessage extends InboundMessage {
  /** Came later than repeats are told. */
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

/** The message as it is kept; `now`: when it came. */
export function markIfOld(message: InboundMessage, now: Date): TakenMessage {
  const ageMs = now.getTime() - message.sentAt.getTime();
  return ageMs > idsKeptMs - clockErrorMs ? { ...message, isOld: true } : message;
}
