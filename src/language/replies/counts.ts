/** What is said and asked about counts: what lies before and after one, and where booking it leads. */
import type { CountedItem, CountPart, SinceCount } from "../../inventory/count-parts";
import { grouped } from "../../inventory/figures/grouped";
import { sum } from "../../inventory/items/quantity";
import { movementTypes } from "../sheet-words/headings";
import {
  beside,
  dateTime,
  entryMark,
  formLineText,
  nameOf,
  quantityOf,
  shortDateTime,
  signedOf,
  withheldWords,
  type ReplyOptions,
} from "./format";

type Of<Kind extends CountPart["kind"]> = Extract<CountPart, { readonly kind: Kind }>;

/** A4纸 11-24 10:00 盘点过（10箱） */
const countedText = (
  { label, unit, counted, at }: CountedItem,
  { timeZone }: ReplyOptions,
): string =>
  `${beside(label, shortDateTime(at, timeZone))} 盘点过（${counted === undefined ? withheldWords : quantityOf(counted, unit)}）`;

const taking = { issue: "拿", return: "还", receipt: "入库", stocktake: "盘点" } as const;

function askTookText({ lines }: Of<"ask-took">, options: ReplyOptions): string {
  const verb = taking[lines[0]?.type ?? "issue"];
  const told = lines.map(
    ({ quantity, unit, count }) =>
      `${countedText(count, options)}，这 ${quantityOf(quantity, unit)}`,
  );
  return [
    `${told.join("；")}是数之前${verb}的，还是数之后${verb}的？`,
    "1. 数之前（已算在盘点里，库存不变）",
    `2. 数之后（在盘点数上${lines[0]?.type === "issue" ? "减" : "加"}）`,
    "请回复序号，「算了」取消。",
  ].join("\n");
}

function askCountedText({ what, lines }: Of<"ask-counted">, options: ReplyOptions): string {
  const verb = what === "undo" ? "撤销" : "更正";
  const told = lines.map(({ count, after }) => {
    const then = after === undefined ? "" : `，${verb}后变成 ${quantityOf(after, count.unit)}`;
    return `${countedText(count, options)}，盘点时已经包括这笔${then}`;
  });
  return `${told.join("；")}。还要${verb}吗？回复「是」或「算了」。`;
}

/** More of them are told as totals. */
const mostSingle = 6;

/** 入库 +20本、领用 -2本; of many: 入库 2 笔 +40本、领用 9 笔 -31本 */
function movedText(since: SinceCount["since"], unit: string): string {
  const told = since.toReversed().map(({ type, change }) => ({
    type: movementTypes[type],
    change,
  }));
  const one = (type: string, change: number, count: string): string =>
    `${type} ${count}${signedOf(change, unit)}`;
  if (told.length <= mostSingle)
    return told.map(({ type, change }) => one(type, change, "")).join("、");
  return [...grouped(told, ({ type }) => type)]
    .map(([type, rows]) => one(type, sum(rows.map(({ change }) => change)), `${rows.length} 笔 `))
    .join("、");
}

/** 水彩本 11-24 10:00 时是 10本，之后入库 +20本、领用 -2本；照当时的差（-2本）算，现在 30本 → 28本 */
function sinceText(count: SinceCount, { timeZone }: ReplyOptions): string {
  const { label, unit, counted, at, since, change, before, after } = count;
  const moved = movedText(since, unit);
  const then = `${beside(label, shortDateTime(at, timeZone))} 时是 ${quantityOf(counted, unit)}`;
  const leads =
    before === undefined || after === undefined
      ? ""
      : `，现在 ${quantityOf(before, unit)} → ${quantityOf(after, unit)}`;
  const difference = change === undefined ? withheldWords : signedOf(change, unit);
  return `${then}，之后${moved}；照当时的差（${difference}）算${leads}`;
}

function askSinceText({ counts }: Of<"ask-since">, options: ReplyOptions): string {
  return `${counts.map((count) => sinceText(count, options)).join("。\n")}。登记吗？回复「是」或「算了」。`;
}

function recountText({ why, count }: Of<"recount">, { timeZone }: ReplyOptions): string {
  const { label, unit, counted, at } = count;
  const then = `${beside(label, dateTime(at, timeZone))} 时是 ${quantityOf(counted, unit)}`;
  const again = `请重新数一遍，发「盘点：${formLineText({ label, quantity: "", unit })}」。`;
  return why === "old"
    ? `${then}，隔了一年以上，之后的变动不再核对，没有登记。${again}`
    : `${then}，减去之后的变动会成负数，没有登记。${again}`;
}

function supersededText({ counts, number }: Of<"superseded">, options: ReplyOptions): string {
  const told = counts.map(
    (count) => `${count.operator}已在之后重新盘点：${countedText(count, options)}`,
  );
  const closed = number === undefined ? "" : `，待处理 ${number} 已关闭`;
  return `${told.join("；")}。库存以那次为准${closed}。`;
}

function otherBookText({ label, unit, said, book }: Of<"other-book">): string {
  const isNot = `不是 ${quantityOf(said, unit)}`;
  return book === undefined
    ? `${nameOf(label)}账面${isNot}。`
    : `${nameOf(label)}账面是 ${quantityOf(book, unit)}，${isNot}。`;
}

function joinedText(
  { label, unit, counted, operator, at, number }: Of<"joined">,
  { timeZone }: ReplyOptions,
): string {
  const what = `${nameOf(label)}还有 ${quantityOf(counted, unit)}`;
  return `${what}，${operator} ${shortDateTime(at, timeZone)} 已经报过，等播报员核实${entryMark(number)}。`;
}

/** How each kind is worded. */
export const countFormatters: {
  readonly [Kind in CountPart["kind"]]: (part: Of<Kind>, options: ReplyOptions) => string;
} = {
  "ask-took": askTookText,
  "ask-counted": askCountedText,
  "ask-since": askSinceText,
  recount: recountText,
  superseded: supersededText,
  joined: joinedText,
  "other-book": otherBookText,
};
