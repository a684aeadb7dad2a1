/**
 * Handles one message: is its group allowed → read → decide → book → reply. The sheet is written before the person is
 * answered. What a message means is read in `language`, what comes of it is decided in `inventory`.
 */
import type { InboundMessage } from "../channels/channel";
import { isLookup } from "../inventory/decide/decide";
import { silence, type DecisionContext } from "../inventory/decide/decision";
import { outcomeReplyParts } from "../inventory/decide/outcome-replies";
import { isRowOf } from "../inventory/movements/movement";
import type { BookingOutcome } from "../inventory/movements/outcome";
import type { Member } from "../inventory/people/member";
import type { ReplyPart } from "../inventory/reply-parts";
import type { Outgoing } from "../outbox/merge";
import type { Sent } from "../outbox/target";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { isAccessUnknown, isAllowed, isKeptOut, memberOf } from "./allowed-groups";
import { createBookAndReply, type MessageOutcome } from "./book-and-reply";
import { createCallAnswers } from "./call-answers";
import type { Turn } from "./conversation-queue";
import {
  createMessageDecider,
  type SuggestOn,
  type DecidedMessage,
  type MessageContext,
} from "./read-and-decide";
import { createLastTexts } from "./earlier-messages/last-texts";
import { createLookupQueue, mostWaiting } from "./lookups/lookup-queue";
import type { KeepQuestion } from "./questions/keep-question";
import type { Lookups } from "./lookups/lookups";
import type { TakenMessage } from "./message-age";
import { conversationOf, ledgerId, personOf, placeOf } from "./message-ids";
import type { Lexicons } from "./lexicons";
import type { AnswersOfPrices } from "./prices/answers-of-prices";
import { newcomerOf } from "./newcomer";
import type { Questions } from "./questions/open-questions";
import { createSendReplies, type DrawPages, type SendReplies } from "./send-replies";
import { createSentReplies } from "./earlier-messages/sent-replies";
import { standsAlone } from "./understand";
import { createWaitNotices, type WaitNotice } from "./wait-notice";

export interface HandlerNeeds {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly lookups: Lookups;
  readonly prices: AnswersOfPrices;
  readonly lexiconOf: Lexicons;
  readonly suggestOn: SuggestOn;
  /** Absent where nobody outside reaches the pages by their address. */
  readonly letterUrl?: DecisionContext["letterUrl"];
  /** Resolves when a message has arrived, or is given up. */
  readonly send: (message: Outgoing) => Promise<Sent>;
  readonly draw: DrawPages;
  /** The display name of a sender, asked of the platform where the message has none. */
  readonly nameOf: (message: InboundMessage) => Promise<string>;
  /** Whether a closed group is still to be told today. */
  readonly shouldTellClosedGroup: (place: string) => boolean;
  /** Whether the original of an edited message was taken before. */
  readonly wasTaken: (message: InboundMessage) => boolean;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
}

/** While nobody knows who may book. */
const retryMs = 1_000;

export function createMessageHandler(
  needs: HandlerNeeds & { readonly keepQuestion: KeepQuestion },
): {
  /** Carries one message from the check of its group to its answer; resolves when all is written and said. */
  handle(message: TakenMessage, turn: Turn): Promise<MessageOutcome>;
} {
  const { stockroom } = needs;
  const sentReplies = createSentReplies();
  const sendReplies = createSendReplies({ ...needs, sentReplies });
  const say = saying(sendReplies);
  const decider = createMessageDecider({ ...needs, sentReplies });
  const waitNotices = createWaitNotices(needs);
  const lookupQueue = createLookupQueue();
  const lastTexts = createLastTexts();
  const answerTo = createCallAnswers();
  const bookAndReply = createBookAndReply({ ...needs, decider, sendReplies });

  async function handle(message: TakenMessage, turn: Turn): Promise<MessageOutcome> {
    const where = { conversation: conversationOf(message), place: placeOf(message) };
    const waitNotice = waitNotices.noticeFor(where, (reason) =>
      sendReplies([{ kind: "will-book", ...reason }], message, { stage: "interim" }),
    );
    const access = await readAccess(waitNotice);
    const { members } = access;
    const member = memberOf(message, members);
    if (isKeptOut(message, member, access)) return "silent";
    if (!isAllowed(message, access)) return replyToClosedGroup(message);
    const own = { message, waitNotice, original: originalOf(message) };
    const messageContext =
      member === undefined
        ? { ...own, ...(await newcomer(message, members)), isNew: true }
        : { ...own, sender: member, isNew: false };
    try {
      return await (stockroom.isBooked(ledgerId(message))
        ? repeatConfirmation(messageContext)
        : carryOut(messageContext, turn));
    } catch (error) {
      lastTexts.forget(message);
      throw error;
    }
  }

  function originalOf(message: InboundMessage): MessageContext["original"] {
    const { isKnown, isSame } = lastTexts.note(message);
    if (message.type !== "edited") return undefined;
    const isSeen = isKnown || needs.wasTaken(message);
    return { isSeen, isSameText: isSame, sentAt: message.originalSentAt };
  }

  async function readAccess(waitNotice: WaitNotice): Promise<Snapshot> {
    for (;;) {
      const snapshot = await waitNotice.latest();
      if (!isAccessUnknown(snapshot, stockroom.state())) return snapshot;
      await needs.pause(retryMs);
    }
  }

  async function replyToClosedGroup(message: InboundMessage): Promise<MessageOutcome> {
    const group = placeOf(message);
    if (!needs.shouldTellClosedGroup(group)) return "silent";
    return say({ kind: "group-closed", group }, message, "closed-group");
  }

  async function newcomer(
    message: InboundMessage,
    members: readonly Member[],
  ): Promise<Pick<MessageContext, "sender" | "namesake">> {
    const { member, namesake } = newcomerOf(message, await needs.nameOf(message), members);
    return { sender: member, namesake };
  }

  /** Booked before a restart, and perhaps not answered: the confirmation under the same id. */
  async function repeatConfirmation(messageContext: MessageContext): Promise<MessageOutcome> {
    const snapshot = await messageContext.waitNotice.latest();
    const id = ledgerId(messageContext.message);
    const movements = snapshot.recent.filter((row) => isRowOf(row, id));
    const outcome: BookingOutcome = { kind: "already", movements };
    const { context } = decider.decide(messageContext, snapshot);
    const replyParts = outcomeReplyParts(silence, outcome, context);
    await sendReplies(replyParts, messageContext.message);
    return "again";
  }

  async function carryOut(messageContext: MessageContext, turn: Turn): Promise<MessageOutcome> {
    let decided = decider.decide(messageContext, await messageContext.waitNotice.latest());
    if (!standsAlone(decided.reading) || decided.waiting.asked.length > 0) {
      await turn.earlierWritten();
      decided = decider.decide(messageContext, await messageContext.waitNotice.latest());
    }
    const { decision, reading } = decided;
    if (reading.kind === "call") {
      const about = answerTo(messageContext, reading.about);
      return about === undefined ? "silent" : say({ kind: "hint", about }, messageContext.message);
    }
    const asks = decision.wantsFresh || decision.lookup !== undefined;
    const isNew = messageContext.message.type === "message";
    return isNew && asks && reading.kind === "intent" && isLookup(reading.intent)
      ? lookUp(messageContext, decided, turn)
      : bookAndReply(messageContext, decided, turn);
  }

  async function lookUp(
    messageContext: MessageContext,
    decided: DecidedMessage,
    turn: Turn,
  ): Promise<MessageOutcome> {
    // It changes nothing, so the person's next messages need not wait for it.
    turn.written();
    const outcome = await lookupQueue.run(personOf(messageContext.message), () =>
      bookAndReply(messageContext, decided, turn),
    );
    if (outcome === "full")
      return say({ kind: "too-fast", waiting: mostWaiting }, messageContext.message);
    return outcome === "full-again" ? "silent" : outcome;
  }

  return { handle };
}

const saying =
  (sendReplies: SendReplies) =>
  async (
    part: ReplyPart,
    message: InboundMessage,
    outcome: MessageOutcome = "said",
  ): Promise<MessageOutcome> => {
    await sendReplies([part], message);
    return outcome;
  };
