/**
 * Dates as spreadsheets count them: days since 30 December 1899, the time of day as a fraction, no zone. Pure.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats
 */

export interface DateParts {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0: Sunday */
  readonly weekday: number;
}

const epoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/** The serial of a date; undefined when there is no such day. */
export function serialOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1000 ? (date.getTime() - epoch) / dayMs : undefined;
}

/** @example serialParts(43831.5) // 2020-01-01, 12:00, a Wednesday (3) */
export function serialParts(serial: number): DateParts {
  const date = new Date(epoch + Math.round(serial * dayMs));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    weekday: date.getUTCDay(),
  };
}
