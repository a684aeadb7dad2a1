/**
 * Which partitions this worker may serve: entries of a bucket that are gone 15 s after they were written last. Taking one is
 * creating it, keeping it is writing it over the revision that was ours, giving it up is deleting it. Nothing rests on it
 * but who serves a sheet first: two that believe they hold one do no harm, since the sheet's fence refuses the second.
 */
import { apiCodeOf, leaseMs, type MessageStream } from "./connection";
import { partitionCount } from "./subjects";

export interface Leases {
  /** Partitions to serve now. */
  held(): ReadonlySet<number>;
  /** Workers that live, this one among them. */
  workers(): number;
  /** By how much this machine's clock is ahead of the server's, ms; 0 until it is known. */
  clockOffMs(): number;
  /** Hands all over, each as soon as `emptied` says so. */
  stop(): Promise<void>;
}

export interface LeaseNeeds {
  readonly leases: MessageStream["leases"];
  /** This worker's name; no other bears it. */
  readonly me: string;
  readonly share: (view: {
    readonly me: string;
    readonly workers: readonly string[];
    readonly owners: ReadonlyMap<number, string>;
    readonly count: number;
  }) => { readonly take: readonly number[]; readonly leave: readonly number[] };
  /** Told after every change of what is held. */
  readonly onChange: () => void;
  /** Resolves when nothing of a partition that is no longer held runs here. */
  readonly emptied: (partition: number) => Promise<unknown>;
  readonly elapsedMs: () => number;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

const renewEveryMs = 5_000;
const lookEveryMs = 1_000;
const workerKey = "worker.";
const partitionKey = "partition.";
const keyOf = (partition: number): string => `${partitionKey}${partition}`;

interface Lease {
  readonly revision: number;
  /** When it was known to be ours last. */
  readonly at: number;
}

/** Entries of the bucket as they were told, with the moment they came. */
type Seen = Map<string, { readonly owner: string; readonly at: number }>;

/** "wrong last sequence": somebody else wrote the entry since. */
const isLost = (error: unknown): boolean => apiCodeOf(error) === 10_071;

export async function openLeases(needs: LeaseNeeds): Promise<Leases> {
  const { leases: bucket, me, elapsedMs, onError } = needs;
  const held = new Map<number, Lease>();
  const leaving = new Set<number>();
  const seen: Seen = new Map();
  let renewedAt = -Infinity;
  let clockOffMs = 0;
  const stopping = new AbortController();
  let ring: () => void = () => undefined;

  const watching = await bucket.watch();
  void (async () => {
    for await (const { key, operation, value, created } of watching) {
      if (key === workerKey + me) clockOffMs = needs.now().getTime() - created.getTime();
      if (operation === "PUT")
        seen.set(key, { owner: new TextDecoder().decode(value), at: elapsedMs() });
      else seen.delete(key);
      if (operation !== "PUT") ring();
    }
  })().catch(onError);

  function forgetExpired(): void {
    for (const [key, { at }] of seen) if (elapsedMs() - at > leaseMs) seen.delete(key);
    for (const [partition, { at }] of held) if (elapsedMs() - at > leaseMs) lose(partition);
  }

  function lose(partition: number): void {
    held.delete(partition);
    needs.onChange();
  }

  async function renew(): Promise<void> {
    renewedAt = elapsedMs();
    const at = elapsedMs();
    await bucket.put(workerKey + me, me);
    const renewing = [...held].map(async ([partition, { revision }]) => {
      try {
        const next = await bucket.update(keyOf(partition), me, revision);
        if (held.has(partition)) held.set(partition, { revision: next, at });
      } catch (error) {
        if (isLost(error)) lose(partition);
        else throw error;
      }
    });
    await Promise.all(renewing);
  }

  async function take(partition: number): Promise<void> {
    const at = elapsedMs();
    try {
      held.set(partition, { revision: await bucket.create(keyOf(partition), me), at });
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }

  async function leave(partition: number): Promise<void> {
    if (leaving.has(partition) || !held.has(partition)) return;
    leaving.add(partition);
    try {
      needs.onChange();
      await needs.emptied(partition);
      held.delete(partition);
      await bucket.delete(keyOf(partition));
    } finally {
      leaving.delete(partition);
    }
  }

  async function look(): Promise<void> {
    forgetExpired();
    if (elapsedMs() - renewedAt >= renewEveryMs) await renew();
    const { take: wanted, leave: extra } = needs.share({
      me,
      ...viewOf(seen, held, me),
      count: partitionCount,
    });
    await Promise.all(wanted.map(take));
    if (wanted.length > 0) needs.onChange();
    for (const partition of extra) void leave(partition).catch(onError);
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch(onError);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lookEveryMs);
        ring = () => {
          clearTimeout(timer);
          // Who hands over does so partition by partition.
          setTimeout(resolve, 20);
        };
      });
    }
  })();

  return {
    held: () => new Set([...held.keys()].filter((partition) => !leaving.has(partition))),
    clockOffMs: () => clockOffMs,
    workers: () => viewOf(seen, held, me).workers.length,
    async stop() {
      stopping.abort();
      ring();
      await running;
      await Promise.allSettled([...held.keys()].map(leave));
      await bucket.delete(workerKey + me).catch(onError);
      watching.stop();
    },
  };
}

function viewOf(
  seen: Seen,
  held: ReadonlyMap<number, unknown>,
  me: string,
): { readonly workers: readonly string[]; readonly owners: ReadonlyMap<number, string> } {
  const entries = [...seen].filter(([key]) => key.startsWith(partitionKey));
  const owners = new Map(
    entries.flatMap(([key, { owner }]) => {
      const partition = Number(key.slice(partitionKey.length));
      // What this worker lost may still be told of as its own.
      return owner === me && !held.has(partition) ? [] : [[partition, owner] as const];
    }),
  );
  for (const partition of held.keys()) owners.set(partition, me);
  const workers = [...seen].flatMap(([key, { owner }]) =>
    key.startsWith(workerKey) ? [owner] : [],
  );
  return { workers: [...new Set([me, ...workers])], owners };
}
