/**
 * One target: a group, or one person's direct chat. Its messages go out one after the other; a failure that may pass
 * makes the target wait, and no other. What goes next is decided in merge.ts.
 */
import type { Channel, Delivery } from "../channels/channel";
import { DeliveryError } from "../errors";
import { isOurs, merged, nextToSend, type Outgoing } from "./merge";
import { retryPauseMs } from "./retry-pause";
import { createSendRate } from "./send-rate";

/** What became of a message. */
export type Sent =
  /**
   * `messageId`: under which the platform knows it, so that people can quote it. `sentAs`: the id it went out under, its
   * own or that of the message it shares; of the generic channel that can be quoted too.
   */
  | {
      readonly kind: "delivered";
      readonly messageId: string | undefined;
      readonly sentAs: string;
    }
  | { readonly kind: "given-up"; readonly reason: string }
  /** The relay stopped before it could be said, or another relay has it now. */
  | { readonly kind: "left" };

export interface SendTiming {
  /** Runs on evenly, whatever is done to the clock. */
  readonly elapsedMs: () => number;
  /** 0 ≤ random() < 1, for jitter. */
  readonly random: () => number;
}

export interface Target {
  put(message: Outgoing, finish: (sent: Sent) => void): void;
  /** Leaves what waits; what is on its way still ends as it ends. */
  stop(): void;
  /** Whether nothing waits and nothing that was sent counts against the limit. */
  isIdle(): boolean;
}

/** A message that waits, alone or standing for several. */
interface QueuedMessage {
  readonly message: Outgoing;
  /** What it stands for; empty: itself. */
  readonly parts: readonly QueuedMessage[];
  readonly callbacks: readonly ((sent: Sent) => void)[];
  /** When it is given up, ms. */
  readonly until: number;
  tries: number;
}

/** An answer that is older helps nobody: the person has looked in the sheet, or asked again. */
const answerForMs = 10 * 60_000;
/** What waits is looked at again at least this often, for what has waited too long. */
const lookMs = 5_000;

/** Lets everything that was said in the same moment arrive in the queue. */
const moment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createTarget(channel: Channel, { elapsedMs: now, random }: SendTiming): Target {
  const rate = createSendRate(channel.sendLimit);
  let waiting: readonly QueuedMessage[] = [];
  let failures = 0;
  let notBefore = 0;
  let lastReason = "it had to wait for others";
  let isRunning = false;
  let isStopped = false;
  let underWay: QueuedMessage | undefined;
  let wake: () => void = () => undefined;

  async function run(): Promise<void> {
    isRunning = true;
    await moment();
    while (waiting.length > 0) {
      for (const each of waiting.filter(({ message }) => !isOurs(message))) handBack(each);
      const holdMs = Math.max(notBefore, rate.readyAt(now())) - now();
      if (waiting.length === 0) break;
      if (holdMs <= 0) await deliverNext();
      else await pause(Math.min(holdMs, lookMs));
      for (const late of waiting.filter(({ until }) => until < now())) giveUp(late);
    }
    isRunning = false;
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function deliverNext(): Promise<void> {
    const chosen = nextToSend(waiting, { slots: rate.slots(now()), failures });
    const queued = mergeQueued(chosen);
    const [place] = chosen;
    waiting = waiting.flatMap((each) =>
      each === place ? [queued] : chosen.includes(each) ? [] : [each],
    );
    rate.note(now());
    queued.tries += 1;
    underWay = queued;
    try {
      const { messageId } = await sendBy(channel, queued.message);
      failures = 0;
      notBefore = 0;
      finish(queued, { kind: "delivered", messageId, sentAs: queued.message.id });
    } catch (error) {
      failed(queued, error);
    } finally {
      underWay = undefined;
    }
  }

  function failed(queued: QueuedMessage, error: unknown): void {
    lastReason = error instanceof Error ? error.message : String(error);
    const known = error instanceof DeliveryError ? error : undefined;
    failures += 1;
    notBefore = now() + retryPauseMs(failures, known?.retryAfterMs, random());
    if (known?.retryable === false) {
      // A no is an answer: the target is there.
      failures = 0;
      notBefore = 0;
      if (queued.parts.length === 0) giveUp(queued);
      else if (isStopped) handBack(queued);
      else takeApart(queued);
    } else if (isStopped) handBack(queued);
    else if (notBefore > queued.until) giveUp(queued);
  }

  /** One of several may be refused for all: each is sent alone, as what was tried is not merged again. */
  function takeApart(queued: QueuedMessage): void {
    const parts = queued.parts.map((part) => ({ ...part, tries: 1 }));
    waiting = waiting.flatMap((each) => (each === queued ? parts : [each]));
  }

  const giveUp = (queued: QueuedMessage): void =>
    finish(queued, { kind: "given-up", reason: lastReason });

  const handBack = (queued: QueuedMessage): void => finish(queued, { kind: "left" });

  function finish(queued: QueuedMessage, sent: Sent): void {
    waiting = waiting.filter((each) => each !== queued);
    for (const each of queued.callbacks) each(sent);
  }

  return {
    put(message, onSent) {
      const until = now() + (message.tryForMs ?? answerForMs);
      waiting = [...waiting, { message, parts: [], callbacks: [onSent], until, tries: 0 }];
      if (!isRunning) void run();
    },
    stop() {
      isStopped = true;
      for (const each of waiting) if (each !== underWay) handBack(each);
      wake();
    },
    isIdle: () => !isRunning && rate.isRested(now()),
  };
}

function mergeQueued(queued: readonly QueuedMessage[]): QueuedMessage {
  const [first, ...others] = queued;
  if (first === undefined) throw new Error("nothing waits");
  if (others.length === 0) return first;
  return {
    message: merged([first.message, ...others.map(({ message }) => message)]),
    parts: queued,
    callbacks: queued.flatMap(({ callbacks }) => callbacks),
    until: Math.min(...queued.map(({ until }) => until)),
    tries: 0,
  };
}

/** Buttons may be what the platform does not take: the words go without them. */
async function sendBy(channel: Channel, message: Outgoing): Promise<Delivery> {
  try {
    return await channel.send(message);
  } catch (error) {
    const isFinal = error instanceof DeliveryError && !error.retryable;
    if (!isFinal || (message.choices ?? []).length === 0) throw error;
    return channel.send({ ...message, choices: [] });
  }
}
