/**
 * The bot's questions that wait for an answer, by the message they are about: in memory, and as notes of the inbox, so that
 * a restart keeps them. Which of them a message answers is answered-question's.
 */
import type { Notebook } from "../../inbox/notebook";
import type { OpenQuestion } from "../../inventory/decide/decision";
import { createKeptQuestions, type Asked } from "./kept-questions";

export const answerWithinMs = 10 * 60_000;
/** Of one person in one place; the oldest beyond that goes to 待处理 at once. */
const mostOpen = 5;
/** In all; the oldest that stand in 待处理 can then no longer be answered by quoting them. */
const mostKept = 1_000;
/** How long a quotation of a question that is over is still recognised. */
const overKeptMs = 24 * 60 * 60_000;

export interface Questions {
  /** What a person was asked here and can still answer, oldest first. */
  of(conversation: string): readonly Asked[];
  /** Whether something that was quoted is a question that is over. */
  isOver(conversation: string, quotedId: string): boolean;
  /** Whether something that was quoted asks somebody else. */
  isAskedOfAnother(conversation: string, quotedId: string): boolean;
  /** A message has one question: a former one about it is over. */
  ask(conversation: string, question: OpenQuestion, now: Date): void;
  /** Remembers ids of the message that asked; `isTold`: the platform's own is among them. */
  noteSent(question: OpenQuestion, ids: readonly string[], isTold: boolean): void;
  /** Notes the 编号 of the entry that stands for a question. */
  numbered(question: OpenQuestion, pendingNumber: number): void;
  /** Something else was said to the person. */
  passOver(conversation: string): void;
  putAside(question: OpenQuestion): void;
  settle(messageIds: readonly string[], now: Date): void;
  /** Drops what was asked about a message that was edited or is gone. */
  dropAbout(originalId: string, now: Date): void;
  /** Questions that have gone ten minutes without an answer, and those that are too many. */
  due(now: Date): readonly OpenQuestion[];
  /** Drops what can't be answered any more. */
  forget(isOver: (question: OpenQuestion) => boolean, now: Date): void;
  /** Resolves when the journal holds what has changed, as far as its disk takes it. */
  saved(): Promise<void>;
}

export function createQuestions(notebook: Notebook): Questions {
  const kept = createKeptQuestions(notebook);
  /** Conversation and id of what the bot said → until when, ms. */
  const over = new Map<string, number>();
  const overKey = (conversation: string, id: string): string => `${conversation}\n${id}`;

  function change(question: OpenQuestion, to: (asked: Asked) => Partial<Asked>): void {
    const asked = kept.get(question.message.id);
    if (asked !== undefined) kept.put({ ...asked, ...to(asked) });
  }
  function drop({ conversation, question, sentIds }: Asked, now: Date): void {
    kept.delete(question.message.id);
    for (const id of sentIds) over.set(overKey(conversation, id), now.getTime() + overKeptMs);
  }
  const ownOf = (conversation: string): readonly Asked[] =>
    kept.all().filter((asked) => asked.conversation === conversation);
  const passOver = (conversation: string): void => {
    for (const { state, question } of ownOf(conversation))
      if (state === "last") change(question, () => ({ state: "open" }));
  };

  return {
    of: ownOf,
    isOver: (conversation, quotedId) => over.has(overKey(conversation, quotedId)),
    isAskedOfAnother: (conversation, quotedId) =>
      kept
        .all()
        .some((asked) => asked.conversation !== conversation && asked.sentIds.includes(quotedId)),
    ask(conversation, question, now) {
      const former = kept.get(question.message.id);
      if (former !== undefined) drop(former, now);
      passOver(conversation);
      const state = "last";
      kept.put({ conversation, question, askedAt: now, sentIds: [], isQuotable: false, state });
    },
    noteSent: (question, ids, isTold) =>
      change(question, ({ sentIds, isQuotable }) => ({
        sentIds: [...new Set([...sentIds, ...ids])],
        isQuotable: isQuotable || isTold,
      })),
    numbered: (question, pendingNumber) =>
      change(question, (asked) => ({ question: { ...asked.question, pendingNumber } })),
    passOver,
    putAside: (question) => change(question, () => ({ state: "aside" })),
    settle(messageIds, now) {
      for (const asked of messageIds.flatMap((id) => kept.get(id) ?? [])) drop(asked, now);
    },
    dropAbout(originalId, now) {
      for (const asked of kept.all())
        if (asked.question.message.originalId === originalId) drop(asked, now);
    },
    due: (now) => dueOf(kept.all(), now),
    forget(isOver, now) {
      for (const [id, until] of over) if (until <= now.getTime()) over.delete(id);
      for (const asked of kept.all()) if (isOver(asked.question)) drop(asked, now);
      const all = kept.all();
      const aside = all.filter(({ state }) => state === "aside");
      for (const asked of aside.slice(0, Math.max(0, all.length - mostKept))) drop(asked, now);
    },
    saved: () => kept.saved(),
  };
}

function dueOf(all: readonly Asked[], now: Date): readonly OpenQuestion[] {
  const unwritten = all.filter(
    ({ state, question }) => state !== "aside" || question.pendingNumber === undefined,
  );
  const isLate = ({ askedAt }: Asked): boolean =>
    now.getTime() - askedAt.getTime() > answerWithinMs;
  const isTooMany = ({ conversation }: Asked, index: number): boolean =>
    unwritten.slice(index + 1).filter((later) => later.conversation === conversation).length >=
    mostOpen;
  return unwritten
    .filter((asked, index) => asked.state === "aside" || isLate(asked) || isTooMany(asked, index))
    .map(({ question }) => question);
}
