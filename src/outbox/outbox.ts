/**
 * What is still to be said to people. Takes messages, keeps each platform's rate per target, tries again with growing
 * pauses, and tells its caller what became of each. One target's failure holds no other target back, and no other
 * message of the same one. In memory: what must survive a restart stands in the inbox or in the 播报 tab.
 */
import type { Channel } from "../channels/channel";
import { DeliveryError } from "../errors";
import { merged, nextToSend } from "./merge";
import type { Outgoing } from "./merge";
import { createSendRate } from "./send-rate";

/** What became of a message. */
export type Sent =
  /** `messageId`: under which the platform knows it, so that people can quote it. */
  | { readonly kind: "delivered"; readonly messageId: string | undefined }
  | { readonly kind: "given-up"; readonly reason: string }
  /** The relay stopped before it could be said. */
  | { readonly kind: "left" };

export interface Outbox {
  /** Resolves when the message has arrived or is given up; never rejects. */
  send(message: Outgoing): Promise<Sent>;
  /** Messages not yet delivered nor given up. */
  pending(): number;
  /** Leaves what waits to the next start and takes no more. */
  stop(): void;
}

export interface OutboxNeeds {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly now: () => Date;
  /** 0 ≤ random() < 1, for jitter. */
  readonly random: () => number;
  readonly onSent: (message: Outgoing, sent: Sent) => void;
}

/** An answer that is older helps nobody. */
const answerForMs = 10 * 60_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

interface Entry {
  readonly message: Outgoing;
  readonly since: number;
  readonly settle: (sent: Sent) => void;
  failures: number;
  dueAt: number;
}

const targetOf = ({ platform, groupId, recipientId }: Outgoing): string =>
  JSON.stringify([platform, groupId, recipientId]);

/** Lets everything that was said in the same moment arrive in the queue. */
const moment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createOutbox(needs: OutboxNeeds): Outbox {
  const targets = new Map<string, { put(entry: Entry): void; stop(): void }>();
  let pending = 0;
  let isStopped = false;

  function send(message: Outgoing): Promise<Sent> {
    const channel = needs.channels.get(message.platform);
    if (channel === undefined) {
      return Promise.resolve({ kind: "given-up", reason: `${message.platform} is not set up` });
    }
    if (isStopped) return Promise.resolve({ kind: "left" });
    pending += 1;
    return new Promise((resolve) => {
      const settle = (sent: Sent): void => {
        pending -= 1;
        needs.onSent(message, sent);
        resolve(sent);
      };
      const since = needs.now().getTime();
      targetFor(message, channel).put({ message, since, settle, failures: 0, dueAt: since });
    });
  }

  function targetFor(message: Outgoing, channel: Channel) {
    const key = targetOf(message);
    const target = targets.get(key) ?? createTarget(channel, needs, () => void targets.delete(key));
    targets.set(key, target);
    return target;
  }

  return {
    send,
    pending: () => pending,
    stop() {
      isStopped = true;
      for (const target of [...targets.values()]) target.stop();
    },
  };
}

/** The queue of one group or person. Ends itself, and says so, when it has been empty for a while. */
function createTarget(channel: Channel, needs: OutboxNeeds, onIdle: () => void) {
  const now = (): number => needs.now().getTime();
  const rate = createSendRate(channel.sendLimit);
  let waiting: Entry[] = [];
  let wake: () => void = () => undefined;
  let isRunning = false;

  const pauseUntil = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    let wasHeldBack = false;
    await moment();
    while (waiting.length > 0) {
      const due = waiting.filter(({ dueAt }) => dueAt <= now());
      const holdMs = due.length === 0 ? untilDue() : rate.take(now());
      if (holdMs > 0) {
        wasHeldBack = due.length > 0;
        await pauseUntil(holdMs);
        continue;
      }
      const next = new Set(
        nextToSend(
          due.map(({ message }) => message),
          wasHeldBack,
        ),
      );
      wasHeldBack = false;
      await deliver(waiting.filter(({ message }) => next.has(message)));
    }
    isRunning = false;
    onIdle();
  }

  const untilDue = (): number => Math.max(1, Math.min(...waiting.map((e) => e.dueAt)) - now());

  async function deliver(entries: readonly Entry[]): Promise<void> {
    const [first, ...others] = entries;
    if (first === undefined) return;
    try {
      const whole = merged([first.message, ...others.map(({ message }) => message)]);
      const { messageId } = await channel.send(whole);
      settle(entries, { kind: "delivered", messageId });
    } catch (error) {
      for (const entry of entries) failed(entry, error);
    }
  }

  function failed(entry: Entry, error: unknown): void {
    const isFinal = error instanceof DeliveryError && !error.retryable;
    const askedMs = error instanceof DeliveryError ? error.retryAfterMs : undefined;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** entry.failures);
    const jitteredMs = pauseMs * (0.5 + needs.random() / 2);
    const nextAt = now() + Math.max(jitteredMs, askedMs ?? 0);
    const isLate = nextAt - entry.since > (entry.message.tryForMs ?? answerForMs);
    if (isFinal || isLate) {
      const reason = error instanceof Error ? error.message : String(error);
      settle([entry], { kind: "given-up", reason });
      return;
    }
    entry.failures += 1;
    entry.dueAt = nextAt;
  }

  function settle(entries: readonly Entry[], sent: Sent): void {
    waiting = waiting.filter((entry) => !entries.includes(entry));
    for (const entry of entries) entry.settle(sent);
  }

  return {
    put(entry: Entry) {
      waiting.push(entry);
      wake();
      if (isRunning) return;
      isRunning = true;
      void run();
    },
    stop() {
      settle(waiting, { kind: "left" });
      wake();
    },
  };
}
