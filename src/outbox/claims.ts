/**
 * Which of several relays on one sheet sends an entry of 播报. An entry is held for a while by the relay that wrote it,
 * or that wrote its mark behind 待发送 (under the commits' fence, so that one of two wins); who sends longer renews its
 * mark, and one that is silent is followed by another. What goes out is never longer than the hold, so it is sent twice
 * only where an answer was lost, and then under the same id.
 */
import type { Broadcast } from "../inventory/movements/broadcast";
import type { BroadcastSettlement } from "../sheet/stockroom";

/** How a relay signs; the words are language's. */
export interface Signature {
  /** The same at every start on one STATE_DIR. */
  readonly relay: string;
  readonly mark: (at: Date, timeZone: string) => string;
  /** The relay that a mark names. */
  readonly relayOf: (mark: string) => string | undefined;
  /** What stands there where the writer leaves the entry to whoever comes. */
  readonly released: string;
}

export interface Claims {
  /** Takes in what waits now. */
  see(waiting: readonly Broadcast[]): void;
  /** Whether this relay may send an entry without asking. */
  holds(entry: Broadcast): boolean;
  /** Whether it may ask for one that it does not hold. */
  mayClaim(entry: Broadcast): boolean;
  /** Whether it holds an entry that is on its way, and should say so again. */
  mustRenew(entry: Broadcast): boolean;
  /** Whether all these are still its own: asked before every try. */
  stillHolds(keys: readonly string[]): boolean;
  /** The marks to write; each is written only where the entry still stands as it was seen. */
  ask(entries: readonly Broadcast[], timeZone: string): readonly BroadcastSettlement[];
  /** The answer is there, whatever it was: what was won shows in the sheet. */
  answered(keys: readonly string[]): void;
  /** Marks that are on their way to the sheet. */
  asking(): number;
}

/** An entry of this relay's that is no older is sent without a mark. */
const freshMs = 30_000;
/** On its way for so long, it is marked, or marked again. */
const renewMs = 60_000;
/** Without a newer mark a relay stops trying after this; a try takes half a minute at most. */
const holdMs = 120_000;
/** What stands unchanged for so long has nobody who sends it any more. */
const takeOverMs = 180_000;

export function createClaims(
  { relay, mark, relayOf, released }: Signature,
  clock: {
    readonly now: () => Date;
    /** Runs on evenly, whatever is done to the clock. */
    readonly elapsedMs: () => number;
  },
): Claims {
  const { now, elapsedMs } = clock;
  const seen = new Map<string, { readonly mark: string; readonly since: number }>();
  const held = new Map<string, { readonly mark: string; readonly since: number }>();
  const asked = new Map<string, { readonly mark: string; readonly since: number }>();
  const asking = new Set<string>();

  const isHeld = (key: string): boolean =>
    elapsedMs() < (held.get(key)?.since ?? -Infinity) + holdMs;
  const seenForMs = (key: string): number => elapsedMs() - (seen.get(key)?.since ?? elapsedMs());

  function seeOne({ key, reason, at, byAnother }: Broadcast): void {
    const won = asked.get(key);
    if (won?.mark === reason) held.set(key, won);
    else if (held.get(key)?.mark !== reason) held.delete(key);
    if (seen.get(key)?.mark === reason) return;
    const isNew = !seen.has(key);
    seen.set(key, { mark: reason, since: elapsedMs() });
    const ageMs = now().getTime() - at.getTime();
    const isFresh = isNew && reason === "" && byAnother !== true && ageMs >= 0 && ageMs < freshMs;
    if (isFresh) held.set(key, { mark: "", since: elapsedMs() - ageMs });
  }

  return {
    see(waiting) {
      const keys = new Set(waiting.map(({ key }) => key));
      for (const notes of [seen, held, asked]) {
        for (const key of notes.keys()) if (!keys.has(key)) notes.delete(key);
      }
      waiting.forEach(seeOne);
    },
    holds: ({ key, reason }) => isHeld(key) && (reason !== "" || seenForMs(key) < freshMs),
    mayClaim({ key, reason, byAnother }) {
      if (asking.has(key)) return false;
      const isOwn = reason === "" ? byAnother !== true : relayOf(reason) === relay;
      return isOwn || reason === released || seenForMs(key) >= takeOverMs;
    },
    mustRenew: ({ key }) =>
      !asking.has(key) && isHeld(key) && elapsedMs() - (held.get(key)?.since ?? 0) >= renewMs,
    stillHolds: (keys) => keys.every(isHeld),
    ask(entries, timeZone) {
      const newMark = mark(now(), timeZone);
      return entries.map(({ key, reason }) => {
        asking.add(key);
        asked.set(key, { mark: newMark, since: elapsedMs() });
        return { key, status: "waiting", reason: newMark, whereReason: reason };
      });
    },
    answered: (keys) => keys.forEach((key) => asking.delete(key)),
    asking: () => asking.size,
  };
}
