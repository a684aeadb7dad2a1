/** What is likely to run out, in words: the list, one item, why, and how far forecasts can be believed. */
import type { CalendarFault } from "../../inventory/forecast/calendar";
import type { Factor } from "../../inventory/forecast/factors";
import type { Outlook } from "../../inventory/forecast/forecast";
import { listedLines, type ForecastNews, type RunOutLine } from "../../inventory/forecast/news";
import { itemKey } from "../../inventory/items/item";
import type { ItemLabel } from "../../inventory/items/labeller";
import { nameOf, quantityOf, quoted, withheldWords } from "../replies/format";
import { capped } from "../text/shorten";
import { likelyBinLines } from "./calibration-text";

/** 63%, <1%, >99% */
function chanceText(probability: number): string {
  const percent = Math.round(probability * 100);
  if (percent === 0) return "不到 1%";
  return percent === 100 && probability < 1 ? "99% 以上" : `${percent}%`;
}

/** 45–78% */
const bandText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `${Math.round(from * 100)}–${Math.round(to * 100)}%`;

const daysText = (days: number): string =>
  days >= 200 ? "200 个以上" : String(days < 10 ? Math.round(days * 10) / 10 : Math.round(days));

/** Three figures are enough for a mean. */
const meanText = (mean: number, unit: string): string =>
  quantityOf(Number(mean.toPrecision(2)), unit);

/** A4纸：剩 3箱，7天内断货可能 63%（45–78%），约 4 个工作日；建议采购 6箱（青竹，3 天到） */
function runOutLineText(line: RunOutLine): string {
  const { label, outlook, suggested, source } = line;
  const { stock, runOut, withOrder, daysLeft, item } = outlook;
  const buy =
    suggested === undefined
      ? ""
      : `；建议采购 ${quantityOf(suggested, item.unit)}${sourceText(source)}`;
  if (stock <= 0) return `${nameOf(label)}：已没有库存${buy}`;
  const order =
    withOrder === undefined
      ? ""
      : `，算上在途 ${quantityOf(withOrder.quantity, item.unit)}是 ${chanceText(withOrder.runOut.probability)}`;
  const chance = `7天内断货可能 ${chanceText(runOut.probability)}（${bandText(runOut)}）${order}`;
  return `${nameOf(label)}：剩 ${quantityOf(stock, item.unit)}，${chance}，约 ${daysText(daysLeft.days)} 个工作日${buy}`;
}

function sourceText({ supplier, leadDays }: RunOutLine["source"]): string {
  if (supplier === "") return "";
  return leadDays === undefined ? `（${supplier}）` : `（${supplier}，${leadDays} 天到）`;
}

/** Told when nothing is as likely as the list asks for. */
const nearest = 3;
export const mostListed = 15;

/** 《高风险缺货清单》. */
export function runOutListText(news: ForecastNews, least: number): string {
  const head = `【高风险缺货】未来 7 天（${news.ahead} 个工作日）`;
  return [...listLines(news, least, head), ...besideLines(news)].join("\n");
}

function listLines(news: ForecastNews, least: number, head: string): readonly string[] {
  if (news.lines.length === 0) return [`${head}：领用记录还不够，没有物品能预测`];
  if (!news.isTrusted) return untrustedLines(news, head);
  const listed = listedLines(news, least);
  if (listed.length > 0) {
    const lines = capped(
      listed.map((line) => `· ${runOutLineText(line)}`),
      mostListed,
      "",
    );
    return [`${head}，断货可能到 ${chanceText(least)} 的有 ${listed.length} 项：`, ...lines];
  }
  const first = listedLines(news, 0).slice(0, nearest);
  const told = first.map((line) => `· ${runOutLineText(line)}`);
  return [`${head}，没有断货可能到 ${chanceText(least)} 的物品。最高的是：`, ...told];
}

function untrustedLines(news: ForecastNews, head: string): readonly string[] {
  const { judged } = news.calibration;
  const shortest = [...listedLines(news, 0)]
    .sort((left, right) => left.outlook.daysLeft.days - right.outlook.daysLeft.days)
    .slice(0, mostListed);
  return [
    `${head}：概率暂不可信（近两个月 ${judged} 次判断，不比各物品平常的情况准），只列还能用多久：`,
    ...shortest.map(({ label, outlook: { stock, item, daysLeft } }) => {
      const left = `剩 ${quantityOf(stock, item.unit)}，约 ${daysText(daysLeft.days)} 个工作日`;
      return `· ${nameOf(label)}：${left}`;
    }),
  ];
}

/** What is not on the list, and why. */
function besideLines({
  outlooks,
  ignored,
  lines,
  faults,
  calibration,
}: ForecastNews): readonly string[] {
  const few = outlooks.filter(({ kind }) => kind === "too-little-data").length;
  const hidden = lines.filter(({ outlook: { item } }) => ignored.has(itemKey(item)));
  return [
    ...unreadableLines(outlooks),
    ...(few > 0 && lines.length > 0 ? [`数据不足，没有预测的 ${few} 项`] : []),
    ...(hidden.length > 0
      ? [`已忽略：${hidden.map(({ label }) => nameOf(label)).join("、")}`]
      : []),
    ...faults.map(calendarFaultText),
    ...likelyBinLines(calibration),
  ];
}

const oddWords = { unreadable: "看不懂", negative: "是负数", duplicate: "有两行" } as const;
const mostOdd = 5;

function unreadableLines(outlooks: readonly Outlook[]): readonly string[] {
  const odd = outlooks.flatMap((outlook) =>
    outlook.kind === "no-stock-figure" && outlook.why !== "withheld"
      ? [`${outlook.item.name}（${oddWords[outlook.why]}）`]
      : [],
  );
  if (odd.length === 0) return [];
  const more = odd.length > mostOdd ? ` 等 ${odd.length} 项` : "";
  return [`当前库存要先改好才能预测：${odd.slice(0, mostOdd).join("、")}${more}`];
}

/** @example calendarFaultText({ why: "both", dates: ["2026-10-10"] }) // "设置里 2026-10-10 又放假又补班，按上班算，请改好" */
export function calendarFaultText({ why, dates }: CalendarFault): string {
  const named = `${dates.slice(0, 3).join("、")}${dates.length > 3 ? ` 等 ${dates.length} 天` : ""}`;
  return why === "both"
    ? `设置里 ${named} 又放假又补班，按上班算，请改好`
    : `设置里放假、补班的 ${named} 年份不对，请改好`;
}

const noFigureText = (name: string, why: keyof typeof oddWords | "withheld"): string =>
  why === "withheld"
    ? `${name}：${withheldWords}。`
    : `${name}的当前库存${oddWords[why]}，请先在「库存」页改好。`;

/** A4纸还能用几天 */
export function outlookText(label: ItemLabel, outlook: Outlook): string {
  const name = nameOf(label);
  if (outlook.kind === "no-stock-figure") return noFigureText(name, outlook.why);
  const { item, stock } = outlook;
  const left = `${name}：剩 ${quantityOf(stock, item.unit)}`;
  if (outlook.kind === "too-little-data") {
    const seen = `数据不足（看了 ${outlook.observed} 个工作日，领用 ${outlook.takeOuts} 天）`;
    if (outlook.meanUse === undefined) return `${left}，${seen}，近期没有领用。`;
    const use = `平均每个工作日 ${meanText(outlook.meanUse, item.unit)}`;
    return `${left}，${seen}，${use}，约 ${daysText(stock / outlook.meanUse)} 个工作日。`;
  }
  if (stock <= 0) return `${name}已没有库存。`;
  const { daysLeft, runOut } = outlook;
  const days = `约 ${daysText(daysLeft.days)} 个工作日（${daysText(daysLeft.from)}–${daysText(daysLeft.to)}）`;
  return `${left}，${days}，7天内用完的可能 ${chanceText(runOut.probability)}（${bandText(runOut)}）。`;
}

/** 为什么说签字笔要断货 */
export function whyText(line: RunOutLine, ahead: number): string {
  const { label, outlook, factors } = line;
  const { item, meanUse } = outlook;
  const use = `平均每个工作日 ${meanText(meanUse, item.unit)}，7 天内有 ${ahead} 个工作日。`;
  const told = factors.map((factor) => `· ${factorText(factor)}`);
  const why =
    told.length === 0
      ? ["没有特别的原因，就是平常的用量和现在的库存。"]
      : ["影响，按大小：", ...told];
  return [`${outlookText(label, outlook)}${use}`, ...why].join("\n");
}

const factorWords: Readonly<Record<Factor["kind"], readonly [likelier: string, less: string]>> = {
  pace: ["近期领用加快", "近期领用放慢"],
  order: ["在途的货", "在途的货会到"],
  unrecorded: ["盘点查出漏记", "盘点查出漏记"],
  "empty-days": ["缺货的日子不算没人用", "缺货的日子不算"],
  large: ["有过大笔领用", "大笔领用少"],
  workdays: ["这 7 天工作日多", "这 7 天工作日少"],
  season: ["去年这时用得多", "去年这时用得少"],
};

const factorWord = ({ kind, weight }: Factor): string => factorWords[kind][weight > 0 ? 0 : 1];

/** ↑ 近期领用加快（占 52%） */
function factorText(factor: Factor): string {
  const share = Math.round(factor.share * 100);
  return `${factor.weight > 0 ? "↑ 更可能断货" : "↓ 更不会断货"}：${factorWord(factor)}（占 ${share}%）`;
}

/** What weighs most, for 主要原因; "" where nothing does. */
export function mainReason(factors: readonly Factor[]): string {
  return factors
    .filter(({ weight }) => weight > 0)
    .slice(0, 2)
    .map(factorWord)
    .join("、");
}

/** The list as a part of a report; nothing where there is nothing to tell. `isTold`: what is left out. */
export function runOutReportLines(
  news: ForecastNews,
  least: number,
  { most, isTold }: { readonly most: number; readonly isTold: (label: ItemLabel) => boolean },
): readonly string[] {
  if (!news.isTrusted) return [];
  const listed = listedLines(news, least).filter(({ label }) => !isTold(label));
  if (listed.length === 0) return [];
  const lines = listed.map((line) => `· ${runOutLineText(line)}`);
  return [`7 天内可能断货（${listed.length} 项）`, ...capped(lines, most, "")];
}

/** Whether a report told of an item. */
export function tellsRunOut(text: string, label: ItemLabel): boolean {
  const begins = [`· ${nameOf(label)}：剩 `, `· ${nameOf(label)}：已没有库存`];
  return text
    .split("\n")
    .some(
      (line) => begins.some((begin) => line.startsWith(begin)) && /断货可能|已没有库存/u.test(line),
    );
}

/** 荧光笔：到库存再增加之前不再提醒 */
export const ignoredText = (label: ItemLabel, reason: string): string =>
  `好的，${nameOf(label)}不再列入缺货清单${reason === "" ? "" : `（${quoted(reason)}）`}，直到它的库存再增加。`;

export const untrusted = (text: string): string => `${text}（概率暂不可信）`;
