/**
 * Which stretch of time a report is about: the digest from the one before it, totals a week or a month, all without a gap
 * between one report and the next. Pure.
 */
import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { addMonths } from "date-fns/addMonths";
import { addWeeks } from "date-fns/addWeeks";
import { getDaysInMonth } from "date-fns/getDaysInMonth";
import { startOfMonth } from "date-fns/startOfMonth";
import type { Window } from "../inventory/figures/digest";
import { untakenDays } from "../inventory/figures/totals";
import type { Broadcast } from "../inventory/movements/broadcast";
import type { Movement } from "../inventory/movements/movement";
import type { Policy, TimeOfDay } from "../inventory/policy";
import { dayText, periodOf, shifted } from "../language/text/calendar";
import { momentOf, type DueReport } from "./due-reports";

/** The periods that totals compare. */
export interface Spans {
  readonly period: Window;
  readonly before: Window;
  readonly untakenSince: Date;
}

const dayMs = 24 * 3600_000;

/**
 * From the last digest of an earlier day to `to`, so that nothing falls between two days; a day where there is none.
 * A digest that reached no group doesn't count, so its window is told again.
 */
export function digestWindow(
  broadcasts: readonly Broadcast[],
  { to, timeZone }: { readonly to: Date; readonly timeZone: string },
): Window {
  const today = dayText(to, timeZone);
  const earlier = broadcasts
    .filter(({ type, status, at }) => type === "digest" && status !== "failed" && at < to)
    .filter(({ at }) => dayText(at, timeZone) < today)
    .map(({ at }) => at.getTime());
  const from = earlier.length > 0 ? Math.max(...earlier) : to.getTime() - dayMs;
  return { from: new Date(from), to };
}

/**
 * A posted report reaches back to the one before it, wherever that fell: a week earlier, or on the month before's own
 * day, which is its last where it has no such day.
 */
export function postedSpans(
  { type, at }: Pick<DueReport, "at"> & { readonly type: "weekly" | "monthly" },
  { weeklyReport, monthlyReport }: Pick<Policy, "weeklyReport" | "monthlyReport">,
  timeZone: string,
): Spans {
  const today = new TZDate(at.getTime(), timeZone);
  const time = (type === "weekly" ? weeklyReport : monthlyReport)?.time ?? timeIn(today);
  const turn = (back: number): Date => {
    const month = addMonths<TZDate, TZDate>(startOfMonth(today), -back);
    const monthDay = Math.min(monthlyReport?.day ?? today.getDate(), getDaysInMonth(month));
    const day = type === "weekly" ? addWeeks(today, -back) : addDays(month, monthDay - 1);
    return momentOf(day, time, timeZone);
  };
  const period = { from: turn(1), to: at };
  const untakenSince = untakenFrom(at, timeZone);
  return { period, before: { from: turn(2), to: period.from }, untakenSince };
}

const timeIn = (moment: TZDate): TimeOfDay => ({
  hour: moment.getHours(),
  minute: moment.getMinutes(),
});

const untakenFrom = (to: Date, timeZone: string): Date =>
  shifted(to, { unit: "day", steps: -untakenDays }, timeZone);

/** A whole week or month that is over, beside the one before it. */
export function pastSpans(
  { unit, offset }: { readonly unit: "week" | "month"; readonly offset: number },
  now: Date,
  timeZone: string,
): Spans {
  const period = periodOf({ unit, offset }, now, timeZone);
  return {
    period,
    before: periodOf({ unit, offset: offset - 1 }, now, timeZone),
    untakenSince: untakenFrom(period.to, timeZone),
  };
}

/** 本周 or 本月 up to now, beside the same stretch of the week or month before. */
export function presentSpans(unit: "week" | "month", now: Date, timeZone: string): Spans {
  const { from } = periodOf({ unit, offset: 0 }, now, timeZone);
  const back = (at: Date): Date => shifted(at, { unit, steps: -1 }, timeZone);
  return {
    period: { from, to: now },
    before: { from: back(from), to: back(now) },
    untakenSince: untakenFrom(now, timeZone),
  };
}

/** Of what a trend is told. */
const trendPeriods = 12;

/** Those of a trend in which there was a ledger already, the last one whatever there was. */
export function bookedWindows(
  windows: readonly Window[],
  rows: readonly Pick<Movement, "at">[],
): readonly Window[] {
  const first = rows.reduce((oldest, { at }) => Math.min(oldest, at.getTime()), Infinity);
  return windows.filter(({ to }, place) => to.getTime() > first || place === windows.length - 1);
}

/** A period and those before it, oldest first, one beginning where the other ends. */
export function trendWindows(
  { from, to }: Window,
  unit: "week" | "month",
  timeZone: string,
): readonly Window[] {
  const back = (steps: number): Date => shifted(from, { unit, steps: -steps }, timeZone);
  const earlier = Array.from({ length: trendPeriods - 1 }, (_, index): Window => {
    const steps = trendPeriods - 1 - index;
    return { from: back(steps), to: back(steps - 1) };
  });
  return [...earlier, { from, to }];
}
