/** Why so much is suggested, and what a supplier hears. */
import type { PurchasePart } from "../../../inventory/purchasing/parts";
import { nameOf, quantityOf } from "../format";
import { shortDay } from "./lines";

type Of<Kind extends PurchasePart["kind"]> = Extract<PurchasePart, { readonly kind: Kind }>;

export function whyText(part: Of<"why-so-much">): string {
  const { label, unit, stock, buy } = part;
  const { ordered, requested, available, quantity } = buy;
  const all = (value: number | undefined): string =>
    value === undefined ? "未知" : quantityOf(value, unit);
  const sum = `预计可用 ${all(available)} = 当前库存 ${all(stock)} + 在途 ${all(ordered)} + 申请 ${all(requested)}`;
  const end = quantity === undefined ? nothingToBuy(part) : ruleOf(part, quantity, all);
  return `${nameOf(label)}：${sum}；${end}。`;
}

function nothingToBuy({ buy, safetyStock }: Of<"why-so-much">): string {
  if (buy.available === undefined) return "库存未知，算不出该买多少";
  return safetyStock === undefined
    ? "没有设安全库存，领用记录也不够预测，算不出该买多少"
    : "现在够用，不用买";
}

/** By which arithmetic so much is suggested. */
function ruleOf(
  { safetyStock, fixed, buy }: Of<"why-so-much">,
  suggested: number,
  all: (value: number | undefined) => string,
): string {
  if (buy.isForecast)
    return `按以往领用预测，下次补货前还缺 ${all(suggested)}，建议买 ${all(suggested)}`;
  if (fixed !== undefined) return `低于安全库存，按库存表的「建议采购量」买 ${all(fixed)}`;
  const safety = all(safetyStock);
  return `低于安全库存，补到 2 倍安全库存（2 × ${safety}），建议买 ${all(suggested)}`;
}

export function notedText({ order, what, day }: Of<"supplier-noted">): string {
  const head = order === undefined ? "" : `订单${order} `;
  switch (what) {
    case "confirmed":
      return `${head}已确认${day === "" ? "" : `，${shortDay(day)} 到货`}，谢谢。`;
    case "sent":
      return `${head}已确认，${shortDay(day)} 发货，谢谢。`;
    case "date":
      return `${head}到货日期记为 ${shortDay(day)}，谢谢。`;
    case "lacks":
      return `${head}已转告采购，谢谢。`;
  }
}
