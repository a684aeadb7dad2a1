/** How much of an item to buy, as far as its row in 库存 tells: an item and what will be there of it in, a quantity out. */
import type { Item } from "../items/item";
import { readable } from "../items/label";
import { subtract } from "../items/quantity";

/**
 * The 建议采购量 cell, else what is missing to twice the safety stock; undefined where nothing is to be bought or can be
 * suggested. In the item's own unit. `available`: stock on hand with what is under way or asked for already.
 *
 * @example suggestedQuantity({ …, safetyStock: 5, purchaseQuantity: undefined }, 3) // 7
 */
export function suggestedQuantity(
  {
    purchaseQuantity,
    safetyStock,
    stock,
  }: Pick<Item, "purchaseQuantity" | "safetyStock" | "stock">,
  available = readable(stock),
): number | undefined {
  if (purchaseQuantity !== undefined) return purchaseQuantity;
  if (safetyStock === undefined || available === undefined) return undefined;
  const missing = subtract(safetyStock * 2, available);
  return missing > 0 ? missing : undefined;
}
