import { forecastsTab } from "../../../src/sheet/tabs/forecasts";
import type { ForecastRow } from "../../../src/inventory/forecast/row";
import type { Movement } from "../../../src/inventory/movements/movement";
import { defaultPolicy } from "../../../src/inventory/policy";
import { nothingRunsOut } from "../../../src/reports/compose";
import { readRunOut } from "../../../src/reports/forecasts/run-out-news";
import { createForecasts } from "../../../src/reports/forecasts/forecasts";
import type { Booking, Snapshot } from "../../../src/sheet/stockroom";
import { item, row } from "../../inventory/ledger-rows";
import { snapshotAt } from "../fake-stockroom";

/** A Friday; the weekly report is due at 16:10 in Shanghai. */
const friday = new Date("2026-11-27T08:11:00Z");
const dayMs = 86_400_000;

/** One is taken on each of the last 90 days. */
const movements: readonly Movement[] = Array.from({ length: 90 }, (_, index) =>
  row("issue", new Date(friday.getTime() - (90 - index) * dayMs), "A4纸", -1, {
    before: 93 - index,
  }),
);

const policy = { ...defaultPolicy, workdays: [0, 1, 2, 3, 4, 5, 6] as const };

const pause = (): Promise<void> => Promise.resolve();

function open(
  at: Date,
  more: Partial<Snapshot> = {},
  rows: () => Promise<readonly Movement[]> = () => Promise.resolve(movements),
) {
  const booked: Booking[] = [];
  const snapshot = snapshotAt(at.toISOString(), {
    ...{ items: [item("A4纸", { quantity: 3, unit: "箱" })], policy },
    ...more,
  });
  const forecasts = createForecasts({
    stockroom: {
      latest: () => snapshot,
      book(booking) {
        booked.push(booking);
        return Promise.resolve({ kind: "already", movements: [] });
      },
    },
    ledger: { rows },
    now: () => at,
    pause,
  });
  return { booked, forecasts, snapshot };
}

const said = (at: string, more: Partial<ForecastRow> = {}): ForecastRow => ({
  ...{ at: new Date(at), itemName: "A4纸", spec: "", unit: "箱", stock: 3, onOrder: undefined },
  ...{ probability: 0.9, from: 0.8, to: 0.95, daysLeft: 3, reason: "", suggested: 4 },
  ...{ supplier: "", result: undefined, ignored: false, handling: "", messageId: "forecast:x" },
  ...more,
});

it("notes the week's forecasts once the weekly report is due, under one id", async () => {
  const { booked, forecasts } = open(friday);
  await forecasts.keep();
  expect(booked.map(({ messageId, rows }) => [messageId, rows?.length])).toEqual([
    ["forecast:2026-11-23", 1],
  ]);
  expect(booked[0]?.rows?.[0]).toMatchObject({
    tab: "forecasts",
    entry: { itemName: "A4纸", stock: 3, result: undefined },
  });
});

it.each([
  ["before its time", new Date("2026-11-27T08:00:00Z"), {}],
  ["where this week was noted", friday, { forecasts: [said("2026-11-26T09:00:00Z")] }],
  ["where the list is off", friday, { policy: { ...policy, runOutList: "off" as const } }],
])("notes nothing %s", async (_, at, more) => {
  const { booked, forecasts } = open(at, more);
  await forecasts.keep();
  expect(booked).toEqual([]);
});

it("fills in what came of a forecast seven days later", async () => {
  const rows = [said("2026-11-13T08:11:00Z"), said("2026-11-23T08:11:00Z", { messageId: "b" })];
  const { booked, forecasts } = open(friday, { forecasts: rows });
  await forecasts.keep();
  expect(booked[0]?.changes).toEqual([
    { tab: "forecasts", row: rows[0], to: { result: "ran-out" } },
  ]);
});

it("is worked out once for the same sheet", async () => {
  const { forecasts, snapshot } = open(friday);
  expect(await forecasts.news(snapshot)).toBe(await forecasts.news({ ...snapshot }));
  const sold = { ...snapshot, items: [item("A4纸", { quantity: 2 })] };
  expect(await forecasts.news(sold)).not.toBe(await forecasts.news(snapshot));
});

it("a row of 缺货预测 is read as it was written", () => {
  const entry = said("2026-11-13T08:11:00Z", { ignored: true, handling: "小王：不用了" });
  const fields = forecastsTab.format(entry, "Asia/Shanghai");
  const cells = {
    cell: (field: string) => fields[field],
    text: (field: string) => String(fields[field] ?? ""),
    ...{ rawText: () => "", has: () => true, gridRow: 1, isDated: () => true },
  };
  expect(forecastsTab.parse(cells, "Asia/Shanghai")).toEqual(entry);
});

it("who can't wait is told what is worked out already", async () => {
  const { forecasts, snapshot } = open(friday);
  expect(forecasts.known(snapshot)).toBeUndefined();
  const news = await forecasts.news(snapshot);
  expect(forecasts.known(snapshot)).toBe(news);
});

it("the digest goes out without it where the ledger is not read in time", async () => {
  const { forecasts, snapshot } = open(friday, {}, () => new Promise(() => undefined));
  await expect(forecasts.newsSoon(snapshot)).resolves.toBeUndefined();
  await expect(readRunOut(forecasts, snapshot, "digest")).resolves.toEqual(nothingRunsOut);
});
