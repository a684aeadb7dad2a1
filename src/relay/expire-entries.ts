/** Closes entries of 待处理 that nobody can do anything with any more, so that what needs a keeper is not lost among them. */
import { isExpired } from "../inventory/movements/pending";
import { bookingWith, type Stockroom } from "../sheet/stockroom";

/** To be called every few seconds; resolves when what is due is closed. */
export function createExpireEntries({
  stockroom,
  now,
}: {
  readonly stockroom: Stockroom;
  readonly now: () => Date;
}): () => Promise<void> {
  let isUnderWay = false;

  async function expire(): Promise<void> {
    const at = now();
    const due = stockroom.latest()?.pending.filter((entry) => isExpired(entry, at)) ?? [];
    if (due.length === 0) return;
    const closes = due.map(({ number }) => ({ number, status: "expired", handledBy: "" }) as const);
    await stockroom.book(bookingWith({ messageId: `expired:${at.getTime()}`, sentAt: at, closes }));
  }

  return async () => {
    if (isUnderWay || stockroom.state().degraded) return;
    isUnderWay = true;
    await expire().finally(() => (isUnderWay = false));
  };
}
