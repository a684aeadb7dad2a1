/** What a document is in the words of the sheet: a booking without rows yet, and what the group is told. */
import { digestTargets } from "../../inventory/policy";
import { bookingWith, type Booking, type Snapshot } from "../../sheet/stockroom";
import type { DocumentHead } from "../../inventory/documents/document";

/** Nothing of it is booked yet. */
export function plainBooking({ id, receivedAt, operator, source, text }: DocumentHead): Booking {
  const account = `api:${source}`;
  return bookingWith({ messageId: id, sentAt: receivedAt, text, operator, account, source: "api" });
}

/** The same sentence for every group that gets the digest, once however often `id` comes. */
export function noticesOf({ policy }: Snapshot, id: string, text: string): Booking["broadcasts"] {
  return digestTargets(policy).map((group) => {
    return { type: "notice", group, text, key: `document:${id}:${group}` };
  });
}
