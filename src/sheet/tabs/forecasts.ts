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
} from "../../language/sheet-words/forecast-words";
import type { CellValue } from "../api/cells";
import { quantity, text, time, wordOf, type Codec } from "./codecs";
import { declareTab } from "./declare";

const probability: Codec<number | undefined> = {
  kind: "text",
  read: ({ cell }, field) => shareOf(cell(field)),
  write: probabilityWord,
};

export const forecastsTab = declareTab(forecastHeading, {
  name: "forecasts",
  columns: {
    at: time,
    itemName: text,
    spec: text,
    unit: text,
    stock: quantity,
    onOrder: quantity,
    probability,
    interval: text,
    daysLeft: quantity,
    reason: text,
    suggested: quantity,
    supplier: text,
    result: wordOf(forecastResults),
    handling: text,
    messageId: text,
  },
  needed: ["at", "itemName"],
  key: ["messageId", "itemName", "spec"],
  // What a person filled in is kept.
  guarded: ["result"],
  extent: { kind: "ends", first: 0, last: 2_000 },
  isLaidLater: true,
  entry: ({ interval, handling, ...row }): ForecastRow => ({
    ...row,
    ...intervalOf(interval),
    ...handlingOf(handling),
  }),
  values: (row) => ({ ...row, interval: intervalWord(row), handling: handlingWord(row) }),
});

/** 63% as text, or the fraction that a cell of a person's formatting holds. */
function shareOf(value: CellValue): number | undefined {
  if (typeof value === "number") return value > 1 ? value / 100 : value;
  const [, figure] = typeof value === "string" ? (/^([\d.]+)\s*%$/u.exec(value.trim()) ?? []) : [];
  return figure === undefined ? undefined : Number(figure) / 100;
}
