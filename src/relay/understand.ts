/**
 * In: a message, the snapshot, the question that is open to its sender. Out: what the message was read as, the decision
 * context, the decision. Nothing is written or sent.
 */
import type { InboundMessage } from "../channels/channel";
import { decide, decideAnswer } from "../inventory/decide/decide";
import type { Decision, OpenQuestion, DecisionContext } from "../inventory/decide/decision";
import type { Answer, Intent } from "../inventory/intent";
import type { Member } from "../inventory/people/member";
import { parseAnswer } from "../language/grammar/answer";
import { parse } from "../language/grammar/parse";
import type { Lexicon } from "../language/names/lexicon";
import { wording } from "../language/replies/wording";
import type { Snapshot } from "../sheet/stockroom";
import { idInPlace, ledgerId } from "./message-ids";

/** What a message was read as, given the question that is open to its sender. */
export type Reading =
  | { readonly kind: "intent"; readonly intent: Intent }
  | { readonly kind: "answer"; readonly answer: Answer; readonly question: OpenQuestion };

export function readMessage(
  message: InboundMessage,
  question: OpenQuestion | undefined,
  lexicon: Lexicon,
): Reading {
  if (message.type === "deleted") return { kind: "intent", intent: { kind: "undo" } };
  // What somebody passes on is talk, however much it looks like a booking.
  if (message.isForwarded === true) return { kind: "intent", intent: { kind: "chatter" } };
  if (question !== undefined && message.type === "message") {
    const answer = parseAnswer(message.text, question, lexicon);
    if (answer !== undefined) return { kind: "answer", answer, question };
  }
  return { kind: "intent", intent: parse(message.text, lexicon) };
}

/** A plain booking rests on nothing that the person wrote just before; everything else may. */
export function standsAlone(reading: Reading): boolean {
  return reading.kind === "intent" && reading.intent.kind === "movement";
}

const lookupKinds: readonly string[] = ["query", "history", "report", "low-stock", "board"];

/** Asks for figures and changes nothing. */
export function isLookup(reading: Reading): boolean {
  return reading.kind === "intent" && lookupKinds.includes(reading.intent.kind);
}

export function isChatter(reading: Reading): boolean {
  return reading.kind === "intent" && reading.intent.kind === "chatter";
}

export function decideOn(reading: Reading, context: DecisionContext): Decision {
  return reading.kind === "answer"
    ? decideAnswer(reading.answer, reading.question, context)
    : decide(reading.intent, context);
}

/** Everything that the decision about a message may look at. */
export function decisionContextOf(
  message: InboundMessage,
  snapshot: Snapshot,
  about: {
    readonly sender: Member;
    readonly question: OpenQuestion | undefined;
    /** 消息ID of the message that is quoted, or that the quoted message of the bot's answered. */
    readonly quotedId: string | undefined;
  },
): DecisionContext {
  const { items, members, policy, pending, recent } = snapshot;
  return {
    message: {
      id: ledgerId(message),
      originalId: idInPlace(message, message.messageId),
      quotedId: about.quotedId,
      type: message.type,
      text: message.text,
      sentAt: message.sentAt,
    },
    sender: about.sender,
    items,
    members,
    policy,
    pending,
    recent,
    question: about.question,
    wording,
  };
}
