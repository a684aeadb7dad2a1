/**
 * 盘差: what stocktakes found against what the sheet had said. Rows of the ledger come in; variances per item and in
 * total with their rate go out. Which rows count is the caller's.
 */
import { itemKey, type Item } from "../items/item";
import { labellerOf, type ItemLabel, type Labeller } from "../items/labeller";
import { sum } from "../items/quantity";
import type { Movement } from "../movements/movement";
import { grouped } from "./grouped";

/** One item's stocktakes of a period in one unit. */
export interface ItemVariance {
  readonly label: ItemLabel;
  readonly unit: string;
  /** What the sheet had said, summed over the stocktakes. */
  readonly system: number;
  readonly counted: number;
  /** Signed: counted − system. */
  readonly difference: number;
  /** Σ |system − counted|, each stocktake by itself. */
  readonly deviation: number;
  /** 账实差异率: deviation ÷ system; undefined where the sheet had said 0. */
  readonly rate: number | undefined;
}

export interface Variance {
  /** Stocktakes that count. */
  readonly stocktakes: number;
  /** Items whose count differed, in the rows' order. */
  readonly items: readonly ItemVariance[];
  /** Over all stocktakes, those without a difference among them; undefined where the sheet had said 0 of everything. */
  readonly rate: number | undefined;
}

/** The variances that stocktake rows tell; other rows are passed over. */
export function variancesOf(rows: readonly Movement[], items: readonly Item[]): Variance {
  const stocktakes = rows.filter(({ type }) => type === "stocktake");
  const byItem = grouped(stocktakes, ({ itemName: name, spec, unit }) =>
    [itemKey({ name, spec }), unit].join("\u001f"),
  );
  const labeller = labellerOf(items);
  const all = [...byItem.values()].map((some) => varianceOf(some, labeller));
  return {
    stocktakes: stocktakes.length,
    items: all.filter(({ deviation }) => deviation > 0),
    rate: rateOf(sum(all.map(({ deviation }) => deviation)), sum(all.map(({ system }) => system))),
  };
}

function varianceOf(rows: readonly [Movement, ...Movement[]], labeller: Labeller): ItemVariance {
  const [{ itemName, spec, unit }] = rows;
  const system = sum(rows.map(({ before }) => before));
  const deviation = sum(rows.map(({ change }) => Math.abs(change)));
  return {
    label: labeller.labelOf({ name: itemName, spec }),
    unit,
    system,
    counted: sum(rows.map(({ after }) => after)),
    difference: sum(rows.map(({ change }) => change)),
    deviation,
    rate: rateOf(deviation, system),
  };
}

function rateOf(deviation: number, system: number): number | undefined {
  if (deviation === 0) return 0;
  return system > 0 ? deviation / system : undefined;
}
