/**
 * What moves and what does not: the most taken by number of take-outs, what lies still, what is taken clearly less than before.
 * Rows of the ledger come in, under the items' present names, without what was undone.
 */
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { readable } from "../items/label";
import { labellerOf, type ItemLabel, type LabelledItem } from "../items/labeller";
import { sum } from "../items/quantity";
import type { Movement } from "../movements/movement";
import { emptyPlaces } from "../forecast/empty-days";
import type { WorkingDays } from "../forecast/working-days";
import type { Window } from "./digest";
import { grouped } from "./grouped";

const dayMs = 86_400_000;

export interface FastMover extends LabelledItem {
  /** Rows of 领用. */
  readonly times: number;
  readonly taken: number;
}

const issuesIn = (rows: readonly Movement[], { from, to }: Window): readonly Movement[] =>
  rows.filter(({ type, at }) => type === "issue" && at >= from && at < to);

/** The most often taken first, among equals the one of which more was taken. */
export function fastMovers(
  rows: readonly Movement[],
  items: readonly Item[],
  window: Window,
): readonly FastMover[] {
  const labeller = labellerOf(items);
  return [...grouped(issuesIn(rows, window), (row) => JSON.stringify([itemKeyOf(row), row.unit]))]
    .map(([, own]): FastMover => {
      const [{ itemName: name, spec, unit }] = own;
      const taken = sum(own.map(({ change }) => -change));
      return { label: labeller.labelOf({ name, spec }), unit, times: own.length, taken };
    })
    .sort((left, right) => right.times - left.times || right.taken - left.taken);
}

export interface SlowMover extends LabelledItem {
  readonly stock: number;
  /** Since it was taken last; undefined: not within the rows. */
  readonly idleDays: number | undefined;
  /** Months that the stock lasts at the use of all rows; undefined: nothing was taken. */
  readonly monthsOfCover: number | undefined;
}

const monthDays = 30.4;

/** Not taken for `days`, in the sheet for longer, and there. The longest lying first. `rows`: a year at most. */
export function slowMovers(
  rows: readonly Movement[],
  items: readonly Item[],
  { now, days }: { readonly now: Date; readonly days: number },
): readonly SlowMover[] {
  const labeller = labellerOf(items);
  const byItem = grouped(rows, itemKeyOf);
  const ago = (at: Date): number => (now.getTime() - at.getTime()) / dayMs;
  const oldest = Math.max(0, ...rows.map(({ at }) => ago(at)));
  const found = items.flatMap((item): readonly SlowMover[] => {
    const stock = readable(item.stock) ?? 0;
    const own = byItem.get(itemKey(item)) ?? [];
    const known = own.length === 0 ? oldest : Math.max(...own.map(({ at }) => ago(at)));
    const issues = own.filter(({ type }) => type === "issue");
    const idle = issues.length === 0 ? undefined : Math.min(...issues.map(({ at }) => ago(at)));
    if (stock <= 0 || known <= days || (idle !== undefined && idle <= days)) return [];
    const taken = sum(issues.map(({ change }) => -change));
    const monthly = taken / Math.max(1, known / monthDays);
    return [
      {
        ...{ label: labeller.labelOf(item), unit: item.unit, stock },
        idleDays: idle === undefined ? undefined : Math.floor(idle),
        monthsOfCover: monthly > 0 ? stock / monthly : undefined,
      },
    ];
  });
  return found.sort((left, right) => (right.idleDays ?? Infinity) - (left.idleDays ?? Infinity));
}

export interface Drop {
  readonly label: ItemLabel;
  readonly before: number;
  readonly after: number;
  readonly probability: number;
  /** Working days of both times without stock: they count as none. */
  readonly emptyDays: number;
}

/** Below this a drop is told, from so many take-outs before. */
const unlikely = 0.01;
const fewestBefore = 8;

/**
 * How likely so few are by chance, where both times were alike: P(Bin(before + after, share) ≤ after).
 *
 * @param share of the working days that lie in the later time
 * @see https://en.wikipedia.org/wiki/Poisson_distribution#Comparing_two_Poisson_rates
 * @example dropProbability(18, 5) // 0.0053
 */
export function dropProbability(before: number, after: number, share = 0.5): number {
  const all = before + after;
  let [chance, below] = [(1 - share) ** all, 0];
  for (let count = 0; count <= after; count += 1) {
    below += chance;
    chance *= ((all - count) / (count + 1)) * (share / (1 - share));
  }
  return Math.min(1, below);
}

/** Items taken clearly less often than in the time before, the least likely first. */
export function drops(
  rows: readonly Movement[],
  items: readonly Item[],
  times: {
    readonly before: Window;
    readonly after: Window;
    /** Of both times. */
    readonly workdays: Pick<WorkingDays, "days" | "places">;
  },
): readonly Drop[] {
  const labeller = labellerOf(items);
  const byItem = grouped(rows, itemKeyOf);
  return [...grouped(issuesIn(rows, times.before), itemKeyOf)]
    .flatMap(([key, { length: before, 0: first }]): readonly Drop[] => {
      const item = labeller.find({ name: first.itemName, spec: first.spec });
      if (before < fewestBefore || item === undefined) return [];
      const own = (byItem.get(key) ?? []).toSorted((a, b) => a.at.getTime() - b.at.getTime());
      const after = issuesIn(own, times.after).length;
      const { share, emptyDays } = daysWithStock(own, item, times);
      const probability = dropProbability(before, after, share);
      if (probability >= unlikely) return [];
      return [{ label: labeller.labelOf(item), before, after, probability, emptyDays }];
    })
    .sort((left, right) => left.probability - right.probability);
}

/** The later time's share of the working days on which there was something to take. */
function daysWithStock(
  rows: readonly Movement[],
  item: Item,
  { before, after, workdays }: Parameters<typeof drops>[2],
): { readonly share: number; readonly emptyDays: number } {
  const { days, places } = workdays;
  const empty = emptyPlaces({ stock: readable(item.stock) ?? 0, rows }, workdays);
  const observed = { days, places: places.filter((place) => !empty.includes(place)) };
  const [earlier, later] = [daysIn(before, observed), daysIn(after, observed)];
  const all = earlier + later;
  return { share: all === 0 ? 0 : later / all, emptyDays: empty.length };
}

/** So many working days lie in a time. */
export const daysIn = (
  { from, to }: Window,
  { days, places }: Pick<WorkingDays, "days" | "places">,
): number =>
  places.filter((place) => {
    const at = days[place]?.from ?? Infinity;
    return at >= from.getTime() && at < to.getTime();
  }).length;

/** What was taken of an item in each of some times, and how often. */
export function takenIn(
  rows: readonly Movement[],
  item: Pick<Item, "name" | "spec">,
  windows: readonly Window[],
): readonly { readonly taken: number; readonly times: number }[] {
  const own = rows.filter((row) => itemKeyOf(row) === itemKey(item));
  return windows.map((window) => {
    const issues = issuesIn(own, window);
    return { taken: sum(issues.map(({ change }) => -change)), times: issues.length };
  });
}
