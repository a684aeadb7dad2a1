/**
 * Documents that wait in 待处理 for a code: the keepers are asked once a code, and what is known by now is booked, whoever
 * wrote the row of 外部编码 and however. Everything follows from the snapshot.
 */
import { decideDocument } from "../../inventory/documents/decide-document";
import type { StockDocument } from "../../inventory/documents/document";
import { itemOfCode } from "../../inventory/documents/outside-code";
import type { PendingEntry } from "../../inventory/movements/pending";
import { codeNoticeText } from "../../language/replies/codes";
import { systemName } from "../../language/sheet-words/code-words";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";
import { knownFrom, type BookingNeeds } from "./book-document";
import { noticesOf } from "./booking";
import type { Documents } from "./documents";

interface Waiting {
  readonly number: number;
  readonly document: StockDocument;
}

interface WaitingNeeds {
  readonly stockroom: Pick<Stockroom, "onChange" | "announce">;
  readonly documents: Pick<Documents, "post">;
  readonly closest: BookingNeeds["closest"];
  readonly onError: (error: unknown) => void;
}

/** Documents looked at in one snapshot, oldest first. */
const mostAtOnce = 200;

/** Answers how to stop. */
export function watchWaitingDocuments(needs: WaitingNeeds): () => void {
  const { stockroom, documents, closest, onError } = needs;
  const underWay = new Set<string>();
  const asked = new Set<string>();

  function book({ document }: Waiting): void {
    underWay.add(document.id);
    void documents
      .post(document)
      .catch(onError)
      .finally(() => underWay.delete(document.id));
  }

  /** Once for a code, however many documents wait for it. */
  function ask(
    { number, document }: Waiting,
    missing: string | undefined,
    snapshot: Snapshot,
  ): void {
    const { problems } = decideDocument(document, knownFrom(snapshot, [], { closest }));
    const subject = missing === undefined ? `${number}` : `${document.source}:${missing}`;
    const said = problems.map(({ problem }) => problem);
    const text = codeNoticeText(number, document.text, said);
    const drafts = noticesOf(snapshot, `code:${subject}`, text).filter(
      ({ key }) => !asked.has(key) && !snapshot.broadcasts.some((entry) => entry.key === key),
    );
    if (problems.length === 0 || drafts.length === 0) return;
    for (const { key } of drafts) asked.add(key);
    stockroom.announce(drafts).catch((error: unknown) => {
      for (const { key } of drafts) asked.delete(key);
      onError(error);
    });
  }

  function look(snapshot: Snapshot): void {
    const waiting = snapshot.pending.flatMap(waitingOf).reverse().slice(0, mostAtOnce);
    const codes = new Set<string>();
    for (const one of waiting) {
      const { document } = one;
      if (underWay.has(document.id)) continue;
      const missing = missingCode(document, snapshot);
      const key = `${document.source}:${missing}`;
      if (missing !== undefined && codes.has(key)) continue;
      codes.add(key);
      const isBookable =
        missing === undefined &&
        decideDocument(document, knownFrom(snapshot, snapshot.recent, { closest })).decision.lines
          .length > 0;
      if (isBookable) book(one);
      else ask(one, missing, snapshot);
    }
  }

  return stockroom.onChange(look);
}

function waitingOf({ number, status, document }: PendingEntry): readonly Waiting[] {
  return status === "open" && document !== undefined ? [{ number, document }] : [];
}

/** The first code of a document that stands for no item. */
function missingCode(
  { source, lines }: StockDocument,
  { codes = [], items }: Snapshot,
): string | undefined {
  const systems = [source, systemName(source)];
  return lines.find(
    ({ code }) => code !== undefined && itemOfCode(code, systems, { codes, items }).kind !== "item",
  )?.code;
}
