/**
 * The relay as a value: built without a port, started and stopped in order. `components.ts` wires its parts, `handler.ts`
 * answers HTTP, `server.ts` listens.
 */
import type { Express } from "express";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { keepTranscript } from "./channels/simulated/kept-transcript";
import { createComponents, now, type Components } from "./components";
import { describe } from "./connect/systems";
import { laySample } from "./connect/lay-sample";
import { createHandler, readinessOf } from "./handler";
import { priceOrders } from "./relay/prices/price-orders";
import { keepBlindDays } from "./relay/stocktake/blind-days";
import { watchSession } from "./relay/stocktake/watch-session";
import { startClock } from "./reports/clock";
import { watchSafetyStock } from "./reports/safety-watch";
import { openResources, type Resources } from "./resources";
import type { Settings } from "./settings";
import type { Readiness } from "./web/health";
import type { Metrics } from "./web/metrics";

export interface App {
  readonly handler: Express;
  /** Reads the sheet, takes up what was unfinished, begins to look at the clock. `url`: where the relay is reached. */
  start(url: string): Promise<void>;
  /** Finishes the commit under way and what can be delivered within ten seconds, or less. */
  stop(withinMs?: number): Promise<void>;
  readonly readiness: () => Readiness;
  readonly metrics: Metrics;
  readonly failedLate: Components["broadcasts"]["failedLate"];
  readonly reports: Components["reports"];
  /** The sheet that it runs on, in words. */
  sheetName(): string;
  /** The platforms of its channels. */
  readonly channels: readonly string[];
}

/** How long a stop waits for what is under way. */
const stopWithinMs = 10_000;
const tickMs = 5_000;

/**
 * Opens STATE_DIR and the spreadsheet and builds the relay on them.
 *
 * @throws StateDirTakenError when another process owns STATE_DIR
 */
export async function createApp(settings: Settings, log: Logger): Promise<App> {
  const warn = (sentence: string): void => log.warn(sentence);
  return createAppOn(settings, log, await openResources(settings, { now, warn }));
}

/** Builds the relay of one company on what was opened for it; closes that at the end. */
export function createAppOn(settings: Settings, log: Logger, resources: Resources): App {
  const components = createComponents(settings, log, resources);
  const { stockroom, told, relay, reports, broadcasts, outbox, events, suggestOn } = components;
  const onError = (error: unknown): void => log.error(describe(error));
  const endings: (() => unknown)[] = [];
  let leaveGroup = (): Promise<void> => Promise.resolve();

  async function start(url: string): Promise<void> {
    components.origin.url = settings.publicUrl ?? url;
    if (resources.sheet.isDemo) await laySample(components.client, resources.sheet, now());
    if (components.simulated !== undefined && resources.isDurable) {
      const file = path.join(settings.stateDir, "group.json");
      leaveGroup = await keepTranscript(components.simulated, file);
    }
    await stockroom.start();
    endings.push(watchSafetyStock(stockroom, resources.inbox, { suggestOn, onError }));
    endings.push(relay.resume());
    endings.push(components.startSystems());
    endings.push(told.onChange((snapshot) => broadcasts.look(snapshot)));
    endings.push(watchSession({ ...components, now, onError }));
    endings.push(startPrices(components, onError));
    const onMinute = async (): Promise<void> => {
      await reports.postDue();
      const snapshot = told.latest();
      if (snapshot !== undefined) broadcasts.look(snapshot);
      await keepBlindDays({ stockroom, now });
    };
    const minutes = startClock(onMinute, onError);
    const ticks = setInterval(() => void relay.tick().catch(onError), tickMs);
    events.start();
    endings.push(() => minutes.stop());
    endings.push(() => clearInterval(ticks));
    void onMinute().catch(onError);
  }

  async function stop(withinMs = stopWithinMs): Promise<void> {
    for (const end of endings) await end();
    const deadline = Date.now() + withinMs;
    const isBusy = (): boolean => relay.backlog() + outbox.pending() > 0 || broadcasts.isBusy();
    while (isBusy() && !stockroom.state().degraded && Date.now() < deadline) await sleep(20);
    outbox.stop();
    const left = sleep(Math.max(0, deadline - Date.now()), undefined, { ref: false });
    await Promise.race([stopAll(components), left]);
    await leaveGroup();
    await resources.close();
  }

  return {
    handler: createHandler(components),
    start,
    stop,
    reports,
    readiness: () => readinessOf(components),
    metrics: components.metrics,
    failedLate: (platform, failures) => components.broadcasts.failedLate(platform, failures),
    sheetName: () => sheetNameOf(settings, stockroom.latest()?.title),
    channels: components.channels.map(({ platform }) => platform),
  };
}

const stopAll = ({ events, stockroom, prices }: Components): Promise<unknown> =>
  Promise.all([events.stop(), stockroom.stop(), prices?.stop()]);

/** The spreadsheet of prices is read beside the start, which does not wait for it. Returns how to stop. */
function startPrices(
  { prices, told: stockroom }: Components,
  onError: (error: unknown) => void,
): () => void {
  if (prices === undefined) return () => undefined;
  void prices.start();
  return priceOrders({ stockroom, prices, onError });
}

const sheetNameOf = ({ sheet, stateDir }: Settings, title: string | undefined): string =>
  sheet.kind === "embedded"
    ? `the embedded sheet in ${stateDir}`
    : (title ?? `${sheet.spreadsheetId}, which can't be read yet`);
