/**
 * Whether what is taken is written down: what counts found missing, what the relay had to ask about, departments that have
 * fallen silent, what is told late. Never by person.
 */
import type { Unrecorded } from "../forecast/unrecorded";
import { itemKeyOf } from "../items/item";
import type { Movement } from "../movements/movement";
import type { PendingEntry, PendingKind } from "../movements/pending";
import type { Window } from "./digest";
import { grouped } from "./grouped";

export interface Discipline {
  /** Mean over the items; undefined: nothing was taken and nothing found missing. */
  readonly unrecordedRate: number | undefined;
  /** Items that a count found short because nobody had written it down. */
  readonly unrecordedItems: number;
  readonly bookings: number;
  /** Messages that were booked once a question was answered. */
  readonly answered: number;
  /** Messages that were asked about or refused, by kind, the most frequent first. */
  readonly asked: readonly { readonly kind: PendingKind; readonly count: number }[];
  readonly open: number;
  /** In days. */
  readonly oldestOpen: number;
  /** Rows of 领用 that were told more than ten minutes later. */
  readonly late: number;
  readonly medianLateHours: number | undefined;
  readonly adjustments: number;
  /** Departments that booked, the most first. */
  readonly thanked: readonly string[];
  readonly silent: readonly SilentDepartment[];
}

export interface SilentDepartment {
  readonly department: string;
  readonly weeks: number;
  readonly aWeek: number;
  readonly probability: number;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const lateMs = 10 * 60_000;
/** Below this a silence is told. */
const unlikely = 0.01;
/** So many weeks before the silence tell what is usual. */
const usualWeeks = 26;

/**
 * How likely a department is silent by chance, when it booked so often before: Gamma-Poisson.
 *
 * @see https://en.wikipedia.org/wiki/Gamma_distribution#Conjugate_prior
 * @example silenceProbability({ bookings: 78, weeks: 26, silentWeeks: 2 }) // 0.0030
 */
export function silenceProbability({
  bookings,
  weeks,
  silentWeeks,
}: Readonly<Record<"bookings" | "weeks" | "silentWeeks", number>>): number {
  return (weeks / (weeks + silentWeeks)) ** (bookings + 0.5);
}

/** `rows`: of the last 30 weeks, without what was undone. A week in which nobody booked anything is nobody's. */
export function silentDepartments(
  rows: readonly Movement[],
  now: Date,
): readonly SilentDepartment[] {
  const taken = rows.filter(({ type, department }) => type === "issue" && department !== "");
  return [...grouped(taken, ({ department }) => department)]
    .flatMap(([department, own]): readonly SilentDepartment[] => {
      const times = own.map(({ sentAt }) => sentAt.getTime());
      const last = Math.max(...times);
      const since = last - usualWeeks * weekMs;
      const bookings = times.filter((at) => at > since).length;
      const passed = Math.floor((now.getTime() - last) / weekMs);
      const weekOf = ({ sentAt }: Movement): number =>
        Math.floor((sentAt.getTime() - last) / weekMs);
      const worked = new Set(rows.filter(({ sentAt }) => sentAt.getTime() > last).map(weekOf));
      const silentWeeks = [...worked].filter((week) => week < passed).length;
      if (silentWeeks < 1) return [];
      const probability = silenceProbability({ bookings, weeks: usualWeeks, silentWeeks });
      if (probability >= unlikely) return [];
      return [{ department, weeks: silentWeeks, aWeek: bookings / usualWeeks, probability }];
    })
    .sort((left, right) => left.probability - right.probability);
}

interface Moved {
  readonly key: string;
  readonly quantity: number;
}

/** The mean over items of Σ|found missing| ÷ (Σ taken + Σ|found missing|). */
export function unrecordedRate(
  taken: readonly Moved[],
  missing: readonly Moved[],
): number | undefined {
  const total = (some: readonly Moved[] = []): number =>
    some.reduce((sum, { quantity }) => sum + quantity, 0);
  const takenOf = grouped(taken, ({ key }) => key);
  const missingOf = grouped(missing, ({ key }) => key);
  const rates = [...new Set([...takenOf.keys(), ...missingOf.keys()])].map((key) => {
    const found = total(missingOf.get(key));
    return found / Math.max(1e-9, total(takenOf.get(key)) + found);
  });
  return rates.length === 0 ? undefined : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

export interface DisciplineRecords {
  /** Of the last 30 weeks at least, under present names, without what was undone. */
  readonly rows: readonly Movement[];
  readonly entries: readonly PendingEntry[];
  readonly unrecorded: readonly Unrecorded[];
  readonly now: Date;
}

export function disciplineOf(window: Window, records: DisciplineRecords): Discipline {
  const { rows, entries, unrecorded, now } = records;
  const isIn = (at: Date | number): boolean => at >= window.from && at < window.to;
  const inside = rows.filter(({ at }) => isIn(at));
  const issues = inside.filter(({ type }) => type === "issue");
  const missing = unrecorded
    .filter(({ at }) => isIn(at))
    .map((one) => ({ key: itemKeyOf(one), quantity: one.quantity }));
  const taken = issues.map((row) => ({ key: itemKeyOf(row), quantity: -row.change }));
  const open = entries.filter(({ status }) => status === "open");
  const delays = issues
    .map(({ at, sentAt }) => at.getTime() - sentAt.getTime())
    .filter((delay) => delay > lateMs)
    .sort((left, right) => left - right);
  const middle = delays[Math.floor((delays.length - 1) / 2)];
  return {
    unrecordedRate: unrecordedRate(taken, missing),
    unrecordedItems: new Set(missing.map(({ key }) => key)).size,
    bookings: issues.length,
    answered: new Set(inside.flatMap(({ answers }) => answers ?? [])).size,
    asked: byKind(entries.filter(({ at }) => isIn(at))),
    open: open.length,
    oldestOpen: Math.floor(
      Math.max(0, ...open.map(({ at }) => now.getTime() - at.getTime())) / dayMs,
    ),
    late: delays.length,
    medianLateHours: middle === undefined ? undefined : middle / 3_600_000,
    adjustments: inside.filter(({ type }) => type === "adjustment").length,
    thanked: thankedIn(issues),
    silent: silentDepartments(rows, now),
  };
}

function byKind(entries: readonly PendingEntry[]): Discipline["asked"] {
  return [...grouped(entries, ({ kind }) => kind)]
    .map(([, own]) => ({ kind: own[0].kind, count: own.length }))
    .sort((left, right) => right.count - left.count);
}

const thankedIn = (issues: readonly Movement[]): readonly string[] =>
  [
    ...grouped(
      issues.filter(({ department }) => department !== ""),
      ({ department }) => department,
    ),
  ]
    .sort(([, left], [, right]) => right.length - left.length)
    .map(([department]) => department);
