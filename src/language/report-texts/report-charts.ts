/** The charts of the weekly and monthly report, of an item and of a department: figures come in, what stands on them goes out. */
import type { MonthAccuracy } from "../../inventory/figures/accuracy";
import type { Window } from "../../inventory/figures/digest";
import type { DepartmentTakeOuts, HourCounts } from "../../inventory/figures/take-outs";
import type { ItemTotal } from "../../inventory/figures/totals";
import { nameOf, quantityOf } from "../replies/format";
import { dayText } from "../text/calendar";
import type { Chart, ChartPage, HeatChart, Mark, RankChart, StripChart } from "./chart";
import { periodText, type ReportSpan, titles } from "./totals-text";
import { percent } from "./variance-text";

/** How the times of a chart are named. */
interface Times {
  readonly windows: readonly Window[];
  readonly span: ReportSpan;
  readonly timeZone: string;
}

const times = (count: number): Mark => ({ value: count, text: `${count}次` });

/** A month by its middle, for it may go from one 30th to the next; a week by its first day. @example "2026-11" */
function timeOf({ from, to }: Window, { span, timeZone }: Times): string {
  const middle = new Date((from.getTime() + to.getTime()) / 2);
  return span === "month" ? dayText(middle, timeZone).slice(0, 7) : dayText(from, timeZone);
}

/** The same in short. @example "11月", of a week "11-23" */
function slotOf(window: Window, times: Times): string {
  const time = timeOf(window, times).slice(5);
  return times.span === "month" ? `${Number(time)}月` : time;
}

const spanWords: Readonly<Record<ReportSpan, string>> = { week: "周", month: "个月" };

export function mostTakenChart(mostTaken: readonly ItemTotal[]): RankChart | undefined {
  if (mostTaken.length === 0) return undefined;
  const rows = mostTaken.map(({ label, issues, issuesBefore, taken, unit }) => ({
    name: nameOf(label),
    now: { value: issues, text: `${issues}次，${quantityOf(taken, unit)}` },
    before: { value: issuesBefore, text: `上期 ${issuesBefore}次` },
  }));
  return {
    ...{ kind: "ranks", title: "领用最多", rows },
    note: "按领用次数；横条是本期，竖线是上期",
    table: {
      heads: ["物品", "次数", "领用", "上期次数"],
      rows: mostTaken.map(({ label, issues, issuesBefore, taken, unit }) => [
        nameOf(label),
        `${issues}次`,
        quantityOf(taken, unit),
        `${issuesBefore}次`,
      ]),
    },
  };
}

const mostDepartments = 8;

export const departmentName = (department: string): string =>
  department === "" ? "未填部门" : department;

export function departmentsChart(
  departments: readonly DepartmentTakeOuts[],
  given: Times,
): StripChart | undefined {
  if (departments.length === 0) return undefined;
  const shown = departments.slice(0, mostDepartments);
  const more = departments.length - shown.length;
  const strips = shown.map(({ department, counts }) => ({
    name: departmentName(department),
    note: `共 ${counts.reduce((all, one) => all + one, 0)}次`,
    marks: counts.map(times),
  }));
  const left = more > 0 ? `；另有 ${more} 个部门未画出` : "";
  return {
    ...{ kind: "strips", title: `各部门近 ${given.windows.length} ${spanWords[given.span]}领用` },
    note: `每${given.span === "week" ? "周" : "月"}的领用次数，各行比例相同${left}`,
    ...{ slots: given.windows.map((window) => slotOf(window, given)), strips },
    table: {
      heads: ["部门", ...given.windows.map((window) => timeOf(window, given))],
      rows: departments.map(({ department, counts }) => [
        departmentName(department),
        ...counts.map((count) => times(count).text),
      ]),
    },
  };
}

/** undefined: nothing was counted. `months`: one of each time. */
export function accuracyChart(
  months: readonly MonthAccuracy[],
  given: Times,
): StripChart | undefined {
  if (months.every(({ counted }) => counted === 0)) return undefined;
  const ofCounted = (mark: (month: MonthAccuracy) => Mark): readonly (Mark | undefined)[] =>
    months.map((month) => (month.counted === 0 ? undefined : mark(month)));
  const rate = ({ rate: value }: MonthAccuracy): Mark => ({ value, text: percent(value) });
  const share = ({ match }: MonthAccuracy): Mark => {
    const value = 1 - match.rate;
    return { value, text: percent(value), from: 1 - match.to, to: 1 - match.from };
  };
  const counted = months.reduce((all, month) => all + month.counted, 0);
  return {
    ...{ kind: "strips", title: "账实差异率", slots: given.windows.map((w) => slotOf(w, given)) },
    note: `共盘 ${counted} 项次；圆点是差异项占比，竖线是它的 95% 区间，空着的没有盘点`,
    strips: [
      { name: "账实差异率", note: "平均差多少", marks: ofCounted(rate) },
      { name: "差异项占比", note: "多少项有差异", marks: ofCounted(share) },
    ],
    table: {
      heads: ["时间", "盘点项数", "账实差异率", "差异项占比", "95% 区间"],
      rows: months.flatMap((month, index) => {
        const window = given.windows[index];
        if (month.counted === 0 || window === undefined) return [];
        const { from = 0, to = 1, text } = share(month);
        return [
          [
            timeOf(window, given),
            `${month.counted}项`,
            rate(month).text,
            text,
            `${percent(from)}–${percent(to)}`,
          ],
        ];
      }),
    },
  };
}

const weekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

export function hoursChart(counts: HourCounts): HeatChart | undefined {
  const taken = (hour: number): boolean => counts.some((day) => (day[hour] ?? 0) > 0);
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const [first, last] = [hours.find(taken), hours.findLast(taken)];
  if (first === undefined || last === undefined) return undefined;
  const shown = hours.slice(first, last + 1);
  const columns = shown.map((hour) => `${hour}时`);
  const rows = weekdays.map((name, index) => ({
    name,
    marks: shown.map((hour): Mark => {
      const count = counts[(index + 1) % 7]?.[hour] ?? 0;
      return { value: count, text: count === 0 ? "" : times(count).text };
    }),
  }));
  return {
    ...{ kind: "heat", title: "什么时候领", columns, rows },
    note: "按说的时间；数是领用次数，颜色越深越多，空着的没有",
    table: {
      heads: ["星期", ...columns],
      rows: rows.map(({ name, marks }) => [name, ...marks.map(({ text }) => text)]),
    },
  };
}

/** How often a department took anything, month by month. */
export function monthsChart(name: string, counts: readonly number[], given: Times): StripChart {
  const total = counts.reduce((all, count) => all + count, 0);
  const marks = counts.map(times);
  return {
    ...{ kind: "strips", title: `近 ${counts.length} 个月领用`, note: "每月的领用次数" },
    slots: given.windows.map((window) => slotOf(window, given)),
    strips: [{ name, note: `共 ${total}次`, marks }],
    table: {
      heads: ["月份", ...given.windows.map((window) => timeOf(window, given))],
      rows: [["次数", ...marks.map(({ text }) => text)]],
    },
  };
}

/** How much of an item was taken, month by month, in its unit. */
export function itemMonthsChart(
  name: string,
  unit: string,
  figures: readonly { readonly taken: number; readonly times: number }[],
  given: Times,
): StripChart {
  const counts = figures.map((figure) => figure.times);
  const { table, ...chart } = monthsChart(name, counts, given);
  const marks = figures.map(({ taken }) => ({ value: taken, text: quantityOf(taken, unit) }));
  return {
    ...chart,
    note: `每月的领用量（${unit}）`,
    strips: chart.strips.map((strip) => ({ ...strip, marks })),
    table: { ...table, rows: [["领用", ...marks.map(({ text }) => text)], ...table.rows] },
  };
}

/** The picture that a report is posted with; none where there is nothing to draw. */
export function chartPages(
  charts: readonly Chart[],
  {
    span,
    period,
    timeZone,
  }: { readonly span: ReportSpan; readonly period: Window; readonly timeZone: string },
): readonly ChartPage[] {
  if (charts.length === 0) return [];
  const subtitle = periodText(period, timeZone);
  return [
    {
      kind: "charts",
      ...{ title: titles[span], subtitle, charts },
      footer: "库存播报员",
      alt: `${titles[span]}（${subtitle}）：${charts.map(({ title }) => title).join("、")}`,
    },
  ];
}
