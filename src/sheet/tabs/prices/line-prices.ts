/** 采购价: what a row of 采购 costs; a row each, added and never changed by the relay. */
import type { LinePrice } from "../../../inventory/purchasing/price";
import { linePricesHeading } from "../../../language/sheet-words/price-words";
import { quantityOf, wholeNumberOf } from "../../api/cells";
import { declareTab } from "../declare";
import { storedText } from "../stored-text";

export const linePricesTab = declareTab<LinePrice, keyof typeof linePricesHeading.columns>(
  linePricesHeading,
  {
    name: "linePrices",
    kinds: { row: "whole number", price: "number", amount: "number" },
    needed: ["row", "price", "itemName"],
    key: ["row", "itemName", "spec"],
    extent: { kind: "whole" },
    isLaidLater: true,
    parse({ cell, text }) {
      const [row, price] = [wholeNumberOf(cell("row")), quantityOf(cell("price"))];
      if (row === undefined || price === undefined) return undefined;
      return {
        ...{ row, price },
        amount: quantityOf(cell("amount")) ?? 0,
        supplier: text("supplier"),
        itemName: text("itemName"),
        spec: text("spec"),
        unit: text("unit"),
      };
    },
    format: (line) => ({
      ...{ row: line.row, price: line.price, amount: line.amount },
      supplier: storedText(line.supplier),
      itemName: storedText(line.itemName),
      spec: storedText(line.spec),
      unit: storedText(line.unit),
    }),
  },
);
