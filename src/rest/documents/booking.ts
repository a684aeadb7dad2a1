/** What a document is in the words of the sheet: a booking without rows yet, and what the group is told. */
import { digestTargets } from "../../inventory/policy";
import type { Booking, Snapshot } from "../../sheet/stockroom";
import type { DocumentHead } from "../../inventory/documents/document";

/** Nothing of it is booked yet. */
export function plainBooking({ id, receivedAt, operator, source, text }: DocumentHead): Booking {
  return {
    messageId: id,
    sentAt: receivedAt,
    text,
    operator,
    account: `api:${source}`,
    source: "api",
    lines: [],
    pending: [],
    closes: [],
    joins: undefined,
    broadcasts: [],
  };
}

/** The same sentence for every group that gets the digest, once however often `id` comes. */
export function noticesOf({ policy }: Snapshot, id: string, text: string): Booking["broadcasts"] {
  return digestTargets(policy).map((group) => {
    return { type: "notice", group, text, key: `document:${id}:${group}` };
  });
}
