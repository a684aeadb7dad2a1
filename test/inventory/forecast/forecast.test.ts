import { calendarFaults, isWorkingDay, placeOfDay } from "../../../src/inventory/forecast/calendar";
import type { DemandHistory } from "../../../src/inventory/forecast/evidence";
import { factorsOf } from "../../../src/inventory/forecast/factors";
import {
  likelyToRunOut,
  outlookOf,
  outlooksOf,
  type Outlook,
} from "../../../src/inventory/forecast/forecast";
import { itemKey, type Item, type StockFigure } from "../../../src/inventory/items/item";
import { item } from "../ledger-rows";
import { dayAt, daysTo, everyDay, finished } from "./days";

const days = (sizes: readonly number[], rest: Partial<DemandHistory> = {}): DemandHistory => ({
  days: 60,
  empty: [],
  season: undefined,
  taken: sizes.map((quantity, index) => ({
    ...{ age: Math.floor((index * 60) / sizes.length), quantity, unrecorded: 0 },
  })),
  ...rest,
});

const steady = days([1, 1, 2, 1, 3, 1, 2, 1, 1, 5, 1, 2]);
const company = { ahead: 5, meanShare: 0.1, onOrder: new Map<string, number>() };
const withStock = (stock: StockFigure | number, rest: Partial<Item> = {}): Item =>
  item("A4纸", {
    stock: typeof stock === "number" ? { kind: "figure", quantity: stock } : stock,
    ...rest,
  });

const forecastOf = (
  stock: number,
  history = steady,
  more = {},
): Extract<Outlook, { kind: "forecast" }> => {
  const outlook = outlookOf(withStock(stock), history, { ...company, ...more });
  if (outlook.kind !== "forecast") throw new Error(outlook.kind);
  return outlook;
};

describe("an outlook", () => {
  it("tells the probability with its interval, and how long the stock lasts", () => {
    const { runOut, daysLeft, meanUse } = forecastOf(3);
    expect(runOut.from).toBeLessThan(runOut.probability);
    expect(runOut.probability).toBeLessThan(runOut.to);
    expect(daysLeft.days).toBeCloseTo(3 / meanUse, 9);
    expect(daysLeft.from).toBeLessThan(daysLeft.days);
    expect(daysLeft.to).toBeGreaterThan(daysLeft.days);
  });

  it("is repeatable to the last digit", () => {
    expect(forecastOf(3).runOut).toEqual(forecastOf(3).runOut);
  });

  it("is given with and without what is under way", () => {
    const key = itemKey(withStock(3));
    const { runOut, withOrder } = forecastOf(3, steady, { onOrder: new Map([[key, 5]]) });
    expect(withOrder?.quantity).toBe(5);
    expect(withOrder?.runOut.probability).toBe(forecastOf(8).runOut.probability);
    expect(runOut.probability).toBe(forecastOf(3).runOut.probability);
  });

  it("says that too little is known, with the mean use where there is one", () => {
    const few = outlookOf(withStock(4), days([2, 2]), company);
    expect(few).toMatchObject({ kind: "too-little-data", observed: 60, takeOuts: 2 });
    expect(few).toHaveProperty("meanUse", 4 / 60);
    const none = outlookOf(withStock(4), days([]), company);
    expect(none).toMatchObject({ kind: "too-little-data", meanUse: undefined });
  });

  it.each([
    [withStock({ kind: "unreadable", text: "约20" }), "unreadable"],
    [withStock({ kind: "formula", quantity: undefined }), "unreadable"],
    [withStock(-3), "negative"],
    [withStock(3, { duplicate: true }), "duplicate"],
  ])("of a stock that can't be used says what is wrong", (odd, why) => {
    expect(outlookOf(odd, steady, company)).toMatchObject({ kind: "no-stock-figure", why });
  });

  it("is not thrown off by one huge take-out long ago", () => {
    const huge = days([1, 1, 1, 1, 1, 1, 1, 500]);
    const { probability } = forecastOf(40, huge).runOut;
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThan(0.25);
  });

  it("of no working days ahead is that nothing runs out", () => {
    expect(forecastOf(3, steady, { ahead: 0 }).runOut.probability).toBe(0);
  });
});

describe("the list", () => {
  it("has the likeliest first, from the probability that was set", () => {
    const items = [withStock(30), withStock(1), withStock(3)].map((one, index) => ({
      ...one,
      name: `物品${index}`,
    }));
    const histories = new Map(items.map((one) => [itemKey(one), steady]));
    const outlooks = finished(outlooksOf(items, histories, company));
    expect(outlooks.map(({ item: { name } }) => name)).toEqual(["物品0", "物品1", "物品2"]);
    const listed = likelyToRunOut(outlooks, 0.2);
    expect(listed.map(({ item: { name } }) => name)).toEqual(["物品1", "物品2"]);
    expect(likelyToRunOut(outlooks, 0.99)).toEqual([]);
  });

  it("has nothing of an item that came this week", () => {
    const outlooks = finished(outlooksOf([withStock(1)], new Map(), company));
    expect(likelyToRunOut(outlooks, 0)).toEqual([]);
  });
});

describe("factors", () => {
  const situation = {
    ...{ history: steady, stock: 3, ahead: 5, meanShare: 0.1, usualWeek: 5, onOrder: 0 },
  };
  const kinds = (more: Partial<typeof situation>): readonly string[] =>
    factorsOf({ ...situation, ...more }).map(
      ({ kind, weight }) => `${kind}${weight > 0 ? "+" : "-"}`,
    );

  it("have shares that come to 1", () => {
    const shares = factorsOf({ ...situation, ahead: 2, onOrder: 4 }).map(({ share }) => share);
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it("tell a quicker pace, and a slower one", () => {
    const ages = (some: readonly number[]): DemandHistory => ({
      ...steady,
      days: 180,
      taken: some.map((age) => ({ age, quantity: 1, unrecorded: 0 })),
    });
    expect(kinds({ history: ages([0, 2, 4, 6, 8, 10]) })).toContain("pace+");
    expect(kinds({ history: ages([150, 155, 160, 165, 170, 175]) })).toContain("pace-");
  });

  it("tell fewer working days, and what is under way", () => {
    expect(kinds({ ahead: 2, onOrder: 9 })).toEqual(
      expect.arrayContaining(["workdays-", "order-"]),
    );
    expect(kinds({ ahead: 6 })).toContain("workdays+");
  });

  it("tell what nobody had written down", () => {
    const taken = steady.taken.map((day, index) =>
      index % 2 === 0 ? { ...day, unrecorded: day.quantity } : day,
    );
    expect(kinds({ history: { ...steady, taken } })).toContain("unrecorded+");
  });

  it("tell days without stock, large single take-outs and the season", () => {
    const empty = Array.from({ length: 20 }, (_, index) => index);
    expect(kinds({ history: { ...steady, empty } })).toContain("empty-days+");
    expect(kinds({ history: days([1, 1, 1, 1, 1, 30]) })).toContain("large+");
    expect(kinds({ history: { ...steady, season: 2 } })).toContain("season+");
  });

  it("tell nothing that has no data", () => {
    const alike = days([1, 1, 1, 1, 1, 1]);
    const names = factorsOf({ ...situation, history: alike }).map(({ kind }) => kind);
    expect(names.filter((name) => name !== "pace")).toEqual([]);
  });
});

describe("the calendar", () => {
  it("finds the day of a moment", () => {
    const some = daysTo(5);
    expect(placeOfDay(some, dayAt(3).from)).toBe(3);
    expect(placeOfDay(some, dayAt(4).from - 1)).toBe(3);
    expect(placeOfDay(some, dayAt(0).from - 1)).toBe(-1);
  });

  it("takes a day that is named as both as a working day", () => {
    const both = { ...everyDay, holidays: ["2026-01-05"], extraWorkdays: ["2026-01-05"] };
    expect(isWorkingDay(dayAt(0), both)).toBe(true);
    expect(calendarFaults(both, "2026-01-05")).toEqual([{ why: "both", dates: ["2026-01-05"] }]);
  });

  it("names years that nobody means", () => {
    const odd = { ...everyDay, holidays: ["2062-10-01", "2026-10-01"], extraWorkdays: [] };
    expect(calendarFaults(odd, "2026-09-20")).toEqual([{ why: "far-year", dates: ["2062-10-01"] }]);
  });
});
