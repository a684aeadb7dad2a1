/**
 * Sends replies and remembers which message each of them answered: a later message may quote it, or answer the question
 * that it asked.
 */
import type { InboundMessage, Picture } from "../channels/channel";
import { picturedPages } from "../language/report-texts/reply-pages";
import type { Page } from "../language/report-texts/list-page";
import type { Outgoing } from "../outbox/merge";
import type { Sent } from "../outbox/target";
import type { Stockroom } from "../sheet/stockroom";
import { idInPlace } from "./message-ids";
import type { Questions } from "./questions/open-questions";
import { comparable } from "./earlier-messages/quotes";
import { addressReplies, type ReplyContent, type ReplyDelivery } from "./replies";
import type { SentReplies } from "./earlier-messages/sent-replies";

/** Resolves when all has arrived, or is given up. */
export type SendReplies = (
  content: ReplyContent,
  message: InboundMessage,
  delivery?: ReplyDelivery,
) => Promise<void>;

/** None where they can't be drawn: the text stands by itself. */
export type DrawPages = (pages: readonly Page[]) => Promise<readonly Picture[]>;

export function createSendReplies({
  stockroom,
  questions,
  sentReplies,
  send,
  draw,
}: {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly sentReplies: SentReplies;
  readonly send: (message: Outgoing) => Promise<Sent>;
  readonly draw: DrawPages;
}): SendReplies {
  return async (content, message, delivery = {}) => {
    const snapshot = stockroom.latest();
    if (snapshot === undefined) return;
    const pages =
      typeof content === "string"
        ? []
        : content.flatMap((part) => picturedPages(part, snapshot.timeZone));
    const pictures = pages.length === 0 ? [] : await draw(pages);
    const outgoing = addressReplies(content, message, snapshot, { ...delivery, pictures });
    const { question } = delivery;
    // A button may be tapped before the platform's answer has come.
    const ownIds = outgoing.map(({ id }) => id);
    if (question !== undefined) questions.noteSent(question, ownIds, false);
    const sent = await Promise.all(outgoing.map((each) => send(each)));
    if (sent.some(({ kind }) => kind === "left")) throw new Error("the relay stopped first");
    const answeredId = idInPlace(message, message.messageId);
    for (const [index, each] of sent.entries()) {
      if (each.kind !== "delivered") continue;
      const { text = "" } = outgoing[index] ?? {};
      sentReplies.noteText(idInPlace(message, ""), comparable(text), answeredId);
      const ids = [each.sentAs, each.messageId ?? each.sentAs];
      for (const id of ids) sentReplies.note(idInPlace(message, id), answeredId);
      if (question !== undefined) questions.noteSent(question, ids, each.messageId !== undefined);
    }
  };
}
