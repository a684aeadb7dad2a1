/** The weekly and monthly report as a text: totals come in, lines go out, short enough for a platform's limit. */
import type { Window } from "../../inventory/figures/digest";
import {
  untakenDays,
  type DepartmentTotal,
  type ItemTotal,
  type Totals,
} from "../../inventory/figures/totals";
import type { ItemLabel } from "../../inventory/items/labeller";
import { subtract } from "../../inventory/items/quantity";
import { beside, dateTime, nameOf, quantityOf, signedOf } from "../replies/format";
import { capped, shortenToLimit, type TextLimit } from "../text/shorten";
import { chartLines, type Chart } from "./chart";
import { varianceLines } from "./variance-text";

export type ReportSpan = "week" | "month";

export const titles: Readonly<Record<ReportSpan, string>> = { week: "库存周报", month: "库存月报" };
const longest = 15;
const itemsOfDepartment = 3;

/** The text of a week's or month's totals. */
export function reportText(
  totals: Totals,
  {
    span,
    timeZone,
    url,
    runOut = () => [],
    charts = [],
  }: {
    readonly span: ReportSpan;
    readonly timeZone: string;
    readonly url: string;
    /** What may run out, in so many lines at most. */
    readonly runOut?: (most: number) => readonly string[];
    /** What its pictures show, told as well. */
    readonly charts?: readonly Chart[];
  },
  limit?: TextLimit,
): string {
  const head = `【${titles[span]}】${periodText(totals.period, timeZone)}`;
  const link = url === "" ? [] : [`表格：${url}`];
  const linesWith = (most: number): readonly string[] => [
    head,
    summaryLine(totals),
    ...itemLines(totals.items, most),
    ...departmentLines(totals.departments, most),
    ...mostTakenLines(totals.mostTaken),
    ...varianceLines(totals.variance, most),
    ...untakenLines(totals.untaken, most),
    ...charts.flatMap((chart) => chartLines(chart, most)),
    ...runOut(most),
    ...link,
  ];
  return shortenToLimit(linesWith, longest, limit);
}

export function periodText({ from, to }: Window, timeZone: string): string {
  return [from, to].map((end) => dateTime(end, timeZone)).join(" 至 ");
}

/** 领用 45 笔（上期 40 笔，+5）、入库 3 笔（上期 3 笔，持平） */
function summaryLine({ issues, issuesBefore, receipts, receiptsBefore }: Totals): string {
  return `领用 ${againstBefore(issues, issuesBefore)}、入库 ${againstBefore(receipts, receiptsBefore)}`;
}

/** Without the period before where nothing was in it. */
function againstBefore(now: number, then: number): string {
  if (then === 0) return `${now} 笔`;
  return `${now} 笔（上期 ${then} 笔，${changeText(subtract(now, then), "")}）`;
}

const changeText = (change: number, unit: string): string =>
  change === 0 ? "持平" : signedOf(change, unit);

function itemLines(items: readonly ItemTotal[], most: number): readonly string[] {
  if (items.length === 0) return ["按物品：没有变动"];
  return [`按物品（${items.length} 项）`, ...capped(items.map(itemLine), most, "")];
}

/** · A4纸：领用 12箱（上期 10箱，+2箱）、入库 20箱 */
function itemLine({ label, unit, ...figures }: ItemTotal): string {
  const { taken, takenBefore, received, returned, others } = figures;
  const before =
    takenBefore === 0
      ? ""
      : `（上期 ${quantityOf(takenBefore, unit)}，${changeText(subtract(taken, takenBefore), unit)}）`;
  const parts = [
    ...(taken !== 0 || takenBefore !== 0 ? [`领用 ${quantityOf(taken, unit)}${before}`] : []),
    ...(received === 0 ? [] : [`入库 ${quantityOf(received, unit)}`]),
    ...(returned === 0 ? [] : [`归还 ${quantityOf(returned, unit)}`]),
    ...(others === 0 ? [] : [`盘点及更正 ${signedOf(others, unit)}`]),
  ];
  return `· ${nameOf(label)}：${parts.length === 0 ? "盘点无差异" : parts.join("、")}`;
}

/** 各部门用量. `time`: 本月, 上周. */
export function departmentsText({ departments }: Totals, time = "本月"): string {
  if (departments.length === 0) return `${time}没有领用。`;
  return [`${time}各部门领用`, ...departmentLines(departments, longest).slice(1)].join("\n");
}

/** 同比, 环比: the month up to now beside the same days of another. */
export function comparedText(totals: Totals, timeZone: string): string {
  const { before, period } = totals;
  const head = `【本月与${periodText(before, timeZone)}相比】${periodText(period, timeZone)}`;
  return [head, summaryLine(totals), ...itemLines(totals.items, longest)].join("\n");
}

function departmentLines(departments: readonly DepartmentTotal[], most: number): readonly string[] {
  if (departments.length === 0) return [];
  return [
    `按部门（${departments.length} 个）`,
    ...capped(departments.map(departmentLine), most, ""),
  ];
}

/** · 市场部：领用 12 笔（上期 9 笔，+3）：A4纸 3箱、签字笔 10支 等 5 项 */
function departmentLine({ department, issues, issuesBefore, items }: DepartmentTotal): string {
  const name = department === "" ? "未填部门" : department;
  const named = items
    .slice(0, itemsOfDepartment)
    .map(({ label, unit, taken }) => beside(label, quantityOf(taken, unit)));
  const more = items.length > itemsOfDepartment ? ` 等 ${items.length} 项` : "";
  return `· ${name}：领用 ${againstBefore(issues, issuesBefore)}：${named.join("、")}${more}`;
}

function mostTakenLines(mostTaken: readonly ItemTotal[]): readonly string[] {
  if (mostTaken.length === 0) return [];
  const named = mostTaken.map(
    ({ label, unit, taken, issues, issuesBefore }, index) =>
      `${index + 1}. ${beside(label, quantityOf(taken, unit))}（${issues} 笔${issuesBefore === 0 ? "" : `，上期 ${issuesBefore} 笔`}）`,
  );
  return [`领用最多：${named.join("、")}`];
}

function untakenLines(untaken: readonly ItemLabel[], most: number): readonly string[] {
  if (untaken.length === 0) return [];
  const more = untaken.length > most ? ` …另有 ${untaken.length - most} 项` : "";
  const named = untaken.slice(0, most).map(nameOf).join("、");
  return [`${untakenDays} 天无人领用（${untaken.length} 项）：${named}${more}`];
}
