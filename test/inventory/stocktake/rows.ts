/** A row of 盘点 for tests, everything that a test does not name being plain. */
import type { StocktakeRow } from "../../../src/inventory/stocktake/row";

const startedAt = new Date("2026-11-22T08:00:00Z");

export function sessionRow(itemName: string, more: Partial<StocktakeRow> = {}): StocktakeRow {
  return {
    ...{ number: 1, kind: "full", zone: "A柜", itemName, spec: "", unit: "个" },
    ...{ ordinal: undefined, book: undefined, counted: undefined, recounted: undefined },
    ...{ cause: "", status: "counted", counter: "小李", countedAt: startedAt },
    ...{ startedAt, endedAt: undefined, messageId: "generic:g1:open", remark: "" },
    ...more,
  };
}
