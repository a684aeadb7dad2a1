import { defaultPolicy } from "../../../src/inventory/policy";
import type { StocktakeRow } from "../../../src/inventory/stocktake/row";
import {
  blindDayDue,
  blindSessionToEnd,
  openingMinute,
} from "../../../src/relay/stocktake/blind-days";
import type { Snapshot } from "../../../src/sheet/stockroom";

const url = "https://sheet.example/1";
const row: StocktakeRow = {
  ...{ number: 1, kind: "blind", zone: "", itemName: "尺", spec: "", unit: "把", ordinal: 1 },
  ...{ book: undefined, counted: undefined, recounted: undefined, cause: "", status: "open" },
  ...{ counter: "", countedAt: undefined, startedAt: new Date("2026-12-05T02:00:00Z") },
  ...{ endedAt: undefined, messageId: "blind:2026-12-05", remark: "" },
};
const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  ...{ readAt: new Date(0), timeZone: "Asia/Shanghai", title: "", url, items: [], members: [] },
  policy: { ...defaultPolicy, allowedGroups: ["generic:g1"], blindDay: 5 },
  ...{ pending: [], recent: [], broadcasts: [], problems: [], ...more },
});
/** A minute of a day in Shanghai. */
const at = (day: string, minute: number): Date =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000);
const day = "2026-12-05";

it("the minute lies between 9:00 and 17:00, and is the same on every relay of a spreadsheet", () => {
  const days = Array.from({ length: 200 }, (_, index) => openingMinute(url, `day ${index}`));
  expect(days.every((minute) => minute >= 540 && minute < 1020)).toBe(true);
  expect(new Set(days).size).toBeGreaterThan(100);
  expect(openingMinute(url, day)).toBe(openingMinute(url, day));
});

it("one is due from its minute until 17:00 of its day", () => {
  const minute = openingMinute(url, day);
  expect(blindDayDue(snapshot(), at(day, minute - 1))).toBeUndefined();
  expect(blindDayDue(snapshot(), at(day, minute))).toBe(day);
  expect(blindDayDue(snapshot(), at(day, 1019))).toBe(day);
  expect(blindDayDue(snapshot(), at(day, 1020))).toBeUndefined();
  expect(blindDayDue(snapshot(), at("2026-12-06", 1019))).toBeUndefined();
});

it("none is due where it is off, nobody would be told, it was opened, or another session is open", () => {
  const late = at(day, 1019);
  const policy = { ...snapshot().policy, blindDay: null };
  expect(blindDayDue(snapshot({ policy }), late)).toBeUndefined();
  const untold = { ...snapshot().policy, allowedGroups: [] };
  expect(blindDayDue(snapshot({ policy: untold }), late)).toBeUndefined();
  const over = { ...row, endedAt: late };
  expect(blindDayDue(snapshot({ stocktake: [over] }), late)).toBeUndefined();
  const other: StocktakeRow = { ...row, kind: "full", messageId: "generic:g1:m1" };
  expect(blindDayDue(snapshot({ stocktake: [other] }), late)).toBeUndefined();
  const past = { ...other, endedAt: late };
  expect(blindDayDue(snapshot({ stocktake: [past] }), late)).toBe(day);
});

it("the 31st of a shorter month is its last day", () => {
  const policy = { ...snapshot().policy, blindDay: 31 };
  expect(blindDayDue(snapshot({ policy }), at("2027-02-28", 1019))).toBe("2027-02-28");
});

it("a blind session is ended after a day, another one never", () => {
  const tomorrow = new Date(row.startedAt.getTime() + 24 * 60 * 60_000);
  const early = new Date(tomorrow.getTime() - 1);
  expect(blindSessionToEnd({ stocktake: [row] }, early)).toBeUndefined();
  expect(blindSessionToEnd({ stocktake: [row] }, tomorrow)?.number).toBe(1);
  expect(blindSessionToEnd({ stocktake: [{ ...row, kind: "zone" }] }, tomorrow)).toBeUndefined();
});
