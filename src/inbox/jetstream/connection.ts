/**
 * The connection to NATS, and the stream and buckets on it, made where they are missing. In: an address. Out: whether it is
 * there, and a way to take messages.
 * @see https://docs.nats.io/nats-concepts/jetstream/streams
 */
import { isIP } from "node:net";
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
  /** Told when the server is lost, and when it is back; answers what ends it. */
  onConnection(listen: (isThere: boolean) => void): () => void;
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

/** @param address nats://[user:password@]host:port, tls:// for an encrypted one @throws Error whose message says why it can't be used */
export const openMessageStream = (address: string): Promise<MessageStream> =>
  connected(address, streamOn);

/** `work` on a connection that stays open unless it fails. */
async function connected<Result>(
  address: string,
  work: (connection: NatsConnection) => Promise<Result>,
): Promise<Result> {
  const { connect } = await import("@nats-io/transport-node");
  let connection: NatsConnection | undefined;
  try {
    connection = await connect({ ...serverOf(address), name: "stockcaster" });
    return await work(connection);
  } catch (error) {
    await connection?.close();
    throw new Error(natsTrouble(error, new URL(address).host), { cause: error });
  }
}

/** Looks at the server and changes nothing. @throws Error whose message says why it can't be used */
export const lookAtMessageStream = (
  address: string,
): Promise<{
  /** Unfinished messages; undefined: the stream was not made yet. */
  readonly waiting: number | undefined;
  /** In what the stream is set otherwise than a worker makes it. */
  readonly differences: readonly string[];
}> =>
  connected(address, async (connection) => {
    const { jetstreamManager } = await import("@nats-io/jetstream");
    const jsm = await jetstreamManager(connection);
    const info = await jsm.streams.info(messageStream).catch(() => undefined);
    const wanted: Readonly<Record<string, unknown>> = await streamConfig();
    const found: Readonly<Record<string, unknown>> = { ...info?.config };
    await connection.close();
    const named = (value: unknown): string => JSON.stringify(value);
    return {
      waiting: info?.state.messages,
      differences: Object.keys(info === undefined ? {} : wanted)
        .filter((name) => named(found[name]) !== named(wanted[name]))
        .map((name) => `${name} is ${named(found[name])}, not ${named(wanted[name])}`),
    };
  });

/** Why a server can't be used, and what to do. */
function natsTrouble(error: unknown, host: string): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const { code = message } = error as { readonly code?: string };
  if (name.startsWith("Authorization"))
    return `NATS at ${host} refuses the user, password or token of NATS_URL: put in the right one`;
  if (name.startsWith("JetStreamNotEnabled"))
    return `NATS at ${host} runs without JetStream: start it with -js`;
  if (message.includes("does not support 'tls'"))
    return `NATS at ${host} is not encrypted: turn TLS on there, or write nats:// in NATS_URL`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `the certificate of NATS at ${host} is for another name: write tls:// and that name in NATS_URL`;
  if (/CERT|SIGNATURE/.test(code))
    return `the certificate of NATS at ${host} is not trusted here (${code}): set NODE_EXTRA_CA_CERTS to the file of its root certificate before the start`;
  return `NATS at ${host} can't be reached (${code}): see that it runs, and that NATS_URL is right`;
}

function serverOf(address: string) {
  const { protocol, host, hostname, username, password } = new URL(address);
  const user = decodeURIComponent(username);
  // Of an address that is no name, the package does not say whose certificate is expected.
  const tls: object = isIP(hostname) > 0 ? { host: hostname } : {};
  return {
    servers: host,
    timeout: 5_000,
    maxReconnectAttempts: -1,
    // A password may be mended while the worker runs.
    ignoreAuthErrorAbort: true,
    reconnectTimeWait: 500,
    pingInterval: 10_000,
    maxPingOut: 2,
    ...(protocol === "tls:" && { tls }),
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
  const listeners = new Set<(isThere: boolean) => void>();
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type !== "disconnect" && type !== "reconnect") continue;
      isConnected = type === "reconnect";
      for (const listen of listeners) listen(isConnected);
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
    onConnection(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
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

async function streamConfig() {
  const { DiscardPolicy, RetentionPolicy, StorageType } = await import("@nats-io/jetstream");
  return {
    name: messageStream,
    subjects: ["inbox.>"],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    duplicate_window: repeatsKnownMs * nanosPerMs,
    max_msgs_per_subject: mostPerSheet,
    discard: DiscardPolicy.New,
    discard_new_per_subject: true,
  };
}

async function layStream(jsm: JetStreamManager): Promise<void> {
  const isThere = await jsm.streams.info(messageStream).then(
    () => true,
    () => false,
  );
  if (!isThere) await jsm.streams.add(await streamConfig());
}
