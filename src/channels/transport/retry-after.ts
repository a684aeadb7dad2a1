/** How long an answer asks to wait. Pure. */

const longestWaitMs = 24 * 60 * 60_000;

/**
 * A pause as seconds or as a date, of a day at most; undefined where nothing usable is said.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestWaitMs);
}
