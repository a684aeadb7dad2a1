/**
 * A worker: several companies behind one HTTP server. Any worker takes webhooks for all companies of the registry and
 * publishes them; each serves the companies of the partitions that it holds. Built without a port, started and stopped in order.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { App } from "../app";
import { channelsOf, now } from "../components";
import { describe } from "./systems";
import { openLeases } from "../inbox/jetstream/leases";
import { natsAway, openMessageStream } from "../inbox/jetstream/connection";
import { partitionCount, partitionOf, tenantHash } from "../inbox/jetstream/subjects";
import { InboxClosedError } from "../errors";
import { registryHeading } from "../language/sheet-words/registry-words";
import { createFetch } from "../outbound";
import { configuredSheet, connectSheet, type SheetAddress } from "../resources";
import type { Settings } from "../settings";
import { createBucket, type Buckets } from "../sheet/api/quota";
import { startTenant } from "./tenant";
import { createHostedPictures } from "../web/pages/hosted-pictures";
import { createWorkerHandler, type Known } from "./worker-handler";
import { fairShare } from "../workers/fair-share";
import { createIngress } from "../workers/ingress";
import { readRegistry, type Registry } from "../workers/registry";
import { createTenants } from "../workers/tenants";

/** While it could not be read, or NATS could not be reached. */
const retryMs = 2_000;
const lookEveryMs = 1_000;
/** What is under way is given so long when a partition is handed over; then the fence sees to it. */
const finishWithinMs = 1_000;
const handOverWithinMs = 2_000;
/** A worker says that it is ready when it holds something, or after this long. */
const readyWithinMs = 3_000;

/** What `server.ts` serves. */
export type Worker = Pick<App, "handler" | "start" | "stop" | "sheetName" | "channels">;

const nothingKnown: Known = {
  ...{ registry: undefined, registryTrouble: undefined, natsTrouble: undefined },
  ...{ stream: undefined, leases: undefined },
};

export function createWorker(settings: Settings, log: Logger): Worker {
  const { workers, publicUrl } = settings;
  const registrySheet = configuredSheet(settings);
  if (workers === undefined || registrySheet === undefined)
    throw new Error("a worker needs NATS_URL and a registry");
  const { natsUrl, registryEveryMs } = workers;
  const workerName = randomBytes(3).toString("hex");
  const fetch = createFetch(settings.proxy);
  const pictures = createHostedPictures({ now, origin: () => publicUrl ?? "" });
  const channels = channelsOf(settings, log, { fetch, publishPicture: pictures.publish });
  const known: Known = { ...nothingKnown };
  const report = createErrorLog(log);
  const callsOf = createShares(settings, () => known.leases?.held().size ?? 0);
  const tenants = createTenants<App>({
    start(company) {
      if (known.stream === undefined) throw new Error(natsAway);
      const { stream } = known;
      return startTenant(
        { ...{ settings, log, stream, fetch, channels, callsOf }, workerName },
        company,
      );
    },
    stop: (app) => app.stop(finishWithinMs),
    elapsedMs: () => performance.now(),
    onError: (id, error) => log.error({ tenant: tenantHash(id), ...describe(error) }),
  });
  const read = registryReader(registrySheet, fetch);
  const stopping = new AbortController();

  function serveHeld(): void {
    const held = known.leases?.held() ?? new Set();
    const companies = known.registry?.companies ?? [];
    tenants.want(companies.filter(({ spreadsheetId }) => held.has(partitionOf(spreadsheetId))));
  }

  async function keepRegistry(): Promise<void> {
    try {
      const registry = await read();
      for (const problem of registry.problems)
        if (!(known.registry?.problems ?? []).includes(problem)) log.warn({ problem }, "registry");
      known.registry = registry;
      known.registryTrouble = undefined;
      serveHeld();
    } catch (error) {
      known.registryTrouble = describe(error).reason;
      report(error);
    }
  }

  async function join(): Promise<void> {
    const stream = await openMessageStream(natsUrl).catch((error: unknown) => {
      known.natsTrouble = error instanceof Error ? error.message : String(error);
      throw error;
    });
    if (stopping.signal.aborted) return stream.close();
    known.stream = stream;
    known.leases = await openLeases({
      leases: known.stream.leases,
      me: workerName,
      share: fairShare,
      onChange: serveHeld,
      emptied: (partition) =>
        Promise.race([
          tenants.stopped((id) => partitionOf(id) === partition),
          sleep(handOverWithinMs, undefined, { ref: false }),
        ]),
      elapsedMs: () => performance.now(),
      now,
      onError: report,
    });
  }

  /** Again and again until the worker stops; at once as long as it did not succeed. */
  function repeat(work: () => Promise<void>, pauseMs: () => number | undefined): void {
    void (async () => {
      while (!stopping.signal.aborted) {
        await work();
        const pause = pauseMs();
        if (pause === undefined) return;
        await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(
          () => undefined,
        );
      }
    })();
  }

  async function start(): Promise<void> {
    repeat(keepRegistry, () => (known.registry === undefined ? retryMs : registryEveryMs));
    repeat(
      () => join().catch(report),
      () => (known.leases === undefined ? retryMs : undefined),
    );
    // What is parked is tried again.
    const looking = setInterval(serveHeld, lookEveryMs).unref();
    stopping.signal.addEventListener("abort", () => clearInterval(looking));
    const until = performance.now() + readyWithinMs;
    const isReady = (): boolean =>
      known.registry !== undefined && (known.leases?.held().size ?? 0) > 0;
    while (!isReady() && performance.now() < until) await sleep(20);
  }

  return {
    handler: createWorkerHandler({
      ...{ settings, log, channels, known, tenants, pictures },
      take: createIngress({
        registry: () => known.registry,
        publish(...message) {
          if (known.stream === undefined) throw new InboxClosedError(natsAway, 10);
          return known.stream.publish(...message);
        },
        perMinute: workers.messagesPerMinute,
        now,
      }),
    }),
    start,
    async stop() {
      stopping.abort();
      await known.leases?.stop();
      tenants.want([]);
      await tenants.stopped(() => true);
      await known.stream?.close();
    },
    sheetName: () => `the companies of the registry ${registrySheet.spreadsheetId}`,
    channels: channels.map(({ platform }) => platform),
  };
}

export function registryReader(
  sheet: SheetAddress,
  fetchFrom: typeof fetch,
): () => Promise<Registry> {
  const client = connectSheet(sheet, fetchFrom);
  return async () => {
    const [rows = []] = await client.fetchValues(sheet.spreadsheetId, [
      `'${registryHeading.title}'!A1:Z5000`,
    ]);
    return readRegistry(rows);
  };
}

/** Of an account's calls a minute, as many as the part of all partitions that is held here. */
function createShares(
  { readsPerMinute, writesPerMinute }: Settings,
  held: () => number,
): (account: string | undefined) => Buckets {
  const buckets = new Map<string, Buckets>();
  const shareOf = (limit: number) => () => Math.max(1, (limit * held()) / partitionCount);
  return (account = "") => {
    const known = buckets.get(account) ?? {
      reads: createBucket(shareOf(readsPerMinute)),
      writes: createBucket(shareOf(writesPerMinute)),
    };
    buckets.set(account, known);
    return known;
  };
}

/** What goes wrong again and again is logged once, and again when it was something else in between. */
function createErrorLog(log: Logger): (error: unknown) => void {
  let last = "";
  return (error) => {
    const told = describe(error);
    if (told.reason !== last) log.error(told);
    last = told.reason;
  };
}
