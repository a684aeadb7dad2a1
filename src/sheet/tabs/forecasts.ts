/** 缺货预测: a row an item and week, with what came of it; and a row an item that people want to hear no more of. */
import type { ForecastRow } from "../../inventory/forecast/row";
import {
  forecastHeading,
  forecastResults,
  handlingOf,
  handlingWord,
  intervalOf,
  intervalWord,
  probabilityWord,
  type ForecastField,
} from "../../language/sheet-words/forecast-words";
import { keyOfWord } from "../../language/sheet-words/headings";
import { quantityOf, type CellValue } from "../api/cells";
import { readTime } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

export const forecastsTab = declareTab<ForecastRow, ForecastField>(forecastHeading, {
  name: "forecasts",
  kinds: {
    ...{ at: "time", stock: "number", onOrder: "number", daysLeft: "number", suggested: "number" },
    result: Object.values(forecastResults),
  },
  needed: ["at", "itemName"],
  key: ["messageId", "itemName", "spec"],
  // What a person filled in is kept.
  guarded: ["result"],
  extent: { kind: "ends", first: 0, last: 2_000 },
  isLaidLater: true,
  parse({ cell, text }, timeZone) {
    const at = readTime(cell("at"), timeZone);
    const itemName = text("itemName");
    if (at === undefined || itemName === "") return undefined;
    return {
      at,
      itemName,
      spec: text("spec"),
      unit: text("unit"),
      stock: quantityOf(cell("stock")),
      onOrder: quantityOf(cell("onOrder")),
      probability: shareOf(cell("probability")),
      ...intervalOf(text("interval")),
      daysLeft: quantityOf(cell("daysLeft")),
      reason: text("reason"),
      suggested: quantityOf(cell("suggested")),
      supplier: text("supplier"),
      result: keyOfWord(forecastResults, text("result")),
      ...handlingOf(text("handling")),
      messageId: text("messageId"),
    };
  },
  format: (row, timeZone) => ({
    at: toSerial(row.at, timeZone),
    itemName: storedText(row.itemName),
    spec: storedText(row.spec),
    unit: storedText(row.unit),
    stock: row.stock,
    onOrder: row.onOrder,
    probability: probabilityWord(row.probability),
    interval: intervalWord(row),
    daysLeft: row.daysLeft,
    reason: storedText(row.reason),
    suggested: row.suggested,
    supplier: storedText(row.supplier),
    result: row.result === undefined ? "" : forecastResults[row.result],
    handling: storedText(handlingWord(row)),
    messageId: storedText(row.messageId),
  }),
});

/** 63% as text, or the fraction that a cell of a person's formatting holds. */
function shareOf(value: CellValue): number | undefined {
  if (typeof value === "number") return value > 1 ? value / 100 : value;
  const [, figure] = typeof value === "string" ? (/^([\d.]+)\s*%$/u.exec(value.trim()) ?? []) : [];
  return figure === undefined ? undefined : Number(figure) / 100;
}
