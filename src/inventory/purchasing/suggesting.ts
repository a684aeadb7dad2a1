/** What to buy of an item: one answer for warnings, lists, requests and pages. By history, else by the item's row. Pure. */
import { isLow } from "../figures/warnings";
import { itemKey, type Item } from "../items/item";
import { readable } from "../items/label";
import type { Policy } from "../policy";
import { availableOf, noPurchasing, nothingUnderWay, underWayOf, type Purchasing } from "./orders";
import { suggestedQuantity, type Suggest } from "./suggested-quantity";

/**
 * What history suggests goes first. Where it says nothing, nothing is bought as long as what is available will do.
 *
 * @param forecastOf undefined: nothing is to be bought by history, or not enough is known
 */
export function suggesting(
  {
    purchasing = noPurchasing,
    policy,
  }: {
    readonly purchasing?: Purchasing | undefined;
    readonly policy: Pick<Policy, "warnAtSafetyStock">;
  },
  forecastOf: (item: Item, available: number) => number | undefined = () => undefined,
): Suggest {
  return (item) => {
    const underWay = underWayOf(purchasing.rows);
    const known = { ...nothingUnderWay, ...underWay.get(itemKey(item)) };
    const available = availableOf(item, underWay);
    const forecast = available === undefined ? undefined : forecastOf(item, available);
    if (forecast !== undefined)
      return { ...known, available, quantity: forecast, isForecast: true };
    const isEnough = available !== undefined && !isLow(available, item.safetyStock, policy);
    const quantity = isEnough ? undefined : suggestedQuantity(item, available);
    return { ...known, available, quantity, isForecast: false };
  };
}

/** An item with another figure than the sheet's. */
export const withStock = (item: Item, quantity: number): Item =>
  readable(item.stock) === quantity ? item : { ...item, stock: { kind: "figure", quantity } };
