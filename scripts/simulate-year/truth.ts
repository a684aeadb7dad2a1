/** What was so in a simulated year, whatever the sheet says. Days and items are places. */
import { grouped } from "../../src/inventory/figures/grouped";
import { paceOn } from "./office";
import type { Want, Year } from "./year";

export interface Truth {
  /** What was wanted of an item on days from < day ≤ to, had or not. */
  wanted(item: number, from: number, to: number): number;
  /** Take-outs of such days that came to something. */
  takeOuts(item: number, from: number, to: number): number;
  /** What came of it by delivery. */
  delivered(item: number, from: number, to: number): number;
  /** Ordered and not there yet. */
  underWay(item: number, day: number): number;
  /** The part of what was taken that nobody wrote down: the mean over items, and of all. */
  unregistered(from: number, to: number): { readonly mean: number; readonly all: number };
  /** The pace of a time as a part of that of the time before it. */
  paceRatio(item: number, day: number, length: number): number;
  /** The day so many working days later. */
  workingDaysLater(day: number, count: number): number;
}

const total = (figures: readonly number[]): number => figures.reduce((sum, one) => sum + one, 0);

export function truthOf({ office, wants, orders, isWorking }: Year): Truth {
  const byItem = grouped(wants, ({ item }) => String(item));
  const within = (item: number, from: number, to: number): readonly Want[] =>
    (byItem.get(String(item)) ?? []).filter(({ day }) => day > from && day <= to);
  const share = (some: readonly Want[]): number | undefined => {
    const all = total(some.map(({ taken }) => taken));
    const lost = total(some.map(({ taken, registered }) => (registered ? 0 : taken)));
    return all === 0 ? undefined : lost / all;
  };
  const pace = (item: number, from: number, to: number): number => {
    const days = [...isWorking.keys()].filter((day) => day > from && day <= to && isWorking[day]);
    return total(days.map((day) => paceOn(office, item, day))) / Math.max(1, days.length);
  };
  return {
    wanted: (item, from, to) => total(within(item, from, to).map(({ wanted }) => wanted)),
    takeOuts: (item, from, to) => within(item, from, to).filter(({ taken }) => taken > 0).length,
    delivered: (item, from, to) =>
      total(
        orders
          .filter((one) => one.item === item && one.comes > from && one.comes <= to)
          .map(({ quantity }) => quantity),
      ),
    underWay: (item, day) =>
      total(
        orders
          .filter((one) => one.item === item && one.day <= day && one.comes > day)
          .map(({ quantity }) => quantity),
      ),
    unregistered(from, to) {
      const inTime = wants.filter(({ day }) => day > from && day <= to);
      const shares = [...grouped(inTime, ({ item }) => String(item)).values()].flatMap(
        (own) => share(own) ?? [],
      );
      return { mean: total(shares) / Math.max(1, shares.length), all: share(inTime) ?? 0 };
    },
    paceRatio: (item, day, length) =>
      pace(item, day - length, day) / Math.max(1e-9, pace(item, day - 2 * length, day - length)),
    workingDaysLater(day, count) {
      let at = day;
      for (let left = count; left > 0 && at < isWorking.length; left -= isWorking[at] ? 1 : 0)
        at += 1;
      return at;
    },
  };
}
