/**
 * Composition: settings in, a relay that can be listened to out. The only file that knows every room and names the
 * drivers. Nothing listens here (serve.ts) and nothing is decided here.
 */
import { createHash, randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import type { Express } from "express";
import type { Logger } from "pino";
import type { Channel } from "./channels/channel";
import { createChannels } from "./channels/configured";
import { createGenericChannel } from "./channels/generic/channel";
import { createSimulatedGroup } from "./channels/simulated";
import type { SimulatedGroup } from "./channels/simulated";
import { everyone } from "./language/everyone";
import { createBroadcasts } from "./outbox/broadcasts";
import type { Broadcasts } from "./outbox/broadcasts";
import { createOutbox } from "./outbox/outbox";
import type { Outbox } from "./outbox/outbox";
import { createOnceADay } from "./relay/gate";
import { createLookups } from "./relay/lookups";
import { createQuestions } from "./relay/questions";
import { createRelay } from "./relay/relay";
import type { Relay } from "./relay/relay";
import { startClock } from "./reports/clock";
import { crossingAlerts } from "./reports/crossing-alerts";
import { mentionsFor } from "./reports/mentions";
import { drawPictures } from "./reports/picture";
import { createReports } from "./reports/reports";
import { watchSafetyStock } from "./reports/safety-watch";
import { sampleNewcomer } from "./sample/people";
import { createSheetsClient } from "./sheet/client";
import type { SheetsClient } from "./sheet/client";
import { createStockroom } from "./sheet/engine";
import type { Stockroom } from "./sheet/stockroom";
import { isLoopback } from "./settings";
import type { Settings } from "./settings";
import { laySample } from "./trial";
import { createBoardLinks } from "./web/board-links";
import { createHealthRoutes } from "./web/health";
import type { Readiness } from "./web/health";
import { createMetrics } from "./web/metrics";
import type { Metrics } from "./web/metrics";
import { createPictureShelf } from "./web/picture-shelf";
import { createWeb } from "./web/web";
import { createWebhookRoutes } from "./web/webhooks";
import { openWorkplace } from "./workplace";
import type { Workplace } from "./workplace";

export interface App {
  readonly handler: Express;
  /** Reads the sheet, takes up what was unfinished, begins to look at the clock. `url`: where the relay is reached. */
  start(url: string): Promise<void>;
  /** Finishes the commit under way and what can be delivered within ten seconds. */
  stop(): Promise<void>;
  readonly reports: ReturnType<typeof createReports>;
}

const sheetTimeoutMs = 30_000;
/** How long a stop waits for what is under way. */
const stopWithinMs = 10_000;
const tickMs = 5_000;

const now = (): Date => new Date();

/** Everything that a running relay consists of. */
interface House {
  readonly settings: Settings;
  readonly log: Logger;
  readonly workplace: Workplace;
  readonly metrics: Metrics;
  readonly client: SheetsClient;
  readonly stockroom: Stockroom;
  readonly simulated: SimulatedGroup | undefined;
  readonly channels: readonly Channel[];
  readonly shelf: ReturnType<typeof createPictureShelf>;
  readonly outbox: Outbox;
  readonly reports: ReturnType<typeof createReports>;
  readonly broadcasts: Broadcasts;
  readonly links: ReturnType<typeof createBoardLinks>;
  readonly signingKey: Buffer;
  readonly relay: Relay;
  /** Where people reach the pages. */
  readonly origin: { url: string };
}

/** Survives a restart only where there is an ADMIN_TOKEN to make it from. */
const signingKeyOf = ({ adminToken }: Settings): Buffer =>
  adminToken === undefined
    ? randomBytes(32)
    : createHash("sha256").update(`board ${adminToken}`).digest();

function channelsOf(
  { settings, log }: Pick<House, "settings" | "log">,
  simulated: SimulatedGroup | undefined,
  publishPicture: (png: Buffer) => Promise<string>,
): readonly Channel[] {
  const { generic } = settings;
  const onUndelivered = ({ kind }: { readonly kind: string }): void =>
    log.warn({ channel: "generic", kind }, "undelivered: GENERIC_OUTBOUND_URL is not set");
  return [
    ...(simulated === undefined ? [] : [simulated.channel]),
    ...(generic === undefined
      ? []
      : [createGenericChannel(generic, { fetch, now, onUndelivered })]),
    ...createChannels(settings.channels, { fetch, now, publishPicture, everyone }),
  ];
}

function build(settings: Settings, log: Logger, workplace: Workplace): House {
  const { inbox, sheet, isDurable } = workplace;
  const onError = (error: unknown): void => log.error(describe(error));
  const metrics = createMetrics();
  const origin = { url: settings.publicUrl ?? "" };
  const client = createSheetsClient({
    rootUrl: sheet.apiUrl,
    credentialsFile: sheet.credentialsFile,
    timeoutMs: sheetTimeoutMs,
  });
  const stockroom = createStockroom({
    client,
    spreadsheetId: sheet.spreadsheetId,
    notebook: inbox,
    now,
    timeZone: settings.timeZone,
    announceCrossings: crossingAlerts,
    log: (event) => log.info(event),
    limits: settings,
    deadLetterFile: path.join(settings.stateDir, "dead-letters.jsonl"),
  });
  const simulated = sheet.isTrial ? createSimulatedGroup({ now }) : undefined;
  const shelf = createPictureShelf({ now, origin: () => origin.url });
  const channels = channelsOf({ settings, log }, simulated, shelf.publish);
  const outbox = createOutbox({
    channels: new Map(channels.map((channel) => [channel.platform, channel])),
    now,
    random: Math.random,
    onSent({ platform, kind }, sent) {
      metrics.recordDelivery(platform, sent.kind === "delivered" ? "sent" : "failed");
      if (sent.kind === "given-up") log.warn({ channel: platform, kind, reason: sent.reason });
    },
  });
  const reports = createReports({ stockroom, now, draw: drawPictures, onError });
  const broadcasts = createBroadcasts({ ...reports, mentionsFor, stockroom, outbox, onError });
  const signingKey = signingKeyOf(settings);
  const links = createBoardLinks({ signingKey, origin: () => origin.url });
  const isFirstToday = createOnceADay();
  const relay = createRelay({
    inbox,
    isDurable,
    stockroom,
    questions: createQuestions(),
    lookups: createLookups({
      stockroom,
      reportText: (span) => reports.text(span),
      boardLink: () => links.sign(now()),
      now,
    }),
    send: (message) => outbox.send(message),
    nameOf: (message) => nameOf(message, channels),
    tellsClosedGroup: (place) => isFirstToday(place, dayIn(stockroom)),
    now,
    pause: (ms) => sleep(ms, undefined, { ref: false }),
    onFate({ channel, fate, ...line }, error) {
      metrics.recordFate(channel, fate);
      if (error === undefined) log.info({ channel, fate, ...line }, "message");
      else log.error({ channel, fate, ...line, ...describe(error) }, "message");
    },
  });
  return {
    settings,
    log,
    workplace,
    metrics,
    client,
    stockroom,
    simulated,
    channels,
    shelf,
    outbox,
    reports,
    broadcasts,
    links,
    signingKey,
    relay,
    origin,
  };
}

/** Today's date in the relay's zone. */
function dayIn(stockroom: Stockroom): string {
  const timeZone = stockroom.latest()?.timeZone ?? "UTC";
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now());
}

async function nameOf(
  { platform, senderId, senderName }: { platform: string; senderId: string; senderName: string },
  channels: readonly Channel[],
): Promise<string> {
  if (senderName !== "") return senderName;
  const channel = channels.find((each) => each.platform === platform);
  const found = await channel?.fetchName?.(senderId).catch(() => undefined);
  return found ?? senderId;
}

const describe = (error: unknown): { readonly reason: string } => ({
  reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

function readinessOf({ stockroom, workplace, relay, outbox, broadcasts }: House): Readiness {
  return {
    closed: workplace.inbox.trouble(),
    ...stockroom.state(),
    backlog: relay.backlog(),
    outbox: outbox.pending() + broadcasts.waiting(),
  };
}

function handlerOf(house: House): Express {
  const { settings, log, workplace, metrics, channels, simulated, relay } = house;
  const handler = express();
  handler.disable("x-powered-by");
  handler.use(createHealthRoutes(() => readinessOf(house)));
  handler.use(
    "/webhooks",
    createWebhookRoutes({
      channels: channels.filter((channel) => channel !== simulated?.channel),
      take: (messages) => relay.take(messages),
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

/**
 * Opens STATE_DIR and the spreadsheet and builds the relay on them.
 *
 * @throws StateDirTakenError when another process owns STATE_DIR
 */
export async function createApp(settings: Settings, log: Logger): Promise<App> {
  const warn = (sentence: string): void => log.warn(sentence);
  const workplace = await openWorkplace(settings, { now, warn });
  const house = build(settings, log, workplace);
  const { stockroom, relay, reports, broadcasts, outbox } = house;
  const onError = (error: unknown): void => log.error(describe(error));
  const endings: (() => unknown)[] = [];

  async function start(url: string): Promise<void> {
    house.origin.url = settings.publicUrl ?? url;
    if (workplace.sheet.isTrial) await laySample(house.client, workplace.sheet, now());
    endings.push(stockroom.onChange((snapshot) => broadcasts.look(snapshot)));
    await stockroom.start();
    endings.push(watchSafetyStock(stockroom, onError));
    relay.resume();
    const onMinute = async (): Promise<void> => {
      await reports.postDue();
      const snapshot = stockroom.latest();
      if (snapshot !== undefined) broadcasts.look(snapshot);
    };
    const minutes = startClock(onMinute, onError);
    const ticks = setInterval(() => void relay.tick().catch(onError), tickMs);
    endings.push(
      () => minutes.stop(),
      () => clearInterval(ticks),
    );
    void onMinute().catch(onError);
  }

  async function stop(): Promise<void> {
    for (const end of endings) await end();
    const deadline = Date.now() + stopWithinMs;
    const isBusy = (): boolean => relay.backlog() + outbox.pending() > 0;
    while (isBusy() && stockroom.state().sheet === "ok" && Date.now() < deadline) await sleep(20);
    outbox.stop();
    await Promise.race([stockroom.stop(), sleep(Math.max(0, deadline - Date.now()))]);
    await workplace.close();
  }

  return { handler: handlerOf(house), start, stop, reports };
}
