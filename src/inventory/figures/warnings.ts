/**
 * When an item warns. Movements and items in, crossings and low items out. Once per crossing follows from looking at
 * before and after: while an item stays below, nothing crosses; it re-arms by coming back.
 */
import { itemKeyOf, type Item } from "../items/item";
import { findItem, itemOfRow, labelOf, readable } from "../items/label";
import type { ItemLabel } from "../items/labeller";
import { subtract } from "../items/quantity";
import type { Movement } from "../movements/movement";
import type { Policy } from "../policy";
import { biggestFirst } from "./biggest-first";
import { grouped } from "./grouped";

/** An item that a booking, or a person's edit, took below its safety stock. */
export interface Crossing {
  readonly item: Item;
  readonly label: ItemLabel;
  /** Stock on hand after the last of the movements. */
  readonly stock: number;
}

export type WarningPolicy = Pick<Policy, "warnAtSafetyStock">;

/** Whether a figure is low against a safety stock; without one nothing is. */
export function isLow(
  figure: number,
  safetyStock: number | undefined,
  { warnAtSafetyStock }: WarningPolicy,
): boolean {
  if (safetyStock === undefined) return false;
  return warnAtSafetyStock ? figure <= safetyStock : figure < safetyStock;
}

/**
 * The items that movements, oldest first, took from not low to low: one crossing an item however many rows did it,
 * none for an item that was low before or has recovered by the last row.
 */
export function crossings(
  movements: readonly Movement[],
  items: readonly Item[],
  policy: WarningPolicy,
): readonly Crossing[] {
  return [...grouped(movements, itemKeyOf).values()].flatMap((own) => {
    const [first] = own;
    const last = own.at(-1) ?? first;
    const item = itemOfRow(last, items);
    if (item === undefined) return [];
    const wasLow = isLow(first.before, item.safetyStock, policy);
    const low = isLow(last.after, item.safetyStock, policy);
    return low && !wasLow ? [{ item, label: labelOf(item, items), stock: last.after }] : [];
  });
}

/** Every item that is low: the most lacking first where they are many, else in the sheet's order. */
export function lowItems(items: readonly Item[], policy: WarningPolicy): readonly Item[] {
  return biggestFirst(
    items.filter((item) => isLowItem(item, policy)),
    lackOf,
  );
}

/** Whether what the sheet holds of an item is low; what can't be read is not. */
export function isLowItem({ stock, safetyStock }: Item, policy: WarningPolicy): boolean {
  const figure = readable(stock);
  return figure !== undefined && isLow(figure, safetyStock, policy);
}

/** The part of the safety stock that is missing, then how many pieces that are. */
function lackOf({ stock, safetyStock = 0 }: Item): readonly [number, number] {
  const lack = subtract(safetyStock, readable(stock) ?? 0);
  return [safetyStock > 0 ? lack / safetyStock : 0, lack];
}

/**
 * The items that an edit of 安全库存 alone takes to low: the stock on hand of the older reading against both safety
 * stocks, so that a change of the figure in the same moment is told once, by its movement.
 */
export function safetyCrossings(
  older: readonly Item[],
  newer: readonly Item[],
  policy: WarningPolicy,
): readonly Crossing[] {
  return newer.flatMap((item, index) => {
    if (item === older[index]) return [];
    const then = findItem(older, item);
    const stock = then === undefined ? undefined : readable(then.stock);
    if (then === undefined || stock === undefined) return [];
    if (isLow(stock, then.safetyStock, policy)) return [];
    if (!isLow(stock, item.safetyStock, policy)) return [];
    return [{ item, label: labelOf(item, newer), stock: readable(item.stock) ?? stock }];
  });
}
