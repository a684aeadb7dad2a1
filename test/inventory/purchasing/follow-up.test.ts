import { followUps, type FollowUp } from "../../../src/inventory/purchasing/follow-up";
import type { Purchasing } from "../../../src/inventory/purchasing/orders";
import type { PurchaseRow } from "../../../src/inventory/purchasing/row";
import { followUpLines, followUpPages } from "../../../src/language/report-texts/follow-up-text";
import { purchaseEvent, purchaseRow, supplier } from "../purchase-rows";

const now = new Date("2026-11-22T08:00:00Z");

const asked = (purchasing: Partial<Purchasing>): readonly FollowUp[] =>
  followUps(
    { rows: [], suppliers: [], events: [], ...purchasing },
    { items: [], now, today: "2026-11-22" },
  );
const linesOf = (...rows: readonly Partial<PurchaseRow>[]): readonly string[] =>
  followUpLines(asked({ rows: rows.map((own, index) => purchaseRow(index + 1, own)) }), 15);

const confirmedAt = new Date("2026-11-20T02:00:00Z");

it.each<readonly [string, Partial<PurchaseRow>, string | undefined]>([
  [
    "ordered 55 hours ago and not confirmed",
    {},
    "· 订单1（青竹文具）A4纸 10箱：供应商 55 小时未确认",
  ],
  [
    "ordered within the hours in which a supplier answers",
    { orderedAt: new Date("2026-11-20T09:00:00Z") },
    undefined,
  ],
  ["confirmed and not due yet", { confirmedAt, dueOn: "2026-11-22" }, undefined],
  [
    "confirmed, and the day has passed",
    { confirmedAt, dueOn: "2026-11-20" },
    "· 订单1（青竹文具）A4纸 10箱：约定 11-20 到货，已过 2 天",
  ],
  [
    "due yesterday and not confirmed either: one line",
    { dueOn: "2026-11-21" },
    "· 订单1（青竹文具）A4纸 10箱：约定 11-21 到货，已过 1 天",
  ],
  [
    "delivered in part",
    { received: 4, dueOn: "2026-11-25" },
    "· 订单1（青竹文具）A4纸 10箱：已收 4箱，还差 6箱，约定 11-25 到货",
  ],
  [
    "delivered in part, and late",
    { received: 4, dueOn: "2026-11-19" },
    "· 订单1（青竹文具）A4纸 10箱：已收 4箱，还差 6箱，约定 11-19 到货，已过 3 天",
  ],
  ["all there", { received: 10, dueOn: "2026-11-01" }, undefined],
  ["closed by hand", { closed: "done", received: 4, dueOn: "2026-11-01" }, undefined],
  ["the rest wanted no more", { received: 4, cancelled: 6, dueOn: "2026-11-01" }, undefined],
  ["only asked for", { order: undefined, orderedAt: undefined }, undefined],
  [
    "put into an order that is not placed",
    { orderedAt: undefined, dueOn: "2026-11-01" },
    undefined,
  ],
])("%s", (_, own, line) => {
  expect(linesOf(own)).toEqual(line === undefined ? [] : ["采购待跟进（1 项）", line]);
});

it("counts hours by the supplier's own 回复时限, and anew from a change on", () => {
  const rows = [purchaseRow(1)];
  expect(asked({ rows, suppliers: [supplier("青竹文具", { replyHours: 72 })] })).toEqual([]);
  const changed = purchaseEvent("quantity", "2026-11-21T08:00:00Z");
  expect(asked({ rows, events: [changed] })).toEqual([]);
  const quick = [supplier("青竹文具", { replyHours: 20 })];
  expect(asked({ rows, suppliers: quick, events: [changed] })).toMatchObject([{ hours: 24 }]);
  const other = purchaseEvent("quantity", "2026-11-21T08:00:00Z", { row: 2 });
  expect(asked({ rows, events: [other] })).toHaveLength(1);
});

it("tells the latest first, then what is unanswered, then what came in part", () => {
  const late = (dueOn: string) => ({ confirmedAt, dueOn });
  const lines = linesOf({ received: 1 }, {}, late("2026-11-21"), late("2026-11-10"));
  expect(lines.slice(1).map((line) => line.slice(line.indexOf("：") + 1))).toEqual([
    "约定 11-10 到货，已过 12 天",
    "约定 11-21 到货，已过 1 天",
    "供应商 55 小时未确认",
    "已收 1箱，还差 9箱",
  ]);
});

it("shortens a long list in the text, and shows all of it in pictures of 40 lines", () => {
  const all = asked({ rows: Array.from({ length: 50 }, (_, index) => purchaseRow(index + 1)) });
  const lines = followUpLines(all, 15);
  expect(lines).toHaveLength(17);
  expect(lines.at(-1)).toBe("…另有 35 项，见图");
  const pages = followUpPages(all, "2026-11-22");
  expect(pages.map(({ rows }) => rows.length)).toEqual([40, 10]);
  expect(followUpPages([], "2026-11-22")).toEqual([]);
});
