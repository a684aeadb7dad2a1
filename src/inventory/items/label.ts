/**
 * How an item and a person are named to people: the spec only where the name has several. What comes in are rows of
 * the stock tab, what goes out are values that language/replies puts into words.
 */
import type { Item, ItemName, NamesItem, StockFigure } from "./item";
import { labellerOf, type ItemLabel, type LabelledItem } from "./labeller";

export interface Person {
  readonly name: string;
  readonly department: string;
}

/** Stock on hand as people are told of it. */
export interface StockLine extends LabelledItem {
  readonly stock: StockFigure;
  readonly safetyStock: number | undefined;
  readonly updatedAt: Date | undefined;
  /** 存放位置; "" where the cell is empty. */
  readonly location: string;
}

/** The label of an item among all items. */
export function labelOf(item: ItemName, items: readonly Item[]): ItemLabel {
  return labellerOf(items).labelOf(item);
}

/** The same of the item that a row names. */
export const labelOfRow = (
  { itemName: name, spec }: NamesItem,
  items: readonly Item[],
): ItemLabel => labelOf({ name, spec }, items);

/** The item that a row names; undefined where the sheet has none. */
export const itemOfRow = (
  { itemName: name, spec }: NamesItem,
  items: readonly Item[],
): Item | undefined => findItem(items, { name, spec });

export function stockLineOf(item: Item, items: readonly Item[]): StockLine {
  const { unit, stock, safetyStock, updatedAt, location } = item;
  return { label: labelOf(item, items), unit, stock, safetyStock, updatedAt, location };
}

/** The item with the same name and spec in a newer reading of the sheet. */
export function findItem(items: readonly Item[], sought: ItemName): Item | undefined {
  return labellerOf(items).find(sought);
}

/** What can be read of a stock figure; undefined where nothing can. */
export function readable(stock: StockFigure): number | undefined {
  return stock.kind === "unreadable" || stock.kind === "withheld" ? undefined : stock.quantity;
}
