/** The page 报表: a period that the reader chooses, its charts, what each department took. Pure. */
import type { DepartmentTotal } from "../../../inventory/figures/totals";
import { reportWords as words } from "../../../language/page-words/report-words";
import { beside, quantityOf } from "../../../language/replies/format";
import { departmentName } from "../../../language/report-texts/report-charts";
import { dayText, periodOf } from "../../../language/text/calendar";
import type { ChosenPeriod, ChosenReport } from "../../../reports/board-charts";
import { html, type Html } from "../../pages/html";
import { panel } from "../panel";
import { heads, wideTable } from "../wide-table";
import { chartPanel } from "./shown-chart";

const mostWeeks = 6;
const mostMonths = 12;

export const reportPath = "/report";

const valueOf = ({ unit, offset }: ChosenPeriod): string => `${unit}${offset}`;

const periods = (unit: ChosenPeriod["unit"], most: number): readonly ChosenPeriod[] =>
  Array.from({ length: most }, (_, index) => ({ unit, offset: index === 0 ? 0 : -index }));

const weeks = periods("week", mostWeeks);
const months = periods("month", mostMonths);

/** Anything else is the present month. @example readPeriod("week-1") // { unit: "week", offset: -1 } */
export function readPeriod(written: unknown): ChosenPeriod {
  const known = [...weeks, ...months].find((period) => valueOf(period) === written);
  return known ?? { unit: "month", offset: 0 };
}

function nameOfPeriod(period: ChosenPeriod, now: Date, timeZone: string): string {
  const day = dayText(periodOf(period, now, timeZone).from, timeZone);
  const { unit, offset } = period;
  if (unit === "month") return offset === 0 ? words.thisMonth(day.slice(0, 7)) : day.slice(0, 7);
  if (offset === 0) return words.thisWeek;
  return offset === -1 ? words.lastWeek : words.weekOf(day);
}

export interface ReportView {
  readonly chosen: ChosenPeriod;
  /** undefined: the ledger can't be read now. */
  readonly report: ChosenReport | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

function periodForm({ chosen, now, timeZone }: ReportView): Html {
  const option = (period: ChosenPeriod): Html =>
    html`<option
      value="${valueOf(period)}"
      ${valueOf(period) === valueOf(chosen) && html`selected`}
    >
      ${nameOfPeriod(period, now, timeZone)}
    </option>`;
  return html`<form class="filter" action="${reportPath}">
    <label>
      ${words.period}
      <select name="period">
        <optgroup label="${words.weeks}">${weeks.map(option)}</optgroup>
        <optgroup label="${words.months}">${months.map(option)}</optgroup>
      </select>
    </label>
    <button type="submit">${words.show}</button>
  </form>`;
}

const departmentPath = (name: string): string =>
  `/department?${new URLSearchParams({ name }).toString()}`;

const mostItems = 5;

function departmentRow({ department, issues, items }: DepartmentTotal): Html {
  const named = items
    .slice(0, mostItems)
    .map(({ label, unit, taken }) => beside(label, quantityOf(taken, unit)));
  const more = items.length > mostItems ? ` ${words.more(items.length)}` : "";
  return html`<tr>
    <th scope="row">
      <a href="${departmentPath(department)}">${departmentName(department)}</a>
    </th>
    <td class="number">${words.times(issues)}</td>
    <td class="cause">${named.join("、")}${more}</td>
  </tr>`;
}

function departmentsPanel(departments: readonly DepartmentTotal[]): Html {
  const table = wideTable(
    "departments-title",
    html`${heads([words.department])} ${heads([words.issues], "number")} ${heads([words.things])}`,
    departments.map(departmentRow),
  );
  return panel("departments", words.departments, table);
}

export function reportContent(view: ReportView): Html {
  const { report } = view;
  const panels =
    report === undefined
      ? html`<p class="empty">${words.unread}</p>`
      : report.charts.length === 0
        ? html`<p class="empty">${words.none}</p>`
        : html`${report.charts.map((drawn, index) => chartPanel(drawn, `chart-${index}`))}
          ${report.departments.length > 0 && departmentsPanel(report.departments)}`;
  return html`<div class="board stack">
    <h1>${words.title}</h1>
    ${periodForm(view)} ${panels}
  </div>`;
}
