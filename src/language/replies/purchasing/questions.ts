/** What is asked about purchasing, and what is said where it can't be told what is meant. */
import type { PurchaseLine, PurchasePart } from "../../../inventory/purchasing/parts";
import { beside, nameOf, quantityOf, quoted } from "../format";
import { amountOf, listedUpTo, mostLines, orderHead, requestText } from "./lines";

type Of<Kind extends PurchasePart["kind"]> = Extract<PurchasePart, { readonly kind: Kind }>;

export function askNewText({ written, supplier }: Of<"ask-new">): string {
  const things = written.length === 0 ? [] : [`库存里没有${written.map(quoted).join("、")}`];
  const name = supplier === "" ? [] : [`供应商表里没有${quoted(supplier)}`];
  return `${[...name, ...things].join("，")}。按新的登记并下单吗？回复「是」或「算了」。`;
}

export const askRequestsText = ({ orders }: Of<"ask-order-requests">): string =>
  [
    "按供应商合并下单：",
    ...orders.flatMap((order) => [
      `${orderHead(order)}：`,
      ...listedUpTo(order.lines.map((line) => `· ${requestText(line)}`)),
    ]),
    "确认下单吗？回复「是」或「算了」。",
  ].join("\n");

const leftText = (lines: readonly PurchaseLine[]): readonly string[] =>
  listedUpTo(
    lines.map(
      ({ label, left, unit, order }) =>
        `· ${beside(label, quantityOf(left, unit))}${order === undefined ? "（申请）" : `（订单${order}）`}`,
    ),
  );

export const askCancelText = ({ lines }: Of<"ask-cancel">): string =>
  ["取消这些吗？", ...leftText(lines), "回复「是」或「算了」。"].join("\n");

export const askArrivedText = ({ lines }: Of<"ask-arrived">): string =>
  ["按全部到齐登记入库吗？", ...leftText(lines), "回复「是」或「算了」。"].join("\n");

export const askShortText = ({ line, arrived }: Of<"ask-short">): string =>
  `订单${line.order} ${amountOf(line)}，按到货 ${quantityOf(arrived, line.unit)} 登记，还差${quantityOf(line.left - arrived, line.unit)}？回复「是」或「算了」。`;

const orderNumbers = (orders: readonly number[]): string =>
  orders.map((order) => `订单${order}`).join("、");

export const askOverText = ({ label, unit, quantity, ordered, orders }: Of<"ask-over">): string =>
  `${orderNumbers(orders)} ${nameOf(label)}只差 ${quantityOf(ordered, unit)}，这次到货 ${quantityOf(quantity, unit)}，按超收登记吗？回复「是」或「算了」。`;

export const askReturnText = ({
  label,
  unit,
  quantity,
  supplier,
  orders,
}: Of<"ask-return">): string =>
  `把${beside(label, quantityOf(quantity, unit))} 退给${supplier}${orders.length === 0 ? "" : `（${orderNumbers(orders)}）`}，库存相应减少，登记吗？回复「是」或「算了」。`;

export const askSendText = ({ what, supplier }: Of<"ask-send">): string =>
  `把这份${what === "chase" ? "催货消息" : "确认函"}发到${supplier}的群里吗？回复「是」或「算了」。`;

export const whichSupplierText = ({ names, label }: Of<"which-supplier">): string =>
  [
    `${quoted(label)}向哪家订？`,
    ...names.map((name, index) => `${index + 1}. ${name}`),
    "回复编号，或「算了」。",
  ].join("\n");

export const whichOrderText = ({ orders }: Of<"which-order">): string =>
  [
    "是哪一张订单？",
    ...orders.map(
      (order, index) =>
        `${index + 1}. 订单${order.number}（${order.supplier}）${order.lines.slice(0, 3).map(amountOf).join("、")}`,
    ),
    "回复编号，或「算了」。",
  ].join("\n");

export const whichLineText = ({ lines }: Of<"which-line">): string =>
  ["没看出是哪一项，请写明订单号和物品，如「订单12 A4纸 30箱改20箱」。", ...leftText(lines)].join(
    "\n",
  );

export function noSupplierText({ written, names }: Of<"no-supplier">): string {
  const known = names.length === 0 ? "" : `现有：${names.slice(0, mostLines).join("、")}。`;
  return written === "" || names.length === 0
    ? `请写明供应商，如「下单 供应商名 ${written === "" ? "A4纸" : written} 10箱」。`
    : `没有${quoted(written)}这家供应商。${known}`;
}
