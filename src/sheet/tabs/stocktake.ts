/** 盘点: a row an item of a stocktake session. Laid when the first session begins. */
import type { StocktakeRow } from "../../inventory/stocktake/row";
import { keyOfWord } from "../../language/sheet-words/headings";
import {
  rowStatuses,
  sessionKinds,
  stocktakeFields,
  stocktakeHeading,
  zoneOfWord,
  type StocktakeField,
} from "../../language/sheet-words/stocktake-words";
import { quantityOf, wholeNumberOf } from "../api/cells";
import { readTime } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";

export const stocktakeTab = declareTab<StocktakeRow, StocktakeField>(stocktakeHeading, {
  name: "stocktake",
  kinds: {
    number: "whole number",
    ordinal: "whole number",
    kind: Object.values(sessionKinds),
    book: "number",
    counted: "number",
    difference: "number",
    recounted: "number",
    status: Object.values(rowStatuses),
    countedAt: "time",
    startedAt: "time",
    endedAt: "time",
  },
  needed: ["number", "itemName"],
  key: ["number", "itemName", "spec"],
  cause: "messageId",
  // A person's own figure or word is kept.
  guarded: ["status", "counted"],
  together: ["book", "counted", "difference", "rate", "countedAt"],
  // Rows of a session may stand anywhere once people have sorted the tab.
  extent: { kind: "whole" },
  isLaidLater: true,
  parse({ cell, text }, timeZone) {
    const number = wholeNumberOf(cell("number"));
    const itemName = text("itemName");
    if (number === undefined || itemName === "") return undefined;
    const counted = quantityOf(cell("counted"));
    return {
      number,
      kind: keyOfWord(sessionKinds, text("kind")) ?? "full",
      zone: zoneOfWord(text("zone")),
      itemName,
      spec: text("spec"),
      unit: text("unit"),
      ordinal: quantityOf(cell("ordinal")),
      book: quantityOf(cell("book")),
      counted,
      recounted: quantityOf(cell("recounted")),
      cause: text("cause"),
      status:
        keyOfWord(rowStatuses, text("status")) ?? (counted === undefined ? "open" : "counted"),
      counter: text("counter"),
      countedAt: readTime(cell("countedAt"), timeZone),
      startedAt: readTime(cell("startedAt"), timeZone) ?? new Date(0),
      endedAt: readTime(cell("endedAt"), timeZone),
      messageId: text("messageId"),
      remark: text("remark"),
    };
  },
  format: (row, timeZone) =>
    Object.fromEntries(
      Object.entries(stocktakeFields(row)).map(([field, value]) => [
        field,
        value instanceof Date ? toSerial(value, timeZone) : value,
      ]),
    ),
});
