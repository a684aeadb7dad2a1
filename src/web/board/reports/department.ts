/** A department's page: 12 months of what it took, never by person. Pure. */
import { reportWords as words } from "../../../language/page-words/report-words";
import { nameOf, quantityOf } from "../../../language/replies/format";
import { departmentName } from "../../../language/report-texts/report-charts";
import type { BoardCharts } from "../../../reports/board-charts";
import { html, type Html } from "../../pages/html";
import { panel } from "../panel";
import { heads, wideTable } from "../wide-table";
import { reportPath } from "./report";
import { chartPanel } from "./shown-chart";

export type DepartmentYear = NonNullable<Awaited<ReturnType<BoardCharts["department"]>>>;

const back = html`<p class="back"><a href="${reportPath}">${words.toReport}</a></p>`;

/** Where there is nothing to show, why. */
export const noDepartment = (why: string): Html =>
  html`<div class="board stack">
    ${back}
    <h1>${why}</h1>
  </div>`;

export function departmentContent(name: string, { drawn, year }: DepartmentYear): Html {
  const rows = year.items.map(
    ({ label, unit, taken, issues }) =>
      html`<tr>
        <th scope="row">${nameOf(label)}</th>
        <td class="number">${quantityOf(taken, unit)}</td>
        <td class="number">${words.times(issues)}</td>
      </tr>`,
  );
  return html`<div class="board stack">
    ${back}
    <h1>${departmentName(name)}</h1>
    ${chartPanel(drawn, "months-title")}
    ${panel(
      "items",
      words.yearOf,
      wideTable(
        "items-title",
        html`${heads([words.item])} ${heads([words.taken, words.issues], "number")}`,
        rows,
      ),
    )}
  </div>`;
}
