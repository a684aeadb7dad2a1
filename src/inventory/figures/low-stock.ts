/** 缺货: what is low, with what to buy of it. */
import type { Item } from "../items/item";
import { labelOf, readable } from "../items/label";
import type { LabelledItem } from "../items/labeller";
import type { Suggest, Suggestion } from "../purchasing/suggested-quantity";
import { suggesting } from "../purchasing/suggesting";
import { lowItems, type WarningPolicy } from "./warnings";

export interface LowStockLine extends LabelledItem {
  readonly item: Item;
  readonly stock: number;
  readonly safetyStock: number;
  readonly buy: Suggestion;
}

/** As `lowItems` orders them. */
export const lowStock = (
  items: readonly Item[],
  policy: WarningPolicy,
  suggest: Suggest = suggesting({ policy }),
): readonly LowStockLine[] =>
  lowItems(items, policy).map((item) => {
    const { safetyStock = 0, unit } = item;
    const [stock, label] = [readable(item.stock) ?? 0, labelOf(item, items)];
    return { item, label, unit, stock, safetyStock, buy: suggest(item) };
  });
