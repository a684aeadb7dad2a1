/** A row of 缺货预测: what was forecast of an item at a moment, what came of it, what people decided. */

import type { NamesItem } from "../items/item";

export type ForecastResult = "ran-out" | "lasted";

export interface ForecastRow extends NamesItem {
  readonly at: Date;
  readonly unit: string;
  readonly stock: number | undefined;
  /** Under way at that moment. */
  readonly onOrder: number | undefined;
  /** 0–1; undefined on a row that only holds what people decided. */
  readonly probability: number | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Working days that the stock was to last. */
  readonly daysLeft: number | undefined;
  /** In words. */
  readonly reason: string;
  readonly suggested: number | undefined;
  readonly supplier: string;
  /** Seven days later: whether demand reached the stock of that moment, whatever was bought meanwhile. */
  readonly result: ForecastResult | undefined;
  /** true: nobody needs to be told of the item until its stock rises. */
  readonly ignored: boolean;
  /** Why, and who said so. */
  readonly handling: string;
  readonly messageId: string;
}

/** A row that stands, and what is to stand in it. */
export interface ForecastChange {
  readonly row: ForecastRow;
  readonly to: Partial<ForecastRow>;
}
