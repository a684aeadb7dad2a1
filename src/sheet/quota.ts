/**
 * How often the API may be called: a token bucket for reads and one for writes, so that no minute exceeds the limit, and
 * growing pauses after a failure. Time is an argument; waiting is the caller's function.
 */

export interface Bucket {
  /** Takes one token, and answers how long to wait before the call, in milliseconds. */
  take(now: number): number;
  /** How long until it is half full, so that a call nobody waits for leaves enough to those that somebody does. */
  untilHalfFull(now: number): number;
}

const minuteMs = 60_000;

/**
 * A bucket of a sixth of the limit that refills with the rest in a minute: whatever the pattern, no window of a minute
 * sees more than the limit. Takers wait in the order in which they came.
 */
export function createBucket(limitPerMinute: number): Bucket {
  const capacity = Math.max(1, Math.floor(limitPerMinute / 6));
  const refillPerMs = Math.max(1, limitPerMinute - capacity) / minuteMs;
  let tokens = capacity;
  let filledAt: number | undefined;
  const fill = (now: number): void => {
    const since = Math.max(0, now - (filledAt ?? now));
    filledAt = Math.max(now, filledAt ?? now);
    tokens = Math.min(capacity, tokens + since * refillPerMs);
  };
  return {
    take(now) {
      fill(now);
      tokens -= 1;
      return tokens >= 0 ? 0 : Math.ceil(-tokens / refillPerMs);
    },
    untilHalfFull(now) {
      fill(now);
      return Math.max(0, Math.ceil((capacity / 2 - tokens) / refillPerMs));
    },
  };
}

const firstPauseMs = 500;
const longestPauseMs = 32_000;

/**
 * Truncated exponential backoff with jitter: between half of the pause and the whole of it.
 *
 * @example backoffMs(3, 1) // 4000
 */
export function backoffMs(failures: number, random: number): number {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 16));
  return Math.round(pause * (0.5 + random / 2));
}
