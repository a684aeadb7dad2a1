/**
 * The consumer of one spreadsheet's messages. In: the stream. Out: what is not finished, in the order in which it was taken;
 * what is delivered once more is for the inbox to know.
 * @see https://docs.nats.io/nats-concepts/jetstream/consumers
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Consumer, ConsumerMessages, JsMsg } from "@nats-io/jetstream";
import { nanosPerMs, type MessageStream } from "./connection";
import { consumerOf, messageStream, subjectOf } from "./subjects";

/** A message whose story took longer comes again, and is known. */
const ackWaitMs = 60_000;
/** More than these wait at the server. */
export const mostUnderWay = 1_000;
/** Whoever lost its lease while the server was away has closed by then. */
const leaseLookMs = 1_500;

/** Begun anew, it delivers first whatever was delivered before and not finished. */
export async function beginConsumer(
  { js, jsm }: MessageStream,
  spreadsheetId: string,
): Promise<Consumer> {
  const { AckPolicy } = await import("@nats-io/jetstream");
  const name = consumerOf(spreadsheetId);
  await jsm.consumers.delete(messageStream, name).catch(() => false);
  await jsm.consumers.add(messageStream, {
    durable_name: name,
    filter_subject: subjectOf(spreadsheetId),
    ack_policy: AckPolicy.Explicit,
    ack_wait: ackWaitMs * nanosPerMs,
    max_ack_pending: mostUnderWay,
  });
  return js.consumers.get(messageStream, name);
}

/**
 * Tells of each message that comes. One that was on its way when the server was lost would come a minute later, behind
 * others: the consumer is begun anew when the server is back, and nothing is told of between.
 */
export async function keepConsuming(
  stream: MessageStream,
  spreadsheetId: string,
  consumer: Consumer,
  onMessage: (delivered: JsMsg) => void,
): Promise<{ close(): Promise<void> }> {
  let arriving: ConsumerMessages | undefined;
  /** Counts what ends a consumption: the server lost or back, and the end. */
  let turns = 0;

  async function consume(from: Consumer, turn: number): Promise<void> {
    const messages = await from.consume({ max_messages: 100 });
    if (turn !== turns) {
      await messages.close();
      return;
    }
    arriving = messages;
    void (async () => {
      for await (const one of messages) if (turn === turns) onMessage(one);
    })();
  }
  async function beginAnew(turn: number): Promise<void> {
    await sleep(leaseLookMs);
    if (turn !== turns) return;
    try {
      await consume(await beginConsumer(stream, spreadsheetId), turn);
    } catch {
      await beginAnew(turn);
    }
  }
  const endTurn = async (): Promise<void> => {
    turns += 1;
    const ended = arriving;
    arriving = undefined;
    await ended?.close();
  };
  const unlisten = stream.onConnection((isThere) => {
    void endTurn().catch(() => undefined);
    if (isThere) void beginAnew(turns);
  });
  await consume(consumer, turns);
  return {
    async close() {
      unlisten();
      await endTurn();
    },
  };
}
