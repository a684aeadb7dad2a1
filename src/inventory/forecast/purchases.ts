/** What the forecast takes from purchasing: what is under way of an item, and from whom it comes in how many days. Pure. */
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { add } from "../items/quantity";
import { noPurchasing, type Purchasing } from "../purchasing/orders";
import { isRequested, outstandingOf, type PurchaseRow } from "../purchasing/row";
import { findSupplier, knownSuppliers, suppliersOf, type Supplier } from "../purchasing/supplier";

/** Where an item is bought, and in how many working days it comes. */
export interface Source {
  readonly supplier: string;
  readonly leadDays: number | undefined;
}

/** In the item's unit. */
export interface Coming {
  /** Ordered, and to come within the days that are looked ahead: agreed so, or expected so by the supplier's days. */
  readonly soon: number;
  /** All that is ordered or asked for. */
  readonly all: number;
}

const nothingComing: Coming = { soon: 0, all: 0 };

export interface Purchases {
  /** By itemKey. */
  readonly coming: ReadonlyMap<string, Coming>;
  readonly sourceOf: (item: Item) => Source;
}

const dayMs = 86_400_000;
/** Calendar days that a working day is, on the average of a usual week. */
const stretch = 7 / 5;

/** The days that are looked ahead, the first and the last one of them, yyyy-MM-dd. */
interface Ahead {
  readonly from: string;
  readonly until: string;
}

export function purchasesOf(
  { rows, suppliers }: Purchasing = noPurchasing,
  items: readonly Item[],
  ahead: Ahead,
): Purchases {
  const known = knownSuppliers(suppliers, items);
  const coming = new Map<string, Coming>();
  for (const row of rows) {
    const left = outstandingOf(row);
    if (left === 0) continue;
    const { soon, all } = coming.get(itemKeyOf(row)) ?? nothingComing;
    const isSoon = !isRequested(row) && isExpected(row, known, ahead);
    coming.set(itemKeyOf(row), { soon: isSoon ? add(soon, left) : soon, all: add(all, left) });
  }
  return { coming, sourceOf: (item) => sourceOf(item, known) };
}

/** Where neither a day nor the supplier's days are known it may come any day; what is late can't be relied on. */
function isExpected(
  { dueOn, orderedAt, supplier }: PurchaseRow,
  suppliers: readonly Supplier[],
  { from, until }: Ahead,
): boolean {
  if (dueOn !== "") return dueOn >= from && dueOn <= until;
  const leadDays = findSupplier(supplier, suppliers)[0]?.leadDays;
  if (leadDays === undefined || orderedAt === undefined) return true;
  return orderedAt.getTime() + Math.ceil(leadDays * stretch) * dayMs < Date.parse(until) + dayMs;
}

/** Of several suppliers the one that delivers first; those whose days are unknown come last. */
function sourceOf(item: Item, suppliers: readonly Supplier[]): Source {
  const days = ({ leadDays }: Supplier): number => leadDays ?? Infinity;
  const [first] = suppliersOf(item, suppliers)
    .filter(({ isStopped }) => !isStopped)
    .toSorted((left, right) => (days(left) === days(right) ? 0 : days(left) - days(right)));
  return { supplier: first?.name ?? "", leadDays: first?.leadDays };
}

export const comingOf = (item: Item, { coming }: Pick<Purchases, "coming">): Coming =>
  coming.get(itemKey(item)) ?? nothingComing;
