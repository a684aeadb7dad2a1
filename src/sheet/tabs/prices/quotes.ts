/** 报价: a row a quote, added below the last one and never changed by the relay. */
import type { Quote } from "../../../inventory/purchasing/price";
import { isTaxedWord, quotesHeading, taxWords } from "../../../language/sheet-words/price-words";
import { quantityOf, type CellValue } from "../../api/cells";
import { dayOfCell, daySerial, readTime } from "../../api/times";
import { toSerial } from "../../../inventory/wall-clock";
import { declareTab } from "../declare";
import { storedText } from "../stored-text";

/** 13, 13% and 0.13 are one rate; a cell in per cent holds 0.13. */
function rateOf(cell: CellValue): number | undefined {
  const rate = quantityOf(typeof cell === "string" ? cell.replace(/%$/, "") : cell);
  if (rate === undefined || rate < 0) return undefined;
  return rate > 0 && rate < 1 ? Math.round(rate * 10_000) / 100 : rate;
}

export const quotesTab = declareTab<Quote, keyof typeof quotesHeading.columns>(quotesHeading, {
  name: "quotes",
  kinds: { at: "time", price: "number", least: "number", until: "day" },
  needed: ["at", "supplier", "itemName", "price", "unit"],
  key: ["messageId"],
  cause: "messageId",
  extent: { kind: "whole" },
  isLaidLater: true,
  parse({ cell, text }, timeZone) {
    const [at, price] = [readTime(cell("at"), timeZone), quantityOf(cell("price"))];
    const [supplier, itemName, unit] = [text("supplier"), text("itemName"), text("unit")];
    if (at === undefined || price === undefined || price <= 0) return undefined;
    if (supplier === "" || itemName === "" || unit === "") return undefined;
    const least = quantityOf(cell("least"));
    return {
      ...{ at, price, supplier, itemName, unit },
      spec: text("spec"),
      isTaxed: isTaxedWord(text("isTaxed")),
      taxRate: rateOf(cell("taxRate")),
      least: least !== undefined && least > 0 ? least : undefined,
      until: dayOfCell(cell("until"), timeZone),
      source: text("source"),
      note: text("note"),
      messageId: text("messageId"),
    };
  },
  format: (quote, timeZone) => ({
    at: toSerial(quote.at, timeZone),
    supplier: storedText(quote.supplier),
    itemName: storedText(quote.itemName),
    spec: storedText(quote.spec),
    price: quote.price,
    isTaxed:
      quote.isTaxed === undefined ? undefined : quote.isTaxed ? taxWords.taxed : taxWords.untaxed,
    taxRate: quote.taxRate,
    unit: storedText(quote.unit),
    least: quote.least,
    until: daySerial(quote.until),
    source: storedText(quote.source),
    note: storedText(quote.note),
    messageId: storedText(quote.messageId),
  }),
});
