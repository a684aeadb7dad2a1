/**
 * Tells other systems what happens. In: rows of the sheet, whoever wrote them, and the addresses of 推送. Out: signed
 * CloudEvents. Never on a message's way to the sheet: it looks at what stands there.
 */
import type { Subscription } from "../inventory/changes/subscription";
import { digestTargets } from "../inventory/policy";
import {
  exampleSubscription,
  leftOutNotice,
  stoppedNotice,
} from "../language/sheet-words/subscription-words";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import type { AddressQueue } from "./address-queue";
import { createAddresses, type Addresses, type AddressesNeeds } from "./addresses";
import type { Cursor } from "./cursor";
import { addressKey } from "./cursor-files";
import { waitingIn } from "./refused";
import { createStatusRows, plainBooking } from "./status-rows";

export interface Events {
  /** Begins to watch the sheet, and to write there how deliveries go; lays 推送 where it is not there. */
  start(): void;
  /** Changes that addresses are still to be told of. */
  backlog(): number;
  /** Resolves when the posts under way have ended. */
  stop(): Promise<void>;
}

export interface EventNeeds extends AddressesNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "movements" | "onChange" | "book" | "announce">;
  /** The relay's name among others on the sheet. */
  readonly relayName: string;
}

/** Whether something is to be written is looked at this often. */
const tickMs = 5_000;

export function createEvents(needs: EventNeeds): Events {
  const { stockroom, settings, now, onError } = needs;
  const [firstSecret] = settings.secrets.keys();
  const addresses = createAddresses(needs);
  const status = createStatusRows(needs.relayName);
  const endings: (() => void)[] = [];
  let isLaying = false;
  let isWriting = false;

  function lay(secretName: string): void {
    if (isLaying) return;
    isLaying = true;
    const rows = [{ tab: "subscriptions", entry: exampleSubscription(secretName) }];
    stockroom.book({ ...plainBooking("laid", now()), rows }).catch((error: unknown) => {
      isLaying = false;
      onError(error);
    });
  }

  function look(snapshot: Snapshot): void {
    if (snapshot.subscriptions !== undefined) addresses.follow(snapshot);
    else if (firstSecret !== undefined) lay(firstSecret);
  }

  async function write(snapshot: Snapshot): Promise<void> {
    const rows = followedRows(snapshot, addresses);
    const booking = status.due(rows, now());
    const lacking = rows.filter(({ cursor }) => cursor.leftOut.length > 0);
    await stockroom.announce(lacking.flatMap((one) => leftOutNotices(one, snapshot)));
    for (const { row, cursor } of lacking)
      await addresses.queueOf(row.address)?.forget(cursor.leftOut);
    if (booking === undefined) return;
    const stopped = rows.filter(({ cursor }) => cursor.stoppedAt !== undefined);
    await stockroom.announce(stopped.flatMap((one) => noticesOf(one, snapshot)));
    await stockroom.book(booking);
  }

  async function tick(): Promise<void> {
    const snapshot = stockroom.latest();
    if (isWriting || snapshot === undefined) return;
    isWriting = true;
    await write(snapshot).finally(() => (isWriting = false));
  }

  return {
    start() {
      if (firstSecret === undefined) return;
      const first = stockroom.latest();
      if (first !== undefined) look(first);
      const ticks = setInterval(() => void tick().catch(onError), tickMs);
      endings.push(stockroom.onChange(look), () => clearInterval(ticks));
    },
    backlog: () => backlogOf(addresses.all(), stockroom.latest()?.recent ?? []),
    stop() {
      for (const end of endings) end();
      return addresses.stop();
    },
  };
}

interface Followed {
  readonly row: Subscription;
  readonly cursor: Cursor;
}

function followedRows(
  { subscriptions = [] }: Snapshot,
  addresses: Pick<Addresses, "queueOf">,
): readonly Followed[] {
  return subscriptions.flatMap((row) => {
    const cursor = row.isStopped ? undefined : addresses.queueOf(row.address)?.cursor();
    return cursor === undefined ? [] : [{ row, cursor }];
  });
}

const backlogOf = (queues: readonly AddressQueue[], recent: Snapshot["recent"]): number =>
  queues.reduce((sum, queue) => {
    const cursor = queue.cursor();
    const { since, done } = cursor.ledger;
    const end = recent.findIndex(({ at }) => at.getTime() <= since);
    const untold = Math.max(0, (end < 0 ? recent.length : end) - done.size);
    return sum + untold + waitingIn(cursor);
  }, 0);

/** Keepers are told once of changes that were left out. */
function leftOutNotices({ row, cursor: { leftOut } }: Followed, { policy }: Snapshot) {
  const key = `events:${addressKey(row.address)}:left-out:${leftOut[0]?.id ?? ""}`;
  return noticesFor(policy, key, leftOutNotice(row, leftOut));
}

/** Keepers are told once that an address is stopped. */
function noticesOf({ row, cursor }: Followed, { policy }: Pick<Snapshot, "policy">) {
  const { error, isGone, stoppedAt } = cursor;
  const key = `events:${addressKey(row.address)}:${stoppedAt ?? ""}`;
  return noticesFor(policy, key, stoppedNotice({ ...row, error, isGone }));
}

const noticesFor = (policy: Snapshot["policy"], key: string, text: string) =>
  digestTargets(policy).map((group) => ({
    ...{ type: "notice" as const, group, text },
    key: `${key}:${group}`,
  }));
