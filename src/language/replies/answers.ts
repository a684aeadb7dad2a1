/** What people asked for: figures, movements, low items; and what waits for a keeper. */
import { readable, type Person } from "../../inventory/items/label";
import type { ChosenBy, HistoryRow } from "../../inventory/figures/history";
import type { ReplyPart } from "../../inventory/reply-parts";
import { zonesOf } from "../../inventory/stocktake/zones";
import { movementTypes } from "../sheet-words/headings";
import {
  beside,
  dateTime,
  listed,
  nameOf,
  namesOf,
  personName,
  quantityOf,
  noFigure,
  shortDateTime,
  signedOf,
  withheldWords,
} from "./format";
import { aboveLimit, planText } from "./plans";
import { lowStockLineText } from "./warnings";

type Of<Kind extends ReplyPart["kind"]> = Extract<ReplyPart, { readonly kind: Kind }>;

function stockText({ lines, more }: Of<"stock">, timeZone: string): string {
  const rest = more === 0 ? [] : [`…另有 ${more} 项，请写全名称再查`];
  return [...lines.map((line) => stockLineText(line, timeZone)), ...rest].join("\n");
}

/** A柜 1层：A4纸、剪刀 */
function locationsText({ lines, more }: Of<"locations">): string {
  const told = zonesOf(lines).map((zone) => {
    const lying = lines.filter(({ location }) => location.trim() === zone);
    return `${zone}：${namesOf(lying.map(({ label }) => label))}`;
  });
  const rest = more === 0 ? [] : [`…另有 ${more} 种，见「库存」页`];
  return [...told, ...rest].join("\n");
}

/** A4纸当前库存为3箱，上次更新时间：2023-10-27 10:00；低于安全库存 5箱；放在 A柜 1层 */
function stockLineText(line: Of<"stock">["lines"][number], timeZone: string): string {
  const { label, unit, stock, updatedAt, location } = line;
  const at = updatedAt === undefined ? "无记录" : dateTime(updatedAt, timeZone);
  const figure =
    stock.kind === "withheld"
      ? `：${withheldWords}`
      : stock.kind === "unreadable"
        ? noFigure(stock.text)
        : stock.quantity === undefined
          ? "是公式，算不出数"
          : `为${quantityOf(stock.quantity, unit)}`;
  const place = location === "" ? "" : `；放在 ${location}`;
  return `${nameOf(label)}当前库存${figure}，上次更新时间：${at}${lowText(line)}${place}`;
}

function lowText({ isLow, stock, safetyStock, unit }: Of<"stock">["lines"][number]): string {
  const figure = readable(stock);
  if (!isLow || figure === undefined || safetyStock === undefined) return "";
  const word = figure === safetyStock ? "已到" : "低于";
  return `；${word}安全库存 ${quantityOf(safetyStock, unit)}`;
}

function awaitsText({ what, plan, number, ...limit }: Of<"awaits">): string {
  const told = planText(plan);
  const why = what === "count" ? `已收到${told}` : `${told}，${aboveLimit(what, limit)}`;
  const how = number === undefined ? "确认" : `回「确认 ${number}」或「驳回 ${number}」`;
  return `${why}，等播报员${how}。`;
}

/** More than fits a phone's screen a few times over. */
const mostLowLines = 40;

function lowStockText({ lines }: Of<"low-stock">): string {
  if (lines.length === 0) return "没有低于安全库存的物品。";
  const head = `低于安全库存（${lines.length} 项）：`;
  const shown = lines.slice(0, mostLowLines).map((line) => `· ${lowStockLineText(line)}`);
  const more = lines.length - shown.length;
  return [head, ...shown, ...(more > 0 ? [`…另有 ${more} 项，见看板`] : [])].join("\n");
}

function historyText(part: Of<"history">, timeZone: string): string {
  const { labels, rows, chosen, more } = part;
  const [only] = labels;
  const one = labels.length === 1 && only !== undefined;
  const named = one ? nameOf(only) : namesOf(labels);
  const of = chosen === undefined ? "" : chosenText(chosen);
  const head = chosen === undefined ? `${named} ` : `${of}${spaced(named).trimEnd()}的`;
  if (rows.length === 0 && part.isWithheld === true) return `${named}：${withheldWords}。`;
  if (rows.length === 0)
    return chosen === undefined
      ? `${named} 近一年没有流水记录。`
      : `${of}没有${spaced(named)}流水记录。`;
  const count = more === 0 && chosen !== undefined ? " " : "最近 ";
  const told = rows.map((row) => `· ${historyRowText(row, !one, timeZone)}`);
  const rest = more === 0 ? [] : [`…另有 ${more} 条，见看板`];
  return [`${head}${count}${rows.length} 条流水：`, ...told, ...rest].join("\n");
}

const spaced = (name: string): string => (name === "" ? "" : ` ${name} `);

/** 小李本周, 市场部近 30 天, 你昨天 */
function chosenText({ period, whose }: ChosenBy): string {
  const who = whose === undefined ? "" : whose.isSender ? "你" : personName(whoseName(whose));
  return `${who}${period === "" ? "近 30 天" : period}`;
}

/** A person is called by the name alone. */
const whoseName = ({ name, department }: NonNullable<ChosenBy["whose"]>): Person =>
  name === "" ? { name, department } : { name, department: "" };

/** 11-22 09:30 领用 市场部小李 -1箱，余 993箱 */
function historyRowText({ label, movement }: HistoryRow, named: boolean, timeZone: string): string {
  const { at, type, change, after, unit, requester: name, department, operator } = movement;
  const left =
    movement.isWithheld === true ? `（${withheldWords}）` : `，余 ${quantityOf(after, unit)}`;
  const who = name === "" && department === "" ? operator : personName({ name, department });
  const what = signedOf(change, unit);
  const moved = named ? beside(label, what) : what;
  return `${shortDateTime(at, timeZone)} ${movementTypes[type]} ${who} ${moved}${left}`;
}

function takenText({ chosen, totals, more }: Of<"taken">): string {
  const of = chosenText(chosen);
  if (totals.length === 0) return `${of}没有领用。`;
  const lines = totals.map(({ label, unit, quantity, rows }) =>
    rows === 0
      ? `${nameOf(label)} 没有领用`
      : `${beside(label, quantityOf(quantity, unit))}（${rows} 笔）`,
  );
  const rest = more === 0 ? [] : [`…另有 ${more} 项，见看板`];
  return [listed(`${of}领用合计`, lines), ...rest].join("\n");
}

type Answered = "stock" | "locations" | "awaits" | "low-stock" | "history" | "taken";

/** How each kind is worded. */
export const answerFormatters: {
  readonly [Kind in Answered]: (part: Of<Kind>, options: { readonly timeZone: string }) => string;
} = {
  stock: (part, { timeZone }) => stockText(part, timeZone),
  locations: locationsText,
  awaits: awaitsText,
  "low-stock": lowStockText,
  history: (part, { timeZone }) => historyText(part, timeZone),
  taken: takenText,
};
