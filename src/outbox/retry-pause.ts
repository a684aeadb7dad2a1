/** How long a target waits after a temporary failure. Pure. */

const firstMs = 1000;
const longestMs = 60_000;

/**
 * Doubles from a second to a minute, give or take a quarter so that many don't come back in the same moment; never
 * sooner than the platform asked for.
 *
 * @param failures in a row, from 1
 * @param random 0 ≤ random < 1
 * @example retryPauseMs(3, undefined, 0.5) // 4000
 */
export function retryPauseMs(
  failures: number,
  retryAfterMs: number | undefined,
  random: number,
): number {
  const doubled = Math.min(firstMs * 2 ** Math.min(failures - 1, 20), longestMs);
  return Math.max(Math.round(doubled * (0.75 + random / 2)), retryAfterMs ?? 0);
}
