/** 报价: a row a quote, added below the last one and never changed by the relay. */
import type { Quote } from "../../../inventory/purchasing/price";
import { isTaxedWord, quotesHeading, taxWords } from "../../../language/sheet-words/price-words";
import { quantityOf, type CellValue } from "../../api/cells";
import { day, quantity, text, textAs, time, type Codec } from "../codecs";
import { declareTab } from "../declare";

/** 13, 13% and 0.13 are one rate; a cell in per cent holds 0.13. */
function rateOf(cell: CellValue): number | undefined {
  const rate = quantityOf(typeof cell === "string" ? cell.replace(/%$/, "") : cell);
  if (rate === undefined || rate < 0) return undefined;
  return rate > 0 && rate < 1 ? Math.round(rate * 10_000) / 100 : rate;
}

const rate: Codec<number | undefined> = {
  kind: "text",
  read: ({ cell }, field) => rateOf(cell(field)),
  write: (value) => value,
};
const isTaxed = textAs(isTaxedWord, (taxed) =>
  taxed === undefined ? undefined : taxed ? taxWords.taxed : taxWords.untaxed,
);

export const quotesTab = declareTab(quotesHeading, {
  name: "quotes",
  columns: {
    at: time,
    supplier: text,
    itemName: text,
    spec: text,
    price: quantity,
    isTaxed,
    taxRate: rate,
    unit: text,
    least: quantity,
    until: day,
    source: text,
    note: text,
    messageId: text,
  },
  needed: ["at", "supplier", "itemName", "price", "unit"],
  key: ["messageId"],
  cause: "messageId",
  extent: { kind: "whole" },
  isLaidLater: true,
  entry({ least = 0, ...row }): Quote | undefined {
    if (row.price <= 0) return undefined;
    return { ...row, least: least > 0 ? least : undefined };
  },
  values: (row) => row,
});
