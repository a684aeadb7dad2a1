/** What became of posts: the cursor after them. Pure. */
import type { Change } from "../inventory/changes/change";
import { afterFailure, afterSuccess, type Cursor, type Refused } from "./cursor";
import type { Failure } from "./post-event";
import { concernsChange, refusedAgain, withoutFirst, withRefused } from "./refused";

interface Moment {
  readonly at: Date;
  /** 0 ≤ random < 1 */
  readonly random: number;
}

/** Of changes that were posted for the first time; `passed`: those that are no longer due, taken or refused. */
export function afterPosts(
  cursor: Cursor,
  posts: Moment & {
    readonly batch: readonly Change[];
    /** Of each; undefined: it was taken. */
    readonly results: readonly (Failure | undefined)[];
  },
): { readonly next: Cursor; readonly passed: readonly Change[]; readonly isFailing: boolean } {
  const { batch, results, at, random } = posts;
  const passed: Change[] = [];
  let next = cursor;
  let problem: Failure | undefined;
  let wasTaken = false;
  for (const [index, change] of batch.entries()) {
    const failure = results[index];
    const isRefused = failure !== undefined && concernsChange(next, failure);
    if (isRefused) next = withRefused(next, change, { failure, at, random });
    else if (failure !== undefined) problem ??= failure;
    else wasTaken ||= change.events.length > 0;
    if (failure === undefined || isRefused) passed.push(change);
  }
  if (problem !== undefined) next = afterFailure(next, problem, at, random);
  else if (wasTaken) next = afterSuccess(next, at);
  return { next, passed, isFailing: problem !== undefined };
}

/** Of the first change of an item that was refused before; `failure` undefined: now it was taken. */
export function afterRetry(
  cursor: Cursor,
  one: Refused,
  { failure, at, random }: Moment & { readonly failure: Failure | undefined },
): Cursor {
  if (failure === undefined) return withoutFirst(afterSuccess(cursor, at), one.key);
  return failure.isRefusal
    ? refusedAgain(cursor, one, { failure, at, random })
    : afterFailure(cursor, failure, at, random);
}
