/**
 * Days, weeks and months as people mean them, in the relay's zone: a word for a period becomes two moments, a moment
 * becomes a date. The present is always an argument. What is due when is reports/due-reports.
 */
import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { addMonths } from "date-fns/addMonths";
import { addWeeks } from "date-fns/addWeeks";
import { addYears } from "date-fns/addYears";
import { startOfDay } from "date-fns/startOfDay";
import { startOfMonth } from "date-fns/startOfMonth";
import { startOfWeek } from "date-fns/startOfWeek";
import { startOfYear } from "date-fns/startOfYear";
import type { Day } from "../../inventory/forecast/calendar";
import type { PeriodWord, SaidDate } from "../../inventory/intent";
import type { Weekday } from "../../inventory/policy";
import { wallTextOf } from "../../inventory/wall-clock";

/** Half-open: from ≤ t < to. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** A plain Date of the same moment, so that no zone travels along unseen. */
const plainDate = (zoned: Date): Date => new Date(zoned.getTime());

const inZone = (at: Date, timeZone: string): TZDate => new TZDate(at.getTime(), timeZone);

const starts = {
  day: (day: TZDate) => startOfDay(day),
  week: (day: TZDate) => startOfWeek(day, { weekStartsOn: 1 }),
  month: (day: TZDate) => startOfMonth(day),
  year: (day: TZDate) => startOfYear(day),
} as const;

const moved = {
  day: addDays<TZDate>,
  week: addWeeks<TZDate>,
  month: addMonths<TZDate>,
  year: addYears<TZDate>,
} as const;

/**
 * The period that a word means at a moment; weeks begin on Monday.
 *
 * @example
 * periodOf({ unit: "week", offset: -1, label: "上周" }, new Date("2026-11-25T04:00:00Z"), "Asia/Shanghai")
 * // { from: 2026-11-15T16:00:00Z, to: 2026-11-22T16:00:00Z }
 */
export function periodOf(
  { unit, offset, day }: Pick<PeriodWord, "unit" | "offset" | "day">,
  now: Date,
  timeZone: string,
): Period {
  const start = starts[unit](
    day === undefined ? inZone(now, timeZone) : lastOf(day, now, timeZone),
  );
  const edge = (steps: number): Date => plainDate(starts[unit](moved[unit](start, steps)));
  return { from: edge(offset), to: edge(offset + 1) };
}

/** A day that was written; without a year the last one that has come. */
function lastOf({ year, month, day }: SaidDate, now: Date, timeZone: string): TZDate {
  const present = inZone(now, timeZone).getFullYear();
  const said = new TZDate(year ?? present, month - 1, day, timeZone);
  return year === undefined && said > now ? addYears<TZDate, TZDate>(said, -1) : said;
}

/**
 * A day as it is written, from its midnight to the next; undefined where there is no such day.
 *
 * @example periodOfDay("2026-11-30", "Asia/Shanghai") // { from: 2026-11-29T16:00:00Z, to: 2026-11-30T16:00:00Z }
 */
export function periodOfDay(written: string, timeZone: string): Period | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written) ?? [];
  const start = new TZDate(Number(year), Number(month) - 1, Number(day), timeZone);
  if (Number.isNaN(start.getTime()) || dayText(start, timeZone) !== written) return undefined;
  return { from: plainDate(start), to: plainDate(addDays<TZDate, TZDate>(start, 1)) };
}

/**
 * The same time of day some days, weeks or months before or after; where the clocks skip that time, the moment after
 * the gap, and a month without that day gives its last.
 *
 * @example shifted(new Date("2026-03-31T08:00:00Z"), { unit: "month", steps: -1 }, "UTC") // 2026-02-28T08:00:00Z
 */
export function shifted(
  at: Date,
  { unit, steps }: { readonly unit: PeriodWord["unit"]; readonly steps: number },
  timeZone: string,
): Date {
  return plainDate(moved[unit](inZone(at, timeZone), steps));
}

/**
 * The day of a moment with those before and after it, oldest first.
 *
 * @example daysAround(now, { before: 2, after: 0 }, "UTC").map(({ date }) => date) // the day before yesterday, yesterday, today
 */
export function daysAround(
  at: Date,
  { before, after }: { readonly before: number; readonly after: number },
  timeZone: string,
): readonly Day[] {
  const today = startOfDay(inZone(at, timeZone));
  return Array.from({ length: before + after + 1 }, (_, index): Day => {
    const day = startOfDay(addDays<TZDate, TZDate>(today, index - before));
    const weekday = day.getDay() as Weekday;
    return { date: dayText(day, timeZone), weekday, from: day.getTime() };
  });
}

/** @example dayText(new Date("2026-11-22T08:00:00Z"), "Asia/Shanghai") // "2026-11-22" */
export function dayText(at: Date, timeZone: string): string {
  return wallTextOf(at, timeZone).slice(0, 10);
}

/** @example weekdayText(new Date("2026-11-22T08:00:00Z"), "Asia/Shanghai") // "周日" */
export function weekdayText(at: Date, timeZone: string): string {
  return `周${"日一二三四五六".charAt(inZone(at, timeZone).getDay())}`;
}

/** @example clockOf(new Date("2026-11-22T08:30:00Z"), "Asia/Shanghai") // { weekday: 0, hour: 16 } */
export function clockOf(
  at: Date,
  timeZone: string,
): { readonly weekday: Weekday; readonly hour: number } {
  const local = inZone(at, timeZone);
  return { weekday: local.getDay() as Weekday, hour: local.getHours() };
}
