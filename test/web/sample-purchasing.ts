/** Requests and orders in every state, of two suppliers, with the history of the first order. */
import type { Purchasing } from "../../src/inventory/purchasing/orders";
import { purchaseEvent, purchaseRow, supplier } from "../inventory/purchase-rows";

const confirmedAt = new Date("2026-11-20T03:00:00Z");
const pen = { itemName: "签字笔", spec: "黑色 0.5mm", unit: "支", quantity: 100 };
const requested = { order: undefined, orderedAt: undefined, orderer: "" };

/** As it stands on 2026-11-24. */
export const samplePurchasing: Purchasing = {
  rows: [
    purchaseRow(1, {
      ...{ spec: "70g", quantity: 30, received: 10, confirmedAt, dueOn: "2026-11-22" },
      ...{ requester: "小李", department: "市场部" },
    }),
    purchaseRow(2, pen),
    purchaseRow(3, { ...pen, order: 2, supplier: "远山办公", confirmedAt, dueOn: "2026-11-30" }),
    purchaseRow(4, { ...pen, ...requested, supplier: "", requester: "小王", quantity: 20 }),
    purchaseRow(5, { order: 3, spec: "70g", received: 10, confirmedAt }),
    purchaseRow(6, { ...requested, itemName: "白板擦", unit: "个", quantity: 2, cancelled: 2 }),
    ...Array.from({ length: 26 }, (_, index) =>
      purchaseRow(7 + index, { order: 4, itemName: `文件夹${index + 1}`, received: 10 }),
    ),
  ],
  suppliers: [supplier("青竹文具"), supplier("远山办公")],
  events: [
    purchaseEvent("arrived", "2026-11-22T02:00:00Z", { after: "10箱", text: "到货 A4纸10箱" }),
    purchaseEvent("quantity", "2026-11-20T02:00:00Z", { before: "20箱", after: "30箱" }),
    purchaseEvent("ordered", "2026-11-20T01:00:00Z", { before: "20箱", after: "20箱" }),
    purchaseEvent("ordered", "2026-11-20T01:00:00Z", { order: 2, row: 3, operator: "别人" }),
  ],
};
