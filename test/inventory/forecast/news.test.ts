import { historiesOf } from "../../../src/inventory/forecast/item-histories";
import { ignoredItems, judgedForecasts, resultsDue } from "../../../src/inventory/forecast/judge";
import {
  forecastNews,
  listedLines,
  packOf,
  type ForecastInput,
} from "../../../src/inventory/forecast/news";
import type { ForecastRow } from "../../../src/inventory/forecast/row";
import { itemKey } from "../../../src/inventory/items/item";
import type { Movement } from "../../../src/inventory/movements/movement";
import { defaultPolicy } from "../../../src/inventory/policy";
import { item } from "../ledger-rows";
import { at, busy, dayAt, daysTo, everyDay, finished, recordsOf, row } from "./days";

const paper = item("A4纸", { quantity: 3, unit: "箱" });
const key = itemKey(paper);

/** One is taken on every second of 60 days. */
const taken: readonly Movement[] = Array.from({ length: 30 }, (_, index) =>
  row(index * 2, "issue", -1, 33 - index),
);
const records = recordsOf([paper], [...busy(0, 60), ...taken], { days: daysTo(60) });

const forecastRow = (place: number, more: Partial<ForecastRow> = {}): ForecastRow => ({
  ...{ at: at(place), itemName: "A4纸", spec: "", unit: "箱", stock: 3, onOrder: undefined },
  ...{ probability: 0.7, from: 0.5, to: 0.8, daysLeft: 6, reason: "", suggested: undefined },
  ...{ supplier: "", result: undefined, ignored: false, handling: "", messageId: "m" },
  ...more,
});

const sourceOf = () => ({ supplier: "青竹", leadDays: 3 });

const input = (more: Partial<ForecastInput> = {}): ForecastInput => ({
  records,
  coming: [61, 62, 63, 64, 65, 66, 67].map(dayAt),
  now: at(60),
  policy: { ...defaultPolicy, ...everyDay },
  rows: [],
  purchases: { coming: new Map(), sourceOf },
  ...more,
});

describe("the news of a forecast", () => {
  it("lists an item with what to buy, and from whom", () => {
    const [line] = finished(forecastNews(input())).lines;
    expect(line?.outlook.runOut.probability).toBeGreaterThan(0.6);
    expect(line?.suggested).toBeGreaterThan(0);
    expect(line?.source).toEqual({ supplier: "青竹", leadDays: 3 });
  });

  it("counts the working days ahead by the calendar", () => {
    const policy = {
      ...defaultPolicy,
      ...everyDay,
      holidays: [61, 62, 63].map((d) => dayAt(d).date),
    };
    expect(finished(forecastNews(input({ policy }))).ahead).toBe(4);
  });

  it("buys less where something is under way, in whole packs", () => {
    const boxes = { ...paper, conversions: [{ from: "托", factor: 12, to: "箱" }] };
    const [packed] = finished(
      forecastNews(input({ records: { ...records, items: [boxes] } })),
    ).lines;
    expect(Number(packed?.suggested) % 12).toBe(0);
    const coming = finished(
      forecastNews(
        input({ purchases: { coming: new Map([[key, { soon: 40, all: 40 }]]), sourceOf } }),
      ),
    ).lines;
    expect(coming[0]?.suggested).toBeUndefined();
    expect(coming[0]?.outlook.withOrder?.quantity).toBe(40);
  });

  it("leaves out what is ignored, until its stock rises", () => {
    const rows = [forecastRow(50, { probability: undefined, ignored: true })];
    const news = finished(forecastNews(input({ rows })));
    expect(listedLines(news, 0)).toEqual([]);
    expect(ignoredItems(rows, new Map([[key, at(55).getTime()]])).size).toBe(0);
  });

  it("is not trusted where it was no better than each item's own rate", () => {
    const wrong = Array.from({ length: 60 }, (_, index) =>
      forecastRow(20 + (index % 30), { probability: 0.9, result: "lasted" }),
    );
    expect(finished(forecastNews(input({ rows: wrong }))).isTrusted).toBe(false);
    expect(finished(forecastNews(input({ rows: wrong.slice(0, 40) }))).isTrusted).toBe(true);
  });
});

describe("what came of a forecast", () => {
  const histories = finished(historiesOf(records));

  it("is told seven days later, by demand against the stock of that day", () => {
    const results = (rows: readonly ForecastRow[]) =>
      resultsDue(rows, histories).map(({ to }) => to.result);
    expect(results([forecastRow(40)])).toEqual(["ran-out"]);
    expect(results([forecastRow(40, { stock: 5 })])).toEqual(["lasted"]);
    expect(results([forecastRow(52)])).toEqual(["ran-out"]);
    expect(results([forecastRow(53)])).toEqual([]);
  });

  it("is nothing where it is known already, nothing was forecast or the item is gone", () => {
    const rows = [
      forecastRow(40, { result: "lasted" }),
      forecastRow(40, { probability: undefined }),
      forecastRow(40, { itemName: "没有了" }),
      forecastRow(40, { stock: 0 }),
    ];
    expect(resultsDue(rows, histories)).toEqual([]);
  });

  it("counts for two months", () => {
    const rows = [forecastRow(40, { result: "ran-out" }), forecastRow(45), forecastRow(46)];
    const due = [{ row: rows[1] ?? forecastRow(45), to: { result: "lasted" as const } }];
    expect(judgedForecasts(rows, due, at(60)).map(({ came }) => came)).toEqual([true, false]);
    expect(judgedForecasts(rows, due, at(103)).map(({ came }) => came)).toEqual([false]);
  });
});

it("a pack is what the next larger unit holds", () => {
  const conversions = [
    { from: "箱", factor: 5, to: "包" },
    { from: "包", factor: 500, to: "张" },
  ];
  expect(packOf({ unit: "包", conversions })).toBe(5);
  expect(packOf({ unit: "箱", conversions })).toBe(1);
});
