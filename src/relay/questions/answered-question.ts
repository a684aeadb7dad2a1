/**
 * Which of the questions that wait for a person their message answers: the one it quotes, else the one that it fits. Where it
 * fits several, or is a bare yes after something else was said, they are asked which: a wrong row is worse than a question.
 */
import type { InboundMessage } from "../../channels/channel";
import type { OpenQuestion } from "../../inventory/decide/decision";
import type { Answer } from "../../inventory/intent";
import { parseAnswer, readChoice } from "../../language/grammar/answers/answer";
import type { Lexicon } from "../../language/names/lexicon";
import { idInPlace } from "../message-ids";
import { answerWithinMs } from "./open-questions";
import type { Asked } from "./kept-questions";
import type { Quoted } from "../earlier-messages/quotes";

/** What the person was asked to choose from: an answer that fits several questions. */
export interface Unassigned {
  /** The message that was answered with the list, as `platform:group:messageId`. */
  readonly messageId: string;
  readonly text: string;
  readonly questions: readonly OpenQuestion[];
  readonly askedAt: Date;
}

/** What a person's message may answer. */
export interface Waiting {
  /** Not over, oldest first. */
  readonly asked: readonly Asked[];
  readonly unassigned: Unassigned | undefined;
  readonly quoted: Quoted;
  /** Whether the message quotes something that the relay knows, and that is none of these. */
  readonly quotesKnown: boolean;
  /** Whether that is a question that is over. */
  readonly quotesOver: boolean;
  /** Whether it is somebody else's question. */
  readonly quotesAnothers: boolean;
  /** Whether it is something that the relay said. */
  readonly quotesReply: boolean;
}

export const nothingWaiting: Waiting = {
  asked: [],
  unassigned: undefined,
  quoted: { quotedId: undefined },
  quotesKnown: false,
  quotesOver: false,
  quotesAnothers: false,
  quotesReply: false,
};

export type AnswerReading =
  | { readonly kind: "answer"; readonly answer: Answer; readonly question: OpenQuestion }
  /** An answer that could be to any of these. */
  | { readonly kind: "which"; readonly text: string; readonly questions: readonly OpenQuestion[] }
  /** 算了 to all of these. */
  | { readonly kind: "none-of"; readonly questions: readonly OpenQuestion[] };

interface Fitting {
  readonly asked: Asked;
  readonly answer: Answer;
}

/** undefined: it answers nothing, and is to be read by itself. */
export function readAnswer(
  message: InboundMessage,
  waiting: Waiting,
  lexicon: Lexicon,
): AnswerReading | undefined {
  const { text } = message;
  const fits = (asked: Asked): readonly Fitting[] => {
    const answer = parseAnswer(text, asked.question, lexicon);
    return answer === undefined ? [] : [{ asked, answer }];
  };
  const { quotedId } = waiting.quoted;
  if (waiting.asked.some((asked) => isQuoted(asked, message, quotedId)))
    return readQuoted(message, waiting, lexicon);
  if (waiting.quotesKnown) return undefined;
  const chosen = !quotes(message) && readAssigned(message, waiting, lexicon);
  if (chosen) return chosen;
  const candidates = waiting.asked
    .filter((asked) => mayBeMeant(asked, message))
    .flatMap(fits)
    .filter(({ asked, answer }) => asked.state !== "aside" || answer.kind === "pick");
  return assigned(candidates, text);
}

/** The answer to the question that is quoted; undefined where none is, or it answers something else. */
function readQuoted(
  message: InboundMessage,
  { asked, quoted: { quotedId } }: Waiting,
  lexicon: Lexicon,
): AnswerReading | undefined {
  const question = asked.find((one) => isQuoted(one, message, quotedId))?.question;
  const answer = question && parseAnswer(message.text, question, lexicon);
  return question && answer && { kind: "answer", answer, question };
}

/** A tap answers the question that has the button, or the list of questions that it stands below. */
export function readTapped(
  message: InboundMessage,
  waiting: Waiting,
  lexicon: Lexicon,
): AnswerReading | undefined {
  const { unassigned, quoted } = waiting;
  const isOfList = unassigned !== undefined && unassigned.messageId === quoted.quotedId;
  return isOfList ? readAssigned(message, waiting, lexicon) : readQuoted(message, waiting, lexicon);
}

function assigned(candidates: readonly Fitting[], text: string): AnswerReading | undefined {
  const [only, ...others] = candidates;
  if (only === undefined) return undefined;
  const { answer, asked } = only;
  const isBare = answer.kind === "yes" || answer.kind === "no";
  if (others.length === 0 && (!isBare || asked.state === "last"))
    return { kind: "answer", answer, question: asked.question };
  return { kind: "which", text, questions: candidates.map(({ asked: { question } }) => question) };
}

/** It quotes what the bot asked, or the message that was asked about; `quotedId`: what its quotation was found to be. */
export function isQuoted(
  { question, sentIds }: Asked,
  message: InboundMessage,
  quotedId?: string,
): boolean {
  const { quotedMessageId: id } = message;
  if (id === undefined) return quotedId !== undefined && question.message.originalId === quotedId;
  return sentIds.includes(id) || question.message.originalId === idInPlace(message, id);
}

const quotes = ({ quotedMessageId, quotedText }: InboundMessage): boolean =>
  quotedMessageId !== undefined || quotedText !== undefined;

/** Within ten minutes of the messages' own times; what is quoted is no question whose ids are known. */
export function mayBeMeant({ question, isQuotable }: Asked, message: InboundMessage): boolean {
  if (quotes(message) && isQuotable) return false;
  return message.sentAt.getTime() - question.openedAt.getTime() <= answerWithinMs;
}

/** 1, or 算了, to the list of questions that an answer fits. */
function readAssigned(
  { text, sentAt }: InboundMessage,
  { unassigned, asked }: Waiting,
  lexicon: Lexicon,
): AnswerReading | undefined {
  if (unassigned === undefined) return undefined;
  if (sentAt.getTime() - unassigned.askedAt.getTime() > answerWithinMs) return undefined;
  const open = unassigned.questions.flatMap(({ message: { id } }) => {
    const still = asked.find(({ question }) => question.message.id === id);
    return [still?.question];
  });
  const choice = readChoice(text, unassigned.questions.length);
  if (choice === "none")
    return { kind: "none-of", questions: open.filter((one) => one !== undefined) };
  const question = choice === undefined ? undefined : open[choice];
  const answer = question && parseAnswer(unassigned.text, question, lexicon);
  return question && answer && { kind: "answer", answer, question };
}
