/**
 * Reads a message and decides about it on a snapshot of the sheet, as often as the figures change. Only the questions that
 * wait for an answer are remembered.
 */
import { isSheetUnavailable } from "../errors";
import type { InboundMessage } from "../channels/channel";
import {
  writes,
  type Decision,
  type DecisionContext,
  type OpenQuestion,
} from "../inventory/decide/decision";
import type { Movement } from "../inventory/movements/movement";
import type { Member } from "../inventory/people/member";
import type { Suggest } from "../inventory/purchasing/suggested-quantity";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { mayBeMeant, type Waiting } from "./questions/answered-question";
import type { LedgerSince } from "./ledger-since";
import type { Lexicons } from "./lexicons";
import { momentOf, type TakenMessage } from "./message-age";
import type { Questions } from "./questions/open-questions";
import type { Quoted } from "./earlier-messages/quotes";
import type { SentReplies } from "./earlier-messages/sent-replies";
import { sessionPlaceOf } from "../inventory/stocktake/session-place";
import {
  decideOn,
  decisionContextOf,
  readMessage,
  type MessageReading,
  type Surroundings,
} from "./understand";
import type { WaitReason } from "../inventory/reply-parts";
import { mayOrder } from "../inventory/people/rights";
import { noPurchasing } from "../inventory/purchasing/orders";
import { knownSuppliers, type Supplier } from "../inventory/purchasing/supplier";
import { dayText } from "../language/text/calendar";
import { supplierOf } from "./allowed-groups";
import type { WaitNotice } from "./wait-notice";
import { createWaitingQuestions } from "./questions/waiting-questions";

/** A message on its way: who sent it, and how long its sender is kept waiting. */
export interface MessageContext {
  readonly message: TakenMessage;
  readonly sender: Member;
  readonly isNew: boolean;
  /** The member whose name a new sender bears. */
  readonly namesake?: string | undefined;
  /** Of an edited message. */
  readonly original?: DecisionContext["message"]["original"];
  readonly waitNotice: WaitNotice;
}

/** A decision with what it was made of. */
export interface DecidedMessage {
  readonly reading: MessageReading;
  /** What the message could have answered. */
  readonly waiting: Waiting;
  readonly context: DecisionContext;
  readonly decision: Decision;
  /** What of the ledger it was decided with beside the snapshot. */
  readonly history?: LedgerSince | undefined;
  /** Set when the sheet is away or not whole, and the figures are of an earlier time. */
  readonly asOf?: { readonly readAt: Date } & WaitReason;
}

type KnownBefore = Pick<DecidedMessage, "waiting" | "history">;

/** What to buy of an item, as the sheet stands. */
export type SuggestOn = (snapshot: Snapshot) => Suggest;

export interface MessageDecider {
  /** `first`: what waited and was read when it was decided first, where it is decided again. */
  decide(messageContext: MessageContext, snapshot: Snapshot, first?: KnownBefore): DecidedMessage;
  /** On figures that people can't have changed since; while the sheet is away on the last ones, if nothing is written. */
  decideFresh(messageContext: MessageContext, first: DecidedMessage): Promise<DecidedMessage>;
  /** With the ledger of some months, where the decision rests on it: one more read. */
  decideOnHistory(messageContext: MessageContext, first: DecidedMessage): Promise<DecidedMessage>;
  /** Keeps what later messages of the same person will find; answers the questions that they went on without answering. */
  remember(message: InboundMessage, decided: DecidedMessage): readonly OpenQuestion[];
}

export function createMessageDecider(needs: {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly sentReplies: SentReplies;
  /** Of a snapshot; built anew where names have changed. */
  readonly lexiconOf: Lexicons;
  readonly letterUrl?: DecisionContext["letterUrl"];
  readonly now: () => Date;
  readonly suggestOn: SuggestOn;
}): MessageDecider {
  const { stockroom, lexiconOf, suggestOn } = needs;
  /** Built when names change, not while somebody waits for an answer. */
  stockroom.onChange(lexiconOf);
  const waitingQuestions = createWaitingQuestions(needs);

  function decide(
    { message, sender, original }: MessageContext,
    snapshot: Snapshot,
    { waiting, history }: KnownBefore = { waiting: waitingQuestions.find(message, snapshot) },
  ): DecidedMessage {
    const supplier = supplierOf(message, snapshot);
    const around = surroundingsOf(message, { sender, supplier, ...waiting.quoted }, snapshot);
    const reading = readMessage(message, waiting, lexiconOf(snapshot), around);
    const context = decisionContextOf(message, snapshot, {
      sender,
      question: reading.kind === "answer" ? reading.question : newestAsked(waiting, message),
      questions: waiting.asked.map(({ question }) => question),
      quoted: waiting.quoted,
      ...{ original, history, supplier, letterUrl: needs.letterUrl },
      suggest: suggestOn(snapshot),
    });
    return { reading, waiting, context, history, decision: decideOn(reading, context) };
  }

  async function decideFresh(
    messageContext: MessageContext,
    first: DecidedMessage,
  ): Promise<DecidedMessage> {
    try {
      return decide(messageContext, await stockroom.read(), first);
    } catch (error) {
      if (!isSheetUnavailable(error)) throw error;
    }
    if (writes(first.decision))
      return decide(messageContext, await messageContext.waitNotice.readAtLast(), first);
    return { ...first, asOf: await lastRead(messageContext.waitNotice) };
  }

  async function decideOnHistory(
    messageContext: MessageContext,
    first: DecidedMessage,
  ): Promise<DecidedMessage> {
    const { wantsHistory: from } = first.decision;
    if (from === undefined) return first;
    const rows = await readHistory(from, messageContext.waitNotice, stockroom);
    const history = { from, rows };
    return decide(messageContext, await messageContext.waitNotice.latest(), { ...first, history });
  }

  return {
    decide,
    decideFresh,
    decideOnHistory,
    remember: (message, decided) => waitingQuestions.remember(message, decided),
  };
}

/** The newest question that the message may answer. */
const newestAsked = ({ asked }: Waiting, message: InboundMessage): OpenQuestion | undefined =>
  asked.findLast((one) => one.state !== "aside" && mayBeMeant(one, message))?.question;

async function lastRead(waitNotice: WaitNotice): Promise<DecidedMessage["asOf"] & object> {
  const { readAt } = await waitNotice.latest();
  return { readAt, ...waitNotice.reason() };
}

/** The ledger since then, however long that takes. */
async function readHistory(
  from: Date,
  waitNotice: WaitNotice,
  stockroom: Stockroom,
): Promise<readonly Movement[]> {
  for (;;) {
    try {
      return await stockroom.movements({ from, to: endOfTime });
    } catch (error) {
      if (!isSheetUnavailable(error)) throw error;
      await waitNotice.readAtLast();
    }
  }
}

const endOfTime = new Date(8.64e15);

/** What is under way where a message is written. */
const surroundingsOf = (
  message: TakenMessage,
  {
    sender,
    supplier,
    quotedId,
  }: Quoted & { readonly sender: Member; readonly supplier: Supplier | undefined },
  snapshot: Snapshot,
): Surroundings => ({
  session: sessionPlaceOf(snapshot, sender.name, { sentAt: momentOf(message), quotedId }),
  purchase: {
    isUsed: (snapshot.purchasing?.rows.length ?? 0) > 0,
    buys: mayOrder(sender),
    suppliers: knownSuppliers((snapshot.purchasing ?? noPurchasing).suppliers, snapshot.items),
    today: dayText(momentOf(message), snapshot.timeZone),
  },
  codeEntries: new Set(
    snapshot.pending
      .filter(({ status, document }) => status === "open" && document !== undefined)
      .map(({ number }) => number),
  ),
  isSupplier: supplier !== undefined,
});
