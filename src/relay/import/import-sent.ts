/**
 * Which exported messages the relay took when they were written: a row or an entry of the same person and text within
 * two minutes. Where that can't be told for sure (another phone's names, a text that was edited), people decide. Pure.
 */
import { importSource } from "../../inventory/figures/digest";
import { grouped } from "../../inventory/figures/grouped";
import type { Movement } from "../../inventory/movements/movement";
import type { PendingEntry } from "../../inventory/movements/pending";
import { undistinguishedName } from "../../language/names/namesakes";
import { hidePrices } from "../../language/sheet-words/hide-prices";
import type { Snapshot } from "../../sheet/stockroom";
import type { ReadEntry } from "./import-read";

export type SentOutcome =
  /** A row or an entry of the same person and text stands there. */
  | { readonly kind: "live" }
  /** A row of the same text and time stands there under a name that the export doesn't know. */
  | { readonly kind: "maybe-live"; readonly operator: string }
  /** It was edited, and a row of the same person and time stands there that no other message explains. */
  | { readonly kind: "maybe-edited" };

const sameWithinMs = 2 * 60_000;

/** What of a row or an entry tells which message caused it. */
interface Trace {
  readonly text: string;
  readonly operator: string;
  readonly sentAt: number;
  readonly isImported: boolean;
}

/** Invisible marks and white space at the ends differ between a webhook and an export; prices are kept by neither. */
const comparable = (text: string): string =>
  hidePrices(text)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]/g, "")
    .replace(/\r\n?/g, "\n")
    .normalize("NFC")
    .trim();

function tracesByText(
  movements: readonly Movement[],
  pending: readonly PendingEntry[],
): ReadonlyMap<string, readonly Trace[]> {
  const booked = movements.map(({ text, operator, sentAt, source }): Trace => {
    return { text, operator, sentAt: sentAt.getTime(), isImported: source === importSource };
  });
  const asked = pending.map(({ text, operator, at }): Trace => {
    return { text, operator, sentAt: at.getTime(), isImported: false };
  });
  return grouped([...booked, ...asked], ({ text }) => comparable(text));
}

/** Answers for the n-th message what is known of it; undefined: the relay never saw it. */
export function findSent(
  read: readonly ReadEntry[],
  { movements, snapshot }: { readonly movements: readonly Movement[]; readonly snapshot: Snapshot },
): (index: number) => SentOutcome | undefined {
  const traces = tracesByText(movements, snapshot.pending);
  const senders = new Set(read.flatMap(({ message, sender }) => [message.sender, sender.name]));
  const members = new Set(snapshot.members.map(({ name }) => name));
  const texts = new Set(read.map(({ message }) => comparable(message.text)));
  /** Of no text that stands in this export: what an edited message may have said at first. */
  const unexplained = [...traces].flatMap(([text, some]) => (texts.has(text) ? [] : some));
  return (index) => {
    const entry = read[index];
    if (entry === undefined) return undefined;
    const { message, sender } = entry;
    const at = message.sentAt.getTime();
    const isNear = ({ sentAt }: Trace): boolean => Math.abs(sentAt - at) <= sameWithinMs;
    const own = undistinguishedName(sender.name);
    const isOwn = ({ operator }: Trace): boolean =>
      operator === message.sender || undistinguishedName(operator) === own;
    // A member's own row would bear the member's name, unless another phone's export named them.
    const isUnknownSender = ({ operator, isImported }: Trace): boolean =>
      !senders.has(operator) &&
      (!members.has(sender.name) || (isImported && !members.has(operator)));
    const near = (traces.get(comparable(message.text)) ?? []).filter(isNear);
    if (near.some((trace) => isOwn(trace) && !trace.isImported)) return { kind: "live" };
    const unknownSender = near.find(isUnknownSender);
    if (unknownSender !== undefined)
      return { kind: "maybe-live", operator: unknownSender.operator };
    const isEdited = message.isEdited === true;
    return isEdited && unexplained.some((trace) => isOwn(trace) && isNear(trace))
      ? { kind: "maybe-edited" }
      : undefined;
  };
}
