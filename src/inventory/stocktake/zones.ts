/** Zones are the 存放位置 cells of the items, compared without white space; 「A柜」 holds 「A柜 1层」. */
import type { Item } from "../items/item";
import { oncePer } from "../once-per";

type Placed = Pick<Item, "location">;

/** The zones of items in the sheet's order, worked out once a reading; "" is that of the items without a place. */
export const zonesOf = oncePer((items: readonly Placed[]): readonly string[] => [
  ...new Set(items.map(({ location }) => location.trim())),
]);

const folded = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();

/** How the zone of items without a place is written. */
export const unplaced = " ";

/**
 * The zones that a written place means: the one that is called so, else those that it holds, else the only one that has
 * it for a word. A part of a number or of a Latin word is no place. Places side by side stand between commas; none is
 * found where one of them is not.
 *
 * @example findZones("a柜", ["A柜 1层", "A柜 2层", "B柜"]) // ["A柜 1层", "A柜 2层"]
 * @example findZones("1排,3排", ["仓库 1排", "仓库 2排", "仓库 3排"]) // ["仓库 1排", "仓库 3排"]
 */
export function findZones(written: string, zones: readonly string[]): readonly string[] {
  const whole = findOne(written, zones);
  if (whole.length > 0 || !written.includes(",")) return whole;
  const each = written.split(",").map((one) => findOne(one, zones));
  return each.every((found) => found.length > 0) ? [...new Set(each.flat())] : [];
}

function findOne(written: string, zones: readonly string[]): readonly string[] {
  const sought = folded(written);
  if (sought === "") return written === "" ? [] : zones.filter((zone) => folded(zone) === "");
  const same = zones.filter((zone) => folded(zone) === sought);
  if (same.length > 0) return same;
  const held = zones.filter((zone) => holds(sought, folded(zone)));
  if (held.length > 0) return held;
  const named = zones.filter((zone) => zone.split(/\s+/u).map(folded).includes(sought));
  return named.length === 1 ? named : [];
}

function holds(sought: string, zone: string): boolean {
  if (!zone.startsWith(sought)) return false;
  const seam = zone.slice(sought.length - 1, sought.length + 1);
  return !/^(?:\d\d|[a-z]{2})$/u.test(seam);
}
