import { forecastNews } from "../../../src/inventory/forecast/news";
import { suggestedOf } from "../../../src/inventory/forecast/suggested";
import { defaultPolicy } from "../../../src/inventory/policy";
import type { Movement } from "../../../src/inventory/movements/movement";
import { item } from "../ledger-rows";
import { at, busy, dayAt, daysTo, everyDay, finished, recordsOf, row } from "./days";

const paper = { item: item("A4纸", { quantity: 3, unit: "箱" }) };
const taken: readonly Movement[] = Array.from({ length: 30 }, (_, index) =>
  row(index * 2, "issue", -1, 33 - index),
);
const told = finished(
  forecastNews({
    records: recordsOf([paper.item], [...busy(0, 60), ...taken], { days: daysTo(60) }),
    coming: [61, 62, 63, 64, 65, 66, 67].map(dayAt),
    ...{ now: at(60), policy: { ...defaultPolicy, ...everyDay }, rows: [] },
    purchases: {
      coming: new Map([["A4纸", { soon: 0, all: 0 }]]),
      sourceOf: () => ({ supplier: "青竹", leadDays: 3 }),
    },
  }),
);
const whole = told.lines[0]?.suggested ?? 0;
const noted = {
  ...{ at: at(60), itemName: "A4纸", spec: "", unit: "箱", stock: 3, onOrder: 1 },
  ...{ probability: 0.7, from: 0.5, to: 0.8, daysLeft: 6, reason: "", suggested: 6 },
  ...{ supplier: "", result: undefined, ignored: false, handling: "", messageId: "m" },
} as const;

describe("what the last forecast suggests to buy", () => {
  const by = (available: number, more: Partial<Parameters<typeof suggestedOf>[1]> = {}) =>
    suggestedOf({ ...paper, available }, { told, rows: [], now: at(61), ...more });

  it("is its own figure as long as nothing has changed", () => {
    expect(whole).toBeGreaterThan(1);
    expect(by(3)).toBe(whole);
  });

  it("is less by what was ordered since, more by what was taken, and nothing once it is there", () => {
    expect(by(4)).toBe(whole - 1);
    expect(by(1)).toBe(whole + 2);
    expect(by(3 + whole)).toBeUndefined();
  });

  it("is nothing for an item that has no forecast", () => {
    expect(
      suggestedOf({ item: item("直尺"), available: 0 }, { told, rows: [noted], now: at(61) }),
    ).toBeUndefined();
  });

  it("comes from 缺货预测 after a restart, for eight days", () => {
    const rows = [{ ...noted, at: at(55), suggested: 50 }, noted];
    expect(by(4, { told: undefined, rows })).toBe(6);
    expect(by(9, { told: undefined, rows })).toBe(1);
    expect(by(4, { told: undefined, rows, now: at(69) })).toBeUndefined();
  });
});
