/** 采购记录: a row an event of an order, added below the last one and never changed. */
import type { PurchaseEvent } from "../../inventory/purchasing/event";
import {
  purchaseEventKinds,
  purchaseEventsHeading,
} from "../../language/sheet-words/purchase-words";
import { exactText, text, time, wholeNumber, wordOf } from "./codecs";
import { declareTab } from "./declare";

export const purchaseEventsTab = declareTab(purchaseEventsHeading, {
  name: "purchaseEvents",
  columns: {
    at: time,
    order: wholeNumber,
    row: wholeNumber,
    kind: wordOf(purchaseEventKinds),
    before: text,
    after: text,
    operator: text,
    text: exactText,
    messageId: text,
  },
  needed: ["at", "kind"],
  key: ["messageId"],
  cause: "messageId",
  extent: { kind: "ends", first: 0, last: 400 },
  isLaidLater: true,
  entry: (row): PurchaseEvent => row,
  values: (row) => row,
});
