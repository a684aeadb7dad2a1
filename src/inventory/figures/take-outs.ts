/**
 * How often something is taken, for charts: by department and time, by weekday and hour. Rows of the ledger come in, under the
 * items' present names, without what was undone. In slices, for a ledger may be long.
 */
import type { Movement } from "../movements/movement";
import type { Weekday } from "../policy";
import type { Window } from "./digest";

/** Rows of 领用 in each of some times. */
export interface DepartmentTakeOuts {
  /** "" where none was filled in. */
  readonly department: string;
  readonly counts: readonly number[];
}

/** The department that took most often first. `windows`: oldest first, one beginning where the other ends. */
export function* takeOutsByDepartment(
  rows: readonly Movement[],
  windows: readonly Window[],
): Generator<void, readonly DepartmentTakeOuts[]> {
  const found = new Map<string, number[]>();
  const times = windows.map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }));
  for (const { type, at, department } of rows) {
    yield;
    const place = type === "issue" ? placeIn(times, at.getTime()) : -1;
    if (place < 0) continue;
    const name = department.trim();
    const counts = found.get(name) ?? windows.map(() => 0);
    counts[place] = (counts[place] ?? 0) + 1;
    found.set(name, counts);
  }
  const total = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  return [...found]
    .map(([department, counts]) => ({ department, counts }))
    .sort((left, right) => total(right.counts) - total(left.counts));
}

/** -1 where it lies in none. */
const placeIn = (times: readonly { readonly from: number; readonly to: number }[], at: number) =>
  times.findIndex(({ from, to }) => at >= from && at < to);

/** Rows of 领用 by weekday (0 = Sunday) and hour. */
export type HourCounts = readonly (readonly number[])[];

/** By the time at which people said it. */
export function* takeOutsByHour(
  rows: readonly Movement[],
  { from, to }: Window,
  clockOf: (at: Date) => { readonly weekday: Weekday; readonly hour: number },
): Generator<void, HourCounts> {
  const counts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { type, at, sentAt } of rows) {
    yield;
    if (type !== "issue" || at < from || at >= to) continue;
    const { weekday, hour } = clockOf(sentAt);
    const day = counts[weekday];
    if (day !== undefined) day[hour] = (day[hour] ?? 0) + 1;
  }
  return counts;
}
