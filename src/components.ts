/**
 * Wires the parts of a running relay together; the only file that names the channels' drivers. Starts nothing.
 */
import type { Settings } from "./settings";
import { connectEvents } from "./connect/events";
import { connectStockrooms, type Stockrooms } from "./connect/stockroom";
import { connectSystems, describe, type Systems } from "./connect/systems";
import type { Resources } from "./resources";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { BookingNeeds } from "./rest/documents/book-document";
import type { Channel } from "./channels/channel";
import type { ChannelDeps } from "./channels/transport/deps";
import { createChannels } from "./channels/configuration/configured";
import { createSimulatedGroup, type SimulatedGroup } from "./channels/simulated/simulated";
import type { Events } from "./events/events";
import { closestTo } from "./language/names/item-names";
import { choose } from "./language/replies/choices";
import { everyone } from "./language/replies/everyone";
import { claimantOf, claimText, releasedText } from "./language/sheet-words/claim-words";
import { createBroadcasts, type Broadcasts } from "./outbox/broadcasts";
import { createOutbox, type Outbox } from "./outbox/outbox";
import { createOnceADay } from "./relay/allowed-groups";
import { createLexicons } from "./relay/lexicons";
import { createLookups } from "./relay/lookups/lookups";
import { answersOfPrices } from "./relay/prices/answers-of-prices";
import { createQuestions } from "./relay/questions/open-questions";
import { createRelay, type Relay } from "./relay/relay";
import type { DrawPages } from "./relay/send-replies";
import { causesOf, mentionsFor } from "./reports/mentions";
import { drawPictures } from "./reports/pictures/picture";
import { createInsights } from "./reports/insights";
import { createBoardCharts, type BoardCharts } from "./reports/board-charts";
import type { SuggestOn } from "./reports/forecasts/forecasts";
import { createYearOfLedger } from "./reports/forecasts/year-of-ledger";
import { createReports } from "./reports/reports";
import type { Stockroom } from "./sheet/stockroom";
import { withholding } from "./sheet/withholding";
import { createSignedLinks } from "./web/access/signed-links";
import { createMetrics, type Metrics } from "./web/metrics";
import { createHostedPictures, type HostedPictures } from "./web/pages/hosted-pictures";

export const now = (): Date => new Date();
const pause = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });
const elapsedMs = (): number => performance.now();

/** Everything that a running relay consists of. */
export interface Components extends Stockrooms, Systems {
  readonly settings: Settings;
  readonly log: Logger;
  readonly resources: Resources;
  readonly metrics: Metrics;
  /** The same, without the figures that are withheld for now. */
  readonly told: Stockroom;
  readonly suggestOn: SuggestOn;
  readonly simulated: SimulatedGroup | undefined;
  readonly channels: readonly Channel[];
  readonly hostedPictures: HostedPictures;
  readonly outbox: Outbox;
  readonly reports: ReturnType<typeof createReports>;
  readonly charts: BoardCharts;
  readonly broadcasts: Broadcasts;
  readonly links: ReturnType<typeof createSignedLinks>;
  readonly relay: Relay;
  readonly events: Events;
  /** Where people reach the pages. */
  readonly origin: { url: string };
}

/** The drivers of the platforms that are configured. */
export function channelsOf(
  { channels }: Pick<Settings, "channels">,
  log: Logger,
  deps: Pick<ChannelDeps, "fetch" | "publishPicture">,
): readonly Channel[] {
  const onUndelivered = ({ kind }: { readonly kind: string }): void =>
    log.warn({ channel: "generic", kind }, "undelivered: GENERIC_OUTBOUND_URL is not set");
  return createChannels(channels, { ...deps, now, onUndelivered, everyone, choose });
}

/** A picture that can't be drawn holds no text back. */
const drawOrNone =
  (onError: (error: unknown) => void): DrawPages =>
  (pages) =>
    drawPictures(pages).catch((error: unknown) => {
      onError(error);
      return [];
    });

export function createComponents(
  settings: Settings,
  log: Logger,
  resources: Resources,
): Components {
  const { inbox, sheet, isDurable } = resources;
  const onError = (error: unknown): void => log.error(describe(error));
  const metrics = createMetrics();
  const origin = { url: settings.publicUrl ?? "" };
  const suggestOn: SuggestOn = (snapshot) => insights.forecasts.suggestOn(snapshot);
  const stockrooms = connectStockrooms({ settings, log, resources, metrics, now, suggestOn });
  const { stockroom, prices } = stockrooms;
  const told = withholding(stockroom);
  const isFurther = (groupId: string): boolean => isSuppliers(groupId, stockroom);
  const simulated = sheet.isDemo ? createSimulatedGroup({ now, isFurther }) : undefined;
  const hostedPictures = createHostedPictures({ now, origin: () => origin.url });
  const outside = { fetch: resources.fetch, publishPicture: hostedPictures.publish };
  const channels = [
    ...(simulated === undefined ? [] : [simulated.channel]),
    ...(resources.worker?.channels ?? channelsOf(settings, log, outside)),
  ];
  const byPlatform = new Map(channels.map((channel) => [channel.platform, channel]));
  const outbox = createOutbox({
    channels: byPlatform,
    elapsedMs,
    random: Math.random,
    onSent({ platform, kind }, sent) {
      if (sent.kind === "left") return;
      metrics.recordDelivery(platform, sent.kind === "delivered" ? "sent" : "failed");
      if (sent.kind === "given-up") log.warn({ channel: platform, kind, reason: sent.reason });
    },
  });
  const ledger = createYearOfLedger({ stockroom: told, now });
  const insights = createInsights({ stockroom: told, ledger, now, pause });
  const reports = createReports({
    stockroom: told,
    forecasts: insights.forecasts,
    now,
    draw: drawPictures,
    limitOf: (platform) => byPlatform.get(platform)?.textLimit,
    onError,
  });
  const broadcasts = createBroadcasts({
    ...reports,
    signature: {
      relay: resources.relayName,
      mark: (at, timeZone) => claimText(resources.relayName, at, timeZone),
      relayOf: claimantOf,
      released: releasedText,
    },
    now,
    elapsedMs,
    mentionsFor,
    causesOf,
    stockroom,
    outbox,
    notebook: inbox,
    onError,
  });
  const signingKey = resources.signingKeys.boardLink;
  const links = createSignedLinks({ signingKey, origin: () => origin.url });
  const isFirstToday = createOnceADay();
  const lexiconOf = createLexicons();
  const closest: BookingNeeds["closest"] = (written, snapshot) =>
    closestTo(written, lexiconOf(snapshot));
  const relay = createRelay({
    inbox,
    isDurable,
    stockroom,
    prices: answersOfPrices({ prices, stockroom: told, now }),
    questions: createQuestions(inbox),
    lexiconOf,
    suggestOn,
    ...((settings.publicUrl !== undefined || sheet.isDemo) && { letterUrl: links.signLetter }),
    lookups: createLookups({
      stockroom: told,
      reportText: (asked) => reports.text(asked),
      insightText: insights.text,
      hasPages: resources.worker === undefined,
      boardLink: () => links.sign(now()),
      exportLink: (file) => links.signFile(file, now()),
      now,
    }),
    send: (message) => outbox.send(message),
    draw: drawOrNone(onError),
    nameOf: (message) => nameOf(message, channels),
    shouldTellClosedGroup: (place) => isFirstToday(place, dayIn(stockroom)),
    now,
    pause,
    onOutcome({ channel, outcome, ...line }, error) {
      metrics.recordOutcome(channel, outcome);
      if (error === undefined) log.info({ channel, outcome, ...line }, "message");
      else log.error({ channel, outcome, ...line, ...describe(error) }, "message");
    },
  });
  return {
    settings,
    log,
    resources,
    metrics,
    ...stockrooms,
    suggestOn,
    told,
    simulated,
    channels,
    hostedPictures,
    outbox,
    reports,
    charts: createBoardCharts({ ledger, now }),
    broadcasts,
    links,
    relay,
    ...connectSystems({ settings, log, resources, stockroom, closest, now, pause }),
    events: connectEvents(settings, resources, { stockroom, now, onError, metrics }),
    origin,
  };
}

/** Whether a simulated group is a supplier's own. */
const isSuppliers = (groupId: string, stockroom: Stockroom): boolean =>
  (stockroom.latest()?.purchasing?.suppliers ?? []).some(
    ({ group }) => group === `simulated:${groupId}`,
  );

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
