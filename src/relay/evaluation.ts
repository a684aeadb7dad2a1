/**
 * Reads a message and decides about it on a snapshot of the sheet, as often as the figures change. Only the question that
 * it asked is remembered.
 */
import type { InboundMessage } from "../channels/channel";
import type { Decision, DecisionContext } from "../inventory/decide/decision";
import type { Member } from "../inventory/people/member";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { createLexicons } from "./lexicons";
import type { TakenMessage } from "./message-age";
import { conversationOf, idInPlace } from "./message-ids";
import type { Questions } from "./open-questions";
import type { SentReplies } from "./sent-replies";
import { decideOn, readMessage, decisionContextOf, type Reading } from "./understand";
import { isAway, type WaitNotice } from "./wait-notice";

/** A message on its way: who sent it, and how long its sender is kept waiting. */
export interface MessageContext {
  readonly message: TakenMessage;
  readonly sender: Member;
  readonly isNew: boolean;
  /** The member whose name a new sender bears. */
  readonly namesake?: string | undefined;
  readonly waitNotice: WaitNotice;
}

/** A decision with what it was made of. */
export interface Evaluation {
  readonly reading: Reading;
  readonly context: DecisionContext;
  readonly decision: Decision;
  /** Set when the sheet is away and the figures are of this time. */
  readonly asOf?: Date;
}

export interface Evaluator {
  decide(messageContext: MessageContext, snapshot: Snapshot): Evaluation;
  /** On figures that people can't have changed since; while the sheet is away on the last ones, if nothing is written. */
  decideFresh(messageContext: MessageContext, first: Evaluation): Promise<Evaluation>;
  /** Keeps what later messages of the same person will find. */
  remember(message: InboundMessage, decision: Decision): void;
}

export function createEvaluator(needs: {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly sentReplies: SentReplies;
  readonly now: () => Date;
}): Evaluator {
  const { stockroom, questions, sentReplies } = needs;
  const lexiconOf = createLexicons();
  /** Built when names change, not while somebody waits for an answer. */
  stockroom.onChange(lexiconOf);

  function decide({ message, sender }: MessageContext, snapshot: Snapshot): Evaluation {
    const question = questions.find(conversationOf(message), {
      sentAt: message.sentAt,
      quotedId: message.quotedMessageId,
    });
    const lexicon = lexiconOf(snapshot);
    const quotedId = quotedBy(message);
    const context = decisionContextOf(message, snapshot, { sender, question, quotedId });
    const reading = readMessage(message, question, lexicon);
    return { reading, context, decision: decideOn(reading, context) };
  }

  function quotedBy(message: InboundMessage): string | undefined {
    if (message.quotedMessageId === undefined) return undefined;
    const id = idInPlace(message, message.quotedMessageId);
    return sentReplies.answeredBy(id) ?? id;
  }

  async function decideFresh(
    messageContext: MessageContext,
    first: Evaluation,
  ): Promise<Evaluation> {
    try {
      return decide(messageContext, await stockroom.read());
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    if (writes(first.decision))
      return decide(messageContext, await messageContext.waitNotice.readAtLast());
    return { ...first, asOf: (await messageContext.waitNotice.latest()).readAt };
  }

  function remember(message: InboundMessage, { dropsQuestion, question }: Decision): void {
    if (message.type === "deleted") {
      questions.dropAbout(idInPlace(message, message.messageId));
    }
    if (dropsQuestion) questions.drop(conversationOf(message));
    if (question !== undefined) questions.ask(conversationOf(message), question, needs.now());
  }

  return { decide, decideFresh, remember };
}

/** Whether anything in the sheet changes. */
export function writes({ lines, pending, closes }: Decision): boolean {
  return lines.length + pending.length + closes.length > 0;
}
