/**
 * Which reports are due. Policy, entries of 播报, zone and the present come in; nothing is posted here. A report is due on its own day only, from its time until midnight, as long as no entry of that
 * day stands in the tab; so a process that was down posts late, and nobody posts twice.
 */
import { TZDate } from "@date-fns/tz";
import { getDaysInMonth } from "date-fns/getDaysInMonth";
import type { Broadcast, BroadcastDraft, BroadcastType } from "../inventory/movements/broadcast";
import type { Member } from "../inventory/people/member";
import { keeperAccounts } from "../inventory/people/recipients";
import { digestTargets, type Policy, type TimeOfDay } from "../inventory/policy";
import { broadcastTypes } from "../language/sheet-words/headings";
import { dayText } from "../language/text/calendar";
import { wallTextOf } from "../inventory/wall-clock";

/** What is posted by the clock. */
export type ReportType = Exclude<BroadcastType, "alert" | "notice">;

export interface DueReport {
  readonly type: ReportType;
  /** yyyy-mm-dd in the relay's zone. */
  readonly day: string;
  /** When it was to be posted. */
  readonly at: Date;
}

const keyPrefix = (type: ReportType, day: string): string => `${broadcastTypes[type]}:${day}:`;

/** 去重键 of a report, the same whoever posts it. @example 日报:2026-11-22:generic:g1 */
export function reportKey({ type, day }: Pick<DueReport, "type" | "day">, group: string): string {
  return `${keyPrefix(type, day)}${group}`;
}

/** The entry of a report that stands in the tab already, for whichever group. */
export function postedReport(
  { type, day }: Pick<DueReport, "type" | "day">,
  broadcasts: readonly Broadcast[],
): Broadcast | undefined {
  return broadcasts.find(({ key }) => key.startsWith(keyPrefix(type, day)));
}

/** The reports whose time has come today and that nobody has posted yet. */
export function dueReports(
  policy: Policy,
  broadcasts: readonly Broadcast[],
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): readonly DueReport[] {
  const today = new TZDate(now.getTime(), timeZone);
  const day = dayText(now, timeZone);
  return plannedToday(policy, today)
    .map(({ type, time }): DueReport => ({ type, day, at: momentOf(today, time, timeZone) }))
    .filter((report) => report.at <= now && postedReport(report, broadcasts) === undefined);
}

/** When a report that was posted at a moment was to be posted; that moment where the settings have changed since. */
export function dueAt(
  type: ReportType,
  at: Date,
  { policy, timeZone }: { readonly policy: Policy; readonly timeZone: string },
): Date {
  const due = dueReports(policy, [], { now: at, timeZone });
  return due.find((report) => report.type === type)?.at ?? at;
}

function plannedToday(
  { digestTime, digestDays, weeklyReport, monthlyReport }: Policy,
  today: TZDate,
): readonly { readonly type: ReportType; readonly time: TimeOfDay }[] {
  const monthDay = Math.min(monthlyReport?.day ?? 0, getDaysInMonth(today));
  const times: Readonly<Record<ReportType, TimeOfDay | null | undefined>> = {
    digest: digestDays.some((day) => day === today.getDay()) ? digestTime : null,
    weekly: weeklyReport?.day === today.getDay() ? weeklyReport.time : null,
    monthly: monthDay === today.getDate() ? monthlyReport?.time : null,
    discipline: monthDay === today.getDate() ? monthlyReport?.time : null,
  };
  return (Object.keys(times) as ReportType[]).flatMap((type) => {
    const time = times[type];
    return time ? [{ type, time }] : [];
  });
}

/** A time that the day doesn't have is the moment after the gap; of one that it has twice, the first. */
export function momentOf(day: TZDate, { hour, minute }: TimeOfDay, timeZone: string): Date {
  const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()];
  const moment = new TZDate(year, month, date, hour, minute, timeZone).getTime();
  const wall = wallText(moment, timeZone);
  const twin = fallbacksMs.map((ms) => moment - ms).find((at) => wallText(at, timeZone) === wall);
  return new Date(twin ?? moment);
}

/** By how much clocks are set back, the largest first. */
const fallbacksMs = [120, 60, 30].map((minutes) => minutes * 60_000);

const wallText = (at: number, timeZone: string): string =>
  wallTextOf(new Date(at), timeZone).slice(0, 16);

/** Where a report goes: to the groups, the state of recording to each keeper alone. */
export function targetsOf(
  type: ReportType,
  { policy, members }: { readonly policy: Policy; readonly members: readonly Member[] },
): readonly string[] {
  const groups = digestTargets(policy);
  if (type !== "discipline") return groups;
  const platforms = new Set(groups.map((group) => group.slice(0, group.indexOf(":"))));
  return [...platforms].flatMap((platform) =>
    keeperAccounts(members, platform).map((account) => `${platform}:@${account}`),
  );
}

/** Entries for every group, composed before the tab is asked, so that a crash never composes twice. */
export function reportDrafts(
  report: DueReport,
  groups: readonly string[],
  { textFor, at }: { readonly textFor: (group: string) => string; readonly at: Date },
): readonly BroadcastDraft[] {
  return groups.map((group) => ({
    type: report.type,
    group,
    text: textFor(group),
    key: reportKey(report, group),
    at,
  }));
}
