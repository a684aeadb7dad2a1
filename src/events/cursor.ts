/** How far an address is: what is still to be told follows from it and from the sheet. Pure. */
import type { Change } from "../inventory/changes/change";
import type { Failure } from "./post-event";
import { givenUpAfterMs, pauseAfter } from "./retry-schedule";

/** How far one list of changes was told. */
export interface Track {
  /** Milliseconds: all changes up to then are done. */
  readonly since: number;
  /** Ids of later changes that are done, with their times. */
  readonly done: ReadonlyMap<string, number>;
}

/** That something is not taken, and when it is tried again. */
export interface Trouble {
  /** In a row. */
  readonly failures: number;
  /** Milliseconds, of the first of them. */
  readonly failingSince: number | undefined;
  /** Milliseconds; not tried before. */
  readonly retryAt: number;
  readonly error: string;
}

/** An item of which a change is refused. */
export interface Refused extends Trouble {
  readonly key: string;
  /** The first is what is refused. */
  readonly changes: readonly [Change, ...Change[]];
}

/** A change that was never taken. */
export interface LeftOut {
  readonly id: string;
  readonly subject: string;
  readonly at: Date;
  readonly error: string;
}

/** `failures` and so on: of the address itself; while it takes nothing, only that is tried. */
export interface Cursor extends Trouble {
  readonly ledger: Track;
  /** 采购记录 and 盘点, whose rows bear the times of messages: one that waited is found, too. */
  readonly others: Track;
  /** Items of which a change is refused, while others are taken. */
  readonly refused: readonly Refused[];
  /** Changes that were refused for so long that they are left out, until keepers are told. */
  readonly leftOut: readonly LeftOut[];
  readonly deliveredAt: number | undefined;
  /** Milliseconds; until 停用 is seen in the sheet. */
  readonly stoppedAt: number | undefined;
  readonly isGone: boolean;
}

const dayMs = 24 * 60 * 60_000;
/** What is older is told no more. */
export const oldestMs = 30 * dayMs;
/** So long a row of the ledger may be seen later than one after it. */
const ledgerOverlapMs = 5_000;
/** So long a message may have waited for the sheet. */
const othersOverlapMs = 8 * dayMs;

/** Of an address that is new: what is in the sheet already is not told. */
export function cursorFrom(ledgerAt: number, others: readonly Change[]): Cursor {
  return {
    ledger: { since: ledgerAt, done: new Map() },
    others: { since: 0, done: new Map(others.map(({ id, at }) => [id, at.getTime()])) },
    ...{ ...untroubled, error: "", refused: [], leftOut: [] },
    ...{ deliveredAt: undefined, stoppedAt: undefined },
  };
}

export const isDue = ({ since, done }: Track, { id, at }: Pick<Change, "id" | "at">): boolean =>
  at.getTime() > since && !done.has(id);

type Told = Pick<Change, "id" | "at">;

/**
 * The track with changes done, of which nothing earlier is due but `firstDue`: what lies before that, and an overlap, is
 * forgotten. A row may bear a time that lies ahead, as people type it; nothing that comes before then is passed over.
 */
function withDone(
  { since, done }: Track,
  changes: readonly Told[],
  at: { readonly firstDue: Date | undefined; readonly now: Date; readonly overlapMs: number },
): Track {
  const all = new Map([...done, ...changes.map((one) => [one.id, one.at.getTime()] as const)]);
  const newest = Math.min(at.now.getTime(), Math.max(since, ...all.values()));
  const until = Math.min(newest - at.overlapMs, (at.firstDue?.getTime() ?? Infinity) - 1);
  if (until <= since) return { since, done: all };
  return { since: until, done: new Map([...all].filter(([, time]) => time > until)) };
}

/** @param left what is still due of the list, and `now` */
export function withTold(
  cursor: Cursor,
  list: "ledger" | "others",
  changes: readonly Told[],
  left: { readonly firstDue: Date | undefined; readonly now: Date },
): Cursor {
  const overlapMs = list === "ledger" ? ledgerOverlapMs : othersOverlapMs;
  return { ...cursor, [list]: withDone(cursor[list], changes, { ...left, overlapMs }) };
}

/** @param random 0 ≤ random < 1 */
export function troubleAfter(
  { failures, failingSince }: Trouble,
  { reason, retryAfterMs }: Failure,
  at: Date,
  random: number,
): Trouble {
  const time = at.getTime();
  return {
    failures: failures + 1,
    failingSince: failingSince ?? time,
    retryAt: time + pauseAfter(failures + 1, retryAfterMs, random),
    error: reason,
  };
}

export const isGivenUp = ({ failingSince }: Trouble, at: Date): boolean =>
  failingSince !== undefined && at.getTime() - failingSince >= givenUpAfterMs;

/** @param random 0 ≤ random < 1 */
export function afterFailure(cursor: Cursor, failure: Failure, at: Date, random: number): Cursor {
  const trouble = troubleAfter(cursor, failure, at, random);
  const isOver = failure.isGone || isGivenUp(trouble, at);
  return {
    ...{ ...cursor, ...trouble, isGone: failure.isGone },
    stoppedAt: isOver ? at.getTime() : undefined,
  };
}

const untroubled = { failures: 0, failingSince: undefined, retryAt: 0, isGone: false } as const;
const atOnce = <Tried extends Trouble>(tried: Tried): Tried => ({ ...tried, retryAt: 0 });

/** An address that takes something again may take what it refused, too. */
export const afterSuccess = (cursor: Cursor, at: Date): Cursor => ({
  ...{ ...cursor, ...untroubled, error: "" },
  refused: cursor.failures > 0 ? cursor.refused.map(atOnce) : cursor.refused,
  deliveredAt: at.getTime(),
});

/** A start tries at once, whatever pause was under way. */
export const atStart = (cursor: Cursor): Cursor =>
  cursor.stoppedAt === undefined
    ? { ...atOnce(cursor), refused: cursor.refused.map(atOnce) }
    : restarted(cursor);

/** Of an address that is stopped in the sheet: whoever lets it go on there lets it begin anew. */
export const restarted = (cursor: Cursor): Cursor => ({
  ...{ ...cursor, ...untroubled },
  refused: cursor.refused.map((one) => ({ ...one, ...untroubled })),
  stoppedAt: undefined,
});
