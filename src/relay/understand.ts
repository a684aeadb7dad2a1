/**
 * In: a message, the snapshot, the question that is open to its sender. Out: what the message was read as, the decision
 * context, the decision. Nothing is written or sent.
 */
import type { InboundMessage } from "../channels/channel";
import { decide, decideAnswer } from "../inventory/decide/decide";
import { silence, type Decision, type DecisionContext } from "../inventory/decide/decision";
import { dropQuestions } from "../inventory/decide/draft-context";
import type { HintTopic, Intent } from "../inventory/intent";
import type { SessionPlace } from "../inventory/stocktake/session-place";
import { underPresentNames } from "../inventory/figures/renamed";
import { recentMs } from "../inventory/movements/pending";
import { oncePer } from "../inventory/once-per";
import { callsBot, readCall } from "../language/grammar/call";
import { parseNamedCode } from "../language/grammar/entries/named-code";
import { parse } from "../language/grammar/parse";
import { parsePurchase, parseSupplier } from "../language/grammar/purchasing/parse-purchase";
import type { PurchasePlace } from "../language/grammar/purchasing/place";
import { parseInSession } from "../language/grammar/stocktake/parse-in-session";
import type { Lexicon } from "../language/names/lexicon";
import { wording } from "../language/replies/wording";
import type { Snapshot } from "../sheet/stockroom";
import {
  readAnswer,
  readTapped,
  type AnswerReading,
  type Waiting,
} from "./questions/answered-question";
import type { Quoted } from "./earlier-messages/quotes";
import { rowsSince, type LedgerSince } from "./ledger-since";
import { momentOf, type TakenMessage } from "./message-age";
import { idInPlace, ledgerId, threadOf } from "./message-ids";

/** What a message was read as, given the questions that wait for its sender. */
export type MessageReading =
  | { readonly kind: "intent"; readonly intent: Intent }
  | AnswerReading
  /** It quotes a question that is over, and says nothing by itself; it taps a button that is somebody else's. */
  | { readonly kind: "question-over" | "not-asked" }
  /** It is said to the relay, and means nothing to it. */
  | { readonly kind: "call"; readonly about: HintTopic };

/** What is under way where a message is written. */
export interface Surroundings {
  /** What a stocktake session makes of the sender's words. */
  readonly session: SessionPlace;
  readonly purchase: PurchasePlace;
  /** 编号 of the open entries that ask which item a code is. */
  readonly codeEntries: ReadonlySet<number>;
  /** Set: it comes from a supplier, in the group of their own. */
  readonly isSupplier: boolean;
}

/** `around` absent: of the past, where all that is over. */
export function readMessage(
  message: InboundMessage,
  waiting: Waiting,
  lexicon: Lexicon,
  around?: Surroundings,
): MessageReading {
  if (around?.isSupplier === true)
    return readOfSupplier(message, waiting, lexicon, around.purchase.today);
  if (message.type === "deleted") return { kind: "intent", intent: { kind: "undo" } };
  // What somebody passes on is talk, however much it looks like a booking.
  if (message.isForwarded === true) return readChatter(message, waiting);
  if (message.tap !== undefined) return readTap(message, waiting, lexicon);
  const answer = message.type === "message" ? readAnswer(message, waiting, lexicon) : undefined;
  if (answer !== undefined) return answer;
  const intent =
    around === undefined ? parse(message.text, lexicon) : readAround(message, lexicon, around);
  return intent.kind === "chatter" ? readChatter(message, waiting) : { kind: "intent", intent };
}

/** Talk is met with silence, unless it is said to the relay. */
function readChatter(message: InboundMessage, waiting: Waiting): MessageReading {
  const { text, type, isForwarded } = message;
  if (waiting.quotesOver) return { kind: "question-over" };
  if (type === "message" && isCall(message, waiting)) {
    if (waiting.quotesAnothers) return { kind: "not-asked" };
    const about = isForwarded === true ? "forwarded" : readCall(text);
    if (about !== undefined) return { kind: "call", about };
  }
  return { kind: "intent", intent: { kind: "chatter" } };
}

/** A direct message, a mention, its name, or an answer to what it said. */
function isCall({ groupId, isAddressed, text }: InboundMessage, { quotesReply }: Waiting): boolean {
  return groupId === undefined || isAddressed === true || quotesReply || callsBot(text);
}

/** What a supplier says, or answers, in the group of their own; all else there is talk, also what is said to the relay. */
function readOfSupplier(
  message: InboundMessage,
  waiting: Waiting,
  lexicon: Lexicon,
  today: string,
): MessageReading {
  const chatter = { kind: "intent", intent: { kind: "chatter" } } as const;
  if (message.isForwarded === true) return chatter;
  if (message.tap !== undefined) return readTapped(message, waiting, lexicon) ?? chatter;
  const answer = readAnswer(message, waiting, lexicon);
  return answer ?? { kind: "intent", intent: parseSupplier(message.text, lexicon, today) };
}

function readAround(
  { text }: InboundMessage,
  lexicon: Lexicon,
  { session, purchase, codeEntries }: Surroundings,
): Intent {
  return (
    parseNamedCode(text, lexicon, codeEntries) ??
    parsePurchase(text, lexicon, purchase) ??
    parseInSession(text, lexicon, session)
  );
}

/** A button answers its own question, or names its entry; whatever else came with a tap, nobody wrote it. */
function readTap(message: InboundMessage, waiting: Waiting, lexicon: Lexicon): MessageReading {
  const answer = readTapped(message, waiting, lexicon);
  if (answer !== undefined) return answer;
  const intent = parse(message.text, lexicon);
  if (intent.kind === "confirm" || intent.kind === "reject") return { kind: "intent", intent };
  return { kind: waiting.quotesAnothers ? "not-asked" : "question-over" };
}

/** A plain booking rests on nothing that the person wrote just before; everything else may. */
export function standsAlone(reading: MessageReading): boolean {
  return reading.kind === "intent" && reading.intent.kind === "movement";
}

/** Says nothing of its own. */
export function isChatter(reading: MessageReading): boolean {
  const { kind } = reading.kind === "intent" ? reading.intent : reading;
  return ["chatter", "question-over", "not-asked", "call"].includes(kind);
}

export function decideOn(reading: MessageReading, context: DecisionContext): Decision {
  switch (reading.kind) {
    case "intent":
      return decide(reading.intent, context);
    case "answer":
      return decideAnswer(reading.answer, reading.question, context);
    case "which": {
      const asked = reading.questions.map(({ message }) => message.text);
      const part = { kind: "which-question", text: reading.text, asked } as const;
      return { ...silence, replyParts: [part] };
    }
    case "none-of":
      return dropQuestions(reading.questions, context);
    case "call":
      return { ...silence, replyParts: [{ kind: "hint", about: reading.about }] };
    case "question-over":
    case "not-asked":
      return { ...silence, replyParts: [{ kind: reading.kind }] };
  }
}

const recentOf = oncePer(({ recent, items }: Snapshot) => underPresentNames(recent, items));

/** Everything that the decision about a message may look at. */
export function decisionContextOf(
  message: TakenMessage,
  snapshot: Snapshot,
  about: Pick<
    DecisionContext,
    "sender" | "question" | "questions" | "supplier" | "suggest" | "letterUrl"
  > & {
    readonly quoted: Quoted;
    readonly original?: DecisionContext["message"]["original"];
    readonly history?: LedgerSince | undefined;
  },
): DecisionContext {
  const { quoted, original, history, ...known } = about;
  const { items, members, policy, pending, readAt } = snapshot;
  return {
    message: {
      id: ledgerId(message),
      originalId: idInPlace(message, message.messageId),
      ...quoted,
      place: idInPlace(message, ""),
      threadId: threadOf(message),
      ...(original !== undefined && { original }),
      isDirect: message.groupId === undefined,
      type: message.type,
      text: message.text,
      sentAt: momentOf(message),
    },
    ...{ ...known, items, members, policy, pending, wording },
    recent: recentOf(snapshot),
    recentSince: new Date(readAt.getTime() - recentMs),
    ...(history && rowsSince(history, snapshot)),
    stocktake: snapshot.stocktake,
    purchasing: snapshot.purchasing,
    codes: snapshot.codes,
  };
}
