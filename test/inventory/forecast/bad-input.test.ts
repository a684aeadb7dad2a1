import { forecastNews } from "../../../src/inventory/forecast/news";
import type { Item } from "../../../src/inventory/items/item";
import { defaultPolicy } from "../../../src/inventory/policy";
import { item } from "../ledger-rows";
import { at, busy, dayAt, daysTo, everyDay, finished, recordsOf } from "./days";

const newsOf = (items: readonly Item[], policy = { ...defaultPolicy, ...everyDay }) =>
  finished(
    forecastNews({
      records: recordsOf(items, busy(0, 60), { days: daysTo(60) }),
      coming: [61, 62, 63, 64, 65, 66, 67].map(dayAt),
      now: at(60),
      ...{ policy, rows: [] },
      purchases: { coming: new Map(), sourceOf: () => ({ supplier: "", leadDays: undefined }) },
    }),
  );

it.each([
  ["negative", item("A4纸", { quantity: -3 })],
  ["unreadable", item("A4纸", { stock: { kind: "unreadable", text: "约20" } })],
  ["duplicate", item("A4纸", { duplicate: true })],
] as const)("a stock that is %s is named and never on the list", (why, odd) => {
  const { outlooks, lines } = newsOf([odd]);
  expect(outlooks).toEqual([{ item: odd, kind: "no-stock-figure", why }]);
  expect(lines).toEqual([]);
});

it("an item without history is no alarm", () => {
  const { outlooks, lines } = newsOf([item("A4纸", { quantity: 0 })]);
  expect(outlooks[0]).toMatchObject({ kind: "too-little-data", meanUse: undefined, takeOuts: 0 });
  expect(lines).toEqual([]);
});

it("a calendar that makes no sense is told, and works as far as it can", () => {
  const day = dayAt(61).date;
  const far = "2999-01-01";
  const policy = {
    ...{ ...defaultPolicy, ...everyDay },
    ...{ holidays: [day, day, far], extraWorkdays: [day] },
  };
  const { faults, ahead } = newsOf([item("A4纸")], policy);
  expect(faults).toEqual([
    { why: "far-year", dates: [far] },
    { why: "both", dates: [day] },
  ]);
  expect(ahead).toBe(7);
});
