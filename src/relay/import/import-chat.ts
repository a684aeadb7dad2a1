/**
 * An exported chat against the sheet: which of its messages are to be booked, and why each other one is not. Only
 * take-outs that stand alone are booked, each once however often it is imported. Pure but for `bookImport`, which
 * carries a plan out; prints nothing.
 */
import { hidePrices } from "../../language/sheet-words/hide-prices";
import type { BookingOutcome } from "../../inventory/movements/outcome";
import type { DecisionContext } from "../../inventory/decide/decision";
import { importSource } from "../../inventory/figures/digest";
import type { Intent } from "../../inventory/intent";
import { itemsAfter } from "../../inventory/movements/count";
import type { BookingLine, Movement } from "../../inventory/movements/movement";
import { accountOf, type Member } from "../../inventory/people/member";
import type { ChatExport, SkippedEntry } from "../../language/exports/whatsapp-export";
import { parse } from "../../language/grammar/parse";
import { createLexicon, type Lexicon } from "../../language/names/lexicon";
import { withholdFrom } from "../../inventory/stocktake/withheld";
import { formatReply } from "../../language/replies/reply";
import { bookingWith, type Booking, type Snapshot, type Stockroom } from "../../sheet/stockroom";
import { ledgerId } from "../message-ids";
import { decideOn, decisionContextOf } from "../understand";
import { isIssue, readExported, type ExportedMessage, type ReadEntry } from "./import-read";
import { findSent, type SentOutcome } from "./import-sent";
import { takenBack } from "./import-taken-back";

/** What is to become of one exported message. */
export type ImportOutcome =
  | { readonly kind: "books"; readonly lines: readonly BookingLine[] }
  /** Imported before: its id stands in the ledger. */
  | { readonly kind: "known" }
  | SentOutcome
  /** Its sender undid or corrected it later in the chat. */
  | { readonly kind: "taken-back" }
  /** Lines of other messages were pasted into it. */
  | { readonly kind: "pasted" }
  /** A take-out stands behind another colon: somebody whose name holds one, or talk that was passed on. */
  | { readonly kind: "unsure-sender" }
  /** Its time is still to come, so the file's dates or its zone were misread. */
  | { readonly kind: "future" }
  /** Can't be booked as it stands; `answer` is what the relay would have said. */
  | { readonly kind: "refused"; readonly answer: string }
  /** Means something else than a take-out. */
  | { readonly kind: "other"; readonly intent: Intent["kind"] }
  | { readonly kind: "chatter" };

export interface ImportEntry {
  readonly message: ExportedMessage;
  readonly sender: Member;
  readonly id: string;
  readonly outcome: ImportOutcome;
}

export interface ImportSource {
  readonly chat: ChatExport;
  readonly snapshot: Snapshot;
  /** Every 消息ID, archives included. */
  readonly ids: ReadonlySet<string>;
  /** Everything that was booked since the first message was sent. */
  readonly movements: readonly Movement[];
  readonly now: Date;
}

/** How far a phone's clock may be ahead. */
const aheadMs = 10 * 60_000;

/** Decides about every message of an export, in its order, each on the stock that the ones before it leave. */
export function planImport(source: ImportSource): readonly ImportEntry[] {
  const { snapshot, chat } = source;
  const lexicon = createLexicon(snapshot);
  const read = chat.messages.map((message) => readExported(message, snapshot.members, lexicon));
  const back = takenBack(read);
  const sent = findSent(read, source);
  // What was counted since is all that a decision about an earlier take-out needs of the ledger.
  const counts = source.movements.filter(
    ({ type, undoes }) => type === "stocktake" || undoes !== undefined,
  );
  let items = snapshot.items;
  return read.map((each, index): ImportEntry => {
    const { message, sender, inbound } = each;
    const id = ledgerId(inbound);
    const settled = isIssue(each.intent)
      ? earlierOutcome({ id, isBack: back.has(index), found: sent(index) }, message, source)
      : otherOutcome(each, lexicon);
    const outcome = settled ?? decidedOutcome(each, { ...snapshot, items, recent: counts });
    if (outcome.kind === "books") items = itemsAfter(items, outcome.lines);
    return { message, sender, id, outcome };
  });
}

function otherOutcome({ intent, message }: ReadEntry, lexicon: Lexicon): ImportOutcome {
  if (intent.kind !== "chatter") return { kind: "other", intent: intent.kind };
  const isUnsure = message.hasPasted !== true && holdsIssue(message.text, lexicon);
  return { kind: isUnsure ? "unsure-sender" : "chatter" };
}

/** Whether a take-out stands behind a colon of the first line. */
function holdsIssue(text: string, lexicon: Lexicon): boolean {
  const [line = ""] = text.split("\n");
  return [...line.matchAll(/[:：]/g)]
    .slice(0, 5)
    .some(({ index }) => isIssue(parse(text.slice(index + 1).replace(/\u200e/g, ""), lexicon)));
}

/** What was left out and a person should look at: what can't be read, what was pasted, and a note that looks like a take-out. */
export function suspectLines({ chat, snapshot }: ImportSource): readonly SkippedEntry[] {
  const lexicon = createLexicon(snapshot);
  return chat.skipped.filter(({ reason, text }) => {
    if (reason === "system") return holdsIssue(text, lexicon);
    return reason === "unreadable" || reason === "pasted";
  });
}

function earlierOutcome(
  { id, isBack, found }: { id: string; isBack: boolean; found: SentOutcome | undefined },
  { sentAt, hasPasted }: ExportedMessage,
  { ids, now }: ImportSource,
): ImportOutcome | undefined {
  if (ids.has(id)) return { kind: "known" };
  if (found !== undefined) return found;
  if (sentAt.getTime() > now.getTime() + aheadMs) return { kind: "future" };
  if (hasPasted === true) return { kind: "pasted" };
  return isBack ? { kind: "taken-back" } : undefined;
}

/** What the relay would have done, without any conversation: a question or an entry for a keeper books nothing. */
function decidedOutcome(each: ReadEntry, snapshot: Snapshot): ImportOutcome {
  const context: DecisionContext = decisionContextOf(
    each.inbound,
    { ...snapshot, pending: [] },
    { sender: each.sender, question: undefined, questions: [], quoted: { quotedId: undefined } },
  );
  const decision = decideOn({ kind: "intent", intent: each.intent }, context);
  const { lines, question, pending } = decision;
  const isPlain = lines.length > 0 && question === undefined && pending.length === 0;
  if (isPlain && lines.every(({ type }) => type === "issue")) return { kind: "books", lines };
  const replyParts = withholdFrom(decision.replyParts, snapshot);
  const [answer] = formatReply(replyParts, { timeZone: snapshot.timeZone });
  return { kind: "refused", answer: answer?.text ?? "" };
}

export interface ImportTally {
  readonly booked: number;
  /** Somebody else booked it, or changed the stock, since the plan was made: run the import again. */
  readonly notBooked: readonly ImportEntry[];
}

/** Bookings that wait together share an API call. */
const atATime = 200;

const isNotBooked = (outcome: BookingOutcome | undefined): boolean =>
  outcome?.kind === "impossible" || outcome?.kind === "refused";

/** Books what a plan says, in its order. `onProgress` is told how many are done. */
export async function bookImport(
  plan: readonly ImportEntry[],
  stockroom: Pick<Stockroom, "book">,
  onProgress: (done: number, all: number) => void,
): Promise<ImportTally> {
  const due = plan.filter(({ outcome }) => outcome.kind === "books");
  const notBooked: ImportEntry[] = [];
  for (let from = 0; from < due.length; from += atATime) {
    const some = due.slice(from, from + atATime);
    const outcomes = await Promise.all(some.map((entry) => stockroom.book(bookingOf(entry))));
    notBooked.push(...some.filter((_, index) => isNotBooked(outcomes[index])));
    onProgress(from + some.length, due.length);
  }
  return { booked: due.length - notBooked.length, notBooked };
}

function bookingOf({ message, sender, id, outcome }: ImportEntry): Booking {
  return bookingWith({
    messageId: id,
    sentAt: message.sentAt,
    text: hidePrices(message.text),
    operator: sender.name,
    account: accountOf(sender),
    source: importSource,
    lines: outcome.kind === "books" ? outcome.lines : [],
  });
}
