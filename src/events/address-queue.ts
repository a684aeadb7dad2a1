/**
 * Tells one address what happened, the changes of an item one after the other, until nothing is due. In: what the sheet
 * holds. Out: posts, and a cursor that is on disk before more is posted.
 */
import type { Change } from "../inventory/changes/change";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { signedPost } from "./cloud-event";
import { afterFailure, afterSuccess, withTold, type Cursor } from "./cursor";
import { dueChanges, type DueChanges, type Interest } from "./due-changes";
import type { OtherChanges } from "./other-changes";
import { postEvent, type Failure } from "./post-event";

export interface AddressNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "movements">;
  readonly others: OtherChanges;
  readonly fetch: typeof fetch;
  /** The CloudEvents source. */
  readonly source: string;
  readonly save: (cursor: Cursor) => Promise<void>;
  readonly now: () => Date;
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
  readonly onPosted: (outcome: "delivered" | "failed") => void;
}

/** What an address is told of, and how it is signed. */
interface Want {
  readonly interest: Interest;
  readonly secret: string;
}

export interface AddressQueue {
  readonly address: string;
  cursor(): Cursor;
  /** There may be something to tell. */
  wake(): void;
  change(want: Want): void;
  /** Resolves when the posts under way have ended. */
  stop(): Promise<void>;
}

/** So many items are told of at once. */
const mostAtOnce = 8;
const sheetPauseMs = 30_000;

export function createAddressQueue(
  address: string,
  start: Want & { readonly cursor: Cursor },
  needs: AddressNeeds,
): AddressQueue {
  const { stockroom, now, onError } = needs;
  let { cursor, interest, secret } = start;
  let running: Promise<void> | undefined;
  let isAsked = false;
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;

  const wakeIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(wake, ms).unref();
  };

  async function keep(next: Cursor): Promise<void> {
    cursor = next;
    await needs.save(cursor);
  }

  /** Posts the events of a change one after the other; undefined: all were taken. */
  async function tell({ events }: Change): Promise<Failure | undefined> {
    for (const event of events) {
      const post = signedPost(event, needs.source, { secret, now: now() });
      const failure = await postEvent(address, post, needs);
      needs.onPosted(failure === undefined ? "delivered" : "failed");
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  /** Answers whether everything was taken. */
  async function tellAll(due: DueChanges, list: "ledger" | "others"): Promise<boolean> {
    let left = due[list];
    while (left.length > 0 && !isEnded) {
      const batch = firstOf(left, cursor.failures > 0 ? 1 : mostAtOnce);
      const results = await Promise.all(batch.map(tell));
      const taken = batch.filter((_, index) => results[index] === undefined);
      left = left.filter((change) => !taken.includes(change));
      const failure = results.find((result) => result !== undefined);
      const at = now();
      const next =
        failure !== undefined
          ? afterFailure(cursor, failure, at, needs.random())
          : taken.some(({ events }) => events.length > 0)
            ? afterSuccess(cursor, at)
            : cursor;
      const firstDue = earliest([...left, ...(list === "ledger" ? due.held : [])]);
      await keep(withTold(next, list, taken, { firstDue, now: at }));
      if (failure !== undefined) return false;
    }
    return true;
  }

  /** Answers whether there may be more to tell now. */
  async function round(): Promise<boolean> {
    const snapshot: Snapshot | undefined = stockroom.latest();
    if (snapshot === undefined || cursor.stoppedAt !== undefined) return false;
    const waitMs = cursor.retryAt - now().getTime();
    if (cursor.failures > 0 && waitMs > 0) {
      wakeIn(waitMs);
      return false;
    }
    const due = await dueChanges(cursor, interest, snapshot, needs);
    const wasTaken = (await tellAll(due, "ledger")) && (await tellAll(due, "others"));
    if (due.emptyUntil !== undefined) {
      const since = due.emptyUntil.getTime();
      await keep({ ...cursor, ledger: { ...cursor.ledger, since } });
      return true;
    }
    return !wasTaken || due.ledger.length > 0;
  }

  async function run(): Promise<void> {
    try {
      while (isAsked && !isEnded) {
        isAsked = false;
        if (await round()) isAsked = true;
      }
    } catch (error) {
      onError(error);
      wakeIn(sheetPauseMs);
    } finally {
      running = undefined;
    }
  }

  function wake(): void {
    isAsked = true;
    if (!isEnded) running ??= run();
  }

  return {
    address,
    cursor: () => cursor,
    wake,
    change: (want) => ({ interest, secret } = want),
    async stop() {
      isEnded = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const earliest = (changes: readonly Change[]): Date | undefined =>
  changes.reduce<Date | undefined>(
    (first, { at }) => (first === undefined || at < first ? at : first),
    undefined,
  );

/** The first changes, each of another item. */
function firstOf(changes: readonly Change[], most: number): readonly Change[] {
  const batch: Change[] = [];
  const keys = new Set<string>();
  for (const change of changes) {
    // Of a change without events nothing is posted.
    if (keys.has(change.key) || keys.size >= most) break;
    if (change.events.length > 0) keys.add(change.key);
    batch.push(change);
  }
  return batch;
}
