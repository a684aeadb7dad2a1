/**
 * One document → its booking. In: a checked document. Out: what became of it, however long the sheet is away. The ledger's
 * 消息ID tells whether it was booked before.
 */
import { recentMs } from "../../inventory/movements/pending";
import { isSheetUnavailable } from "../../errors";
import type { Decision } from "../../inventory/decide/decision";
import { withholdFrom, withholdIn } from "../../inventory/stocktake/withheld";
import { outcomeReplyParts } from "../../inventory/decide/outcome-replies";
import {
  decideDocument,
  decideVoid,
  isSameContent,
  standingRows,
  documentVoidId,
  type DocumentContext,
  type DocumentDecision,
} from "../../inventory/documents/decide-document";
import type { DocumentHead, StockDocument } from "../../inventory/documents/document";
import { isRowOf, type Movement } from "../../inventory/movements/movement";
import type { BookingOutcome } from "../../inventory/movements/outcome";
import {
  documentArrivalText,
  documentVoidText,
  refusalTexts,
} from "../../language/replies/documents";
import { wording } from "../../language/replies/wording";
import type { Booking, Snapshot, Stockroom } from "../../sheet/stockroom";
import { closeWaiting, refuse, rejectedBefore } from "./document-entries";
import { noticesOf, plainBooking } from "./booking";
import { told, type Posted } from "./posted";

export interface BookingNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "read" | "book" | "isBooked" | "movements">;
  /** Up to three items with names that look most like an unknown one. */
  readonly closest: (name: string, snapshot: Snapshot) => DocumentContext["items"];
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
}

const retryMs = 5_000;
/** A booking that proves impossible when it is planned is decided again this often at most. */
const attempts = 4;
/** So far back a document's rows are looked for. */
const lookBackMs = 400 * 24 * 60 * 60_000;

/** How one kind of work on a document is decided, booked and told. */
interface Work {
  readonly head: DocumentHead;
  /** 消息ID of what it books. */
  readonly bookedId: string;
  readonly kind: "booked" | "voided";
  /** What is to be booked, or what it came to before. */
  readonly decide: (snapshot: Snapshot) => Promise<DocumentDecision | Posted>;
  /** What the group is told of it; undefined: nothing. */
  readonly noticeOf: (decision: Decision, snapshot: Snapshot) => string | undefined;
}

export function bookDocument(document: StockDocument, needs: BookingNeeds): Promise<Posted> {
  return carryOut(
    {
      head: document,
      bookedId: document.id,
      kind: "booked",
      async decide(snapshot) {
        const rejected = rejectedBefore(document.id, snapshot);
        if (rejected !== undefined) return rejected;
        const decided = decideDocument(document, knownFrom(snapshot, snapshot.recent, needs));
        const isBooked = needs.stockroom.isBooked(document.id);
        return isBooked ? bookedBefore(document, decided, snapshot, needs) : decided;
      },
      noticeOf: ({ lines }, snapshot) =>
        document.type === "receipt" ? documentArrivalText(lines, document, snapshot) : undefined,
    },
    needs,
  );
}

/** Takes back what still stands of a document. */
export function voidDocument(head: DocumentHead, needs: BookingNeeds): Promise<Posted> {
  return carryOut(
    {
      head,
      bookedId: documentVoidId(head.id),
      kind: "voided",
      async decide(snapshot) {
        const rows = await rowsAround(head.id, snapshot, needs);
        const own = rows.filter((row) => isRowOf(row, head.id));
        if (own.length === 0) return closeWaiting(head, snapshot, needs);
        const standing = standingRows(head.id, rows);
        if (standing.length === 0) return { kind: "voided", isNew: false, movements: own };
        return decideVoid(head, standing, knownFrom(snapshot, rows, needs));
      },
      noticeOf: ({ lines }, { items }) => documentVoidText(lines, head.text, items),
    },
    needs,
  );
}

/** What stands of a document in the sheet as it was read last. @throws SheetAwayError */
export async function findDocument(id: string, needs: BookingNeeds): Promise<Posted> {
  const { stockroom } = needs;
  const snapshot = stockroom.latest() ?? (await stockroom.read());
  if (!stockroom.isBooked(id)) {
    const entry = withholdIn(snapshot).pending.find(({ messageId }) => messageId === id);
    if (entry === undefined) return { kind: "unknown" };
    const { number, reason } = entry;
    return { kind: "refused", problems: [], sentences: [reason], number };
  }
  const rows = await rowsAround(id, snapshot, needs);
  const movements = rows.filter((row) => isRowOf(row, id));
  const kind = standingRows(id, rows).length === 0 ? "voided" : "booked";
  return told({ kind, isNew: false, movements }, snapshot);
}

/** Decides and books until it stands, or can't; a refusal is decided again on a fresh reading first. */
async function carryOut(work: Work, needs: BookingNeeds): Promise<Posted> {
  let snapshot = needs.stockroom.latest() ?? (await readAtLast(needs));
  for (let attempt = 1; ; attempt += 1) {
    const decided = await work.decide(snapshot);
    if (!("decision" in decided)) return told(decided, snapshot);
    const { decision, context } = decided;
    if (decision.lines.length === 0 && attempt > 1) {
      return refuse(work.head, decided, snapshot, needs);
    }
    if (decision.lines.length > 0) {
      const outcome = await needs.stockroom.book(bookingOf(work, decision, snapshot));
      if (outcome.kind === "booked")
        return told({ kind: work.kind, isNew: true, movements: outcome.movements }, snapshot);
      if (isFinal(outcome, attempt)) {
        const parts = outcomeReplyParts(decision, outcome, context);
        const sentences = refusalTexts(withholdFrom(parts, snapshot), snapshot.timeZone);
        return { kind: "refused", problems: [], sentences, number: outcome.pending[0]?.number };
      }
    }
    snapshot = await readAtLast(needs);
  }
}

type Unbooked = Extract<BookingOutcome, { readonly kind: "impossible" | "refused" }>;

function isFinal(outcome: BookingOutcome, attempt: number): outcome is Unbooked {
  if (outcome.kind === "refused") return true;
  return outcome.kind === "impossible" && (outcome.written || attempt >= attempts);
}

async function readAtLast({ stockroom, pause }: BookingNeeds): Promise<Snapshot> {
  for (;;) {
    try {
      return await stockroom.read();
    } catch (error) {
      if (!isSheetUnavailable(error)) throw error;
      await pause(retryMs);
    }
  }
}

export function knownFrom(
  snapshot: Snapshot,
  recent: readonly Movement[],
  { closest }: Pick<BookingNeeds, "closest">,
): DocumentContext {
  return {
    ...snapshot,
    recent,
    recentSince: new Date(snapshot.readAt.getTime() - recentMs),
    wording,
    closest: (name) => closest(name, snapshot),
  };
}

/** Rows among which a document's are: the recent ones, else those of the last 400 days. */
async function rowsAround(
  id: string,
  { recent }: Snapshot,
  { stockroom, now }: BookingNeeds,
): Promise<readonly Movement[]> {
  if (recent.some((row) => isRowOf(row, id))) return recent;
  const to = new Date(now().getTime() + 1);
  return stockroom.movements({ from: new Date(to.getTime() - lookBackMs), to });
}

async function bookedBefore(
  { id }: StockDocument,
  { wanted, problems }: DocumentDecision,
  snapshot: Snapshot,
  needs: BookingNeeds,
): Promise<Posted> {
  const rows = await rowsAround(id, snapshot, needs);
  const movements = rows.filter((row) => isRowOf(row, id));
  if (problems.length > 0 || !isSameContent(wanted, movements)) return { kind: "other-content" };
  const kind = standingRows(id, rows).length === 0 ? "voided" : "booked";
  return { kind, isNew: false, movements };
}

function bookingOf(
  { head, bookedId, noticeOf }: Work,
  { lines, closes, ...decision }: Decision,
  snapshot: Snapshot,
): Booking {
  const notice = noticeOf({ lines, closes, ...decision }, snapshot);
  const broadcasts = notice === undefined ? [] : noticesOf(snapshot, bookedId, notice);
  return { ...plainBooking(head), messageId: bookedId, lines, closes, broadcasts };
}
