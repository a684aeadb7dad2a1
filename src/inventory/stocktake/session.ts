/** A stocktake session, derived from its rows in whatever order they stand: which is open, how far it is, what it found. */
import { sum } from "../items/quantity";
import type { Window } from "../figures/digest";
import { grouped } from "../figures/grouped";
import { proportion, type Variance } from "../figures/variance";
import type { Item } from "../items/item";
import {
  countersOf,
  differenceOf,
  isBlind,
  isToCount,
  keyOfRow,
  rateOf,
  type RowStatus,
  type StocktakeRow,
} from "./row";
import { zonesOf } from "./zones";

export interface Session {
  readonly number: number;
  readonly startedAt: Date;
  readonly rows: readonly StocktakeRow[];
}

/** The number that the next session bears. */
export function nextNumber(rows: readonly StocktakeRow[]): number {
  return rows.reduce((most, { number }) => Math.max(most, number), 0) + 1;
}

/** The newest session, open or not. */
export function newestSession(rows: readonly StocktakeRow[]): Session | undefined {
  const number = nextNumber(rows) - 1;
  return sessionOf(rows.filter((row) => row.number === number))[0];
}

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

/** The zones that a person has taken on, as long as something is left to be counted there. */
export function claimedZones(session: Session | undefined, name: string): readonly string[] {
  const own = (session?.rows ?? []).filter((row) => isToCount(row) && row.counter === name);
  return [...new Set(own.map(({ zone }) => zone))];
}

export function rowOf({ rows }: Session, key: string): StocktakeRow | undefined {
  return rows.find((row) => keyOfRow(row) === key);
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
  return rows.filter((row) => row.status === "counted" && (differenceOf(row) ?? 0) !== 0);
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

/** What a session makes of a person's words. */
export interface SessionPlace {
  readonly isOpen: boolean;
  /** Its items have numbers. */
  readonly isBlind: boolean;
  /** Zones of the session, else those of the items. */
  readonly zones: readonly string[];
  /** Whether the person has taken on a zone in which something is left to be counted. */
  readonly hasZone: boolean;
  /** Whether the person has counted, or anybody has, what differs and may still be explained. */
  readonly differences: "own" | "others" | "none";
}

/** So long after a count its difference is spoken of. */
const explainedWithinMs = 7 * 24 * 60 * 60_000;

export function sessionPlaceOf(
  {
    stocktake,
    items,
  }: {
    readonly stocktake?: readonly StocktakeRow[] | undefined;
    readonly items: readonly Pick<Item, "location">[];
  },
  name: string,
  at: Date,
): SessionPlace {
  const session = openSession(stocktake);
  return {
    isOpen: session !== undefined,
    isBlind: isBlindSession(session),
    zones: session === undefined ? zonesOf(items) : progressOf(session).map(({ zone }) => zone),
    hasZone: claimedZones(session, name).length > 0,
    differences: differencesFor(name, at, newestSession(stocktake ?? [])),
  };
}

function differencesFor(
  name: string,
  at: Date,
  session: Session | undefined,
): SessionPlace["differences"] {
  const since = at.getTime() - explainedWithinMs;
  const fresh = differingRows(session).filter(
    ({ countedAt }) => countedAt !== undefined && countedAt.getTime() >= since,
  );
  if (fresh.some((row) => countersOf(row).includes(name))) return "own";
  return fresh.length > 0 ? "others" : "none";
}
