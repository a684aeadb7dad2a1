/**
 * The story of one message: gate → read → decide → book → say. The sheet is written before the person is answered.
 * What a message means is language's, what comes of it inventory's; here it is only carried out, in that order.
 */
import type { InboundMessage } from "../channels/channel";
import { silence } from "../inventory/decision";
import { limitEntries, refuseOld } from "../inventory/limits";
import { accountOf, type Member } from "../inventory/member";
import { messageIdOfRow } from "../inventory/movement";
import type { BookingOutcome } from "../inventory/outcome";
import { sayOutcome } from "../inventory/outcome-sayings";
import type { Outgoing } from "../outbox/merge";
import type { Sent } from "../outbox/outbox";
import type { Booking, Snapshot, Stockroom } from "../sheet/stockroom";
import type { TakenMessage } from "./age";
import { createEntriesUnderWay } from "./entries-under-way";
import { isAllowed, isUnsure, memberOf } from "./gate";
import { ledgerId, personOf, placeOf } from "./ids";
import type { Turn } from "./lanes";
import { createLookupQueue, mostWaiting } from "./lookup-queue";
import type { Lookups } from "./lookups";
import { newcomerOf } from "./newcomer";
import { createPatience } from "./patience";
import type { Patience } from "./patience";
import type { Questions } from "./questions";
import type { Found } from "./speak";
import { createSpoken } from "./spoken";
import { createTell } from "./tell";
import { isChatter, isLookup, standsAlone } from "./understand";
import { createJudge, writes } from "./verdict";
import type { Errand, Verdict } from "./verdict";

/** What became of a message, for its one log line. */
export type Fate = "booked" | "waits" | "asked" | "said" | "silent" | "again" | "closed-group";

export interface Receiving {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly lookups: Lookups;
  /** Resolves when a message has arrived, or is given up. */
  readonly send: (message: Outgoing) => Promise<Sent>;
  /** The display name of a sender, asked of the platform where the message has none. */
  readonly nameOf: (message: InboundMessage) => Promise<string>;
  /** Whether a closed group is still to be told today. */
  readonly tellsClosedGroup: (place: string) => boolean;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
}

/** A booking that proves impossible when it is planned is decided again this often at most. */
const attempts = 4;

/** While nobody knows who may book. */
const retryMs = 1_000;

export function createReceiver(needs: Receiving): {
  /** Carries one message from the gate to its answer; resolves when all is written and said. */
  receive(message: TakenMessage, turn: Turn): Promise<Fate>;
} {
  const { stockroom, lookups } = needs;
  const spoken = createSpoken();
  const tell = createTell({ ...needs, spoken });
  const judge = createJudge({ ...needs, spoken });
  const lookupQueue = createLookupQueue();
  const entriesUnderWay = createEntriesUnderWay();
  /** Accounts whose namesake was told: of messages that come at once, each is a newcomer's. */
  const namesakesTold = new Set<string>();

  async function receive(message: TakenMessage, turn: Turn): Promise<Fate> {
    const patience = createPatience(needs, () =>
      tell({ kind: "sayings", sayings: [{ kind: "will-book" }] }, message, { stage: "interim" }),
    );
    const { policy, members } = await whoMay(patience);
    if (!isAllowed(message, policy)) return tellClosedGroup(message);
    const member = memberOf(message, members);
    if (member === undefined && message.groupId === undefined) return "silent";
    const errand =
      member === undefined
        ? { ...(await newcomer(message, members)), isNew: true, message, patience }
        : { sender: member, isNew: false, message, patience };
    return stockroom.isBooked(ledgerId(message)) ? sayAgain(errand) : carryOut(errand, turn);
  }

  async function whoMay(patience: Patience): Promise<Snapshot> {
    for (;;) {
      const snapshot = await patience.latest();
      if (!isUnsure(snapshot, stockroom.state())) return snapshot;
      await needs.pause(retryMs);
    }
  }

  async function tellClosedGroup(message: InboundMessage): Promise<Fate> {
    const group = placeOf(message);
    if (!needs.tellsClosedGroup(group)) return "silent";
    await tell({ kind: "sayings", sayings: [{ kind: "group-closed", group }] }, message);
    return "closed-group";
  }

  async function newcomer(
    message: InboundMessage,
    members: readonly Member[],
  ): Promise<Pick<Errand, "sender" | "namesake">> {
    const { member, namesake } = newcomerOf(message, await needs.nameOf(message), members);
    return { sender: member, namesake };
  }

  /** Booked before a restart, and perhaps not answered: the receipt under the same id. */
  async function sayAgain(errand: Errand): Promise<Fate> {
    const snapshot = await errand.patience.latest();
    const id = ledgerId(errand.message);
    const movements = snapshot.recent.filter((row) => messageIdOfRow(row.id) === id);
    const outcome: BookingOutcome = { kind: "already", movements };
    const { scene } = judge.decide(errand, snapshot);
    const sayings = sayOutcome(silence, outcome, scene);
    await tell({ kind: "sayings", sayings }, errand.message);
    return "again";
  }

  async function carryOut(errand: Errand, turn: Turn): Promise<Fate> {
    let verdict = judge.decide(errand, await errand.patience.latest());
    if (!standsAlone(verdict.reading) || verdict.scene.question !== undefined) {
      await turn.earlierWritten();
      verdict = judge.decide(errand, await errand.patience.latest());
    }
    const { decision, reading } = verdict;
    const asks = decision.wantsFresh || decision.lookup !== undefined;
    const isQuestion = errand.message.type === "message" && isLookup(reading) && asks;
    return isQuestion ? lookUp(errand, verdict, turn) : finish(errand, verdict, turn);
  }

  async function lookUp(errand: Errand, verdict: Verdict, turn: Turn): Promise<Fate> {
    // It changes nothing, so the person's next messages need not wait for it.
    turn.written();
    const { message } = errand;
    const fate = await lookupQueue.run(personOf(message), () => finish(errand, verdict, turn));
    if (fate === "full-again") return "silent";
    if (fate !== "full") return fate;
    const saying = { kind: "too-fast", waiting: mostWaiting } as const;
    await tell({ kind: "sayings", sayings: [saying] }, message);
    return "said";
  }

  async function finish(errand: Errand, first: Verdict, turn: Turn): Promise<Fate> {
    const { wantsFresh } = first.decision;
    const verdict = limited(errand, wantsFresh ? await judge.decideFresh(errand, first) : first);
    judge.remember(errand.message, verdict.decision);
    turn.giveWay();
    const { outcome, verdict: final } = await book(errand, verdict);
    turn.written();
    await answer(errand, final, outcome);
    if (outcome?.kind === "booked") await tellNamesake(errand);
    return fateOf(final, outcome);
  }

  function limited({ message }: Errand, verdict: Verdict): Verdict {
    const { decision, scene } = verdict;
    const underWay = entriesUnderWay.messagesOf(personOf(message));
    const limit =
      message.isOld === true ? refuseOld(decision, scene) : limitEntries(decision, scene, underWay);
    return { ...verdict, decision: limit };
  }

  async function book(
    errand: Errand,
    first: Verdict,
  ): Promise<{ verdict: Verdict; outcome: BookingOutcome | undefined }> {
    let verdict = first;
    for (let attempt = 1; ; attempt += 1) {
      const booking = bookingOf(errand, verdict);
      if (booking === undefined) return { verdict, outcome: undefined };
      const outcome = await errand.patience.during(written(errand, booking));
      const isFinal = outcome.kind !== "impossible" || outcome.written || attempt === attempts;
      if (isFinal) return { verdict, outcome };
      verdict = limited(errand, judge.decide(errand, await errand.patience.readAtLast()));
      judge.remember(errand.message, verdict.decision);
    }
  }

  function written({ message }: Errand, booking: Booking): Promise<BookingOutcome> {
    const outcome = stockroom.book(booking);
    if (booking.pending.length === 0) return outcome;
    return entriesUnderWay.during(personOf(message), booking.messageId, outcome);
  }

  async function tellNamesake({ message, sender, namesake: name }: Errand): Promise<void> {
    const account = accountOf(sender);
    if (name === undefined || namesakesTold.has(account)) return;
    namesakesTold.add(account);
    const sayings = [{ kind: "namesake", name, storedAs: sender.name }] as const;
    await tell({ kind: "sayings", sayings }, message, { stage: "newcomer" });
  }

  async function answer(
    { message }: Errand,
    { decision, scene, asOf }: Verdict,
    outcome: BookingOutcome | undefined,
  ): Promise<void> {
    const sayings = sayOutcome(decision, outcome, scene);
    const dated = asOf === undefined ? [] : [{ kind: "as-of" as const, readAt: asOf }];
    const commit = outcome?.kind === "booked" ? outcome.commit : undefined;
    const question = decision.question;
    if (sayings.length > 0) {
      const found: Found = { kind: "sayings", sayings: [...sayings, ...dated] };
      await tell(found, message, { commit, question });
    }
    if (decision.lookup !== undefined) {
      const snapshot = stockroom.latest();
      if (snapshot !== undefined)
        await tell(await lookups.find(decision.lookup, snapshot), message);
    }
  }

  return { receive };
}

/** What is to be written for a verdict; undefined when nothing is. */
function bookingOf(
  { message, sender, isNew }: Errand,
  { decision, reading }: Verdict,
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

function fateOf({ decision }: Verdict, outcome: BookingOutcome | undefined): Fate {
  if (outcome?.kind === "already") return "again";
  if (outcome?.kind === "booked" && outcome.movements.length > 0) return "booked";
  if (decision.question !== undefined) return "asked";
  if (outcome !== undefined && outcome.pending.length > 0) return "waits";
  return decision.sayings.length > 0 || decision.lookup !== undefined ? "said" : "silent";
}
