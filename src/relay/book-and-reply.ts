/**
 * The second half of a message's way: its decision is written to the sheet, decided again where the figures changed
 * meanwhile, and then answered.
 */
import type { OpenQuestion } from "../inventory/decide/decision";
import { limitEntries, refuseOld } from "../inventory/decide/entries/limits";
import { outcomeReplyParts } from "../inventory/decide/outcome-replies";
import { openEntryOf } from "../inventory/decide/undo";
import type { BookingOutcome } from "../inventory/movements/outcome";
import { accountOf } from "../inventory/people/member";
import type { ReplyPart } from "../inventory/reply-parts";
import type { Booking, Stockroom } from "../sheet/stockroom";
import type { Turn } from "./conversation-queue";
import { createEntriesUnderWay } from "./entries-under-way";
import type { DecidedMessage, MessageDecider, MessageContext } from "./read-and-decide";
import type { AnswersOfPrices } from "./prices/answers-of-prices";
import type { KeepQuestion } from "./questions/keep-question";
import type { Lookups } from "./lookups/lookups";
import { ledgerId, personOf } from "./message-ids";
import type { Questions } from "./questions/open-questions";
import type { SendReplies } from "./send-replies";
import { bookingOf } from "./booking";

/** What became of a message, for its one log line. */
export type MessageOutcome =
  | "booked"
  | "waits"
  | "asked"
  | "said"
  | "silent"
  | "again"
  | "closed-group"
  /** Its text is not to be kept. */
  | "confidential";

/** A booking that proves impossible when it is planned is decided again this often at most. */
const attempts = 4;

type BookAndReply = (
  messageContext: MessageContext,
  first: DecidedMessage,
  turn: Turn,
) => Promise<MessageOutcome>;

interface Needs {
  readonly stockroom: Stockroom;
  readonly prices: AnswersOfPrices;
  readonly lookups: Lookups;
  readonly decider: MessageDecider;
  readonly questions: Questions;
  readonly keepQuestion: KeepQuestion;
  readonly sendReplies: SendReplies;
}

/** Resolves when all is written and said. */
export function createBookAndReply(needs: Needs): BookAndReply {
  const { stockroom, decider, sendReplies, questions, keepQuestion } = needs;
  const entriesUnderWay = createEntriesUnderWay();
  const answer = createAnswer(needs);
  const reportNamesake = createNamesakeReport(sendReplies);

  function limited({ message }: MessageContext, decided: DecidedMessage): DecidedMessage {
    const { decision, context } = decided;
    const underWay = entriesUnderWay.messagesOf(personOf(message));
    const limit =
      message.isOld === true
        ? refuseOld(decision, context)
        : limitEntries(decision, context, underWay);
    return { ...decided, decision: limit };
  }

  async function book(
    messageContext: MessageContext,
    first: DecidedMessage,
  ): Promise<{ decided: DecidedMessage; outcome: BookingOutcome | undefined }> {
    let decided = first;
    for (let attempt = 1; ; attempt += 1) {
      const timeZone = stockroom.latest()?.timeZone ?? "UTC";
      const booking = bookingOf(messageContext, decided, timeZone);
      if (booking === undefined) return { decided, outcome: undefined };
      const outcome = await messageContext.waitNotice.during(written(messageContext, booking));
      const isFinal = outcome.kind !== "impossible" || outcome.written || attempt === attempts;
      if (isFinal) return { decided, outcome };
      decided = limited(
        messageContext,
        decider.decide(messageContext, await messageContext.waitNotice.readAtLast(), first),
      );
      decider.remember(messageContext.message, decided);
    }
  }

  function written({ message }: MessageContext, booking: Booking): Promise<BookingOutcome> {
    const outcome = stockroom.book(booking);
    if (booking.pending.length === 0) return outcome;
    return entriesUnderWay.during(personOf(message), booking.messageId, outcome);
  }

  return async (messageContext, first, turn) => {
    const { wantsFresh } = first.decision;
    const fresh = wantsFresh ? await decider.decideFresh(messageContext, first) : first;
    const decided = limited(messageContext, await decider.decideOnHistory(messageContext, fresh));
    const aside = decider.remember(messageContext.message, decided);
    turn.giveWay();
    const [{ outcome, decided: final }, kept] = await Promise.all([
      book(messageContext, decided),
      Promise.all(aside.map((question) => putAside(question, keepQuestion))),
    ]);
    turn.written();
    noteEntry(final, outcome, questions);
    await questions.saved();
    await answer(messageContext, final, { outcome, kept: kept.flat() });
    await questions.saved();
    if (outcome?.kind === "booked") await reportNamesake(messageContext);
    return messageOutcome(final, outcome);
  };
}

type Answer = (
  messageContext: MessageContext,
  decided: DecidedMessage,
  written: {
    readonly outcome: BookingOutcome | undefined;
    readonly kept: readonly ReplyPart[];
  },
) => Promise<void>;

/** Says what came of a message, and what it asked for. */
function createAnswer({ prices, lookups, sendReplies }: Needs): Answer {
  return async ({ message }, { decision, context, asOf }, { outcome, kept }) => {
    const replyParts = [...outcomeReplyParts(decision, outcome, context), ...kept];
    const dated = asOf === undefined ? [] : [{ kind: "as-of" as const, ...asOf }];
    const commit = outcome?.kind === "booked" ? outcome.commit : undefined;
    const question = decision.question;
    if (replyParts.length > 0)
      await sendReplies([...replyParts, ...dated], message, { commit, question });
    if (decision.lookup !== undefined)
      await sendReplies(await lookups.find(decision.lookup), message);
    if (decision.prices !== undefined) {
      const { sentAt } = context.message;
      const caused = { messageId: ledgerId(message), sentAt, operator: context.sender.name };
      const told = await prices(decision.prices, caused);
      if (told.length > 0) await sendReplies(told, message, { stage: "prices" });
    }
  };
}

function messageOutcome(
  { decision }: DecidedMessage,
  outcome: BookingOutcome | undefined,
): MessageOutcome {
  if (decision.isConfidential === true) return "confidential";
  if (outcome?.kind === "already") return "again";
  if (outcome?.kind === "booked" && outcome.movements.length > 0) return "booked";
  if (decision.question !== undefined) return "asked";
  if (outcome !== undefined && outcome.pending.length > 0) return "waits";
  return decision.replyParts.length > 0 || decision.lookup !== undefined ? "said" : "silent";
}

/** Tells the keepers once of a newcomer who bears a member's name. */
function createNamesakeReport(
  sendReplies: SendReplies,
): (messageContext: MessageContext) => Promise<void> {
  /** Accounts whose namesake was told: of messages that come at once, each is a newcomer's. */
  const reported = new Set<string>();
  return async ({ message, sender, namesake: name }) => {
    const account = accountOf(sender);
    if (name === undefined || reported.has(account)) return;
    reported.add(account);
    const part = { kind: "namesake", name, storedAs: sender.name } as const;
    await sendReplies([part], message, { stage: "newcomer" });
  };
}

async function putAside(
  question: OpenQuestion,
  keepQuestion: KeepQuestion,
): Promise<readonly ReplyPart[]> {
  const number = await keepQuestion(question);
  return number === undefined ? [] : [{ kind: "put-aside", text: question.message.text, number }];
}

/** The entry that was written with a question is closed by its answer. */
function noteEntry(
  { decision: { question }, context }: DecidedMessage,
  outcome: BookingOutcome | undefined,
  questions: Questions,
): void {
  const written = outcome?.kind === "booked" ? outcome.pending[0] : undefined;
  const stands = outcome?.kind === "already" ? openEntryOf(context.message.id, context) : undefined;
  const entry = written ?? stands;
  if (question !== undefined && entry !== undefined) questions.numbered(question, entry.number);
}
