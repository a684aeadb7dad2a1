/** Days and rows of the ledger for tests of the forecast; a Monday is day 0. */
import type { Day, WorkCalendar } from "../../../src/inventory/forecast/calendar";
import type { LedgerRecords } from "../../../src/inventory/forecast/item-histories";
import type { Item } from "../../../src/inventory/items/item";
import type { Movement } from "../../../src/inventory/movements/movement";
import type { Weekday } from "../../../src/inventory/policy";
import { row as plainRow } from "../ledger-rows";

const dayMs = 86_400_000;
const monday = Date.UTC(2026, 0, 5);

export const dayAt = (place: number): Day => ({
  date: new Date(monday + place * dayMs).toISOString().slice(0, 10),
  weekday: new Date(monday + place * dayMs).getUTCDay() as Weekday,
  from: monday + place * dayMs,
});

/** The last one is the present day. */
export const daysTo = (today: number): readonly Day[] =>
  Array.from({ length: today + 1 }, (_, place) => dayAt(place));

export const at = (place: number, hour = 9): Date =>
  new Date(monday + place * dayMs + hour * 3_600_000);

export const everyDay: WorkCalendar = {
  workdays: [0, 1, 2, 3, 4, 5, 6],
  holidays: [],
  extraWorkdays: [],
};

/** A row of a day, which leaves `after`. */
export const row = (
  place: number,
  type: Movement["type"],
  change: number,
  after: number,
  rest: Partial<Movement> = {},
): Movement =>
  plainRow(type, rest.at ?? at(place), "A4纸", change, { before: after - change, after, ...rest });

/** Somebody books something else on each of these days, so that they are working days. */
export const busy = (from: number, to: number): readonly Movement[] =>
  Array.from({ length: to - from }, (_, index) =>
    row(from + index, "issue", -1, 100, { itemName: "别的" }),
  );

export const recordsOf = (
  items: readonly Item[],
  movements: readonly Movement[],
  rest: Partial<LedgerRecords> = {},
): LedgerRecords => ({
  days: daysTo(30),
  calendar: everyDay,
  entries: [],
  unrecorded: [],
  items,
  movements,
  ...rest,
});

/** What a generator answers in the end. */
export function finished<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
