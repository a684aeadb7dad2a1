/**
 * Adding to a figure that stands for whole packs: 1箱=6包 has no exact decimals, so that six times 0.1667箱 would be more than
 * 1箱. Where figure and change are whole in a smaller unit of the item, they are added there. Pure.
 */
import Big from "big.js";
import { add } from "./quantity";
import { quotient, type Goods } from "./units";

/** As people round it, within so much of a piece. */
const nearlyWhole = 0.01;
const mostDecimals = 4;
/** In more pieces a figure of 4 decimals could be two of them. */
const mostPieces = 5_000;

/**
 * The figure once `change` is booked on it.
 *
 * @example addInPieces(0.1667, -0.1667, { unit: "箱", conversions: [{ from: "箱", factor: 6, to: "包" }] }) // 0
 * @example addInPieces(1, -0.1667, { unit: "箱", conversions: [{ from: "箱", factor: 6, to: "包" }] }) // 0.8333
 */
export function addInPieces(figure: number, change: number, item: Goods): number {
  for (const pieces of piecesOf(item)) {
    const [whole, moved] = [wholeIn(pieces, figure), wholeIn(pieces, change)];
    if (whole === undefined || moved === undefined || (moved.eq(0) && change !== 0)) continue;
    return quotient(whole.plus(moved), pieces).quantity;
  }
  return add(figure, change);
}

/** How many of its smallest unit one of the item's own holds, as far as its conversions tell. */
export const piecesHeld = (item: Goods): number =>
  smallerUnits(item)
    .reduce((most, pieces) => (pieces.gt(most) ? pieces : most), new Big(1))
    .toNumber();

/** How many of each smaller unit make one of the item's own, the smallest unit first. */
function piecesOf(item: Goods): readonly Big[] {
  return smallerUnits(item)
    .filter((pieces) => pieces.gt(1) && pieces.lte(mostPieces))
    .sort((left, right) => right.cmp(left));
}

function smallerUnits({ unit, conversions }: Goods): readonly Big[] {
  const found = new Map([[plain(unit), new Big(1)]]);
  for (const [larger, pieces] of found) {
    for (const { from, factor, to } of conversions) {
      if (plain(from) === larger && !found.has(plain(to)))
        found.set(plain(to), pieces.times(factor));
    }
  }
  return [...found.values()];
}

const plain = (unit: string): string => unit.normalize("NFKC").trim().toLowerCase();

/** How many pieces a figure is; undefined where it is not a whole number of them, written down to 4 decimals. */
function wholeIn(pieces: Big, figure: number): Big | undefined {
  const exact = pieces.times(figure);
  const whole = exact.round(0, Big.roundHalfUp);
  if (quotient(whole, pieces).quantity === figure) return whole;
  const decimals = new Big(figure).toFixed().split(".")[1]?.length ?? 0;
  if (decimals > mostDecimals) return undefined;
  // Rounding moves a figure by half of its last decimal at most; 8.9998箱 is no 45包.
  const roundedBy = pieces.times(0.5).times(new Big(10).pow(-decimals));
  const isNear = exact
    .minus(whole)
    .abs()
    .lte(roundedBy.lt(nearlyWhole) ? roundedBy : nearlyWhole);
  return isNear ? whole : undefined;
}
