/** What a running relay answers over HTTP: health, webhooks, pictures, pages. */
import express from "express";
import type { Express } from "express";
import { describe, now } from "./house";
import type { House } from "./house";
import { sampleNewcomer } from "./sample/people";
import { isLoopback } from "./settings";
import { createHealthRoutes } from "./web/health";
import type { Readiness } from "./web/health";
import { createWeb } from "./web/web";
import { createWebhookRoutes } from "./web/webhooks";

function readinessOf({ stockroom, workplace, relay, outbox, broadcasts }: House): Readiness {
  return {
    closed: workplace.inbox.trouble(),
    ...stockroom.state(),
    backlog: relay.backlog(),
    outbox: outbox.pending() + broadcasts.waiting(),
  };
}

export function handlerOf(house: House): Express {
  const { settings, log, workplace, metrics, channels, simulated, relay } = house;
  const handler = express();
  handler.disable("x-powered-by");
  handler.use(createHealthRoutes(() => readinessOf(house)));
  handler.use(
    "/webhooks",
    createWebhookRoutes({
      channels: channels.filter((channel) => channel !== simulated?.channel),
      take: (messages) => relay.take(messages),
      failedLate: (platform, failures) => house.broadcasts.failedLate(platform, failures),
      now,
      log: (line, error) =>
        error === undefined
          ? log.info(line, "webhook")
          : log.error({ ...line, ...describe(error) }),
    }),
  );
  handler.use(house.shelf.router);
  const load = (): { backlog: number; outbox: number } => readinessOf(house);
  metrics.watchBacklog(load);
  const { sheet } = workplace;
  handler.use(
    createWeb({
      stockroom: house.stockroom,
      reports: house.reports,
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
      access: {
        adminToken: settings.adminToken,
        publicUrl: settings.publicUrl,
        loopbackOnly: isLoopback(settings.host),
        signingKey: house.signingKey,
        links: house.links,
      },
      metrics,
      load,
      now,
    }),
  );
  return handler;
}
