/**
 * Tells one address what happened, the changes of an item one after the other, until nothing is due. In: what the sheet
 * holds. Out: posts, and a cursor that is on disk before more is posted.
 */
import type { Change } from "../inventory/changes/change";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { signedPost } from "./cloud-event";
import { withheldItems } from "../inventory/stocktake/withheld";
import { withTold, type Cursor, type LeftOut } from "./cursor";
import { dueChanges, type DueChanges, type Interest } from "./due-changes";
import type { OtherChanges } from "./other-changes";
import { postEvent, type Failure } from "./post-event";
import { afterPosts, afterRetry } from "./after-posts";
import { dueAgain, nextTry, withWaiting } from "./refused";

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
  /** Keepers were told of changes that were left out. */
  forget(told: readonly LeftOut[]): Promise<void>;
  /** Resolves when the posts under way have ended. */
  stop(): Promise<void>;
}

/** So many items are told of at once. */
const mostAtOnce = 8;
const sheetPauseMs = 30_000;
const leastPauseMs = 1_000;

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

  const moment = () => ({ at: now(), random: needs.random() });

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

  /** Answers whether the address takes what it is told. */
  async function tellAll(due: DueChanges, list: "ledger" | "others"): Promise<boolean> {
    let left = due[list];
    const pass = (next: Cursor, passed: readonly Change[]): Promise<void> => {
      left = left.filter((change) => !passed.includes(change));
      const firstDue = earliest([...left, ...(list === "ledger" ? due.held : [])]);
      return keep(withTold(next, list, passed, { firstDue, now: now() }));
    };
    while (left.length > 0 && !isEnded) {
      const waiting = left.filter(({ key }) => cursor.refused.some((one) => one.key === key));
      if (waiting.length > 0) await pass(withWaiting(cursor, waiting), waiting);
      const batch = firstOf(left, cursor.failures > 0 ? 1 : mostAtOnce);
      const results = await Promise.all(batch.map(tell));
      const { next, passed, isFailing } = afterPosts(cursor, { batch, results, ...moment() });
      await pass(next, passed);
      if (isFailing) return false;
    }
    return true;
  }

  /** Tries what was refused and is due, the changes of an item one after the other. */
  async function tryAgain({ stocktake }: Snapshot): Promise<void> {
    const withheld = withheldItems(stocktake);
    for (const { key } of cursor.refused) {
      for (;;) {
        const one = withheld.has(key) ? undefined : dueAgain(cursor, key, now());
        if (one === undefined || isEnded || isWaiting()) break;
        const failure = await tell(one.changes[0]);
        await keep(afterRetry(cursor, one, { failure, ...moment() }));
      }
    }
  }

  const isWaiting = (): boolean =>
    cursor.stoppedAt !== undefined || (cursor.failures > 0 && cursor.retryAt > now().getTime());

  /** Answers whether there may be more to tell now. */
  async function round(): Promise<boolean> {
    const snapshot: Snapshot | undefined = stockroom.latest();
    if (snapshot === undefined || isWaiting()) return false;
    await tryAgain(snapshot);
    if (isWaiting()) return false;
    const due = await dueChanges(cursor, interest, snapshot, needs);
    const wasTaken = (await tellAll(due, "ledger")) && (await tellAll(due, "others"));
    if (due.emptyUntil !== undefined) {
      const since = due.emptyUntil.getTime();
      await keep({ ...cursor, ledger: { ...cursor.ledger, since } });
      return true;
    }
    return wasTaken && due.ledger.length > 0;
  }

  async function run(): Promise<void> {
    try {
      while (isAsked && !isEnded) {
        isAsked = false;
        if (await round()) isAsked = true;
      }
      const dueAt = nextTry(cursor);
      if (dueAt !== undefined) wakeIn(Math.max(dueAt - now().getTime(), leastPauseMs));
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
    forget: (told) =>
      keep({ ...cursor, leftOut: cursor.leftOut.filter((one) => !told.includes(one)) }),
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
