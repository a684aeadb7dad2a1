/**
 * What the digest's pictures hold, in words: items and a digest come in, pages of rows go out, the low ones first, then
 * those that changed. How a page is drawn is decided in reports.
 */
import type { Digest, ItemChange } from "../../inventory/figures/digest";
import { isLow, lowItems } from "../../inventory/figures/warnings";
import { itemKey, itemKeyOf, type Item } from "../../inventory/items/item";
import { readable } from "../../inventory/items/label";
import { sum } from "../../inventory/items/quantity";
import type { Policy } from "../../inventory/policy";
import { timeOfDay } from "../replies/format";
import { dayText, weekdayText } from "../text/calendar";

export interface TableRow {
  readonly name: string;
  readonly spec: string;
  /** undefined: the cell can't be read, or holds a formula without a figure. */
  readonly stock: number | undefined;
  readonly safetyStock: number | undefined;
  readonly currentText: string;
  /** With the unit of both figures. */
  readonly safetyText: string;
  /** A word that marks the row without colour; "" for rows that are not low. */
  readonly mark: string;
  /** Net change of the window, "" without one. */
  readonly change: string;
  readonly updatedAt: string;
  readonly owner: string;
}

/** One picture. */
export interface TablePage {
  readonly kind: "stock";
  readonly title: string;
  readonly subtitle: string;
  readonly headings: {
    readonly name: string;
    readonly spec: string;
    readonly stock: string;
    readonly change: string;
    readonly updatedAt: string;
    readonly owner: string;
  };
  readonly rows: readonly TableRow[];
  /** Says what the marks mean, and what did not find room. */
  readonly footer: string;
  /** For those who don't see the picture. */
  readonly alt: string;
}

export interface StockNews {
  readonly digest: Digest;
  /** In the sheet's order. */
  readonly items: readonly Item[];
  readonly policy: Pick<Policy, "warnAtSafetyStock">;
  readonly timeZone: string;
}

const rowsOfPage = 40;
const mostPages = 4;

const headings: TablePage["headings"] = {
  name: "物品",
  spec: "规格",
  stock: "当前 / 安全",
  change: "今日变动",
  updatedAt: "上次更新",
  owner: "负责人",
};

/** The pages of the stock table, four of 40 rows at most; one without rows where the sheet has no item. */
export function stockTable(news: StockNews): readonly TablePage[] {
  const { digest, items, timeZone } = news;
  const rows = sortedRows(news);
  const shown = rows.slice(0, rowsOfPage * mostPages);
  const count = Math.max(1, Math.ceil(shown.length / rowsOfPage));
  const { to } = digest.window;
  const title = `库存表 ${dayText(to, timeZone)}（${weekdayText(to, timeZone)}）${timeOfDay(to, timeZone)}`;
  const facts = [
    `共 ${items.length} 项`,
    `低于安全库存 ${digest.low.length} 项`,
    `今日变动 ${digest.changes.length} 项`,
  ].join(" · ");
  return Array.from({ length: count }, (_, index) => {
    const page = count > 1 ? ` · 第 ${index + 1}/${count} 张` : "";
    return {
      kind: "stock",
      title,
      subtitle: `${facts}${page}`,
      headings,
      rows: shown.slice(index * rowsOfPage, (index + 1) * rowsOfPage),
      footer: index === count - 1 ? footerText(rows.length - shown.length) : footerText(0),
      alt: `${title}：${facts}${page}`,
    };
  });
}

const footerText = (more: number): string =>
  `低 = 低于安全库存，缺 = 没有了，竖线 = 安全库存${more > 0 ? `；另有 ${more} 项未列出` : ""}`;

/** Low first, as the text lists them; then what changed; then the others in the sheet's order. */
function sortedRows({ digest, items, policy, timeZone }: StockNews): readonly TableRow[] {
  const changes = new Map(digest.changes.map((change) => [itemKeyOf(change), change]));
  const changeOf = (item: Item): ItemChange | undefined => changes.get(itemKey(item));
  const low = lowItems(items, policy);
  const first = new Set(low);
  const others = items.filter((item) => !first.has(item));
  const changed = others.filter((item) => changeOf(item) !== undefined);
  const unchanged = others.filter((item) => changeOf(item) === undefined);
  return [...low, ...changed, ...unchanged].map((item) =>
    rowOf(item, changeOf(item), { policy, timeZone }),
  );
}

function rowOf(
  item: Item,
  change: ItemChange | undefined,
  { policy, timeZone }: Pick<StockNews, "policy" | "timeZone">,
): TableRow {
  const stock = readable(item.stock);
  const low = stock !== undefined && isLow(stock, item.safetyStock, policy);
  return {
    name: item.name,
    spec: item.spec,
    stock,
    safetyStock: item.safetyStock,
    currentText: figureText(stock),
    safetyText: `${figureText(item.safetyStock)} ${item.unit}`.trimEnd(),
    mark: !low ? "" : stock <= 0 ? "缺" : "低",
    change: change === undefined ? "" : netText(change, item.unit),
    updatedAt: item.updatedAt === undefined ? "" : updatedText(item.updatedAt, timeZone),
    owner: item.owner,
  };
}

/** At most seven characters or so: what is larger stands in 万, what is finer is rounded. */
function figureText(figure: number | undefined): string {
  if (figure === undefined) return "—";
  if (Math.abs(figure) >= 1e5) return `${Number((figure / 1e4).toPrecision(4))}万`;
  const plain = String(figure);
  return plain.length <= 7 ? plain : String(Number(figure.toPrecision(5)));
}

/** The net change in the item's own unit; 「等」 where it was booked in others too, which the text tells. */
function netText({ moved }: ItemChange, own: string): string {
  const units = [...new Set(moved.map(({ unit }) => unit))];
  const unit = units.includes(own) ? own : (units[0] ?? own);
  const change = sum(moved.filter((one) => one.unit === unit).map((one) => one.change));
  const sign = change > 0 ? "+" : "-";
  const net = change === 0 ? "±0" : `${sign}${figureText(Math.abs(change))}${unit}`;
  return units.length > 1 ? `${net}等` : net;
}

/** @example updatedText(at, "Asia/Shanghai") // "11-22 09:30" */
function updatedText(at: Date, timeZone: string): string {
  return `${dayText(at, timeZone).slice(5)} ${timeOfDay(at, timeZone)}`;
}
