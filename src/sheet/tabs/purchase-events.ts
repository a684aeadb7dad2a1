/** 采购记录: a row an event of an order, added below the last one and never changed. */
import type { PurchaseEvent } from "../../inventory/purchasing/event";
import { keyOfWord } from "../../language/sheet-words/headings";
import {
  purchaseEventKinds,
  purchaseEventsHeading,
} from "../../language/sheet-words/purchase-words";
import { wholeNumberOf } from "../api/cells";
import { readTime } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

export const purchaseEventsTab = declareTab<
  PurchaseEvent,
  keyof typeof purchaseEventsHeading.columns
>(purchaseEventsHeading, {
  name: "purchaseEvents",
  kinds: { at: "time", kind: Object.values(purchaseEventKinds) },
  needed: ["at", "kind"],
  key: ["messageId"],
  cause: "messageId",
  extent: { kind: "ends", first: 0, last: 400 },
  isLaidLater: true,
  parse({ cell, text, rawText }, timeZone) {
    const at = readTime(cell("at"), timeZone);
    const kind = keyOfWord(purchaseEventKinds, text("kind"));
    if (at === undefined || kind === undefined) return undefined;
    return {
      at,
      kind,
      order: wholeNumberOf(cell("order")),
      row: wholeNumberOf(cell("row")),
      before: text("before"),
      after: text("after"),
      operator: text("operator"),
      text: rawText("text"),
      messageId: text("messageId"),
    };
  },
  format: (event, timeZone) => ({
    at: toSerial(event.at, timeZone),
    order: event.order,
    row: event.row,
    kind: purchaseEventKinds[event.kind],
    before: storedText(event.before),
    after: storedText(event.after),
    operator: storedText(event.operator),
    text: storedText(event.text),
    messageId: storedText(event.messageId),
  }),
});
