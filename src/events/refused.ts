/**
 * Items of which an address refuses a change while it takes others. Only those wait: the change is tried again after pauses
 * of its own, what follows of the item stands behind it. All of it is in the cursor, so a restart goes on with it. Pure.
 */
import type { Change } from "../inventory/changes/change";
import {
  afterFailure,
  isGivenUp,
  troubleAfter,
  type Cursor,
  type Refused,
  type Trouble,
} from "./cursor";
import type { Failure } from "./post-event";

/** So many items are refused that it is no more about one of them. */
const mostItems = 20;
/** So many changes are kept. */
const mostChanges = 200;

interface Tried {
  readonly failure: Failure;
  readonly at: Date;
  /** 0 ≤ random < 1 */
  readonly random: number;
}

/** Whether a failure concerns the change alone, and not the address. */
export const concernsChange = ({ refused }: Cursor, failure: Failure): boolean =>
  failure.isRefusal && refused.length < mostItems;

/** A change is refused that was tried for the first time. */
export const withRefused = (
  cursor: Cursor,
  change: Change,
  { failure, at, random }: Tried,
): Cursor => ({
  ...cursor,
  refused: [
    ...cursor.refused,
    { ...troubleAfter(untried, failure, at, random), key: change.key, changes: [change] },
  ],
});

const untried: Trouble = { failures: 0, failingSince: undefined, retryAt: 0, error: "" };

/** Changes of items that are refused wait behind those; where too many do, the one that most wait for is left out. */
export function withWaiting(cursor: Cursor, changes: readonly Change[]): Cursor {
  const refused = cursor.refused.map((one): Refused => ({
    ...one,
    changes: [
      ...one.changes,
      ...changes.filter(({ key, events }) => key === one.key && events.length > 0),
    ],
  }));
  return withinBounds({ ...cursor, refused });
}

function withinBounds(cursor: Cursor): Cursor {
  if (waitingIn(cursor) <= mostChanges) return cursor;
  const longest = cursor.refused.reduce((most, one) =>
    one.changes.length > most.changes.length ? one : most,
  );
  return withinBounds(withoutFirst(leftOut(cursor, longest), longest.key));
}

export const waitingIn = ({ refused }: Cursor): number =>
  refused.reduce((sum, { changes }) => sum + changes.length, 0);

const leftOut = (cursor: Cursor, { changes: [{ id, at, events }], error }: Refused): Cursor => ({
  ...cursor,
  leftOut: [...cursor.leftOut, { id, at, error, subject: events[0]?.subject ?? "" }],
});

/** The first change of the item is done with; what stands behind it is tried at once. */
export const withoutFirst = (cursor: Cursor, key: string): Cursor => ({
  ...cursor,
  refused: cursor.refused.flatMap((one): Refused[] => {
    const [, next, ...others] = one.changes;
    if (one.key !== key) return [one];
    return next === undefined ? [] : [{ ...untried, key, changes: [next, ...others] }];
  }),
});

/**
 * The first change of the item was refused once more: after a week it is left out, unless the address took nothing else
 * meanwhile; then the address is stopped.
 */
export function refusedAgain(cursor: Cursor, one: Refused, tried: Tried): Cursor {
  const { failure, at, random } = tried;
  const again: Refused = { ...one, ...troubleAfter(one, failure, at, random) };
  const refused = cursor.refused.map((each) => (each.key === one.key ? again : each));
  const after = { ...cursor, refused };
  if (!isGivenUp(again, at)) return after;
  const since = again.failingSince ?? 0;
  if ((cursor.deliveredAt ?? -Infinity) >= since)
    return withoutFirst(leftOut(after, again), again.key);
  return afterFailure({ ...after, failingSince: since }, failure, at, random);
}

/** What is refused of an item, once it is to be tried again. */
export const dueAgain = ({ refused }: Cursor, key: string, at: Date): Refused | undefined =>
  refused.find((one) => one.key === key && one.retryAt <= at.getTime());

/** When something is to be tried again, in milliseconds. */
export function nextTry({ stoppedAt, failures, retryAt, refused }: Cursor): number | undefined {
  if (stoppedAt !== undefined) return undefined;
  if (failures > 0) return retryAt;
  return refused.length === 0 ? undefined : Math.min(...refused.map((one) => one.retryAt));
}

/** What 失败次数 and 最近错误 show. */
export function troubleShown(cursor: Cursor): Pick<Trouble, "failures" | "error"> {
  if (cursor.failures > 0) return cursor;
  return cursor.refused.reduce<Pick<Trouble, "failures" | "error">>(
    (worst, one) => (one.failures > worst.failures ? one : worst),
    cursor,
  );
}
