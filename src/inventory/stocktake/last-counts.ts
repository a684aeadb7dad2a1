/** Which items were counted lately, by what the ledger tells. Pure. */
import { underPresentNames } from "../figures/renamed";
import { itemKeyOf, type Item } from "../items/item";
import { countOf, standingCounts } from "../movements/count";
import type { Movement } from "../movements/movement";

/** An item that was counted so lately is drawn last. */
const latelyMs = 30 * 24 * 60 * 60_000;

/** From when on a count is a late one. */
export const countsFrom = (at: Date): Date => new Date(at.getTime() - latelyMs);

/** The keys of the items that a standing count is of; `movements` in any order. */
export function countedSince(
  from: Date,
  movements: readonly Movement[],
  items: readonly Item[],
): ReadonlySet<string> {
  const counts = standingCounts(underPresentNames(movements, items));
  return new Set(counts.filter((row) => countOf(row).at >= from).map(itemKeyOf));
}
