/** The addresses of 推送 that are told, each with a queue of its own. In: snapshots. Out: queues, from their cursors on disk. */
import type { Subscription } from "../inventory/changes/subscription";
import { readEvents, subscriptionMistakes } from "../language/sheet-words/subscription-words";
import type { Snapshot } from "../sheet/stockroom";
import { createAddressQueue, type AddressNeeds, type AddressQueue } from "./address-queue";
import { subscriptionRules, type EventSettings } from "./configuration";
import { atStart, cursorFrom, restarted, type Cursor } from "./cursor";
import type { CursorStore } from "./cursor-files";
import { createOtherChanges, type OtherChanges } from "./other-changes";

export interface Addresses {
  /** Opens and closes queues as the rows say, and wakes those that are open. */
  follow(snapshot: Snapshot): void;
  queueOf(address: string): AddressQueue | undefined;
  all(): readonly AddressQueue[];
  stop(): Promise<void>;
}

export interface AddressesNeeds extends Omit<AddressNeeds, "save" | "others"> {
  readonly settings: EventSettings;
  readonly cursors: CursorStore;
}

const dayMs = 24 * 60 * 60_000;

export function createAddresses(needs: AddressesNeeds): Addresses {
  const { settings, cursors, onError } = needs;
  const own = { ...needs, others: createOtherChanges() };
  const rules = subscriptionRules(settings);
  const queues = new Map<string, Promise<AddressQueue>>();
  const open = new Map<string, AddressQueue>();
  const closing = new Map<string, Promise<void>>();

  const wantOf = ({ name, events, secretName }: Subscription) => ({
    interest: { name, types: readEvents(events).types },
    secret: settings.secrets.get(secretName) ?? "",
  });

  async function openQueue(row: Subscription, snapshot: Snapshot): Promise<AddressQueue> {
    const { address } = row;
    await closing.get(address);
    const start = { ...wantOf(row), cursor: await cursorOf(address, snapshot, own) };
    const save = (next: Cursor): Promise<void> => cursors.save(address, next);
    const queue = createAddressQueue(address, start, { ...own, save });
    open.set(address, queue);
    return queue;
  }

  async function wake(row: Subscription, queue: Promise<AddressQueue>): Promise<void> {
    try {
      const opened = await queue;
      opened.change(wantOf(row));
      opened.wake();
    } catch (error) {
      queues.delete(row.address);
      onError(error);
    }
  }

  /** What was stopped here is stopped in the sheet by now: whoever takes that back there starts it anew. */
  async function close(queue: Promise<AddressQueue>, isStopped: boolean): Promise<void> {
    const opened = await queue;
    await opened.stop();
    if (isStopped) await cursors.save(opened.address, restarted(opened.cursor()));
  }

  return {
    follow(snapshot) {
      const { subscriptions: rows = [] } = snapshot;
      const wrong = new Set(subscriptionMistakes(rows, rules).map(({ index }) => index));
      const running = rows.filter(({ isStopped }, index) => !isStopped && !wrong.has(index));
      for (const row of running) {
        const queue = queues.get(row.address) ?? openQueue(row, snapshot);
        queues.set(row.address, queue);
        void wake(row, queue);
      }
      for (const [address, queue] of queues) {
        if (running.some((row) => row.address === address)) continue;
        queues.delete(address);
        open.delete(address);
        const isStopped = rows.some((row) => row.address === address && row.isStopped);
        closing.set(address, close(queue, isStopped).catch(onError));
      }
    },
    queueOf: (address) => open.get(address),
    all: () => [...open.values()],
    async stop() {
      await Promise.all([...open.values()].map((queue) => queue.stop()));
    },
  };
}

/** Where an address goes on; a new one is told of what comes from now on. */
async function cursorOf(
  address: string,
  snapshot: Snapshot,
  {
    cursors,
    others,
    now,
    onError,
  }: Pick<AddressesNeeds, "cursors" | "now" | "onError"> & { readonly others: OtherChanges },
): Promise<Cursor> {
  try {
    const known = await cursors.load(address);
    if (known !== undefined) return atStart(known);
  } catch (error) {
    // A file that can't be read: rather a day twice than something never.
    onError(error);
    return cursorFrom(now().getTime() - dayMs, []);
  }
  const { recent, readAt } = snapshot;
  const newest = Math.min(readAt.getTime(), recent[0]?.at.getTime() ?? Infinity);
  const cursor = cursorFrom(newest, others(snapshot));
  await cursors.save(address, cursor);
  return cursor;
}
