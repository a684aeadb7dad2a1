/**
 * The inbox of one spreadsheet on NATS JetStream, which any worker may open in turn. In: what any process publishes for the
 * sheet, in that order. Out: each message once, acknowledged when it is finished. Whoever opens it begins the consumer
 * anew, so that what the last holder left comes at once and in order; which holder is right is the sheet's fence to say.
 * @see https://docs.nats.io/nats-concepts/jetstream/consumers
 */
import type { JsMsg } from "@nats-io/jetstream";
import { InboxClosedError } from "../../errors";
import { createCapacity } from "../capacity";
import { idsKeptMs, type Inbox } from "../inbox";
import { createKnownIds } from "../known-ids";
import type { MessageStream } from "./connection";
import { beginConsumer, keepConsuming, mostUnderWay } from "./consumer";
import { openNotes } from "./notes";
import { messageStream } from "./subjects";

export interface JetStreamInboxOptions {
  readonly stream: MessageStream;
  readonly spreadsheetId: string;
  readonly now: () => Date;
  /** Unfinished messages at most. */
  readonly limit?: number;
}

const closeWithinMs = 2_000;

interface Delivery<Message> {
  readonly key: string;
  readonly message: Message;
}

/** @throws Error when the server can't be asked */
export async function openJetStreamInbox<Message>(
  options: JetStreamInboxOptions,
): Promise<Inbox<Message>> {
  const { stream, spreadsheetId } = options;
  const notebook = await openNotes(stream, spreadsheetId);
  const consumer = await beginConsumer(stream, spreadsheetId);
  const deliveries = createDeliveries<Message>(options);
  const { num_pending: pending } = await consumer.info();
  const unfinished: Delivery<Message>[] = [];
  if (pending > 0) {
    const first = await consumer.fetch({
      max_messages: Math.min(pending, mostUnderWay),
      expires: 5_000,
    });
    for await (const one of first) unfinished.push(...deliveries.arrived(one));
  }
  const consumption = await keepConsuming(stream, spreadsheetId, consumer, (one) => {
    deliveries.handOver(deliveries.arrived(one));
  });
  return {
    ...deliveries,
    unfinished,
    notes: notebook.notes,
    record: (topic, note) => notebook.record(topic, note),
    async close() {
      deliveries.close();
      await deliveries.acknowledged();
      await consumption.close();
      await notebook.settled();
    },
  };
}

type Kept<Message> = Omit<Inbox<Message>, "unfinished" | "notes" | "record" | "close">;

interface Deliveries<Message> extends Kept<Message> {
  /** What is to be handled of what the server delivered: one message, or none where it is known. */
  arrived(delivered: JsMsg): readonly Delivery<Message>[];
  handOver(arrived: readonly Delivery<Message>[]): void;
  /** Resolves when the server knows all that is finished, or after two seconds. */
  acknowledged(): Promise<void>;
  close(): void;
}

function createDeliveries<Message>(options: JetStreamInboxOptions): Deliveries<Message> {
  const { stream, spreadsheetId, now, limit } = options;
  const capacity = createCapacity(limit);
  const ids = createKnownIds(idsKeptMs);
  /** By key; undefined: taken here, and not yet delivered. */
  const unfinished = new Map<string, JsMsg | undefined>();
  /** Finished before they were delivered. */
  const undelivered = new Set<string>();
  const { acknowledge, underWay } = createAcknowledging(stream);
  let early: Delivery<Message>[] = [];
  let listener: ((delivery: Delivery<Message>) => void) | undefined;
  let isClosed = false;

  function end(key: string): void {
    unfinished.delete(key);
    capacity.leave(0);
  }

  return {
    async take(key, message) {
      if (isClosed) throw new InboxClosedError("the relay is stopping; post it again", 5);
      if (unfinished.has(key) || ids.has(key)) return "duplicate";
      capacity.check();
      capacity.enter(0);
      unfinished.set(key, undefined);
      try {
        const taken = await stream.publish(spreadsheetId, key, message);
        if (taken === "duplicate") end(key);
        return taken;
      } catch (error) {
        end(key);
        throw error;
      }
    },
    has: (key) => unfinished.has(key) || ids.has(key),
    finish(key, { erase } = { erase: false }) {
      if (!unfinished.has(key)) return;
      const delivered = unfinished.get(key);
      end(key);
      ids.forget(now().getTime());
      ids.add(key, now().getTime());
      if (delivered === undefined) undelivered.add(key);
      else acknowledge(delivered, erase);
    },
    release: () => undefined,
    backlog: () => unfinished.size,
    trouble: () => stream.trouble() ?? capacity.trouble(),
    onArrival(listen) {
      listener = listen;
      for (const delivery of early) listen(delivery);
      early = [];
      return () => (listener = undefined);
    },
    arrived(delivered) {
      const read = readDelivery<Message>(delivered);
      if (read === undefined) {
        delivered.term();
        return [];
      }
      const { key, message } = read;
      if (ids.has(key)) {
        undelivered.delete(key);
        acknowledge(delivered, false);
        return [];
      }
      const isKnown = unfinished.has(key);
      if (!isKnown) capacity.enter(0);
      unfinished.set(key, delivered);
      return isKnown ? [] : [{ key, message }];
    },
    handOver(arrived) {
      for (const delivery of arrived) {
        if (listener === undefined) early.push(delivery);
        else listener(delivery);
      }
    },
    async acknowledged() {
      const until = performance.now() + closeWithinMs;
      const isBusy = (): boolean => undelivered.size + underWay.size > 0;
      while (isBusy() && stream.trouble() === undefined && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
    close() {
      isClosed = true;
      listener = undefined;
    },
  };
}

function createAcknowledging({ jsm }: MessageStream) {
  const underWay = new Set<Promise<unknown>>();
  return {
    underWay,
    acknowledge: (delivered: JsMsg, erase: boolean): void => {
      const work = (async () => {
        if (erase) await jsm.streams.deleteMessage(messageStream, delivered.seq, true);
        await delivered.ackAck({ timeout: closeWithinMs });
      })();
      // What the server does not hear of comes again, and is known.
      const done = work.catch(() => undefined).finally(() => underWay.delete(done));
      underWay.add(done);
    },
  };
}

/** undefined: nothing that a worker published. */
function readDelivery<Message>(delivered: JsMsg): Delivery<Message> | undefined {
  try {
    const read = delivered.json<Partial<Delivery<Message>>>();
    return typeof read.key === "string" ? (read as Delivery<Message>) : undefined;
  } catch {
    return undefined;
  }
}
