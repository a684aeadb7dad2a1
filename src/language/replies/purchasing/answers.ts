/** Why so much is suggested, and what a supplier hears. */
import type { PurchasePart } from "../../../inventory/purchasing/parts";
import { nameOf, quantityOf } from "../format";
import { shortDay } from "./lines";

type Of<Kind extends PurchasePart["kind"]> = Extract<PurchasePart, { readonly kind: Kind }>;

export function whyText(part: Of<"why-so-much">): string {
  const { label, unit, stock, safetyStock, ordered, requested, available, fixed, suggested } = part;
  const all = (value: number | undefined): string =>
    value === undefined ? "未知" : quantityOf(value, unit);
  const sum = `预计可用 ${all(available)} = 当前库存 ${all(stock)} + 在途 ${all(ordered)} + 申请 ${all(requested)}`;
  const rule =
    fixed !== undefined
      ? `建议采购量由表格定为 ${all(fixed)}`
      : safetyStock === undefined
        ? "没有设安全库存，不作建议"
        : `目标 ${all(safetyStock * 2)} = 2 × 安全库存 ${all(safetyStock)}`;
  const end = suggested === undefined ? "现在不用买" : `建议买 ${all(suggested)}`;
  return `${nameOf(label)}：${sum}；${rule}；${end}。`;
}

export function notedText({ order, what, dueOn }: Of<"supplier-noted">): string {
  const head = order === undefined ? "" : `订单${order} `;
  switch (what) {
    case "confirmed":
      return `${head}已确认${dueOn === "" ? "" : `，约定 ${shortDay(dueOn)} 到货`}，谢谢。`;
    case "date":
      return `${head}到货日期记为 ${shortDay(dueOn)}，谢谢。`;
    case "lacks":
      return `${head}已转告采购，谢谢。`;
  }
}
