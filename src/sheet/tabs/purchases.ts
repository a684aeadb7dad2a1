/** 采购: a row a thing that was asked for or ordered. Laid with the first of them; 已收 and 状态 follow 流水. */
import {
  setByHand,
  statusOf,
  statusOfFigures,
  type PurchaseRow,
} from "../../inventory/purchasing/row";
import { keyOfWord } from "../../language/sheet-words/headings";
import {
  purchasesHeading,
  purchaseSources,
  purchaseStatuses,
  statusMistake,
} from "../../language/sheet-words/purchase-words";
import { quantityOf, wholeNumberOf } from "../api/cells";
import { dayOfCell, daySerial, readTime } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

export const purchasesTab = declareTab<PurchaseRow, keyof typeof purchasesHeading.columns>(
  purchasesHeading,
  {
    name: "purchases",
    kinds: {
      number: "whole number",
      status: Object.values(purchaseStatuses),
      source: Object.values(purchaseSources),
      quantity: "number",
      received: "number",
      cancelled: "number",
      original: "number",
      requestedAt: "time",
      orderedAt: "time",
      confirmedAt: "time",
      dueOn: "day",
    },
    needed: ["number", "itemName"],
    key: ["number"],
    cause: "messageId",
    extent: { kind: "whole" },
    isLaidLater: true,
    parse({ cell, text }, timeZone) {
      const [number, itemName] = [wholeNumberOf(cell("number")), text("itemName")];
      if (number === undefined || itemName === "") return undefined;
      const figures = {
        order: wholeNumberOf(cell("order")),
        quantity: quantityOf(cell("quantity")) ?? 0,
        cancelled: quantityOf(cell("cancelled")) ?? 0,
        received: quantityOf(cell("received")) ?? 0,
        orderedAt: readTime(cell("orderedAt"), timeZone),
        confirmedAt: readTime(cell("confirmedAt"), timeZone),
      };
      const shown = keyOfWord(purchaseStatuses, text("status"));
      return {
        ...figures,
        ...{ number, itemName, ...setByHand(figures, shown) },
        spec: text("spec"),
        unit: text("unit"),
        original: quantityOf(cell("original")),
        supplier: text("supplier"),
        requester: text("requester"),
        department: text("department"),
        source: keyOfWord(purchaseSources, text("source")) ?? "manual",
        requestedAt: readTime(cell("requestedAt"), timeZone),
        orderer: text("orderer"),
        dueOn: dayOfCell(cell("dueOn"), timeZone),
        note: text("note"),
        messageId: text("messageId"),
      };
    },
    format: (row, timeZone) => ({
      number: row.number,
      order: row.order,
      status: purchaseStatuses[statusOf(row)],
      itemName: storedText(row.itemName),
      spec: storedText(row.spec),
      quantity: row.quantity,
      unit: storedText(row.unit),
      received: row.received === 0 ? undefined : row.received,
      cancelled: row.cancelled === 0 ? undefined : row.cancelled,
      original: row.original,
      supplier: storedText(row.supplier),
      requester: storedText(row.requester),
      department: storedText(row.department),
      source: purchaseSources[row.source],
      requestedAt: row.requestedAt && toSerial(row.requestedAt, timeZone),
      orderer: storedText(row.orderer),
      orderedAt: row.orderedAt && toSerial(row.orderedAt, timeZone),
      confirmedAt: row.confirmedAt && toSerial(row.confirmedAt, timeZone),
      dueOn: daySerial(row.dueOn),
      note: storedText(row.note),
      messageId: storedText(row.messageId),
    }),
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
  },
);
