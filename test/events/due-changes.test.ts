/** What is still to be told follows from the sheet and the cursor, however long the address was away. */
import { cursorFrom, withTold } from "../../src/events/cursor";
import { createOtherChanges } from "../../src/events/other-changes";
import { dueChanges } from "../../src/events/due-changes";
import { eventTypes } from "../../src/inventory/changes/subscription";
import type { Movement } from "../../src/inventory/movements/movement";
import { defaultPolicy } from "../../src/inventory/policy";
import type { StocktakeRow } from "../../src/inventory/stocktake/row";
import type { Snapshot } from "../../src/sheet/stockroom";
import { item, row } from "../inventory/ledger-rows";

const hour = 3_600_000;
const now = new Date("2026-11-30T08:00:00Z");
const ago = (hours: number): Date => new Date(now.getTime() - hours * hour);
const moved = (hours: number, id: string, name = "A4纸"): Movement =>
  row("issue", ago(hours), name, -1, { id, before: 9, after: 8 });

const snapshot = (recent: readonly Movement[], more: Partial<Snapshot> = {}): Snapshot => ({
  ...{ readAt: now, timeZone: "UTC", title: "", url: "", items: [item("A4纸")], members: [] },
  ...{ policy: defaultPolicy, pending: [], recent, broadcasts: [], problems: [], ...more },
});
const all = { name: "", types: eventTypes };
const others = createOtherChanges();
const unread = {
  stockroom: { movements: () => Promise.reject(new Error("not needed")) },
  others,
};
const idsOf = (changes: readonly { readonly id: string }[]): string[] =>
  changes.map(({ id }) => id);

it("rows after the cursor are due, the oldest first", async () => {
  const recent = [moved(1, "m3"), moved(2, "m2"), moved(3, "m1")];
  const cursor = cursorFrom(ago(3).getTime(), []);
  const due = await dueChanges(cursor, all, snapshot(recent), unread);
  expect(idsOf(due.ledger)).toEqual(["m2", "m3"]);
  const told = withTold(cursor, "ledger", due.ledger.slice(0, 1), {
    firstDue: due.ledger[1]?.at,
    now,
  });
  expect(idsOf((await dueChanges(told, all, snapshot(recent), unread)).ledger)).toEqual(["m3"]);
});

it("what is older than the snapshot is read from the ledger, a day at a time, 30 days back", async () => {
  const asked: Date[] = [];
  const old = [moved(24 * 29.5, "m2"), moved(24 * 29.6, "m1")];
  const stockroom = {
    movements: ({ from, to }: { readonly from: Date; readonly to: Date }) => {
      asked.push(from);
      return Promise.resolve(old.filter(({ at }) => at >= from && at < to));
    },
  };
  const cursor = cursorFrom(ago(24 * 90).getTime(), []);
  const due = await dueChanges(cursor, all, snapshot([moved(1, "m9")]), { stockroom, others });
  expect(idsOf(due.ledger)).toEqual(["m1", "m2"]);
  expect(asked).toEqual([new Date(ago(24 * 30).getTime() + 1)]);
  const later = cursorFrom(ago(24 * 28).getTime(), []);
  const none = await dueChanges(later, all, snapshot([moved(1, "m9")]), { stockroom, others });
  expect(none).toMatchObject({ ledger: [], emptyUntil: ago(24 * 27) });
});

it("of a row that an address caused itself, or did not ask for, nothing is told, and it is done", async () => {
  const recent = [
    moved(1, "撤销:api:erp:A#2"),
    moved(2, "api:erp:A@0"),
    moved(3, "api:erp:A#2"),
    moved(4, "api:erp2:A"),
    moved(5, "generic:g:api:erp:A"),
  ];
  const cursor = cursorFrom(ago(6).getTime(), []);
  const own = await dueChanges(cursor, { ...all, name: "erp" }, snapshot(recent), unread);
  const told = own.ledger.map(({ id, events }) => [id, events.length]);
  expect(told).toEqual([
    ["generic:g:api:erp:A", 1],
    ["api:erp2:A", 1],
    ["api:erp:A#2", 0],
    ["api:erp:A@0", 0],
    ["撤销:api:erp:A#2", 0],
  ]);
  const low = await dueChanges(
    cursor,
    { name: "", types: ["stock.low"] },
    snapshot(recent),
    unread,
  );
  expect(low.ledger.every(({ events }) => events.length === 0)).toBe(true);
});

it("items of a blind stocktake under way wait until it has ended, while others are told", async () => {
  const recent = [moved(1, "m2", "胶带"), moved(2, "m1")];
  const drawn = {
    ...{ number: 1, kind: "blind", itemName: "A4纸", spec: "", status: "open" },
    ...{ startedAt: ago(3), endedAt: undefined },
  } as unknown as StocktakeRow;
  const items = [item("A4纸"), item("胶带")];
  const cursor = cursorFrom(ago(3).getTime(), []);
  const blind = snapshot(recent, { items, stocktake: [drawn] });
  const due = await dueChanges(cursor, all, blind, unread);
  expect([idsOf(due.ledger), idsOf(due.held)]).toEqual([["m2"], ["m1"]]);
  const told = withTold(cursor, "ledger", due.ledger, { firstDue: due.held[0]?.at, now });
  const after = await dueChanges(told, all, snapshot(recent, { items }), unread);
  expect(idsOf(after.ledger)).toEqual(["m1"]);
});

it("orders and stocktakes that were told are told no more, and one of a message that waited is", async () => {
  const ended = (number: number, hours: number): StocktakeRow =>
    ({
      ...{ number, kind: "full", itemName: "A4纸", spec: "", status: "left", zone: "" },
      ...{ startedAt: ago(hours + 1), endedAt: ago(hours), messageId: `s${number}` },
    }) as unknown as StocktakeRow;
  const first = ended(1, 5);
  const start = cursorFrom(ago(9).getTime(), []);
  const due = await dueChanges(start, all, snapshot([], { stocktake: [first] }), unread);
  expect(idsOf(due.others)).toEqual(["s1:1:stocktake.closed"]);
  const told = withTold(start, "others", due.others, { firstDue: undefined, now });
  const late = ended(2, 6);
  const next = await dueChanges(told, all, snapshot([], { stocktake: [first, late] }), unread);
  expect(idsOf(next.others)).toEqual(["s2:2:stocktake.closed"]);
});
