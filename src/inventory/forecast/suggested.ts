/** How much to buy of an item by what was forecast of it last, told or noted in 缺货预测. Pure. */
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { add } from "../items/quantity";
import { missingTo } from "../purchasing/suggested-quantity";
import { packOf, type ForecastNews } from "./news";
import type { ForecastRow } from "./row";

const notedForMs = 8 * 86_400_000;

/**
 * What was suggested was meant for what was available then: what has come or gone since is taken into account.
 *
 * @param available stock on hand with all that is ordered or asked for, in the item's unit
 * @param known.told undefined: nothing was forecast since the start, and what 缺货预测 holds of eight days counts
 */
export function suggestedOf(
  { item, available }: { readonly item: Item; readonly available: number },
  known: {
    readonly told: Pick<ForecastNews, "lines"> | undefined;
    readonly rows: readonly ForecastRow[] | undefined;
    readonly now: Date;
  },
): number | undefined {
  const last = lastOf(itemKey(item), known);
  return last?.suggested === undefined
    ? undefined
    : missingTo(add(last.available, last.suggested), available, packOf(item));
}

function lastOf(
  key: string,
  { told, rows = [], now }: Parameters<typeof suggestedOf>[1],
): { readonly available: number; readonly suggested: number | undefined } | undefined {
  if (told !== undefined) return told.lines.find(({ outlook }) => itemKey(outlook.item) === key);
  const [newest] = rows
    .filter((row) => itemKeyOf(row) === key)
    .filter(({ probability }) => probability !== undefined)
    .filter(({ at }) => now.getTime() - at.getTime() < notedForMs)
    .toSorted((left, right) => right.at.getTime() - left.at.getTime());
  return (
    newest && {
      available: add(newest.stock ?? 0, newest.onOrder ?? 0),
      suggested: newest.suggested,
    }
  );
}
