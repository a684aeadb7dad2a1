/**
 * Tells people what was found to say, and keeps which message said it: a later one may quote it, or answer the question
 * that it asked.
 */
import type { InboundMessage } from "../channels/channel";
import type { Outgoing } from "../outbox/merge";
import type { Sent } from "../outbox/target";
import type { Stockroom } from "../sheet/stockroom";
import { idInPlace } from "./message-ids";
import type { Questions } from "./open-questions";
import { addressed, type Found, type Telling } from "./replies";
import type { SentReplies } from "./sent-replies";

/** Resolves when all has arrived, or is given up. */
type Tell = (found: Found, message: InboundMessage, telling?: Telling) => Promise<void>;

export function createTell({
  stockroom,
  questions,
  sentReplies,
  send,
}: {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly sentReplies: SentReplies;
  readonly send: (message: Outgoing) => Promise<Sent>;
}): Tell {
  return async (found, message, telling = {}) => {
    const snapshot = stockroom.latest();
    if (snapshot === undefined) return;
    const outgoing = addressed(found, message, snapshot, telling);
    const sent = await Promise.all(outgoing.map((each) => send(each)));
    if (sent.some(({ kind }) => kind === "left")) throw new Error("the relay stopped first");
    const { question } = telling;
    for (const each of sent) {
      if (each.kind !== "delivered") continue;
      for (const id of [each.sentAs, each.messageId ?? each.sentAs]) {
        sentReplies.note(idInPlace(message, id), idInPlace(message, message.messageId));
        if (question !== undefined) questions.noteSent(question, id);
      }
    }
  };
}
