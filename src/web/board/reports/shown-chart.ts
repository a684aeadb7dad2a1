/** A chart with the table of its figures beside it. Pure. */
import type { DrawnChart } from "../../../reports/board-charts";
import { html, type Html } from "../../pages/html";
import { heads, wideTable } from "../wide-table";

/** So many times are seen on a narrow page without scrolling. */
const slotsInSight = 3;

export function chartPanel({ chart, svg }: DrawnChart, id: string): Html {
  const [first = "", ...figures] = chart.table.heads;
  const isLong = chart.kind === "strips" && chart.slots.length > slotsInSight;
  const rows = chart.table.rows.map(
    ([name = "", ...cells]) =>
      html`<tr>
        <th scope="row">${name}</th>
        ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
      </tr>`,
  );
  return html`<section class="panel" aria-labelledby="${id}">
    <h2 id="${id}">${chart.title}</h2>
    ${chart.note !== "" && html`<p class="hint">${chart.note}</p>`}
    <div class="beside ${isLong && "newest"}">
      <div class="scroll drawing" tabindex="0" role="group" aria-labelledby="${id}">
        ${{ markup: svg }}
      </div>
      ${wideTable(id, html`${heads([first])} ${heads(figures, "number")}`, rows)}
    </div>
  </section>`;
}
