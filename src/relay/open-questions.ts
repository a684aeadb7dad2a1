/**
 * The bot's open questions, one per person and place, in memory only: what matters for longer stands in 待处理. A
 * question is answered within ten minutes between the messages' own times, or by quoting it for a day.
 */
import type { OpenQuestion } from "../inventory/decide/decision";

const answerWithinMs = 10 * 60_000;
const quotableForMs = 24 * 60 * 60_000;

interface Asked {
  readonly conversation: string;
  question: OpenQuestion;
  /** By the relay's clock: when the ten minutes begin to count for the 待处理 row. */
  readonly askedAt: Date;
  /** Ids under which the platform knows what the bot said. */
  readonly sentIds: Set<string>;
  /** Whether it can still be answered without quoting it. */
  open: boolean;
}

export interface Questions {
  /** The question that a message of this conversation may answer, by quoting it or within ten minutes of it. */
  find(
    conversation: string,
    message: { readonly sentAt: Date; readonly quotedId: string | undefined },
  ): OpenQuestion | undefined;
  /** Opens a question; the conversation's former one is dropped. */
  ask(conversation: string, question: OpenQuestion, now: Date): void;
  /** Remembers a platform id of the message that asked. */
  noteSent(question: OpenQuestion, id: string): void;
  drop(conversation: string): void;
  /** Drops what was asked about a message that is gone. */
  dropAbout(messageId: string): void;
  /** Questions that have just gone ten minutes without an answer; each is told once, and stays quotable. */
  takeExpired(
    now: Date,
  ): readonly { readonly conversation: string; readonly question: OpenQuestion }[];
  /** Notes the 编号 of the entry that now stands for an expired question. */
  numbered(question: OpenQuestion, pendingNumber: number): void;
}

export function createQuestions(): Questions {
  let asked: Asked[] = [];
  const entryOf = (question: OpenQuestion): Asked | undefined =>
    asked.find((entry) => entry.question.message.id === question.message.id);

  return {
    find(conversation, { sentAt, quotedId }) {
      const own = asked.filter((entry) => entry.conversation === conversation);
      const quoted = own.find((entry) => quotedId !== undefined && entry.sentIds.has(quotedId));
      if (quoted !== undefined) return quoted.question;
      return own.find(
        ({ open, question }) =>
          open && sentAt.getTime() - question.openedAt.getTime() <= answerWithinMs,
      )?.question;
    },
    ask(conversation, question, now) {
      asked = asked.filter((entry) => entry.conversation !== conversation);
      asked.push({ conversation, question, askedAt: now, sentIds: new Set(), open: true });
    },
    noteSent(question, id) {
      entryOf(question)?.sentIds.add(id);
    },
    drop(conversation) {
      asked = asked.filter((entry) => entry.conversation !== conversation);
    },
    dropAbout(messageId) {
      asked = asked.filter(({ question }) => question.message.id !== messageId);
    },
    takeExpired(now) {
      const age = ({ askedAt }: Asked): number => now.getTime() - askedAt.getTime();
      asked = asked.filter((entry) => age(entry) <= quotableForMs);
      const expired = asked.filter((entry) => entry.open && age(entry) > answerWithinMs);
      for (const entry of expired) entry.open = false;
      return expired.map(({ conversation, question }) => ({ conversation, question }));
    },
    numbered(question, pendingNumber) {
      const entry = entryOf(question);
      if (entry !== undefined) entry.question = { ...entry.question, pendingNumber };
    },
  };
}
