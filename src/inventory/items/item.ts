/**
 * An item as the stock tab holds it: one row, one item. Comes from the sheet module, goes everywhere.
 * No reading of cells here, and no matching of what people write (catalogue).
 */

/** One step of a unit conversion: `1 from = factor to` (1箱=5包). */
export interface Conversion {
  readonly from: string;
  readonly factor: number;
  readonly to: string;
}

/** What stands in 当前库存. Only a `figure` may be booked on; an empty cell is the figure 0. `withheld`: not to be told for now. */
export type StockFigure =
  | { readonly kind: "figure"; readonly quantity: number }
  | { readonly kind: "formula"; readonly quantity: number | undefined }
  | { readonly kind: "unreadable"; readonly text: string }
  | { readonly kind: "withheld" };

export interface Item extends ItemName {
  /** The item's own unit, canonical; "" when the cell is empty. */
  readonly unit: string;
  readonly stock: StockFigure;
  /** undefined: never warns (empty, or a cell that is reported as a problem). */
  readonly safetyStock: number | undefined;
  readonly updatedAt: Date | undefined;
  /** 负责人. */
  readonly owner: string;
  readonly aliases: readonly string[];
  readonly conversions: readonly Conversion[];
  readonly purchaseQuantity: number | undefined;
  readonly supplier: string;
  readonly location: string;
  /** 1-based row in the stock tab when it was read: the sheet's order, never an address to write to. */
  readonly row: number;
  /** true when another row has the same name and spec; such an item can't be booked on. */
  readonly duplicate: boolean;
}

/** What an item is called in the sheet. */
export interface ItemName {
  readonly name: string;
  readonly spec: string;
}

/** A row of another tab, or a line, that names an item. */
export interface NamesItem {
  readonly itemName: string;
  readonly spec: string;
}

/** One that says so much of an item, and for whom. */
export interface ItemLine extends NamesItem {
  readonly unit: string;
  readonly requester: string;
  readonly department: string;
}

/**
 * An item's identity: its name and spec, trimmed, exactly as the sheet has them.
 *
 * @example itemKey({ name: "A4纸", spec: "70g" }) // "A4纸\u001f70g"
 */
export function itemKey(item: ItemName): string {
  return `${item.name.trim()}\u001f${item.spec.trim()}`;
}

/** The identity of the item that a row of another tab names. */
export const itemKeyOf = ({ itemName: name, spec }: NamesItem): string => itemKey({ name, spec });

/** @example nameAndSpec({ name: "A4纸", spec: "70g" }) // "A4纸 70g" */
export const nameAndSpec = ({ name, spec }: ItemName): string =>
  [name, spec].filter((part) => part !== "").join(" ");
