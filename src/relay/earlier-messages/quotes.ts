/**
 * Which message another one quotes. Where the platform gives the quoted words only, the one message of that place whose
 * words they are, within a day; never a guess. Pure.
 */
import type { InboundMessage } from "../../channels/channel";
import {
  bookedMessageOf,
  isBooking,
  isWithinDay,
  originalOf,
} from "../../inventory/movements/ledger-window";
import type { Snapshot } from "../../sheet/stockroom";
import { idInPlace } from "../message-ids";
import type { SentReplies } from "./sent-replies";

export interface Quoted {
  /** `platform:group:messageId` of the quoted message, or of the one that the quoted reply answered. */
  readonly quotedId: string | undefined;
  readonly unclearQuote?: "not-found" | "several-quoted";
}

export function findQuoted(
  message: InboundMessage,
  snapshot: Pick<Snapshot, "recent" | "pending">,
  sentReplies: SentReplies,
): Quoted {
  const { quotedMessageId, quotedText } = message;
  if (quotedMessageId !== undefined) {
    const id = idInPlace(message, quotedMessageId);
    return { quotedId: sentReplies.answeredBy(id) ?? id };
  }
  if (quotedText === undefined) return { quotedId: undefined };
  const place = idInPlace(message, "");
  const quoted = comparable(quotedText);
  const booked = snapshot.recent.filter((row) => isBooking(row) && isWithinDay(row, message));
  const asked = snapshot.pending.filter(({ at }) => isWithinDay({ sentAt: at }, message));
  const found = [
    ...booked.map((row) => ({ id: bookedMessageOf(row), text: row.text })),
    ...asked.map(({ messageId, text }) => ({ id: originalOf(messageId), text })),
  ].filter(({ id, text }) => id.startsWith(place) && comparable(text) === quoted);
  const ids = new Set([...found.map(({ id }) => id), ...sentReplies.answeredWith(place, quoted)]);
  const [only] = quoted === "" ? [] : ids;
  if (only === undefined) return { quotedId: undefined, unclearQuote: "not-found" };
  return ids.size === 1
    ? { quotedId: only }
    : { quotedId: undefined, unclearQuote: "several-quoted" };
}

/** White space and invisible marks differ between a message and its quotation. */
export const comparable = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Cf}\ufe0f]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
