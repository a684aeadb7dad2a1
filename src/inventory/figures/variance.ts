/**
 * 盘差: what stocktakes found against what the sheet had said. Rows of the ledger come in; variances per item and their
 * mean go out. Of an item counted several times its last count is taken, against what the sheet had before those
 * of the same hours; where that is one of a session, before the session counted the item, as the session's row says. Which rows
 * count is the caller's.
 */
import { itemKeyOf, type Item } from "../items/item";
import { labellerOf, type Labeller, type LabelledItem } from "../items/labeller";
import { subtract, sum } from "../items/quantity";
import { countOf } from "../movements/count";
import type { Movement } from "../movements/movement";
import { differenceRate, isRowOfCount, type StocktakeRow } from "../stocktake/row";
import { grouped } from "./grouped";

/** An item's last stocktake of a period. */
export interface ItemVariance extends LabelledItem {
  /** What the sheet had said. */
  readonly system: number;
  readonly counted: number;
  /** Signed: counted − system. */
  readonly difference: number;
  /** 账实差异率: |difference| ÷ system; 1 where something was found of what the sheet had as 0. */
  readonly rate: number;
}

export interface Variance {
  /** Items that were counted. */
  readonly counted: number;
  /** Items whose count differed, in the rows' order. */
  readonly items: readonly ItemVariance[];
  /** The mean of the rates of all items counted, so that plus and minus, boxes and pens never net; 0 where none was. */
  readonly rate: number;
  /** 相符率: the part of the items counted that the sheet had right, with its 95 % interval. */
  readonly match: { readonly rate: number; readonly from: number; readonly to: number };
}

/** The variances that stocktake rows tell, with the rows of 盘点 beside them; other rows are passed over. */
export function variancesOf(
  rows: readonly Movement[],
  items: readonly Item[],
  sessionRows: readonly StocktakeRow[] = [],
): Variance {
  const stocktakes = rows.filter(({ type }) => type === "stocktake");
  const byItem = grouped(stocktakes, itemKeyOf);
  const labeller = labellerOf(items);
  const bySession = grouped(sessionRows, itemKeyOf);
  const all = [...byItem].map(([key, some]) =>
    varianceOf(some, bySession.get(key) ?? [], labeller),
  );
  const differing = all.filter(({ difference }) => difference !== 0);
  return {
    counted: all.length,
    items: differing,
    rate: sum(all.map(({ rate }) => rate)) / Math.max(1, all.length),
    match: proportion(all.length - differing.length, all.length),
  };
}

/** Counts of one item within so long stand together against what the sheet had before the first. */
const oneCountMs = 12 * 60 * 60_000;

function varianceOf(
  rows: readonly [Movement, ...Movement[]],
  sessionRows: readonly StocktakeRow[],
  labeller: Labeller,
): ItemVariance {
  const last = rows.reduce((latest, row) => (isLater(row, latest) ? row : latest));
  const { itemName, spec, unit } = last;
  const { counted, at } = countOf(last);
  // One that is put right, or booked once more as something of before it came later, is one count.
  const same = rows.filter(
    (row) => row.unit === unit && at.getTime() - countOf(row).at.getTime() < oneCountMs,
  );
  const booked = subtract(counted, sum(same.map(({ change }) => change)));
  const system = sessionRows.find((row) => isRowOfCount(row, { counted, at }))?.book ?? booked;
  const difference = subtract(counted, system);
  return {
    label: labeller.labelOf({ name: itemName, spec }),
    unit,
    system,
    counted,
    difference,
    rate: differenceRate(difference, system),
  };
}

/** By the moments of the counts; of two of one moment the one that was booked last. */
function isLater(row: Movement, than: Movement): boolean {
  const ms = countOf(row).at.getTime() - countOf(than).at.getTime();
  return ms > 0 || (ms === 0 && row.at > than.at);
}

/** The normal distribution's two-sided 95 %. */
const z = 1.96;

/**
 * A proportion with its 95 % Wilson interval.
 *
 * @see https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm
 * @example proportion(2, 20) // { rate: 0.1, from: 0.028, to: 0.301 }, rounded
 */
export function proportion(of: number, all: number): Variance["match"] {
  if (all === 0) return { rate: 0, from: 0, to: 1 };
  const rate = of / all;
  const middle = rate + (z * z) / (2 * all);
  const reach = z * Math.sqrt((rate * (1 - rate)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return {
    rate,
    from: Math.max(0, (middle - reach) / scale),
    to: Math.min(1, (middle + reach) / scale),
  };
}
