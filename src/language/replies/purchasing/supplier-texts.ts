/** What is written to suppliers, and their figures: no prices, no stock, nothing of others. */
import type { PurchasePart } from "../../../inventory/purchasing/parts";
import type { SupplierFigures } from "../../../inventory/purchasing/statistics";
import { beside, nameOf, quantityOf } from "../format";
import { changedLineText, listedUpTo } from "./lines";

type Of<Kind extends PurchasePart["kind"]> = Extract<PurchasePart, { readonly kind: Kind }>;

const mostLines = 25;

export function chaseText({ supplier, lines, isSent }: Of<"chase">): string {
  if (isSent) return `已发到${supplier}的群里。`;
  const told = lines.slice(0, mostLines).map(({ order, label, left, unit, dueOn }) => {
    const day = dueOn === "" ? "" : `，约定 ${dueOn.slice(5)}`;
    return `· 订单${order} ${beside(label, quantityOf(left, unit))}${day}`;
  });
  return [`${supplier}您好，以下货品还未到，请告知到货日期：`, ...told].join("\n");
}

export function letterText({ letter, isSent, url }: Of<"letter">): string {
  const { order, version, supplier, orderer, lines } = letter;
  if (isSent) return `订单${order}的确认函（第 ${version.number} 版）已发到${supplier}的群里。`;
  const told = lines.map(({ label, quantity, unit, dueOn }) => {
    const day = dueOn === "" ? "" : `，${dueOn} 到货`;
    return `· ${beside(label, quantityOf(quantity, unit))}${day}`;
  });
  const changes = version.changes.map((line) => `· ${changedLineText(line)}`);
  return [
    `【订单确认函】订单${order} 第 ${version.number} 版`,
    `致：${supplier}${orderer === "" ? "" : `　采购：${orderer}`}`,
    ...listedUpTo(told, mostLines),
    ...(changes.length > 0 ? ["变更：", ...listedUpTo(changes, mostLines)] : []),
    "请回复：确认，或写明改动。",
    ...(url === "" ? [] : [`打印版：${url}`]),
  ].join("\n");
}

function answerText({ hours, isAtLeast }: NonNullable<SupplierFigures["answer"]>): string {
  const isShort = hours < 0.5;
  if (isAtLeast) return isShort ? "刚下单，未回复" : `≥ ${Math.round(hours)}小时，未回复`;
  return isShort ? "不到 1 小时" : `${Math.round(hours)}小时`;
}

export function figuresText({ figures, period }: Of<"supplier-figures">): string {
  if (figures.length === 0) return `${period}没有向供应商下过单。`;
  const head = period === "" ? "供应商统计" : `供应商统计（${period}）`;
  return [head, ...figures.slice(0, mostLines).flatMap(oneText)].join("\n");
}

function oneText(figures: SupplierFigures): readonly string[] {
  const { supplier, orders, rows, onTime, answer, answered, short, quantities } = figures;
  const hours =
    answer === undefined ? "" : `，答复中位数 ${answerText(answer)}（已答 ${answered}/${orders}）`;
  const time = onTime.all === 0 ? "" : `，准时 ${onTime.hits}/${onTime.all}`;
  const items = quantities
    .slice(0, 5)
    .map(
      ({ itemName, spec, unit, ordered, received }) =>
        `${nameOf({ name: itemName, spec })} 订 ${quantityOf(ordered, unit)} 到 ${quantityOf(received, unit)}`,
    );
  const more = quantities.length > 5 ? `…另有 ${quantities.length - 5} 项` : "";
  return [
    `· ${supplier}：${orders} 单 ${rows} 项${time}${hours}${short > 0 ? `，未交齐 ${short} 项` : ""}`,
    `  ${items.join("；")}${more}`,
  ];
}
