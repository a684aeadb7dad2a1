import fc from "fast-check";
import { rateOf, type StocktakeRow } from "../../../src/inventory/stocktake/row";
import {
  claimedZones,
  openSession,
  progressOf,
  summaryOf,
} from "../../../src/inventory/stocktake/session";
import { sessionPlaceOf } from "../../../src/inventory/stocktake/session-place";
import { item } from "../ledger-rows";

const at = new Date("2026-11-22T08:00:00Z");
const row = (itemName: string, more: Partial<StocktakeRow> = {}): StocktakeRow => ({
  ...{ number: 1, kind: "full", zone: "A柜", itemName, spec: "", unit: "个", cause: "" },
  ...{ book: undefined, counted: undefined, status: "open", counter: "", countedAt: undefined },
  ...{ ordinal: undefined, recounted: undefined, remark: "" },
  ...{ startedAt: at, endedAt: undefined, messageId: "generic:g:m1", ...more },
});
const counted = (itemName: string, book: number, figure: number, more = {}): StocktakeRow =>
  row(itemName, { book, counted: figure, status: "counted", counter: "小李", ...more });

it.each([
  [12, 10, 2 / 12],
  [0, 0, 0],
  [0, 3, 1],
])("a book figure of %d counted as %d has the rate %d", (book, figure, rate) => {
  expect(rateOf(counted("水彩本", book, figure))).toBeCloseTo(rate, 12);
});

it("the newest session is open until one of its rows says when it ended", () => {
  const rows = [
    row("剪刀", { endedAt: at }),
    row("剪刀", { number: 2 }),
    row("胶带", { number: 2 }),
  ];
  expect(openSession(rows)?.number).toBe(2);
  expect(openSession([...rows, row("尺", { number: 2, endedAt: at })])).toBeUndefined();
  expect(openSession([])).toBeUndefined();
});

it("a zone is somebody's as long as something is left to be counted in it", () => {
  const mine = row("剪刀", { counter: "小李" });
  const session = openSession([mine, row("胶带", { zone: "B柜", counter: "小王" })]);
  expect(claimedZones(session, "小李")).toEqual(["A柜"]);
  expect(claimedZones(openSession([counted("剪刀", 6, 6)]), "小李")).toEqual([]);
});

it("who has no zone counts nothing without a verb", () => {
  const items = [item("剪刀", { location: "A柜" })];
  const place = sessionPlaceOf(
    { stocktake: [row("剪刀", { counter: "小李" })], items, recent: [] },
    "小王",
    { sentAt: at, quotedId: undefined },
  );
  expect(place).toEqual({
    isOpen: true,
    isBlind: false,
    zones: ["A柜"],
    hasZone: false,
    isDone: false,
    differences: "none",
  });
});

it("100→95 and 100→105 differ by 5 %, and are never right together", () => {
  const summary = summaryOf({ rows: [counted("剪刀", 100, 95), counted("胶带", 100, 105)] });
  expect(summary.rate).toBeCloseTo(0.05, 12);
  expect(summary.match.rate).toBe(0);
});

it("what is derived does not depend on the order of the rows", () => {
  const rows = [
    row("剪刀", { counter: "小李" }),
    counted("胶带", 22, 20),
    counted("尺", 5, 5, { zone: "B柜", counter: "小王" }),
    row("笔", { zone: "B柜" }),
  ];
  const sorted = (some: readonly StocktakeRow[]): unknown =>
    [...progressOf({ rows: some })]
      .map((zone) => ({ ...zone, people: [...zone.people].sort() }))
      .sort((one, other) => one.zone.localeCompare(other.zone));
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (some) => {
      expect(sorted(some)).toEqual(sorted(rows));
      expect(summaryOf({ rows: some })).toMatchObject({ all: 4, counted: 2, match: { rate: 0.5 } });
    }),
  );
});

it("a difference may be explained for a week, by who counted without naming it", () => {
  const stocktake = [
    counted("剪刀", 6, 5, { countedAt: at }),
    counted("尺", 5, 5, { countedAt: at }),
  ];
  const later = (days: number): Date => new Date(at.getTime() + days * 24 * 3_600_000);
  const told = (name: string, days: number): string =>
    sessionPlaceOf({ stocktake, items: [], recent: [] }, name, {
      sentAt: later(days),
      quotedId: undefined,
    }).differences;
  expect([told("小李", 1), told("小王", 1), told("小李", 8)]).toEqual(["own", "others", "none"]);
});
