/** What other systems are told of: rows of the ledger, orders, stocktakes that ended. */
import {
  closedSessions,
  movementChange,
  orderChanges,
} from "../../../src/inventory/changes/change";
import type { PurchaseEvent } from "../../../src/inventory/purchasing/event";
import type { StocktakeRow } from "../../../src/inventory/stocktake/row";
import { item, row } from "../ledger-rows";
import { purchaseRow } from "../purchase-rows";

const at = new Date("2026-11-22T08:00:00Z");
const policy = { warnAtSafetyStock: false };
const paper = item("A4纸", { safetyStock: 5, unit: "箱" });
const typesOf = (before: number, after: number, items = [paper]): string[] => {
  const moved = row("issue", at, "A4纸", after - before, { before, after });
  return movementChange(moved, { items, policy }).events.map(({ type }) => type);
};

it.each([
  [20, 6, []],
  [20, 5, []],
  [6, 4, ["stock.low"]],
  [4, 3, []],
  [4, 5, ["stock.recovered"]],
  [3, 9, ["stock.recovered"]],
])("from %d to %d at a safety stock of 5 tells besides: %j", (before, after, crossing) => {
  expect(typesOf(before, after)).toEqual(["movement.booked", ...crossing]);
});

it("without a safety stock, or without the item, only the movement is told", () => {
  expect(typesOf(6, 4, [item("A4纸")])).toEqual(["movement.booked"]);
  expect(typesOf(6, 4, [])).toEqual(["movement.booked"]);
});

it("the events of one row bear rising numbers and ids of their own", () => {
  const moved = row("issue", at, "A4纸", -2, { before: 6, after: 4, id: "generic:g:m1#2" });
  const { events } = movementChange(moved, { items: [paper], policy });
  expect(events.map(({ id, data }) => [id, data.sequence - at.getTime() * 1_000])).toEqual([
    ["generic:g:m1#2", 0],
    ["generic:g:m1#2:stock.low", 1],
  ]);
});

const event = (more: Partial<PurchaseEvent>): PurchaseEvent => ({
  ...{ at, order: 12, row: 1, kind: "ordered", before: "3箱", after: "3箱", operator: "王芳" },
  ...{ text: "下单 单价 25 元", messageId: "generic:g:m2", ...more },
});

it("an order's events are told oldest first, without the words of the message, which may hold prices", () => {
  const later = new Date(at.getTime() + 1_000);
  const events = [
    event({ at: later, kind: "confirmed", messageId: "generic:g:m3" }),
    event({}),
    event({ row: 2, messageId: "generic:g:m2#2" }),
    event({ order: undefined, kind: "requested", messageId: "generic:g:m1" }),
    event({ kind: "price" as never, messageId: "generic:g:m4" }),
    event({ messageId: "" }),
  ];
  const rows = [purchaseRow(1, { itemName: "A4纸" })];
  const changes = orderChanges({ rows, events, suppliers: [] });
  expect(changes.map(({ key, events: [told] }) => [key, told?.id])).toEqual([
    ["order/12", "generic:g:m2:order.changed"],
    ["order/12", "generic:g:m2#2:order.changed"],
    ["request/1", "generic:g:m1:order.changed"],
    ["order/12", "generic:g:m3:order.changed"],
  ]);
  expect(changes[0]?.events[0]?.data).toMatchObject({ order: 12, kind: "ordered", item: "A4纸" });
  expect(JSON.stringify(changes)).not.toContain("25");
  const numbers = [0, 1, 3].map((index) => changes[index]?.events[0]?.data.sequence ?? 0);
  expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  expect(new Set(numbers).size).toBe(3);
});

const counted = (more: Partial<StocktakeRow>): StocktakeRow => ({
  ...{ number: 3, kind: "full", zone: "", itemName: "A4纸", spec: "", unit: "箱", cause: "" },
  ...{ book: 10, counted: 8, status: "counted", counter: "小李", countedAt: at },
  ...{ ordinal: undefined, recounted: undefined, remark: "" },
  ...{ startedAt: at, endedAt: at, messageId: "generic:g:m1", ...more },
});

it("a stocktake is told once it has ended, with what differed", () => {
  const rows = [
    counted({}),
    counted({ itemName: "胶带", counted: 10 }),
    counted({ itemName: "尺", counted: undefined, status: "left" }),
    counted({ number: 4, endedAt: undefined }),
  ];
  const changes = closedSessions(rows);
  expect(changes).toHaveLength(1);
  expect(changes[0]?.events[0]).toMatchObject({
    type: "stocktake.closed",
    subject: "stocktake/3",
    data: {
      ...{ session: 3, items: 3, counted: 2, differing: 1, isCancelled: false },
      differences: [{ item: "A4纸", book: 10, counted: 8, difference: -2 }],
    },
  });
  const cancelled = rows.map((one) => ({ ...one, status: "cancelled" as const }));
  expect(closedSessions(cancelled)[0]?.events[0]?.data).toMatchObject({ isCancelled: true });
});
