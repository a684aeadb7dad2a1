/** What a decision writes into 盘点, as rows and cells of a booking. */
import type { StocktakeWrites } from "../inventory/stocktake/row";
import { stocktakeCells } from "../language/sheet-words/stocktake-words";
import type { Booking } from "../sheet/stockroom";

const tab = "stocktake";

export function stocktakeBooking(
  writes: StocktakeWrites | undefined,
): Pick<Booking, "rows" | "cells"> {
  if (writes === undefined) return {};
  return {
    rows: writes.rows.map((entry) => ({ tab, entry })),
    cells: writes.changes.map((change) => {
      const { number, itemName, spec } = change.row;
      const key = [String(number), itemName, spec].join("\u001f");
      return { tab, key, ...stocktakeCells(change) };
    }),
  };
}
