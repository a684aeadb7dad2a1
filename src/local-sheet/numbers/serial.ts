/**
 * Dates as spreadsheets count them: days since 30 December 1899, the time of day as a fraction, no zone. Pure.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats
 */

const epoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/** The serial of a date; undefined when there is no such day. */
export function serialOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1000 ? (date.getTime() - epoch) / dayMs : undefined;
}
