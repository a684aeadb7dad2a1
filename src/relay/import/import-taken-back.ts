/**
 * Which take-outs of an exported chat don't stand alone, because their sender undid or corrected them later in the chat.
 * Undoing isn't imported, so such a message is left to people. Pure.
 */
import type { Intent, ItemMatch } from "../../inventory/intent";
import { matchedOrClosest } from "../../inventory/items/catalogue";
import { itemKey } from "../../inventory/items/item";
import { isIssue, type ReadEntry } from "./import-read";

const dayMs = 24 * 60 * 60_000;

const keysOf = (matches: readonly ItemMatch[]): ReadonlySet<string> =>
  new Set(matches.flatMap(matchedOrClosest).map(itemKey));

/** The items of the take-out that an intent takes back; empty: whichever was last. undefined: it takes nothing back. */
function takesBack(intent: Intent): ReadonlySet<string> | undefined {
  if (intent.kind === "undo") return keysOf(intent.match === undefined ? [] : [intent.match]);
  if (intent.kind === "correct") return keysOf(intent.lines.map(({ match }) => match));
  return undefined;
}

function bookedItems(intent: Intent): ReadonlySet<string> {
  return keysOf(intent.kind === "movement" ? intent.lines.map(({ match }) => match) : []);
}

/** The places of messages that were taken back within a day. */
export function takenBack(read: readonly ReadEntry[]): ReadonlySet<number> {
  const places = new Set<number>();
  const issuesOf = new Map<string, number[]>();
  for (const [index, { intent, message }] of read.entries()) {
    const earlier = issuesOf.get(message.sender) ?? [];
    if (isIssue(intent)) issuesOf.set(message.sender, [...earlier.slice(-50), index]);
    const keys = takesBack(intent);
    const recent = earlier.filter((place) => isRecent(read[place], message.sentAt));
    const named = recent.filter((place) =>
      shares(bookedItems(read[place]?.intent ?? intent), keys),
    );
    const place = keys === undefined ? undefined : (named.at(-1) ?? recent.at(-1));
    if (place !== undefined) places.add(place);
  }
  return places;
}

const isRecent = (entry: ReadEntry | undefined, at: Date): boolean =>
  entry !== undefined && at.getTime() - entry.message.sentAt.getTime() <= dayMs;

const shares = (some: ReadonlySet<string>, others: ReadonlySet<string> | undefined): boolean =>
  others !== undefined && [...others].some((key) => some.has(key));
