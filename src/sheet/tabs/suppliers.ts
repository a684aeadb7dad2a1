/** 供应商: a row a supplier, filled in by people. Laid with 采购. */
import { usualReplyHours, type Supplier } from "../../inventory/purchasing/supplier";
import { suppliersHeading } from "../../language/sheet-words/purchase-words";
import { list, quantity, stopped, text, textAs } from "./codecs";
import { declareTab } from "./declare";

export const suppliersTab = declareTab(suppliersHeading, {
  name: "suppliers",
  columns: {
    name: text,
    aliases: list,
    contact: text,
    phone: text,
    supplies: list,
    group: textAs(
      (written) => written.normalize("NFKC").replaceAll(/\s+/g, ""),
      (group) => group,
    ),
    leadDays: quantity,
    replyHours: quantity,
    isStopped: stopped,
    note: text,
  },
  needed: ["name"],
  key: ["name"],
  extent: { kind: "whole" },
  isLaidLater: true,
  laidWith: "purchases",
  entry: ({ replyHours = 0, ...row }): Supplier => ({
    ...row,
    replyHours: replyHours > 0 ? replyHours : usualReplyHours,
  }),
  values: (row) => row,
});
