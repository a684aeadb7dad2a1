/** 采购价: what a row of 采购 costs; a row each, added and never changed by the relay. */
import type { LinePrice } from "../../../inventory/purchasing/price";
import { linePricesHeading } from "../../../language/sheet-words/price-words";
import { orElse, quantity, text, wholeNumber } from "../codecs";
import { declareTab } from "../declare";

export const linePricesTab = declareTab(linePricesHeading, {
  name: "linePrices",
  columns: {
    row: wholeNumber,
    price: quantity,
    amount: orElse(quantity, 0),
    supplier: text,
    itemName: text,
    spec: text,
    unit: text,
  },
  needed: ["row", "price", "itemName"],
  key: ["row", "itemName", "spec"],
  extent: { kind: "whole" },
  isLaidLater: true,
  entry: (row): LinePrice => row,
  values: (row) => row,
});
