/** The office of a simulated year: its calendar, departments and items, and what goes wrong in it. The same for a seed. */
import type { Day, WorkCalendar } from "../../src/inventory/forecast/calendar";
import { createRandom, draw } from "../../src/inventory/stocktake/draw";
import { readDates } from "../../src/language/sheet-words/policy-dates";
import { daysAround } from "../../src/language/text/calendar";
import { stockItems } from "../bench/stock";

export const timeZone = "Asia/Shanghai";
/** Days after the last look, so that what came of it is known. */
const daysAfter = 28;

/** The public holidays of 2026, and the days worked instead. */
export const holidays =
  "2026-01-01至01-03，2026-02-15至02-23，2026-04-04至04-06，2026-05-01至05-05，2026-06-19至06-21，2026-09-25至09-27，2026-10-01至10-07，2027-01-01至01-03";
export const extraWorkdays =
  "2026-01-04，2026-02-14，2026-02-28，2026-05-09，2026-09-20，2026-10-10";
export const calendar: WorkCalendar = {
  workdays: [1, 2, 3, 4, 5],
  holidays: readDates(holidays).dates,
  extraWorkdays: readDates(extraWorkdays).dates,
};

export const departments = ["行政部", "市场部", "研发部", "财务部", "人事部", "销售部"] as const;
export const suppliers = [
  { name: "青竹办公", leadDays: 3 },
  { name: "远山文具", leadDays: 5 },
] as const;

/** Between 0 and 1. */
export type Chance = () => number;
const fine = 2 ** 30;

export function createChance(seed: number): Chance {
  const below = createRandom(seed);
  return () => below(fine) / fine;
}

interface OfficeItem {
  readonly name: string;
  readonly unit: string;
  /** Take-outs a working day, on the average of the year. */
  readonly pace: number;
  readonly meanSize: number;
  /** How far the seasons move the pace, and when in the year it is highest, 0–1. */
  readonly season: number;
  readonly peak: number;
  readonly startStock: number;
  readonly safetyStock: number;
  readonly orderQuantity: number;
  readonly supplier: (typeof suppliers)[number];
}

/** Places of items and days. */
export interface Office {
  readonly days: readonly Day[];
  readonly items: readonly OfficeItem[];
  /** Nobody there writes anything down. */
  readonly forgetting: { readonly department: string; readonly from: number; readonly to: number };
  /** Orders of these days come so many working days late. */
  readonly late: { readonly supplier: string; readonly from: number; readonly to: number };
  readonly lateBy: number;
  readonly dies: { readonly item: number; readonly from: number };
  readonly doubles: { readonly item: number; readonly from: number };
  readonly takesMuch: { readonly item: number; readonly day: number; readonly times: number };
  /** The part that is not written down by anybody. */
  readonly forgotten: number;
}

function itemOf({ name, unit }: (typeof stockItems)[number], chance: Chance): OfficeItem {
  const pace = 0.03 * 40 ** chance();
  const meanSize = 1 + Math.floor(4 * chance() ** 2);
  const perDay = pace * meanSize;
  const supplier = chance() < 0.6 ? suppliers[0] : suppliers[1];
  const safetyStock = Math.ceil(perDay * (supplier.leadDays + 2) + meanSize);
  const orderQuantity = Math.ceil(perDay * 20 + 2 * meanSize);
  return {
    ...{ name, unit, pace, meanSize, supplier, safetyStock, orderQuantity },
    ...{ season: 0.5 * chance(), peak: chance() },
    startStock: safetyStock + Math.ceil(orderQuantity * chance()),
  };
}

/** No name is part of another, so that a text that has it means it. */
const distinctItems = stockItems.filter(
  ({ name }, index) =>
    !stockItems
      .slice(Math.max(0, index - 80), index + 80)
      .some((other) => other.name !== name && other.name.includes(name)),
);

export function createOffice({
  seed,
  items: count,
  days: length,
}: {
  readonly seed: number;
  readonly items: number;
  readonly days: number;
}): Office {
  const chance = createChance(seed);
  const below = createRandom(seed + 1);
  const first = new Date("2026-01-01T04:00:00Z");
  const days = daysAround(first, { before: 0, after: length - 1 + daysAfter }, timeZone);
  const items = draw(distinctItems, count, below).map((item) => itemOf(item, chance));
  const busiest = items.map((_, place) => place);
  busiest.sort((left, right) => (items[right]?.pace ?? 0) - (items[left]?.pace ?? 0));
  const at = (from: number, to: number): number =>
    Math.floor(length * (from + (to - from) * chance()));
  const monday = (day: number): number => day + ((8 - (days[day]?.weekday ?? 1)) % 7);
  const silentFrom = monday(at(0.55, 0.62));
  const lateFrom = at(0.25, 0.35);
  return {
    ...{ days, items, lateBy: 10, forgotten: 0.04 },
    forgetting: {
      department: departments[1 + below(departments.length - 1)] ?? departments[1],
      ...{ from: silentFrom, to: silentFrom + 42 },
    },
    late: { supplier: suppliers[1].name, from: lateFrom, to: lateFrom + 60 },
    dies: { item: busiest[1 + below(3)] ?? 0, from: at(0.35, 0.5) },
    doubles: { item: busiest[5 + below(5)] ?? 0, from: at(0.65, 0.75) },
    takesMuch: { item: busiest[10 + below(5)] ?? 0, day: at(0.5, 0.8), times: 15 },
  };
}

/** Take-outs a working day that an item is wanted for on a day. */
export function paceOn({ items, days, dies, doubles }: Office, item: number, day: number): number {
  const { pace = 0, season = 0, peak = 0 } = items[item] ?? {};
  if (item === dies.item && day >= dies.from) return 0;
  const doubled = item === doubles.item && day >= doubles.from ? 2 : 1;
  const monday = days[day]?.weekday === 1 ? 1.3 : 1;
  return pace * doubled * monday * (1 + season * Math.cos(2 * Math.PI * (day / 365 - peak)));
}
