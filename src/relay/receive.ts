/**
 * One message from its group to its answer: allowed? → read → decide → book → reply. The sheet is written before the person is answered.
 * What a message means is language's, what comes of it inventory's; here it is only carried out, in that order.
 */
import type { InboundMessage } from "../channels/channel";
import { silence } from "../inventory/decide/decision";
import { limitEntries, refuseOld } from "../inventory/decide/limits";
import { accountOf, type Member } from "../inventory/people/member";
import { messageIdOfRow } from "../inventory/movements/movement";
import type { BookingOutcome } from "../inventory/movements/outcome";
import { outcomeReplyParts } from "../inventory/decide/outcome-replies";
import type { Outgoing } from "../outbox/merge";
import type { Sent } from "../outbox/target";
import type { Booking, Snapshot, Stockroom } from "../sheet/stockroom";
import type { TakenMessage } from "./message-age";
import { createEntriesUnderWay } from "./entries-under-way";
import { isAllowed, isAccessUnknown, memberOf } from "./allowed-groups";
import { conversationOf, ledgerId, personOf, placeOf } from "./message-ids";
import type { Turn } from "./conversation-queue";
import { createLookupQueue, mostWaiting } from "./lookup-queue";
import type { Lookups } from "./lookups";
import { newcomerOf } from "./newcomer";
import { createWaitNotices } from "./wait-notice";
import type { WaitNotice } from "./wait-notice";
import type { Questions } from "./open-questions";
import type { ReplyContent } from "./replies";
import { createSentReplies } from "./sent-replies";
import { createSendReplies } from "./send-replies";
import { isChatter, isLookup, standsAlone } from "./understand";
import { createEvaluator, writes } from "./evaluation";
import type { MessageContext, Evaluation } from "./evaluation";

/** What became of a message, for its one log line. */
export type MessageOutcome =
  "booked" | "waits" | "asked" | "said" | "silent" | "again" | "closed-group";

export interface Receiving {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly lookups: Lookups;
  /** Resolves when a message has arrived, or is given up. */
  readonly send: (message: Outgoing) => Promise<Sent>;
  /** The display name of a sender, asked of the platform where the message has none. */
  readonly nameOf: (message: InboundMessage) => Promise<string>;
  /** Whether a closed group is still to be told today. */
  readonly shouldTellClosedGroup: (place: string) => boolean;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
}

/** A booking that proves impossible when it is planned is decided again this often at most. */
const attempts = 4;

/** While nobody knows who may book. */
const retryMs = 1_000;

export function createReceiver(needs: Receiving): {
  /** Carries one message from the check of its group to its answer; resolves when all is written and said. */
  receive(message: TakenMessage, turn: Turn): Promise<MessageOutcome>;
} {
  const { stockroom, lookups } = needs;
  const sentReplies = createSentReplies();
  const sendReplies = createSendReplies({ ...needs, sentReplies });
  const evaluator = createEvaluator({ ...needs, sentReplies });
  const waitNotices = createWaitNotices(needs);
  const lookupQueue = createLookupQueue();
  const entriesUnderWay = createEntriesUnderWay();
  /** Accounts whose namesake was told: of messages that come at once, each is a newcomer's. */
  const reportedNamesakes = new Set<string>();

  async function receive(message: TakenMessage, turn: Turn): Promise<MessageOutcome> {
    const waitNotice = waitNotices.noticeFor(conversationOf(message), () =>
      sendReplies({ kind: "parts", replyParts: [{ kind: "will-book" }] }, message, {
        stage: "interim",
      }),
    );
    const { policy, members } = await readAccess(waitNotice);
    if (!isAllowed(message, policy)) return replyToClosedGroup(message);
    const member = memberOf(message, members);
    if (member === undefined && message.groupId === undefined) return "silent";
    const messageContext =
      member === undefined
        ? { ...(await newcomer(message, members)), isNew: true, message, waitNotice }
        : { sender: member, isNew: false, message, waitNotice };
    return stockroom.isBooked(ledgerId(message))
      ? repeatReceipt(messageContext)
      : carryOut(messageContext, turn);
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
    await sendReplies({ kind: "parts", replyParts: [{ kind: "group-closed", group }] }, message);
    return "closed-group";
  }

  async function newcomer(
    message: InboundMessage,
    members: readonly Member[],
  ): Promise<Pick<MessageContext, "sender" | "namesake">> {
    const { member, namesake } = newcomerOf(message, await needs.nameOf(message), members);
    return { sender: member, namesake };
  }

  /** Booked before a restart, and perhaps not answered: the receipt under the same id. */
  async function repeatReceipt(messageContext: MessageContext): Promise<MessageOutcome> {
    const snapshot = await messageContext.waitNotice.latest();
    const id = ledgerId(messageContext.message);
    const movements = snapshot.recent.filter((row) => messageIdOfRow(row.id) === id);
    const outcome: BookingOutcome = { kind: "already", movements };
    const { context } = evaluator.decide(messageContext, snapshot);
    const replyParts = outcomeReplyParts(silence, outcome, context);
    await sendReplies({ kind: "parts", replyParts }, messageContext.message);
    return "again";
  }

  async function carryOut(messageContext: MessageContext, turn: Turn): Promise<MessageOutcome> {
    let evaluation = evaluator.decide(messageContext, await messageContext.waitNotice.latest());
    if (!standsAlone(evaluation.reading) || evaluation.context.question !== undefined) {
      await turn.earlierWritten();
      evaluation = evaluator.decide(messageContext, await messageContext.waitNotice.latest());
    }
    const { decision, reading } = evaluation;
    const asks = decision.wantsFresh || decision.lookup !== undefined;
    const isQuestion = messageContext.message.type === "message" && isLookup(reading) && asks;
    return isQuestion
      ? lookUp(messageContext, evaluation, turn)
      : finish(messageContext, evaluation, turn);
  }

  async function lookUp(
    messageContext: MessageContext,
    evaluation: Evaluation,
    turn: Turn,
  ): Promise<MessageOutcome> {
    // It changes nothing, so the person's next messages need not wait for it.
    turn.written();
    const { message } = messageContext;
    const outcome = await lookupQueue.run(personOf(message), () =>
      finish(messageContext, evaluation, turn),
    );
    if (outcome === "full-again") return "silent";
    if (outcome !== "full") return outcome;
    const part = { kind: "too-fast", waiting: mostWaiting } as const;
    await sendReplies({ kind: "parts", replyParts: [part] }, message);
    return "said";
  }

  async function finish(
    messageContext: MessageContext,
    first: Evaluation,
    turn: Turn,
  ): Promise<MessageOutcome> {
    const { wantsFresh } = first.decision;
    const evaluation = limited(
      messageContext,
      wantsFresh ? await evaluator.decideFresh(messageContext, first) : first,
    );
    evaluator.remember(messageContext.message, evaluation.decision);
    turn.giveWay();
    const { outcome, evaluation: final } = await book(messageContext, evaluation);
    turn.written();
    await answer(messageContext, final, outcome);
    if (outcome?.kind === "booked") await reportNamesake(messageContext);
    return messageOutcome(final, outcome);
  }

  function limited({ message }: MessageContext, evaluation: Evaluation): Evaluation {
    const { decision, context } = evaluation;
    const underWay = entriesUnderWay.messagesOf(personOf(message));
    const limit =
      message.isOld === true
        ? refuseOld(decision, context)
        : limitEntries(decision, context, underWay);
    return { ...evaluation, decision: limit };
  }

  async function book(
    messageContext: MessageContext,
    first: Evaluation,
  ): Promise<{ evaluation: Evaluation; outcome: BookingOutcome | undefined }> {
    let evaluation = first;
    for (let attempt = 1; ; attempt += 1) {
      const booking = bookingOf(messageContext, evaluation);
      if (booking === undefined) return { evaluation, outcome: undefined };
      const outcome = await messageContext.waitNotice.during(written(messageContext, booking));
      const isFinal = outcome.kind !== "impossible" || outcome.written || attempt === attempts;
      if (isFinal) return { evaluation, outcome };
      evaluation = limited(
        messageContext,
        evaluator.decide(messageContext, await messageContext.waitNotice.readAtLast()),
      );
      evaluator.remember(messageContext.message, evaluation.decision);
    }
  }

  function written({ message }: MessageContext, booking: Booking): Promise<BookingOutcome> {
    const outcome = stockroom.book(booking);
    if (booking.pending.length === 0) return outcome;
    return entriesUnderWay.during(personOf(message), booking.messageId, outcome);
  }

  async function reportNamesake({
    message,
    sender,
    namesake: name,
  }: MessageContext): Promise<void> {
    const account = accountOf(sender);
    if (name === undefined || reportedNamesakes.has(account)) return;
    reportedNamesakes.add(account);
    const replyParts = [{ kind: "namesake", name, storedAs: sender.name }] as const;
    await sendReplies({ kind: "parts", replyParts }, message, { stage: "newcomer" });
  }

  async function answer(
    { message }: MessageContext,
    { decision, context, asOf }: Evaluation,
    outcome: BookingOutcome | undefined,
  ): Promise<void> {
    const replyParts = outcomeReplyParts(decision, outcome, context);
    const dated = asOf === undefined ? [] : [{ kind: "as-of" as const, readAt: asOf }];
    const commit = outcome?.kind === "booked" ? outcome.commit : undefined;
    const question = decision.question;
    if (replyParts.length > 0) {
      const content: ReplyContent = { kind: "parts", replyParts: [...replyParts, ...dated] };
      await sendReplies(content, message, { commit, question });
    }
    if (decision.lookup !== undefined) {
      const snapshot = stockroom.latest();
      if (snapshot !== undefined)
        await sendReplies(await lookups.find(decision.lookup, snapshot), message);
    }
  }

  return { receive };
}

/** What is to be written for a evaluation; undefined when nothing is. */
function bookingOf(
  { message, sender, isNew }: MessageContext,
  { decision, reading }: Evaluation,
): Booking | undefined {
  const joins = isNew && !isChatter(reading) && message.isOld !== true ? sender : undefined;
  if (!writes(decision) && joins === undefined) return undefined;
  return {
    messageId: ledgerId(message),
    sentAt: message.sentAt,
    text: message.text,
    operator: sender.name,
    account: accountOf(sender),
    source: message.platform,
    lines: decision.lines,
    pending: decision.pending,
    closes: decision.closes,
    joins,
    broadcasts: [],
  };
}

function messageOutcome(
  { decision }: Evaluation,
  outcome: BookingOutcome | undefined,
): MessageOutcome {
  if (outcome?.kind === "already") return "again";
  if (outcome?.kind === "booked" && outcome.movements.length > 0) return "booked";
  if (decision.question !== undefined) return "asked";
  if (outcome !== undefined && outcome.pending.length > 0) return "waits";
  return decision.replyParts.length > 0 || decision.lookup !== undefined ? "said" : "silent";
}
