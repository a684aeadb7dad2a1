/** What a running relay answers over HTTP: health, webhooks, pictures, pages. */
import express, { type Express, type Router } from "express";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { createApi } from "./rest/api";
import { now, type Components } from "./components";
import { describe } from "./connect/systems";
import { exportFrom } from "./export-files/export";
import { sampleNewcomer } from "./sample/people";
import { isLoopback } from "./settings";
import { createAccess, type Access } from "./web/access/access";
import { trustedProxies } from "./web/access/request-origin";
import { createTokenAttempts } from "./web/access/token-attempts";
import { answerFailures } from "./web/failures";
import { createHealthRoutes, type Readiness } from "./web/health";
import { createWeb } from "./web/web";
import { createWebhookRoutes, type WebhookNeeds } from "./web/webhooks";

export function readinessOf({
  stockroom,
  resources,
  relay,
  documents,
  outbox,
  broadcasts,
}: Components): Readiness {
  return {
    closed: resources.inbox.trouble(),
    ...stockroom.state(),
    problems: (stockroom.latest()?.problems ?? []).map(({ sentence }) => sentence),
    backlog: relay.backlog() + documents.waiting(),
    outbox: outbox.pending() + broadcasts.waiting(),
  };
}

export function accessTo({
  settings,
  log,
  resources,
  links,
}: Pick<Components, "settings" | "log" | "links"> & {
  readonly resources: Pick<Components["resources"], "signingKeys">;
}): Access {
  const attempts = createTokenAttempts({
    now,
    pause: (ms) => sleep(ms, undefined, { ref: false }),
    warn: (sentence) => log.warn(sentence),
  });
  const { adminToken, publicUrl, host } = settings;
  const rules = { adminToken, publicUrl, loopbackOnly: isLoopback(host) };
  return createAccess({ ...rules, keys: resources.signingKeys, links, attempts }, now);
}

function apiOn({ settings, told: stockroom, documents, reports, origin, log }: Components): Router {
  return createApi({
    ...settings.api,
    documents,
    stockroom,
    report: (span) => reports.text({ span, offset: 0 }),
    origin: () => origin.url,
    now,
    onError: (error) => log.error(describe(error)),
  });
}

export const webhookLog =
  (log: Logger): WebhookNeeds["log"] =>
  (line, error) =>
    error === undefined ? log.info(line, "webhook") : log.error({ ...line, ...describe(error) });

export function createHandler(components: Components): Express {
  const { settings, log, resources, metrics, channels, simulated, relay } = components;
  const access = accessTo(components);
  const handler = express();
  handler.disable("x-powered-by");
  handler.set("trust proxy", trustedProxies(settings.publicUrl));
  handler.use(
    createHealthRoutes(
      () => readinessOf(components),
      async (request) => (await access.standingOf(request)) === "owner",
    ),
  );
  handler.use("/webhooks", components.erp.router);
  handler.use(
    "/webhooks",
    createWebhookRoutes({
      channels: channels.filter((channel) => channel !== simulated?.channel),
      take: (messages) => relay.take(messages),
      failedLate: (platform, failures) => components.broadcasts.failedLate(platform, failures),
      now,
      log: webhookLog(log),
    }),
  );
  handler.use("/api/v1", apiOn(components));
  handler.use(components.hostedPictures.router);
  const load = (): { backlog: number; outbox: number } => readinessOf(components);
  metrics.watchBacklog(() => ({ ...load(), events: components.events.backlog() }));
  const { sheet } = resources;
  handler.use(
    createWeb({
      stockroom: components.told,
      reports: components.reports,
      charts: components.charts,
      suggestOn: components.suggestOn,
      simulation:
        simulated === undefined || sheet.apiUrl === undefined
          ? undefined
          : {
              group: simulated,
              take: (message) => relay.take([message]),
              sheetUrl: sheet.apiUrl,
              sheetToken: sheet.token,
              spreadsheetId: sheet.spreadsheetId,
              newcomers: [{ id: sampleNewcomer.account, name: sampleNewcomer.name }],
            },
      exportFile: (asked, format) => exportFrom(components.told, asked, format),
      access,
      metrics,
      load,
      now,
    }),
  );
  handler.use(answerFailures((error) => log.error(describe(error))));
  return handler;
}
