/** The entries of 待处理 that documents leave: written where one can't be booked, closed where it is taken back meanwhile. */
import { documentVoidId, type DocumentDecision } from "../../inventory/documents/decide-document";
import type { DocumentHead } from "../../inventory/documents/document";
import { withholdFrom } from "../../inventory/stocktake/withheld";
import { documentRefusedText, refusalTexts, rejectedText } from "../../language/replies/documents";
import { problemText } from "../../language/replies/problems";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";
import { noticesOf, plainBooking } from "./booking";
import type { Posted } from "./posted";

interface EntryNeeds {
  readonly stockroom: Pick<Stockroom, "book">;
}

interface ReportNeeds {
  readonly stockroom: Pick<Stockroom, "book" | "latest" | "read">;
}

/** One that waited for a code and was turned down, by a keeper or by its own system, is not booked after all. */
export function rejectedBefore(id: string, { pending, closed = [] }: Snapshot): Posted | undefined {
  const entry = [...pending, ...closed].find(
    ({ messageId, status, document }) =>
      messageId === id && status === "rejected" && document !== undefined,
  );
  if (entry === undefined) return undefined;
  const { number } = entry;
  return { kind: "refused", problems: [], sentences: [rejectedText(number)], number };
}

/** A document that waits for a code is taken back before it was booked. */
export async function closeWaiting(
  head: DocumentHead,
  { pending }: Snapshot,
  { stockroom }: EntryNeeds,
): Promise<Posted> {
  const entry = pending.find(
    ({ messageId, document }) => messageId === head.id && document !== undefined,
  );
  if (entry === undefined) return { kind: "unknown" };
  const { number, status } = entry;
  const closes = [{ number, status: "rejected", handledBy: head.operator }] as const;
  if (status === "open")
    await stockroom.book({ ...plainBooking(head), messageId: documentVoidId(head.id), closes });
  return { kind: "voided", isNew: status === "open", movements: [] };
}

/** Nothing is booked; the keepers find it in 待处理. But for one that waits for a code, only its own system can post it again. */
export async function refuse(
  head: DocumentHead,
  { decision, problems, context }: DocumentDecision,
  snapshot: Snapshot,
  { stockroom }: EntryNeeds,
): Promise<Posted> {
  const said = refusalTexts(withholdFrom(decision.replyParts, snapshot), snapshot.timeZone);
  const sentences = [...problems.map(({ problem }) => problemText(problem)), ...said];
  const pending = decision.pending.map((entry) => ({ ...entry, plan: undefined }));
  if (pending.length === 0) return { kind: "refused", problems, sentences, number: undefined };
  const text = documentRefusedText(head.text, sentences);
  // Of one that waits for a code people are told with the number of its entry.
  const isTold = pending.every(({ document }) => document === undefined);
  const broadcasts = isTold ? noticesOf(snapshot, `${head.id}:refused`, text) : [];
  const outcome = await stockroom.book({ ...plainBooking(head), pending, broadcasts });
  const before = context.pending.find(({ messageId }) => messageId === head.id);
  const number = outcome.kind === "already" ? before?.number : outcome.pending[0]?.number;
  return { kind: "refused", problems, sentences, number };
}

/** What another system holds and can't be booked as it is: people have to look at it. */
export async function reportDocument(
  head: DocumentHead,
  reason: string,
  { stockroom }: ReportNeeds,
): Promise<void> {
  const { text, operator, id } = head;
  const booking = plainBooking(head);
  const pending = [
    { kind: "check", text, operator, account: booking.account, reason, plan: undefined } as const,
  ];
  const snapshot = stockroom.latest() ?? (await stockroom.read());
  const broadcasts = noticesOf(snapshot, `${id}:refused`, documentRefusedText(text, [reason]));
  await stockroom.book({ ...booking, messageId: `${id}@report`, pending, broadcasts });
}
