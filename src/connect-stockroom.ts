/** The spreadsheet of a running relay: its client, whose calls are counted, and the stockroom on it. Starts nothing. */
import path from "node:path";
import type { Logger } from "pino";
import { subscriptionRules } from "./events/configuration";
import { crossingAlerts } from "./reports/crossing-alerts";
import { connectSheet, type Resources } from "./resources";
import type { Settings } from "./settings";
import type { SheetsClient } from "./sheet/api/client";
import { countCalls } from "./sheet/api/count-calls";
import { createStockroom } from "./sheet/create-stockroom";
import type { Stockroom } from "./sheet/stockroom";
import { tabsWith } from "./sheet/tabs/all-tabs";
import type { Metrics } from "./web/metrics";

export function connectStockroom({
  settings,
  log,
  resources: { inbox, sheet, fetch },
  metrics,
  now,
}: {
  readonly settings: Settings;
  readonly log: Logger;
  readonly resources: Resources;
  readonly metrics: Metrics;
  readonly now: () => Date;
}): { readonly client: SheetsClient; readonly stockroom: Stockroom } {
  const client = countCalls(
    connectSheet(sheet, fetch),
    () => performance.now(),
    ({ kind, status, tookMs }) => {
      metrics.recordSheetCall(kind, status);
      if (kind === "write") metrics.recordCommit(tookMs);
    },
  );
  const stockroom = createStockroom({
    client,
    spreadsheetId: sheet.spreadsheetId,
    notebook: inbox,
    now,
    timeZone: settings.timeZone,
    announceCrossings: crossingAlerts,
    log(event) {
      log[event.event === "time-zone-fault" ? "warn" : "info"](event);
      const { event: name, movements } = event;
      if (name === "commit") metrics.recordBookings(Number(movements));
    },
    limits: settings,
    tabs: tabsWith(subscriptionRules(settings.events)),
    deadLetterFile: path.join(settings.stateDir, "dead-letters.jsonl"),
  });
  return { client, stockroom };
}
