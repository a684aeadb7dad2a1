/** How much of an item to buy: by its row in 库存 and what will be there of it, or by the demand that is forecast. */
import { demandWithin, type Demand } from "../forecast/demand";
import type { Item } from "../items/item";
import { readable } from "../items/label";
import { multiply, subtract } from "../items/quantity";

/** What to buy of an item beside what is under way of it; in the item's own unit. */
export interface Suggestion {
  /** undefined: nothing is to be bought, or nothing can be suggested. */
  readonly quantity: number | undefined;
  /** Whether history said so, and not the row of 库存. */
  readonly isForecast: boolean;
  readonly ordered: number;
  readonly requested: number;
  /** Stock on hand with both; undefined where the sheet holds no figure. */
  readonly available: number | undefined;
}

export type Suggest = (item: Item) => Suggestion;

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

/**
 * With history: the smallest quantity with which the stock outlasts these working days as often as `level` says, in whole
 * packs; undefined where what is there will do.
 *
 * @param days the supplier's working days to delivery, and those until one looks again
 * @param pack how many of the item's unit are bought at once at least
 * @example forecastQuantity(demand, { available: 3, days: 8, level: 0.95 }) // 6
 */
export function forecastQuantity(
  demand: Demand,
  {
    available,
    days,
    level,
    pack = 1,
  }: {
    readonly available: number;
    readonly days: number;
    readonly level: number;
    readonly pack?: number;
  },
): number | undefined {
  return missingTo(demandWithin(demand, days, level), available, pack);
}

/** What is missing to a quantity, in whole packs; undefined where nothing is. */
export function missingTo(quantity: number, available: number, pack = 1): number | undefined {
  const missing = subtract(quantity, available);
  if (missing <= 0) return undefined;
  return pack > 0 ? multiply(Math.ceil(missing / pack - 1e-9), pack) : missing;
}
