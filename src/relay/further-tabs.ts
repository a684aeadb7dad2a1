/** What a decision writes beside 库存, 流水 and 待处理, as rows and changes of a booking. */
import type { Decision } from "../inventory/decide/decision";
import type { Booking } from "../sheet/stockroom";

export function furtherTabs({
  stocktake,
  forecasts = [],
}: Decision): Pick<Booking, "rows" | "changes" | "exactly"> {
  return {
    rows: [
      ...(stocktake?.rows ?? []).map((entry) => ({ tab: "stocktake", entry })),
      ...forecasts.map((entry) => ({ tab: "forecasts", entry })),
    ],
    changes: (stocktake?.changes ?? []).map((change) => ({ tab: "stocktake", ...change })),
  };
}
