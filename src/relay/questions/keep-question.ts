/** Writes the entry of 待处理 that stands for a question which nobody answered. */
import { hidePrices } from "../../language/sheet-words/hide-prices";
import type { OpenQuestion } from "../../inventory/decide/decision";
import type { PendingDraft } from "../../inventory/movements/pending";
import { bookingWith, type Booking, type Stockroom } from "../../sheet/stockroom";
import type { Questions } from "./open-questions";

/** Resolves with the 编号 of its entry; undefined where none is to be had. */
export type KeepQuestion = (question: OpenQuestion) => Promise<number | undefined>;

export function createKeepQuestion({
  stockroom,
  questions,
  now,
}: {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly now: () => Date;
}): KeepQuestion {
  const underWay = new Map<string, Promise<number | undefined>>();

  async function write(question: OpenQuestion): Promise<number | undefined> {
    const { message, unanswered, pendingNumber } = question;
    const number =
      pendingNumber ??
      (unanswered === undefined ? undefined : await numberOf(bookingOf(question, unanswered)));
    if (number === undefined) {
      questions.settle([message.id], now());
    } else {
      questions.numbered(question, number);
      questions.putAside(question);
    }
    return number;
  }

  /** Booked under the id of the message that was asked about, so that it is written once, also after a crash. */
  async function numberOf(booking: Booking): Promise<number | undefined> {
    const outcome = await stockroom.book(booking);
    if (outcome.kind === "booked") return outcome.pending[0]?.number;
    const pending = stockroom.latest()?.pending ?? [];
    return pending.find(({ messageId }) => messageId === booking.messageId)?.number;
  }

  return (question) => {
    const { id } = question.message;
    const same = underWay.get(id);
    if (same !== undefined) return same;
    const kept = write(question).finally(() => underWay.delete(id));
    underWay.set(id, kept);
    return kept;
  };
}

function bookingOf({ message }: OpenQuestion, draft: PendingDraft): Booking {
  const { id, sentAt, text } = message;
  const [source = ""] = id.split(":");
  const { operator, account } = draft;
  const caused = { messageId: id, sentAt, text: hidePrices(text), operator, account, source };
  return bookingWith({ ...caused, pending: [draft] });
}
