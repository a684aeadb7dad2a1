/**
 * The inbox without a disk: for a STATE_DIR that can't be written. It keeps nothing through a crash, so its owner must
 * answer a sender only after the commit; what it still gives is the bound and the memory of repeats.
 */
import { InboxClosedError } from "../errors";
import { createCapacity } from "./capacity";
import { idsKeptMs, type Inbox } from "./inbox";
import { createKnownIds } from "./known-ids";

/** As long as the first is waited for. */
const repeatWaitsMs = 20_000;

export interface MemoryInboxOptions {
  readonly now: () => Date;
  /** Unfinished messages at most. */
  readonly limit?: number;
  readonly keepIdsMs?: number;
}

/** Resolves when a message is done: whether it is safe now. */
type Waiting = Set<(isSafe: boolean) => void>;

export function createMemoryInbox<Message>({
  now,
  limit,
  keepIdsMs = idsKeptMs,
}: MemoryInboxOptions): Inbox<Message> {
  const capacity = createCapacity(limit);
  const ids = createKnownIds(keepIdsMs);
  const unfinished = new Map<string, Waiting>();
  let isClosed = false;

  function take(key: string): "taken" | "duplicate" | Promise<"duplicate"> {
    if (isClosed) throw new InboxClosedError("the relay is stopping; post it again", 5);
    ids.forget(now().getTime());
    if (ids.has(key)) return "duplicate";
    const waiting = unfinished.get(key);
    if (waiting !== undefined) return whenFinished(waiting);
    capacity.check();
    capacity.enter(0);
    unfinished.set(key, new Set());
    return "taken";
  }

  /** Whether it was there. */
  function end(key: string, isSafe: boolean): boolean {
    const waiting = unfinished.get(key);
    if (waiting === undefined) return false;
    unfinished.delete(key);
    capacity.leave(0);
    for (const tell of waiting) tell(isSafe);
    return true;
  }

  return {
    take: async (key) => take(key),
    has: (key) => unfinished.has(key) || ids.has(key),
    finish(key) {
      if (end(key, true)) ids.add(key, now().getTime());
    },
    release: (key) => void end(key, false),
    unfinished: [],
    onArrival: () => () => undefined,
    backlog: () => unfinished.size,
    trouble: () => capacity.trouble(),
    record: () => Promise.resolve(),
    notes: new Map(),
    close() {
      isClosed = true;
      return Promise.resolve();
    },
  };
}

/** A repeat is only safe once the first is: it is in the sheet then, and nowhere before. */
function whenFinished(waiting: Waiting): Promise<"duplicate"> {
  return new Promise((resolve, reject) => {
    const finished = (isSafe: boolean): void => {
      clearTimeout(timer);
      if (isSafe) resolve("duplicate");
      else reject(new InboxClosedError("the message was not booked; post it again", 5));
    };
    const timer = setTimeout(() => {
      waiting.delete(finished);
      reject(new InboxClosedError("the sheet did not answer in time; post it again", 20));
    }, repeatWaitsMs).unref();
    waiting.add(finished);
  });
}
