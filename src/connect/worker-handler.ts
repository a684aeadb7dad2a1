/** What a worker answers over HTTP: health, webhooks for all companies, figures by company. Companies bear hashes here. */
import express, { type Express } from "express";
import type { Logger } from "pino";
import type { App } from "../app";
import type { Acceptance, Channel, InboundMessage } from "../channels/channel";
import { now } from "../components";
import { describe } from "./systems";
import { accessTo, webhookLog } from "../handler";
import type { Leases } from "../inbox/jetstream/leases";
import type { MessageStream } from "../inbox/jetstream/connection";
import { tenantHash } from "../inbox/jetstream/subjects";
import { sum } from "../inventory/items/quantity";
import type { Settings } from "../settings";
import { trustedProxies } from "../web/access/request-origin";
import { createSignedLinks } from "../web/access/signed-links";
import { randomSigningKeys } from "../web/access/signing-keys";
import { answerFailures } from "../web/failures";
import { createHealthRoutes, type Readiness } from "../web/health";
import { readTogether } from "../web/metrics";
import type { HostedPictures } from "../web/pages/hosted-pictures";
import { createWebhookRoutes } from "../web/webhooks";
import type { Registry } from "../workers/registry";
import type { Tenants } from "../workers/tenants";

export interface WorkerHandlerNeeds {
  readonly settings: Settings;
  readonly log: Logger;
  readonly channels: readonly Channel[];
  readonly pictures: HostedPictures;
  readonly tenants: Tenants<App>;
  readonly take: (messages: readonly InboundMessage[]) => Promise<readonly Acceptance[]>;
  /** What there is now; read anew at each request. */
  readonly known: Readonly<Known>;
}

/** What a worker knows of its surroundings; each may be missing. */
export interface Known {
  registry: Registry | undefined;
  registryTrouble: string | undefined;
  natsTrouble: string | undefined;
  stream: MessageStream | undefined;
  leases: Leases | undefined;
}

const parkedWords =
  "this company alone is parked, and tried again by itself after growing pauses of ten minutes at most";

function readinessOf({ known, tenants }: WorkerHandlerNeeds): Readiness {
  const { registry, registryTrouble, natsTrouble, stream, leases } = known;
  const running = [...tenants.running()].map(([id, app]) => ({ id, ...app.readiness() }));
  const denied = running.filter(({ fault }) => fault?.isDenied);
  const faults = [
    ...[...tenants.parked()].map(([id, reason]) => `${tenantHash(id)}: ${reason}; ${parkedWords}`),
    ...running.flatMap(({ id, reason, fault }) =>
      reason === undefined
        ? []
        : [`${tenantHash(id)}: ${reason}${fault?.isDenied ? `; ${parkedWords}` : ""}`],
    ),
  ];
  const commits = running.flatMap(({ lastCommitAt }) => lastCommitAt?.getTime() ?? []);
  return {
    closed:
      stream === undefined
        ? (natsTrouble ?? "NATS can't be reached yet")
        : (stream.trouble() ??
          (registry === undefined ? "the registry could not be read yet" : undefined)),
    sheet: registryTrouble === undefined ? "ok" : "away",
    degraded: faults.length > 0,
    reason: registryTrouble,
    problems: [...clockProblem(leases), ...(registry?.problems ?? []), ...faults],
    backlog: sum(running.map(({ backlog }) => backlog)),
    outbox: sum(running.map(({ outbox }) => outbox)),
    lastCommitAt: commits.length === 0 ? undefined : new Date(Math.max(...commits)),
    counts: {
      workers: leases?.workers() ?? 0,
      partitions: leases?.held().size ?? 0,
      companies: running.length - denied.length,
      parked: tenants.parked().size + denied.length,
    },
  };
}

/** Signatures are refused, and times in the sheets are wrong, where it is off. */
function clockProblem(leases: Leases | undefined): readonly string[] {
  const seconds = Math.round((leases?.clockOffMs() ?? 0) / 1_000);
  return Math.abs(seconds) < 30
    ? []
    : [`this machine's clock is ${seconds} s off that of NATS: set it (NTP)`];
}

export function createWorkerHandler(needs: WorkerHandlerNeeds): Express {
  const { settings, log, channels, tenants, take } = needs;
  const signingKeys = randomSigningKeys();
  const signing = { signingKey: signingKeys.boardLink, origin: () => "" };
  const links = createSignedLinks(signing);
  const access = accessTo({ ...{ settings, log, links }, resources: { signingKeys } });
  const isOwner = async (request: express.Request): Promise<boolean> =>
    (await access.standingOf(request)) === "owner";
  const handler = express();
  handler.disable("x-powered-by");
  handler.set("trust proxy", trustedProxies(settings.publicUrl));
  handler.use(createHealthRoutes(() => readinessOf(needs), isOwner));
  handler.use(
    "/webhooks",
    createWebhookRoutes({
      ...{ channels, take, now },
      failedLate(platform, failures) {
        for (const app of tenants.running().values()) app.failedLate(platform, failures);
      },
      log: webhookLog(log),
    }),
  );
  handler.use(needs.pictures.router);
  handler.get("/metrics", async (request, response) => {
    if (!(await isOwner(request))) return void response.status(401).end();
    const { contentType, text } = await readTogether(
      new Map([...tenants.running()].map(([id, { metrics }]) => [tenantHash(id), metrics])),
      gaugesOf(readinessOf(needs).counts ?? {}),
    );
    response.setHeader("Content-Type", contentType);
    response.send(text);
  });
  const reason = "workers serve neither pages nor the API: look at the company's spreadsheet";
  handler.use((_request, response) => void response.status(404).json({ reason }));
  handler.use(answerFailures((error) => log.error(describe(error))));
  return handler;
}

const gaugesOf = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(counts).map(([name, value]) => [
      name,
      { help: `As this worker sees it: ${name}`, value },
    ]),
  );
