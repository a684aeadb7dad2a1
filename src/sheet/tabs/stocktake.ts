/** 盘点: a row an item of a stocktake session. Laid when the first session begins. */
import { differenceOf, rateOf, type StocktakeRow } from "../../inventory/stocktake/row";
import {
  percentOf,
  rowStatuses,
  sessionKinds,
  stocktakeHeading,
  zoneOfWord,
  zoneWord,
} from "../../language/sheet-words/stocktake-words";
import { derived, orElse, quantity, text, textAs, time, wholeNumber, wordOf } from "./codecs";
import { declareTab } from "./declare";

export const stocktakeTab = declareTab(stocktakeHeading, {
  name: "stocktake",
  columns: {
    number: wholeNumber,
    kind: orElse(wordOf(sessionKinds), "full"),
    zone: textAs(zoneOfWord, zoneWord),
    itemName: text,
    spec: text,
    unit: text,
    ordinal: wholeNumber,
    book: quantity,
    counted: quantity,
    difference: derived<number>("number"),
    rate: derived<string>("text"),
    recounted: quantity,
    cause: text,
    status: wordOf(rowStatuses),
    counter: text,
    countedAt: time,
    startedAt: orElse(time, new Date(0)),
    endedAt: time,
    messageId: text,
    remark: text,
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
  entry: ({ status, ...row }): StocktakeRow => ({
    ...row,
    status: status ?? (row.counted === undefined ? "open" : "counted"),
  }),
  values: (row) => ({ ...row, difference: differenceOf(row), rate: percentOf(rateOf(row)) }),
});
