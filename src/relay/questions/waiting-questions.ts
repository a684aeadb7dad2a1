/** What a person's message may answer, and what becomes of their questions by it. */
import type { InboundMessage } from "../../channels/channel";
import { writes, type Decision, type OpenQuestion } from "../../inventory/decide/decision";
import { isOver, putsAside } from "../../inventory/decide/open-question";
import { isRowOf } from "../../inventory/movements/movement";
import { createRecentMap } from "../../recent-map";
import type { Snapshot } from "../../sheet/stockroom";
import { isQuoted, nothingWaiting, type Unassigned, type Waiting } from "./answered-question";
import { conversationOf, idInPlace } from "../message-ids";
import type { Questions } from "./open-questions";
import { findQuoted } from "../earlier-messages/quotes";
import type { SentReplies } from "../earlier-messages/sent-replies";
import { isChatter, type MessageReading } from "../understand";

/** What a message was read as, and what comes of it. */
interface Heard {
  readonly reading: MessageReading;
  readonly waiting: Waiting;
  readonly decision: Decision;
}

export interface WaitingQuestions {
  find(message: InboundMessage, snapshot: Snapshot): Waiting;
  /** Keeps what later messages of the same person will find; answers the questions that they went on without answering. */
  remember(message: InboundMessage, heard: Heard): readonly OpenQuestion[];
}

/** Conversations in which an answer fits several questions. */
const mostUnassigned = 1_000;

export function createWaitingQuestions(needs: {
  readonly questions: Questions;
  readonly sentReplies: SentReplies;
  readonly now: () => Date;
}): WaitingQuestions {
  const { questions, now } = needs;
  const unassigned = createRecentMap<Unassigned>(mostUnassigned);

  function find(message: InboundMessage, snapshot: Snapshot): Waiting {
    const conversation = conversationOf(message);
    const own = questions.of(conversation);
    const asked = own.filter(({ question }) => !isOver(question, snapshot));
    const waiting = { asked, unassigned: unassigned.get(conversation) };
    const quoted = findQuoted(message, snapshot, needs.sentReplies);
    const { quotedMessageId } = message;
    if (quotedMessageId === undefined) {
      const quotesKnown = message.quotedText !== undefined;
      return { ...nothingWaiting, ...waiting, quoted, quotesKnown };
    }
    const id = idInPlace(message, quotedMessageId);
    const { quotedId = id } = quoted;
    const quotesOver =
      questions.isOver(conversation, quotedMessageId) ||
      own.some((one) => !asked.includes(one) && isQuoted(one, message));
    const quotesKnown =
      quotesOver || quotedId !== id || snapshot.recent.some((row) => isRowOf(row, quotedId));
    const quotesAnothers = questions.isAskedOfAnother(conversation, quotedMessageId);
    const quotesReply = quotedId !== id || quotesAnothers;
    return { ...waiting, quoted, quotesKnown, quotesOver, quotesAnothers, quotesReply };
  }

  function assign(message: InboundMessage, { reading }: Heard): void {
    const conversation = conversationOf(message);
    if (!isChatter(reading)) unassigned.delete(conversation);
    if (reading.kind !== "which") return;
    const messageId = idInPlace(message, message.messageId);
    unassigned.set(conversation, { ...reading, messageId, askedAt: message.sentAt });
  }

  function remember(message: InboundMessage, heard: Heard): readonly OpenQuestion[] {
    const conversation = conversationOf(message);
    const { decision } = heard;
    const { question, settles } = decision;
    const isEdited = message.type === "edited" && (writes(decision) || question !== undefined);
    if (message.type === "deleted" || isEdited)
      questions.dropAbout(idInPlace(message, message.messageId), now());
    questions.settle(settles, now());
    assign(message, heard);
    const aside = message.type === "message" ? leftBehind(heard) : [];
    for (const one of aside) questions.putAside(one);
    if (speaks(decision)) questions.passOver(conversation);
    if (question !== undefined) questions.ask(conversation, question, now());
    return aside;
  }

  return { find, remember };
}

/** The questions that a booking of something else goes on without answering, as far as an entry can stand for them. */
function leftBehind({ reading, decision, waiting }: Heard): readonly OpenQuestion[] {
  if (reading.kind !== "intent" || !putsAside(decision)) return [];
  return waiting.asked
    .filter(({ state, question }) => {
      const { message, unanswered, pendingNumber } = question;
      const isKept = unanswered !== undefined || pendingNumber !== undefined;
      return state !== "aside" && isKept && !decision.settles.includes(message.id);
    })
    .map(({ question }) => question);
}

const speaks = (decision: Decision): boolean =>
  writes(decision) || decision.replyParts.length > 0 || decision.lookup !== undefined;
