/** 采购: a row a thing that was asked for or ordered. Laid with the first of them; 已收 and 状态 follow 流水. */
import {
  setByHand,
  statusOf,
  statusOfFigures,
  type PurchaseRow,
} from "../../inventory/purchasing/row";
import {
  purchasesHeading,
  purchaseSources,
  purchaseStatuses,
  statusMistake,
} from "../../language/sheet-words/purchase-words";
import { blankZero, day, orElse, quantity, text, time, wholeNumber, wordOf } from "./codecs";
import { declareTab } from "./declare";

export const purchasesTab = declareTab(purchasesHeading, {
  name: "purchases",
  columns: {
    number: wholeNumber,
    order: wholeNumber,
    status: wordOf(purchaseStatuses),
    itemName: text,
    spec: text,
    quantity: orElse(quantity, 0),
    unit: text,
    received: blankZero,
    cancelled: blankZero,
    original: quantity,
    supplier: text,
    requester: text,
    department: text,
    source: orElse(wordOf(purchaseSources), "manual"),
    requestedAt: time,
    orderer: text,
    orderedAt: time,
    confirmedAt: time,
    dueOn: day,
    note: text,
    messageId: text,
  },
  needed: ["number", "itemName"],
  key: ["number"],
  cause: "messageId",
  extent: { kind: "whole" },
  isLaidLater: true,
  entry: ({ status, ...row }): PurchaseRow => ({ ...row, ...setByHand(row, status) }),
  values: (row) => ({ ...row, status: statusOf(row) }),
  // What a person has closed stays closed; an empty cell claims nothing.
  mistakes: (rows) =>
    rows.flatMap((row, index) => {
      if (row.contrary === undefined) return [];
      const sentence = statusMistake(row.contrary, statusOfFigures(row));
      return [{ index, field: "status", sentence }];
    }),
  tally: {
    fields: ["received", "status"],
    numberOf: ({ number }) => number,
    bornAt: ({ requestedAt, orderedAt }) => orderedAt ?? requestedAt,
    agrees: ({ received }, booked) => received === booked,
    cells: (row, { closed, received: shown }, booked) => ({
      ...(booked === shown ? {} : { received: booked }),
      // What a person has closed stays closed.
      ...(closed === undefined && {
        status: purchaseStatuses[statusOfFigures({ ...row, received: booked })],
      }),
    }),
  },
});
