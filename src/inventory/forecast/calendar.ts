/** Which days are working days: the usual weekdays, without holidays, with the days worked instead of them. */
import type { Policy, Weekday } from "../policy";

/** A day in the relay's zone. */
export interface Day {
  /** yyyy-MM-dd */
  readonly date: string;
  readonly weekday: Weekday;
  /** Its first moment, in ms. */
  readonly from: number;
}

export type WorkCalendar = Pick<Policy, "workdays" | "holidays" | "extraWorkdays">;

/**
 * A day that is named both as a holiday and as a working day is a working day: stock that lasts is the smaller mistake.
 *
 * @example isWorkingDay({ date: "2026-10-01", weekday: 4, from: 0 }, { workdays: [4], holidays: ["2026-10-01"], extraWorkdays: [] }) // false
 */
export function isWorkingDay({ date, weekday }: Day, calendar: WorkCalendar): boolean {
  if (calendar.extraWorkdays.includes(date)) return true;
  return calendar.workdays.includes(weekday) && !calendar.holidays.includes(date);
}

const dayMs = 86_400_000;

/** The day that a moment lies in; -1 before the first. `days`: oldest first, without a gap. */
export function placeOfDay(days: readonly Day[], at: number): number {
  const first = days[0]?.from;
  if (first === undefined || at < first) return -1;
  // Days of 23 and 25 hours shift the guess by one.
  let place = Math.min(days.length - 1, Math.floor((at - first) / dayMs));
  while ((days[place]?.from ?? 0) > at) place -= 1;
  while ((days[place + 1]?.from ?? Infinity) <= at) place += 1;
  return place;
}

/** Dates of 放假 and 补班 that can't be meant. */
export interface CalendarFault {
  readonly why: "far-year" | "both";
  readonly dates: readonly string[];
}

/** So many years before and after the present one holidays are noted. */
const mostYears = 2;

/** @param today yyyy-MM-dd */
export function calendarFaults(
  { holidays, extraWorkdays }: WorkCalendar,
  today: string,
): readonly CalendarFault[] {
  const year = Number(today.slice(0, 4));
  const isFar = (date: string): boolean => Math.abs(Number(date.slice(0, 4)) - year) > mostYears;
  const far = [...holidays, ...extraWorkdays].filter(isFar);
  const both = holidays.filter((date) => extraWorkdays.includes(date));
  return [
    ...(far.length > 0 ? [{ why: "far-year" as const, dates: [...new Set(far)] }] : []),
    ...(both.length > 0 ? [{ why: "both" as const, dates: [...new Set(both)] }] : []),
  ];
}
