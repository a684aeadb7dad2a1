/** What is said of purchasing: requests, orders, what is under way, changes, questions about them. */
import type { ChangedLine, PurchasePart } from "../../../inventory/purchasing/parts";
import { purchaseStatuses } from "../../sheet-words/purchase-words";
import { beside, nameOf, quantityOf, quoted, withheldWords } from "../format";
import { hidePrices } from "../../sheet-words/hide-prices";
import { lowStockLineText } from "../warnings";
import { chaseText, figuresText, letterText } from "./supplier-texts";
import {
  amountOf,
  changedLineText,
  listedUpTo,
  mostLines,
  orderHead,
  requestText,
  shortDay,
  who,
} from "./lines";
import {
  askNewText,
  askRequestsText,
  askCancelText,
  askArrivedText,
  askShortText,
  askOverText,
  askReturnText,
  askSendText,
  whichSupplierText,
  whichOrderText,
  whichLineText,
  noSupplierText,
} from "./questions";
import { notedText, whyText } from "./answers";
import { orderText } from "./order-text";
import { priceFormatters } from "./prices";

type Of<Kind extends PurchasePart["kind"]> = Extract<PurchasePart, { readonly kind: Kind }>;

function requestedText({ lines, isAutomatic, unknown }: Of<"requested">): string {
  const head = isAutomatic ? "已自动加入采购申请" : "已记下采购申请";
  const told =
    lines.length === 1
      ? [`${head} ${lines.map(requestText).join("")}`]
      : [`${head}：`, ...listedUpTo(lines.map((line) => `· ${requestText(line)}`))];
  const news =
    unknown.length === 0 ? [] : [`库存里没有${unknown.map(quoted).join("、")}，按新物品申请。`];
  return [...told, ...news].join("\n");
}

const orderedText = ({ orders }: Of<"ordered">): string =>
  orders
    .map((order) =>
      [
        `已下单 ${orderHead(order)}：`,
        ...listedUpTo(order.lines.map((line) => `· ${amountOf(line)}${who(line)}`)),
      ].join("\n"),
    )
    .join("\n");

function toBuyText({ requests, low }: Of<"to-buy">): string {
  if (requests.length + low.length === 0)
    return "现在没有要买的：没有未下单的申请，也没有低于安全库存的物品。";
  const bySupplier = (supplier: string): string => (supplier === "" ? "供应商未定" : supplier);
  const suppliers = [...new Set([...requests, ...low].map(({ supplier }) => supplier))].sort(
    (one, other) => Number(one === "") - Number(other === ""),
  );
  const lines = suppliers.flatMap((supplier) => [
    `【${bySupplier(supplier)}】`,
    ...requests
      .filter((line) => line.supplier === supplier)
      .map((line) => `· 申请 ${requestText(line)}`),
    ...low
      .filter((line) => line.supplier === supplier)
      .map((line) => `· ${lowStockLineText(line)}`),
  ]);
  return [
    "采购清单",
    ...listedUpTo(lines, 2 * mostLines),
    "下单可发「合并下单」或「下单 申请 编号」。",
  ].join("\n");
}

function underWayText({ lines }: Of<"under-way">): string {
  const told = lines.map((line) => {
    const { order, label, left, unit, supplier, status, dueOn } = line;
    const day = dueOn === "" ? "日期未定" : shortDay(dueOn);
    return `· ${day} ${beside(label, quantityOf(left, unit))}（订单${order}，${supplier}，${purchaseStatuses[status]}）`;
  });
  return [`在途 ${lines.length} 项：`, ...listedUpTo(told)].join("\n");
}

const changeVerbs: Readonly<Partial<Record<ChangedLine["what"], string>>> = {
  confirmed: "供应商已确认",
  sent: "供应商已确认",
  // Each line says so.
  cancelled: "",
};

function changedText({ changes, asksAnew }: Of<"order-changed">): string {
  const [first] = changes;
  if (first === undefined) return "没有要改的。";
  const head = first.order === undefined ? "申请" : `订单${first.order}（${first.supplier}）`;
  const told = changesText(head, first.what, changes);
  return [told, ...(asksAnew ? ["请供应商重新确认。"] : [])].join("\n");
}

function changesText(
  head: string,
  what: ChangedLine["what"],
  changes: readonly ChangedLine[],
): string {
  const start = `${[head, changeVerbs[what] ?? "已改"].join(" ").trimEnd()}：`;
  const lines = changes.map(changedLineText);
  return lines.length === 1
    ? `${start}${lines.join("")}`
    : [start, ...listedUpTo(lines.map((line) => `· ${line}`))].join("\n");
}

function supplierSaidText({ supplier, text, changes }: Of<"supplier-said">): string {
  const [first] = changes;
  const told =
    first === undefined
      ? quoted(hidePrices(text))
      : changesText(`订单${first.order ?? ""}`, first.what, changes);
  return `【供应商回复】${supplier}：${told}`;
}

const nothingTexts: Readonly<Record<Of<"nothing-open">["what"], (of: string) => string>> = {
  order: (of) =>
    `${of === "" ? "没有这样的未到订单" : /^\d+$/.test(of) ? `订单${of}没有未到的物品` : `${of}没有未到的订单`}。`,
  rest: (of) => `${of === "" ? "没有" : `订单${of}没有`}等着补齐的物品。`,
  requests: () => "没有待下单的申请。",
  supplier: (of) => `${of === "" ? "" : of}没有等待确认或到货的订单。`,
  "under-way": (of) => `${of === "" ? "" : of}没有在途的订单。`,
  arrived: (of) => `订单${of}已经没有未到的物品。`,
  return: (of) => `${of}没有可退的到货。`,
};

function notBuyerText({ who: names, form }: Of<"not-buyer">): string {
  const by = names.length === 0 ? "采购或播报员" : names.slice(0, 5).join("、");
  const hint = form === "" ? "" : `要买请发「申购：${form}」。`;
  return `这一步由${by}来做。${hint}`;
}

function arrivalText({ lines }: Of<"arrival">): string {
  return lines
    .map(({ order, label, left, unit, quantity, received }) => {
      const over = received - quantity;
      const rest =
        left > 0
          ? `还差${quantityOf(left, unit)}`
          : over > 0
            ? `已收齐，超收 ${quantityOf(over, unit)}`
            : "已收齐";
      return `订单${order} ${nameOf(label)}：${rest}`;
    })
    .join("\n");
}

/** How each kind is worded. */
export const purchasingFormatters: {
  readonly [Kind in PurchasePart["kind"]]: (
    part: Of<Kind>,
    options: { readonly timeZone: string },
  ) => string;
} = {
  requested: requestedText,
  ordered: orderedText,
  "to-buy": toBuyText,
  order: (part, { timeZone }) => orderText(part, timeZone),
  "not-told": ({ label }) => `${nameOf(label)}：${withheldWords}。`,
  "no-suggestion": ({ label }) =>
    `现在没有${nameOf(label)}的采购建议（够用，或记录还不够预测）。要买请写「申购：${nameOf(label)} 数量」。`,
  "under-way": underWayText,
  "order-changed": changedText,
  "ask-new": askNewText,
  "ask-order-requests": askRequestsText,
  "ask-cancel": askCancelText,
  "ask-arrived": askArrivedText,
  "ask-short": askShortText,
  "ask-over": askOverText,
  "ask-return": askReturnText,
  "ask-send": askSendText,
  "which-supplier": whichSupplierText,
  "which-order": whichOrderText,
  "which-line": whichLineText,
  "order-or-booking": ({ line, written }) =>
    `${quoted(hidePrices(written))}是改订单，还是更正刚才的登记？改订单请发「订单${line.order} ${amountOf(line)}改…」，更正请发「更正：…」。`,
  "no-order": ({ number }) => `没有订单${number}。`,
  "no-request": ({ numbers }) => `没有待下单的申请 ${numbers.join("、")}。`,
  "no-supplier": noSupplierText,
  "not-in-order": ({ number, label }) => `订单${number}里没有未到的${nameOf(label)}。`,
  "nothing-open": ({ what, of }) => nothingTexts[what](of),
  already: ({ order, status }) => `订单${order}已经是「${purchaseStatuses[status]}」。`,
  "below-received": ({ line }) =>
    `订单${line.order} ${nameOf(line.label)}已收 ${quantityOf(line.received, line.unit)}，不能改得更少。`,
  "wrong-goods": () =>
    "送错的先不登记：退回请发「退货 物品 数量 给供应商」，收下请发「到货 物品 数量」。",
  "not-buyer": notBuyerText,
  arrival: arrivalText,
  chase: chaseText,
  letter: (part) => letterText(part),
  "supplier-figures": figuresText,
  "why-so-much": whyText,
  ...priceFormatters,
  "supplier-noted": notedText,
  "supplier-said": supplierSaidText,
};
