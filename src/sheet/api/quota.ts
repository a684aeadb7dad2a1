/**
 * How often the API may be called: a token bucket for reads and one for writes, so that no minute exceeds the limit, a
 * queue that hands tokens out by priority, and growing pauses after a failure. Time is an argument.
 */

/** Where the calls of a spreadsheet, or of several, come from. */
export interface Buckets {
  readonly reads: Bucket;
  readonly writes: Bucket;
}

export interface Bucket {
  /** Takes one token, and answers how long to wait before the call, in milliseconds. */
  take(now: number): number;
  /** How long until a token is there. */
  untilToken(now: number): number;
  /** How long until it is half full, so that a call nobody waits for leaves enough to those that somebody does. */
  untilHalfFull(now: number): number;
}

const minuteMs = 60_000;

/**
 * A bucket of a sixth of the limit that refills with the rest in a minute: whatever the pattern, no window of a minute
 * sees more than the limit. Takers wait in the order in which they came. The limit may change meanwhile.
 */
export function createBucket(limitPerMinute: number | (() => number)): Bucket {
  const limit = typeof limitPerMinute === "number" ? (): number => limitPerMinute : limitPerMinute;
  let capacity = 0;
  let refillPerMs = 0;
  const size = (): void => {
    capacity = Math.max(1, Math.floor(limit() / 6));
    refillPerMs = Math.max(1, limit() - capacity) / minuteMs;
  };
  size();
  let tokens = capacity;
  let filledAt: number | undefined;
  const fill = (now: number): void => {
    size();
    const since = Math.max(0, now - (filledAt ?? now));
    filledAt = Math.max(now, filledAt ?? now);
    tokens = Math.min(capacity, tokens + since * refillPerMs);
  };
  const until = (wanted: number, now: number): number => {
    fill(now);
    return Math.max(0, Math.ceil((wanted - tokens) / refillPerMs));
  };
  return {
    take(now) {
      fill(now);
      tokens -= 1;
      return tokens >= 0 ? 0 : Math.ceil(-tokens / refillPerMs);
    },
    untilToken: (now) => until(1, now),
    untilHalfFull: (now) => until(capacity / 2, now),
  };
}

/** `high`: bookings, 确认 and current figures wait for it; `low`: look-ups in the ledger and its archives. */
export type Priority = "high" | "low";

export interface TokenQueue {
  /** Takes a token and resolves when the call may be sent; in order of arrival within a priority. */
  take(priority: Priority): Promise<void>;
}

/** So many calls of high priority go before one of low priority that waits. */
const mostOvertaking = 3;

/**
 * Hands out the tokens of a bucket. Low priority leaves half of the bucket to calls of high priority, and is put off by
 * three of them at most, so neither can hold up the other for long. `now`: milliseconds of a clock that only goes forward.
 */
export function createTokenQueue(bucket: Bucket, now: () => number): TokenQueue {
  const waiting: Readonly<Record<Priority, (() => void)[]>> = { high: [], low: [] };
  let overtaken = 0;
  let timer: NodeJS.Timeout | undefined;

  const nextPriority = (): Priority =>
    waiting.low.length > 0 && (waiting.high.length === 0 || overtaken >= mostOvertaking)
      ? "low"
      : "high";

  const untilNext = (priority: Priority, at: number): number =>
    priority === "low" && overtaken < mostOvertaking
      ? Math.max(bucket.untilHalfFull(at), bucket.untilToken(at))
      : bucket.untilToken(at);

  function handOut(): void {
    clearTimeout(timer);
    while (waiting.high.length + waiting.low.length > 0) {
      const priority = nextPriority();
      const at = now();
      const wait = untilNext(priority, at);
      if (wait > 0) {
        timer = setTimeout(handOut, wait);
        return;
      }
      bucket.take(at);
      overtaken = priority === "high" && waiting.low.length > 0 ? overtaken + 1 : 0;
      waiting[priority].shift()?.();
    }
  }

  return {
    take: (priority) =>
      new Promise((resolve) => {
        waiting[priority].push(resolve);
        handOut();
      }),
  };
}

const usualPauses = { firstMs: 500, longestMs: 32_000 };

/**
 * Truncated exponential backoff with jitter: between half of the pause and the whole of it.
 *
 * @example backoffMs(3, 1) // 4000
 */
export function backoffMs(
  failures: number,
  random: number,
  { firstMs, longestMs } = usualPauses,
): number {
  const pause = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 16));
  return Math.round(pause * (0.5 + random / 2));
}
