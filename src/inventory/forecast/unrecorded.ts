/** Take-outs that nobody wrote down, as a count found: when they will have been is not known, so they are spread. */

import type { NamesItem } from "../items/item";

export interface Unrecorded extends NamesItem {
  /** The moment of the count, in ms. */
  readonly at: number;
  /** In the item's unit, > 0. */
  readonly quantity: number;
}

/**
 * A quantity as take-outs of the usual size at equal distances over the days since the count before; whole where it is whole.
 *
 * @param places the working days it lies in
 * @param usual sizes of the take-outs that were written down
 * @example spreadUnrecorded(3, [1, 2, 3, 4, 5, 6], [1, 1]) // [[2, 1], [4, 1], [6, 1]]
 */
export function spreadUnrecorded(
  quantity: number,
  places: readonly number[],
  usual: readonly number[],
): readonly (readonly [place: number, quantity: number])[] {
  if (places.length === 0 || quantity <= 0) return [];
  const mean = usual.length === 0 ? 1 : usual.reduce((sum, size) => sum + size, 0) / usual.length;
  const count = Math.min(places.length, Math.max(1, Math.round(quantity / mean)));
  const isWhole = Number.isInteger(quantity);
  const parts = Array.from({ length: count }, (_, index): readonly [number, number] => {
    const place = places[Math.ceil(((index + 1) * places.length) / count) - 1] ?? 0;
    const upTo = (part: number): number =>
      isWhole ? Math.round((quantity * part) / count) : (quantity * part) / count;
    return [place, upTo(index + 1) - upTo(index)];
  });
  return parts.filter(([, part]) => part > 0);
}
