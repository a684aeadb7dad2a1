/** The relay's own code looks at the year's sheet, week after week and at each month's end, as it stood then. */
import { disciplineIn } from "../../src/reports/discipline";
import type { Discipline } from "../../src/inventory/figures/discipline";
import type { ForecastNews } from "../../src/inventory/forecast/news";
import type { ForecastRow } from "../../src/inventory/forecast/row";
import type { Policy } from "../../src/inventory/policy";
import { tabs } from "../../src/language/sheet-words/headings";
import { purchasesHeading, suppliersHeading } from "../../src/language/sheet-words/purchase-words";
import { stocktakeHeading } from "../../src/language/sheet-words/stocktake-words";
import { periodOf } from "../../src/language/text/calendar";
import { startLocalSheet } from "../../src/local-sheet/server";
import { createYearOfLedger } from "../../src/reports/forecasts/year-of-ledger";
import { createInsights } from "../../src/reports/insights";
import { createSheetsClient } from "../../src/sheet/api/client";
import { createStockroom } from "../../src/sheet/create-stockroom";
import type { SheetProblem } from "../../src/sheet/stockroom";
import { appendRows, layWorkbook, putRows, type SheetAt } from "../bench/workbook";
import { timeZone } from "./office";
import {
  emptyContent,
  countRows,
  ledgerRows,
  momentOf,
  orderRows,
  stockRows,
  supplierRows,
} from "./tabs";
import type { Year } from "./year";

/** What the relay said at the end of a day. */
export interface Look {
  readonly day: number;
  readonly isMonthsEnd: boolean;
  readonly news: ForecastNews;
  readonly policy: Policy;
  readonly discipline: Discipline;
  /** As they are sent. */
  readonly texts: Readonly<Record<"dropped" | "slow" | "calibration", string>>;
  /** Rows of 缺货预测. */
  readonly forecasts: readonly ForecastRow[];
  readonly problems: readonly SheetProblem[];
}

/** Fridays, and the days of counts, which are the months' last. */
export function lookDays({ office: { days }, counts }: Year, until: number): readonly number[] {
  const counted = new Set(counts.map(({ day }) => day));
  return [...days.keys()].filter(
    (day) => day < until && (days[day]?.weekday === 5 || counted.has(day)),
  );
}

export async function lookAtYear(year: Year, days: readonly number[]): Promise<readonly Look[]> {
  const sheet = await startLocalSheet({ dir: undefined, timeZone });
  const looks: Look[] = [];
  try {
    await layWorkbook(sheet, emptyContent(), [
      { heading: suppliersHeading, rows: supplierRows },
      { heading: purchasesHeading, rows: [] },
      { heading: stocktakeHeading, rows: [] },
    ]);
    let from = 0;
    for (const day of days) {
      await appendRows(sheet, tabs.ledger, ledgerRows(year, from, day + 1));
      await appendRows(sheet, stocktakeHeading, countRows(year, from, day + 1));
      await putRows(sheet, tabs.stock, stockRows(year, day));
      await putRows(sheet, purchasesHeading, orderRows(year, day));
      from = day + 1;
      looks.push(await lookAt(sheet, year, day));
    }
  } finally {
    await sheet.close();
  }
  return looks;
}

const unlimited = { readsPerMinute: 1e6, writesPerMinute: 1e6 };

async function lookAt(sheet: SheetAt, year: Year, day: number): Promise<Look> {
  const at = new Date(momentOf(year.office, day, 17));
  const now = (): Date => at;
  const client = { rootUrl: sheet.url, credentialsFile: undefined, timeoutMs: 60_000, fetch };
  const stockroom = createStockroom({
    client: createSheetsClient(client),
    spreadsheetId: sheet.spreadsheetId,
    notebook: { record: () => Promise.resolve(), notes: new Map() },
    ...{ now, timeZone, limits: unlimited },
    announceCrossings: () => [],
    log: () => undefined,
    deadLetterFile: () => Promise.resolve(),
  });
  try {
    await stockroom.start();
    const ledger = createYearOfLedger({ stockroom, now });
    const pause = (): Promise<void> => Promise.resolve();
    const { forecasts, text } = createInsights({ stockroom, ledger, now, pause });
    await stockroom.read();
    await forecasts.keep();
    const snapshot = await stockroom.read();
    const rows = await ledger.standing(snapshot);
    const month = periodOf({ unit: "month", offset: 0 }, at, timeZone);
    type Topic = keyof Look["texts"];
    const answer = (topic: Topic): Promise<string> =>
      text({ kind: "insight", topic, against: undefined, items: [] }, snapshot);
    return {
      day,
      isMonthsEnd: year.counts.some((count) => count.day === day),
      news: await forecasts.news(snapshot),
      policy: snapshot.policy,
      discipline: disciplineIn(month, snapshot, { rows, now: at }),
      texts: {
        dropped: await answer("dropped"),
        slow: await answer("slow"),
        calibration: await answer("calibration"),
      },
      forecasts: snapshot.forecasts ?? [],
      problems: snapshot.problems,
    };
  } finally {
    await stockroom.stop();
  }
}
