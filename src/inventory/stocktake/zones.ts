/** Zones are the 存放位置 cells of the items, compared without white space; 「A柜」 holds 「A柜 1层」. */
import type { Item } from "../items/item";

/** The zones of items in the sheet's order; "" is that of the items without a place. */
export function zonesOf(items: readonly Pick<Item, "location">[]): readonly string[] {
  return [...new Set(items.map(({ location }) => location.trim()))];
}

const folded = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();

/**
 * The zones that a written place means: the one that is called so, else those that it holds. A part of a number or of a
 * Latin word is no place.
 *
 * @example findZones("a柜", ["A柜 1层", "A柜 2层", "B柜"]) // ["A柜 1层", "A柜 2层"]
 */
export function findZones(written: string, zones: readonly string[]): readonly string[] {
  const sought = folded(written);
  if (sought === "") return [];
  const same = zones.filter((zone) => folded(zone) === sought);
  return same.length > 0 ? same : zones.filter((zone) => holds(sought, folded(zone)));
}

function holds(sought: string, zone: string): boolean {
  if (!zone.startsWith(sought)) return false;
  const seam = zone.slice(sought.length - 1, sought.length + 1);
  return !/^(?:\d\d|[a-z]{2})$/u.test(seam);
}
