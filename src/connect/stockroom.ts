/** The spreadsheets of a running relay: a client whose calls are counted, the stockroom on it, that of prices. Starts nothing. */
import path from "node:path";
import type { Logger } from "pino";
import { subscriptionRules } from "../events/configuration";
import { crossingAlerts } from "../reports/crossing-alerts";
import type { SuggestOn } from "../reports/forecasts/forecasts";
import { connectSheet, type Resources } from "../resources";
import type { Settings } from "../settings";
import type { SheetsClient } from "../sheet/api/client";
import { countCalls } from "../sheet/api/count-calls";
import { createStockroom } from "../sheet/create-stockroom";
import type { Stockroom } from "../sheet/stockroom";
import { tabsWith } from "../sheet/tabs/all-tabs";
import { priceTabs } from "../sheet/tabs/prices/price-tabs";
import type { Metrics } from "../web/metrics";

/** Of the calls a minute, those that the spreadsheet of prices may make. */
const pricesShare = 0.15;

export interface Stockrooms {
  readonly client: SheetsClient;
  readonly stockroom: Stockroom;
  /** The spreadsheet of prices; undefined: no price is stored. */
  readonly prices: Stockroom | undefined;
}

interface StockroomNeeds {
  readonly settings: Settings;
  readonly log: Logger;
  readonly resources: Resources;
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** Asked when something is booked first, not before. */
  readonly suggestOn: SuggestOn;
}

export function connectStockrooms({
  settings,
  log,
  resources: { inbox, sheet, prices, fetch, worker },
  metrics,
  now,
  suggestOn,
}: StockroomNeeds): Stockrooms {
  const client = countCalls(
    connectSheet(sheet, fetch),
    () => performance.now(),
    ({ kind, status, tookMs }) => {
      metrics.recordSheetCall(kind, status);
      if (kind === "write") metrics.recordCommit(tookMs);
    },
  );
  // Google counts the calls of an account, whichever spreadsheet they are for.
  const limitsOf = (share: number) => ({
    readsPerMinute: Math.max(1, Math.floor(settings.readsPerMinute * share)),
    writesPerMinute: Math.max(1, Math.floor(settings.writesPerMinute * share)),
  });
  const both = { client, now, timeZone: settings.timeZone };
  const stockroom: Stockroom = createStockroom({
    ...both,
    spreadsheetId: sheet.spreadsheetId,
    notebook: inbox,
    announceCrossings: (movements, items, policy) =>
      crossingAlerts(movements, items, {
        policy,
        suggest: suggestOn({ ...stockroom.latest(), policy }),
      }),
    log(event) {
      log[event.event === "time-zone-fault" ? "warn" : "info"](event);
      if (event.event === "commit") metrics.recordBookings(Number(event["movements"]));
    },
    limits: limitsOf(prices === undefined ? 1 : 1 - pricesShare),
    tabs: tabsWith(subscriptionRules(settings.events)),
    sharedCalls: worker?.calls,
    deadLetterFile: worker?.deadLetters ?? path.join(settings.stateDir, "dead-letters.jsonl"),
  });
  if (prices === undefined) return { client, stockroom, prices: undefined };
  return {
    client,
    stockroom,
    prices: createStockroom({
      ...both,
      spreadsheetId: prices.spreadsheetId,
      tabs: priceTabs,
      // No price is kept anywhere else: neither in the journal nor with what could not be booked.
      notebook: { record: () => Promise.resolve(), notes: new Map() },
      deadLetterFile: () => Promise.resolve(),
      announceCrossings: () => [],
      log: ({ event }) => log.info({ event, sheet: "prices" }),
      limits: limitsOf(pricesShare),
    }),
  };
}
