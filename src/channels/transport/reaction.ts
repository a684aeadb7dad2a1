/** A confirmation may be an emoji on the message instead of a text, where the platform has reactions and allows this one. */
import { DeliveryError } from "../../errors";
import type { Delivery, OutboundMessage } from "../channel";

export interface Reactions {
  /** The platform's name of an emoji; undefined where it has none. */
  nameOf(emoji: string): string | undefined;
  /** @throws DeliveryError */
  put(messageId: string, name: string): Promise<void>;
}

/** Puts the reaction on what was asked, or says the text where there is none to put or the platform refuses. */
export async function reactOrSend(
  message: OutboundMessage,
  reactions: Reactions,
  sendText: () => Promise<Delivery>,
): Promise<Delivery> {
  const name = message.reaction === undefined ? undefined : reactions.nameOf(message.reaction);
  if (name === undefined || message.inReplyTo.length === 0) return sendText();
  try {
    for (const id of message.inReplyTo) await reactions.put(id, name);
    return { messageId: undefined };
  } catch (error) {
    if (error instanceof DeliveryError && !error.retryable) return sendText();
    throw error;
  }
}
