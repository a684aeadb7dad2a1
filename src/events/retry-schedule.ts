/** When an address is tried again, and when no more. Pure. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability */
const pausesMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** An address that took nothing for so long is stopped. */
export const givenUpAfterMs = 7 * 24 * hour;

/**
 * The pause after so many failures in a row, up to a fifth longer so that many don't come back in the same moment.
 *
 * @param failures from 1
 * @param random 0 ≤ random < 1
 * @example pauseAfter(2, undefined, 0) // 300_000
 */
export function pauseAfter(
  failures: number,
  retryAfterMs: number | undefined,
  random: number,
): number {
  const pause = pausesMs[Math.min(failures, pausesMs.length) - 1] ?? 0;
  return Math.max(Math.round(pause * (1 + random / 5)), retryAfterMs ?? 0);
}
