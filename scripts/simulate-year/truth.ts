/** What was so in a simulated year, whatever the sheet says. Days and items are places. */
import { grouped } from "../../src/inventory/figures/grouped";
import { paceOn } from "./office";
import type { Want, Year } from "./year";

export interface Truth {
  /** What was wanted of an item on days from < day ≤ to, had or not. */
  wanted(item: number, from: number, to: number): number;
  /** Take-outs of such days that came to something. */
  takeOuts(item: number, from: number, to: number): number;
  /** The part of what was taken that nobody wrote down, the mean over items. */
  unregistered(from: number, to: number): number;
  /** Take-outs a working day that an item is wanted for, on the average of such days. */
  pace(item: number, from: number, to: number): number;
  /** How likely as much is wanted in the seven days to come, for one who knows the pace. */
  reaches(item: number, day: number, stock: number): number;
}

export const total = (figures: readonly number[]): number =>
  figures.reduce((sum, one) => sum + one, 0);

const poisson = (mean: number, most: number): readonly number[] => {
  const chances = [Math.exp(-mean)];
  for (let count = 1; count <= most; count += 1)
    chances.push(((chances.at(-1) ?? 0) * mean) / count);
  return chances;
};

export function truthOf({ office, wants, isWorking }: Year): Truth {
  const byItem = grouped(wants, ({ item }) => String(item));
  const within = (item: number, from: number, to: number): readonly Want[] =>
    (byItem.get(String(item)) ?? []).filter(({ day }) => day > from && day <= to);
  const paces = (item: number, from: number, to: number): readonly number[] =>
    [...isWorking.keys()]
      .filter((day) => day > from && day <= to && isWorking[day])
      .map((day) => paceOn(office, item, day));
  const lost = (some: readonly Want[]): readonly number[] => {
    const all = total(some.map(({ taken }) => taken));
    const open = total(some.map(({ taken, registered }) => (registered ? 0 : taken)));
    return all === 0 ? [] : [open / all];
  };
  const mean = (figures: readonly number[]): number => total(figures) / Math.max(1, figures.length);
  return {
    wanted: (item, from, to) => total(within(item, from, to).map(({ wanted }) => wanted)),
    takeOuts: (item, from, to) => within(item, from, to).filter(({ taken }) => taken > 0).length,
    unregistered: (from, to) =>
      mean([...office.items.keys()].flatMap((item) => lost(within(item, from, to)))),
    pace: (item, from, to) => mean(paces(item, from, to)),
    /** @see https://en.wikipedia.org/wiki/Panjer_recursion of take-outs by Poisson, each of one and some more by Poisson */
    reaches(item, day, stock) {
      const often = total(paces(item, day, day + 7));
      const sizes = [0, ...poisson((office.items[item]?.meanSize ?? 1) - 1, stock)];
      const sums = [Math.exp(-often)];
      for (let sum = 1; sum < stock; sum += 1) {
        const before = sums.map(
          (chance, other) => chance * (sum - other) * (sizes[sum - other] ?? 0),
        );
        sums.push((often / sum) * total(before));
      }
      return stock <= 0 ? 1 : 1 - total(sums);
    },
  };
}
