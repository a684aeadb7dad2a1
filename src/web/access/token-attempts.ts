/**
 * How fast the admin token can be guessed. In: who tries a token. Out: whether it is the right one, after a
 * wait where many were wrong. An address waits for its own mistakes only; in memory, bounded.
 */
import { isIP } from "node:net";
import { createRecentMap } from "../../recent-map";

export type Attempt = "right" | "wrong" | "too-often";

export interface TokenAttempts {
  /** Looks at a token, at once or in turn. `too-often`: not looked at, too many wait at this address. */
  checkToken(address: string | undefined, isRight: () => boolean): Promise<Attempt>;
}

interface Tries {
  /** Wrong ones, and those that wait. */
  count: number;
  lastAt: number;
  /** When the next may be looked at, ms. */
  nextAt: number;
}

/** Mistakes of one address that cost nothing; after them it is given one look every `pauseMs`. */
const freeMistakes = 10;
const pauseMs = 2000;
export const longestWaitMs = 10_000;
const forgottenAfterMs = 10 * 60_000;
const mostAddresses = 1000;

const minuteMs = 60_000;
/** So many mistakes a minute from everywhere delay every look a little. */
const manyMistakes = 100;
const sharedDelayMs = 250;

/**
 * What is counted as one address: of IPv6 the first 64 bits, since a household has all the others.
 *
 * @example networkOf("2001:db8::1") // "2001:db8:0:0"
 * @example networkOf("::ffff:192.0.2.1") // "192.0.2.1"
 * @see https://www.rfc-editor.org/rfc/rfc6177
 */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(plain) === 4) return plain;
  if (isIP(plain) !== 6) return "an unknown address";
  const [head = [], tail = []] = plain.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array<string>(8 - head.length - tail.length).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}

export function createTokenAttempts({
  now,
  pause,
  warn,
}: {
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<unknown>;
  /** A sentence for the log, once a minute at most. */
  readonly warn: (sentence: string) => void;
}): TokenAttempts {
  const tries = createRecentMap<Tries>(mostAddresses);
  let minute = { from: -Infinity, mistakes: 0 };

  function triesOf(network: string, at: number): Tries {
    const known = tries.get(network);
    const isFresh = known !== undefined && known.lastAt > at - forgottenAfterMs;
    const found = isFresh ? known : { count: 0, lastAt: at, nextAt: at };
    tries.set(network, found);
    return found;
  }

  function noteMistake(network: string, at: number): void {
    if (at >= minute.from + minuteMs) {
      const others = Math.max(0, minute.mistakes - 1);
      warn(`a wrong ADMIN_TOKEN from ${network}; ${others} more since the last line of this kind`);
      minute = { from: at, mistakes: 0 };
    }
    minute.mistakes += 1;
  }

  return {
    async checkToken(address, isRight) {
      const network = networkOf(address);
      const at = now().getTime();
      const own = triesOf(network, at);
      const isBusy = at < minute.from + minuteMs && minute.mistakes >= manyMistakes;
      const waitMs = Math.max(own.nextAt - at, isBusy ? sharedDelayMs : 0);
      if (waitMs > longestWaitMs) return "too-often";
      // Counted before the wait, so that many at once gain nothing.
      own.count += 1;
      own.lastAt = at;
      if (own.count > freeMistakes) own.nextAt = Math.max(own.nextAt, at) + pauseMs;
      if (waitMs > 0) await pause(waitMs);
      if (isRight()) {
        own.count -= 1;
        return "right";
      }
      noteMistake(network, now().getTime());
      return "wrong";
    },
  };
}
