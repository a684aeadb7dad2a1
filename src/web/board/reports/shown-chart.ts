/** A chart with the table of its figures beside it. Pure. */
import type { DrawnChart } from "../../../reports/board-charts";
import { html, type Html } from "../../pages/html";
import { heads, wideTable } from "../wide-table";

/** `id`: of the heading above, in the document. */
export function shownChart({ chart, svg }: DrawnChart, id: string): Html {
  const [first = "", ...figures] = chart.table.heads;
  const isOverTime = chart.kind === "strips";
  return html`${chart.note !== "" && html`<p class="hint">${chart.note}</p>`}
    <div class="beside ${isOverTime && "newest"}">
      <div class="scroll drawing" tabindex="0" role="group" aria-labelledby="${id}">
        ${{ markup: svg }}
      </div>
      ${wideTable(
        id,
        html`${heads([first])} ${heads(figures, "number")}`,
        chart.table.rows.map(
          ([name = "", ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
            </tr>`,
        ),
      )}
    </div>`;
}

export const chartPanel = (drawn: DrawnChart, id: string): Html =>
  html`<section class="panel" aria-labelledby="${id}">
    <h2 id="${id}">${drawn.chart.title}</h2>
    ${shownChart(drawn, id)}
  </section>`;
