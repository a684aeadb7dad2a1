/** 青竹报价 A4纸 128一箱, 比价 A4纸, 订单12多少钱: prices that are told and asked for. */
import type { Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { isSupplier, splitSupplier, type PurchasePlace } from "./place";
import { readQuoteLines } from "./quote-lines";
import { linesIn } from "./things";

type Purchase = Extract<Intent, { readonly kind: "purchase" }>;

const told =
  /^(?<supplier>[^\d,，:：\n]{2,16}?)\s*(?:给|发来?|来)?(?:了|的)?(?:最新)?报价\s*[:：]?\s*(?<list>[^]+)$/u;
const toldFirst = /^(?:登记|记(?:一下|录)?|录入)?报价\s*[:：]?\s*(?<list>[^]+)$/u;
/** 报价单, 报价了吗, 报价多少: of a quote, but none. */
const isTalk = /^(?:单|表|函|了|吗|太|多少|什么|怎么|出来|有|没|还|是不是)|[?？吗呢]$/u;

/** A quote, which is stored only as a buyer tells it in private. */
export function readQuote(
  said: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Purchase | undefined {
  const named = namedFirst(said, place) ?? namedBehind(said, place);
  if (named !== undefined) return quote(named.supplier, named.list, lexicon, place);
  const list = listBehind(said);
  if (list === undefined || !place.buys) return undefined;
  const nameless = quote("", list, lexicon, place);
  const isNamed = nameless.quotes.some(({ match }) => match !== undefined);
  return nameless.unread === "" && isNamed ? nameless : undefined;
}

interface Told {
  readonly supplier: string;
  readonly list: string;
}

/** 青竹报价 A4纸 128一箱 */
function namedFirst(said: string, place: PurchasePlace): Told | undefined {
  const { supplier = "", list = "" } = told.exec(said)?.groups ?? {};
  return isQuoted(list) && isSupplier(supplier.trim(), place)
    ? { supplier: supplier.trim(), list }
    : undefined;
}

/** 报价 青竹 A4纸 128一箱 */
function namedBehind(said: string, place: PurchasePlace): Told | undefined {
  const behind = listBehind(said);
  if (behind === undefined) return undefined;
  const [, head = "", list = ""] = /^(\S+?)[\s,，:：]+([^]+)$/u.exec(behind) ?? [];
  if (isSupplier(head, place)) return { supplier: head, list };
  const split = splitSupplier(behind, place);
  return split && { supplier: split.supplier, list: split.rest };
}

function listBehind(said: string): string | undefined {
  const list = toldFirst.exec(said)?.groups?.["list"]?.trim() ?? "";
  return isQuoted(list) ? list : undefined;
}

const isQuoted = (list: string): boolean => /\d/u.test(list) && !isTalk.test(list.trim());

const quote = (
  supplier: string,
  list: string,
  lexicon: Lexicon,
  { today }: PurchasePlace,
): Extract<Purchase, { readonly does: "quote" }> => ({
  ...{ kind: "purchase", does: "quote", supplier },
  ...readQuoteLines(list, lexicon, today),
});

const end = "[?？呢啊呀。!\\s]*$";
const things: readonly RegExp[] = [
  "(?:帮我|查一?下|看一?下)?比(?:一下)?价\\s*[:：]?\\s*(?<name>.+?)",
  "(?<name>.+?)\\s*比(?:一下)?价",
  "(?<name>.+?)\\s*(?:谁家|哪家|哪个供应商)(?:的)?(?:更|最|比较)?(?:便宜|划算|低)",
  "(?:查询?|看看?)?\\s*(?<name>.+?)\\s*(?:上次|上回)?(?:是|的)?(?:多少钱)(?:(?:一|/|每)[^\\d\\s]{1,2})?(?:买的|进的)?",
  "(?:查询?|看看?)?\\s*(?<name>.+?)\\s*(?:现在|目前)?(?:是)?(?:什么|啥)价(?:格|钱)?",
  "(?:查询?|看看?)?\\s*(?<name>.+?)\\s*(?:上次)?(?:的)?(?:最新)?(?:的)?(?:报价|单价|价格|进价)(?:是)?(?:多少)?",
].map((pattern) => new RegExp(`^${pattern}${end}`, "u"));
const orders: readonly RegExp[] = [
  "(?:查询?|看看?)?\\s*(?:订单|采购单?|单号)\\s*#?(?<number>\\d{1,6})\\s*(?:号单?)?\\s*(?:的)?(?:总共|一共)?(?:是)?(?:多少钱|总价|价格|价钱|金额)(?:多少)?",
  "#?(?<number>\\d{1,6})号(?:订单|采购单|单)\\s*(?:的)?(?:总共|一共)?(?:是)?(?:多少钱|总价|价格|价钱|金额)(?:多少)?",
  "(?:发|打印|生成|出)?(?:订单)?确认函(?:订单)?\\s*#?(?<number>\\d{1,6})\\s*[,，]?\\s*(?:带|含|有|要)(?:上)?(?:价格?|单价|金额)",
  "(?:带|含|有)(?:价格?|单价|金额)的?(?:订单)?确认函\\s*#?(?<number>\\d{1,6})",
].map((pattern) => new RegExp(`^${pattern}${end}`, "u"));

/** What a thing or an order costs; undefined where nothing of the catalogue is named. */
export function readPriceQuestion(said: string, lexicon: Lexicon): Purchase | undefined {
  for (const pattern of orders) {
    const number = pattern.exec(said)?.groups?.["number"];
    if (number !== undefined)
      return { kind: "purchase", does: "price", order: Number(number), line: undefined };
  }
  for (const pattern of things) {
    const name = pattern.exec(said)?.groups?.["name"]?.trim() ?? "";
    const [line, another] = name === "" ? [] : (linesIn(name, lexicon) ?? []);
    if (line !== undefined && another === undefined && line.match.kind !== "none")
      return { kind: "purchase", does: "price", order: undefined, line };
  }
  return undefined;
}
