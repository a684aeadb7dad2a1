/** What is said of prices: to buyers in private; in a group only where to ask. */
import type { ComparedQuote } from "../../../inventory/purchasing/compare-quotes";
import type { QuoteDraft } from "../../../inventory/purchasing/price";
import type { PricePart } from "../../../inventory/purchasing/price-parts";
import { beside, nameOf, quantityOf, quoted } from "../format";
import { listedUpTo, shortDay } from "./lines";

type Of<Kind extends PricePart["kind"]> = Extract<PricePart, { readonly kind: Kind }>;

const form = "如「青竹报价 A4纸 128一箱」";

function privateText({ isBuyer, who }: Of<"price-private">): string {
  if (isBuyer) return "价格请私聊我。";
  const names = who.length === 0 ? "" : `（${who.slice(0, 5).join("、")}）`;
  return `价格请问采购${names}。`;
}

const sheetTexts: Readonly<Record<Of<"price-sheet">["why"], string>> = {
  unset:
    "还没有单独的价格表，价格不登记，也查不到。请管理员设置 PRICE_SPREADSHEET_ID（只共享给采购的另一张表格）。",
  away: "价格表暂时连不上，请稍后再问。",
  "not-stored": "价格表暂时写不进，这条报价没有登记，请稍后再发一次。",
};

/** 含税, 起订 20箱, 有效至 12-31 */
function termsOf({ isTaxed, taxRate, least, unit, until, note }: QuoteDraft): readonly string[] {
  const rate = taxRate === undefined ? "" : ` ${taxRate}%`;
  return [
    isTaxed === undefined
      ? rate === ""
        ? ""
        : `税率${rate}`
      : `${isTaxed ? "含税" : "不含税"}${rate}`,
    least === undefined ? "" : `起订 ${quantityOf(least, unit)}`,
    until === "" ? "" : `有效至 ${shortDay(until)}`,
    note,
  ].filter((term) => term !== "");
}

const inBrackets = (terms: readonly string[]): string =>
  terms.length === 0 ? "" : `（${terms.join("，")}）`;

function storedText({ lines }: Of<"quotes-stored">): string {
  const told = lines.map(
    ({ quote, label }) =>
      `${beside(label, `${quote.price}元/${quote.unit}`)}${inBrackets(termsOf(quote))}`,
  );
  const supplier = lines[0]?.quote.supplier ?? "";
  return told.length === 1
    ? `已登记报价 ${supplier}：${told.join("")}`
    : [`已登记报价 ${supplier}：`, ...told.map((line) => `· ${line}`)].join("\n");
}

function unclearText({ what, written, names }: Of<"quote-unclear">): string {
  const told = names.slice(0, 10).map(quoted).join("、");
  switch (what) {
    case "supplier":
      if (written === "") return `这条报价没有登记：请写明供应商，${form}。`;
      return names.length > 0
        ? `这条报价没有登记：${quoted(written)}是哪一家，${told}？请写全名再发。`
        : `这条报价没有登记：没有叫${quoted(written)}的供应商。`;
    case "item":
      return names.length > 0
        ? `这条报价没有登记：${quoted(written)}是哪一种，${told}？请写全再发。`
        : `这条报价没有登记：库存里没有${quoted(written)}。`;
    case "unit":
      return `这条报价没有登记：${quoted(written)}折算不了，请按${told}报价，或在「单位换算」里补上。`;
    case "unread":
      return written === ""
        ? `这条报价没有登记：请写明物品和每个单位多少钱，${form}。`
        : `这条报价没有登记：${quoted(written)}没看懂，请写明物品和每个单位多少钱，${form}。`;
  }
}

function comparedLine({ quote, perUnit, isValid }: ComparedQuote, unit: string): string {
  const own = perUnit === undefined ? "" : `${perUnit}元/${unit}`;
  const asTold = `${quote.price}元/${quote.unit}`;
  const isSame = own === asTold || (unit === "" && perUnit === quote.price);
  const price = perUnit === undefined ? `${asTold}（折算不出含税单价）` : own;
  const terms = [
    ...(isSame || perUnit === undefined ? [] : [`报 ${asTold}`]),
    ...(quote.isTaxed === undefined ? ["未说明含税"] : []),
    ...termsOf(quote),
    ...(isValid ? [] : ["已过期"]),
  ];
  return `${quote.supplier} ${price}${inBrackets(terms)}`;
}

function comparedText({ tables, quantity }: Of<"compared">): string {
  return tables
    .map(({ label, unit, quotes }) => {
      const name = nameOf(label);
      if (quotes.length === 0) return `${name}还没有报价。`;
      const bought = quantity === undefined ? "" : `，按买 ${quantityOf(quantity, unit)}`;
      const lines = quotes.map((one, index) => {
        const short = one.isEnough || !one.isValid ? "" : "，买够起订量才有";
        return `${index + 1}. ${comparedLine(one, unit)}${short}`;
      });
      return [`${name}比价（含税单价${bought}）：`, ...listedUpTo(lines)].join("\n");
    })
    .join("\n");
}

const money = (amount: number): string => `${amount}元`;
const besides = (unpriced: number): string =>
  unpriced === 0 ? "" : `（另有 ${unpriced} 项没有价格）`;

function orderText({ order, supplier, lines, amount, unpriced }: Of<"order-prices">): string {
  const told = lines.map((line) => {
    const price =
      line.price === undefined || line.amount === undefined
        ? "没有价格"
        : `${line.price}元/${line.unit}，${money(line.amount)}`;
    return `· ${beside(line.label, quantityOf(line.quantity, line.unit))}：${price}`;
  });
  return [
    `订单${order}（${supplier}）采购留存，含价格：`,
    ...listedUpTo(told),
    `合计 ${money(amount)}${besides(unpriced)}`,
  ].join("\n");
}

function spentText({ lines, period }: Of<"spent">): string {
  const head = `${period}采购金额`;
  if (lines.length === 0) return `${head}：没有订单。`;
  const told = lines.map(
    ({ supplier, amount, unpriced }) => `${supplier} ${money(amount)}${besides(unpriced)}`,
  );
  return told.length === 1
    ? `${head}：${told.join("")}`
    : [`${head}：`, ...listedUpTo(told.map((line) => `· ${line}`))].join("\n");
}

/** How each kind is worded. */
export const priceFormatters: {
  readonly [Kind in PricePart["kind"]]: (part: Of<Kind>) => string;
} = {
  "price-private": privateText,
  "price-sheet": ({ why }) => sheetTexts[why],
  "quotes-stored": storedText,
  "quote-unclear": unclearText,
  compared: comparedText,
  "order-prices": orderText,
  spent: spentText,
};
