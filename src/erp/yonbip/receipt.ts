/** A 采购入库单 of YonBIP, as its detail call answers it → a receipt. Pure. */
import { fieldsOf, itemsOf, textOf } from "../../channels/transport/json";
import { approvalId, receiptOf, type ErpAction } from "../adapter";

/** 已审核; 0 开立, 3 审核中. */
const approved = "1";

/** undefined: not approved. */
export function receiptOfDetail(data: Readonly<Record<string, unknown>>): ErpAction | undefined {
  if (textOf(data["status"]) !== approved) return undefined;
  const number = textOf(data["code"]);
  const at = textOf(data["auditTime"]) || textOf(data["pubts"]);
  const externalId = approvalId(number, textOf(data["id"]), at);
  const lines = itemsOf(data["purInRecords"])
    .map(fieldsOf)
    .map((line) => ({
      code: textOf(line["product_cCode"]),
      name: textOf(line["product_cName"]),
      quantity: Number(line["qty"]),
      unit: textOf(line["unit_name"]),
    }));
  return receiptOf(externalId, { number, approvedBy: textOf(data["auditor"]) }, lines);
}
