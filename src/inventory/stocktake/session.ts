/** A stocktake session, derived from its rows in whatever order they stand: which is open, how far it is, what it found. */
import { itemKeyOf } from "../items/item";
import { sum } from "../items/quantity";
import { oncePer } from "../once-per";
import type { Window } from "../figures/digest";
import { grouped } from "../figures/grouped";
import { proportion, type Variance } from "../figures/variance";
import {
  countersOf,
  differs,
  isBlind,
  isToCount,
  rateOf,
  type RowStatus,
  type StocktakeRow,
} from "./row";

export interface Session {
  readonly number: number;
  readonly startedAt: Date;
  readonly rows: readonly StocktakeRow[];
}

/** The number that the next session bears. */
export function nextNumber(rows: readonly StocktakeRow[]): number {
  return rows.reduce((most, { number }) => Math.max(most, number), 0) + 1;
}

/** The newest session, open or not; worked out once a reading. */
export const newestSession = oncePer((rows: readonly StocktakeRow[]): Session | undefined => {
  const number = nextNumber(rows) - 1;
  return sessionOf(rows.filter((row) => row.number === number))[0];
});

/** All sessions, the newest first. */
export function sessionsOf(rows: readonly StocktakeRow[]): readonly Session[] {
  const byNumber = grouped(rows, ({ number }) => String(number));
  const sessions = [...byNumber.values()].flatMap((own) => sessionOf(own));
  return sessions.sort((left, right) => right.number - left.number);
}

function sessionOf(rows: readonly StocktakeRow[]): readonly Session[] {
  const [first] = rows;
  return first === undefined ? [] : [{ number: first.number, startedAt: first.startedAt, rows }];
}

/** When a session ended; undefined: it is under way. */
export const endOf = ({ rows }: Pick<Session, "rows">): Date | undefined =>
  rows.find(({ endedAt }) => endedAt !== undefined)?.endedAt;

/** The session under way; one row that says when it ended closes it. */
export function openSession(rows: readonly StocktakeRow[] | undefined): Session | undefined {
  const session = newestSession(rows ?? []);
  const isOver = session?.rows.some(({ endedAt }) => endedAt !== undefined) ?? true;
  return isOver ? undefined : session;
}

export interface ZoneProgress {
  readonly zone: string;
  readonly counted: number;
  /** What was looked for and not found. */
  readonly missing: number;
  readonly all: number;
  /** Who counts there or has counted. */
  readonly people: readonly string[];
}

export function progressOf({ rows }: Pick<Session, "rows">): readonly ZoneProgress[] {
  const zones = [...new Set(rows.map(({ zone }) => zone))];
  return zones.map((zone) => {
    const own = rows.filter((row) => row.zone === zone);
    const people = [...new Set(own.flatMap(countersOf))];
    const of = (wanted: RowStatus): number => own.filter(({ status }) => status === wanted).length;
    return { zone, counted: of("counted"), missing: of("missing"), all: own.length, people };
  });
}

/**
 * The zones that a person has taken on, as long as something is left to be counted there. Who did not find an item has not
 * taken on what else lies in its zone.
 */
export function claimedZones(session: Session | undefined, name: string): readonly string[] {
  const byZone = grouped((session?.rows ?? []).filter(isToCount), ({ zone }) => zone);
  return [...byZone].flatMap(([zone, left]) => {
    const open = left.filter(({ status }) => status === "open");
    return (open.length > 0 ? open : left).some(({ counter }) => counter === name) ? [zone] : [];
  });
}

/** The zones in which a person counted, once nothing is left to be counted there. */
export function finishedZones({ rows }: Pick<Session, "rows">, name: string): readonly string[] {
  const byZone = grouped(rows, ({ zone }) => zone);
  return [...byZone].flatMap(([zone, own]) =>
    own.some(isToCount) || !own.some((row) => countersOf(row).includes(name)) ? [] : [zone],
  );
}

export function rowOf({ rows }: Session, key: string): StocktakeRow | undefined {
  return rows.find((row) => itemKeyOf(row) === key);
}

/** What a session found. */
export interface SessionSummary extends Pick<Variance, "rate" | "match"> {
  readonly all: number;
  readonly counted: number;
  /** Those of which a second person's count is still wanted. */
  readonly recounts: number;
  readonly missing: number;
  /** Those whose count differed, in the rows' order. */
  readonly differing: readonly StocktakeRow[];
}

export function differingRows(session: Pick<Session, "rows"> | undefined): readonly StocktakeRow[] {
  const rows = session?.rows ?? [];
  return rows.filter((row) => row.status === "counted" && differs(row));
}

/** What somebody may tell the cause of; also while a second person is still to count it. */
export function rowsToExplain(session: Pick<Session, "rows"> | undefined): readonly StocktakeRow[] {
  const rows = session?.rows ?? [];
  return rows.filter((row) => ["counted", "recount"].includes(row.status) && differs(row));
}

export function summaryOf({ rows }: Pick<Session, "rows">): SessionSummary {
  const counted = rows.filter(({ status }) => status === "counted");
  const rates = counted.flatMap((row) => rateOf(row) ?? []);
  const differing = differingRows({ rows });
  return {
    all: rows.length,
    counted: counted.length,
    recounts: rows.filter(({ status }) => status === "recount").length,
    missing: rows.filter(({ status }) => status === "missing").length,
    differing,
    rate: sum(rates) / Math.max(1, rates.length),
    match: proportion(counted.length - differing.length, counted.length),
  };
}

/** The sessions of a stretch of time: those that began, were counted or ended in it, and the one under way; newest first. */
export function sessionsWithin(
  rows: readonly StocktakeRow[],
  { from, to }: Window,
): readonly Session[] {
  const isWithin = (at: Date | undefined): boolean => at !== undefined && at >= from && at < to;
  return sessionsOf(rows).filter(
    (session) =>
      (session.startedAt < to && endOf(session) === undefined) ||
      session.rows.some((row) => [row.startedAt, row.countedAt, row.endedAt].some(isWithin)),
  );
}

/** Whether what a session counts is told to nobody for now. */
export const isBlindSession = (session: Session | undefined): boolean =>
  session?.rows.some(isBlind) === true;
