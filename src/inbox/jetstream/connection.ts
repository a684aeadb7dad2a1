/**
 * The connection to NATS, and the stream and buckets on it, made where they are missing. In: an address. Out: whether it is
 * there, and a way to take messages.
 * @see https://docs.nats.io/nats-concepts/jetstream/streams
 */
import type { JetStreamClient, JetStreamManager } from "@nats-io/jetstream";
import type { KV } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import { InboxClosedError } from "../../errors";
import { messageStream, subjectOf } from "./subjects";

export interface MessageStream {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** Notes of all spreadsheets. */
  readonly notes: KV;
  /** Who holds which partition; entries are gone `leaseMs` after they were written last. */
  readonly leases: KV;
  /**
   * Resolves once the server has it on disk.
   *
   * @throws InboxClosedError when the server says nothing in time, or that too many wait
   */
  publish(spreadsheetId: string, key: string, message: unknown): Promise<"taken" | "duplicate">;
  /** Why nothing can be taken now, as a sentence. */
  trouble(): string | undefined;
  close(): Promise<void>;
}

export const nanosPerMs = 1_000_000;
export const leaseMs = 15_000;
/** Platforms wait for 3 s and more. */
const answerWithinMs = 2_500;
/** Unfinished messages of one spreadsheet at most. */
const mostPerSheet = 10_000;
/** The server's first filter of repeats; the 消息ID column is the last. */
const repeatsKnownMs = 10 * 60_000;
const tooManyPerSubject = 10_077;
/** What is told while it is away. */
export const natsAway = "NATS can't be reached; nothing can be kept safe until it is back";

/** @param address nats://[user:password@]host:port, tls:// for an encrypted one @throws Error when it can't be reached or lacks JetStream */
export async function openMessageStream(address: string): Promise<MessageStream> {
  const { connect } = await import("@nats-io/transport-node");
  const connection = await connect({ ...serverOf(address), name: "stockcaster" });
  try {
    return await streamOn(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function serverOf(address: string) {
  const { protocol, host, username, password } = new URL(address);
  const user = decodeURIComponent(username);
  return {
    servers: host,
    timeout: 5_000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    pingInterval: 10_000,
    maxPingOut: 2,
    ...(protocol === "tls:" && { tls: {} }),
    ...(user !== "" &&
      (password === "" ? { token: user } : { user, pass: decodeURIComponent(password) })),
  };
}

async function streamOn(connection: NatsConnection): Promise<MessageStream> {
  const { jetstream, jetstreamManager, StorageType } = await import("@nats-io/jetstream");
  const { Kvm } = await import("@nats-io/kv");
  const jsm = await jetstreamManager(connection);
  await layStream(jsm);
  const js = jetstream(connection);
  const buckets = new Kvm(js);
  const storage = StorageType.File;
  const notes = await buckets.create("notes", { history: 1, storage });
  const leases = await buckets.create("leases", { history: 1, storage, ttl: leaseMs });
  let isConnected = true;
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === "disconnect") isConnected = false;
      if (type === "reconnect") isConnected = true;
    }
    isConnected = false;
  })();
  return {
    ...{ js, jsm, notes, leases },
    async publish(spreadsheetId, key, message) {
      if (!isConnected) throw new InboxClosedError(natsAway, 10);
      const options = {
        msgID: encodeURIComponent(`${spreadsheetId}:${key}`),
        timeout: answerWithinMs,
      };
      try {
        const body = JSON.stringify({ key, message });
        const { duplicate } = await js.publish(subjectOf(spreadsheetId), body, options);
        return duplicate ? "duplicate" : "taken";
      } catch (error) {
        throw closedBy(error);
      }
    },
    trouble: () => (isConnected ? undefined : natsAway),
    close: () => connection.close(),
  };
}

/** The number by which JetStream names what it refused; undefined for any other error. */
export const apiCodeOf = (error: unknown): unknown =>
  error instanceof Error && error.name === "JetStreamApiError" && "code" in error
    ? error.code
    : undefined;

const closedBy = (error: unknown): InboxClosedError =>
  apiCodeOf(error) === tooManyPerSubject
    ? new InboxClosedError(
        `${mostPerSheet} messages wait to be booked; no more are taken until the sheet has caught up`,
        30,
      )
    : new InboxClosedError("NATS did not say that the message is safe; post it again", 5);

async function layStream(jsm: JetStreamManager): Promise<void> {
  const { DiscardPolicy, RetentionPolicy, StorageType } = await import("@nats-io/jetstream");
  const limits = {
    duplicate_window: repeatsKnownMs * nanosPerMs,
    max_msgs_per_subject: mostPerSheet,
    discard: DiscardPolicy.New,
    discard_new_per_subject: true,
  };
  const isThere = await jsm.streams.info(messageStream).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await jsm.streams.add({
    name: messageStream,
    subjects: ["inbox.>"],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    ...limits,
  });
}
