/** The balance of the last 30 days as a small drawing: a stepped line, the safety stock dashed, two dates. Pure. */
import { itemWords } from "../../language/page-words/page-words";
import { quantityOf } from "../../language/replies/format";
import { html, type Html } from "../pages/html";
import type { DayBalance } from "./balance";

const width = 640;
const height = 180;
const plot = { left: 58, right: width - 8, top: 14, bottom: height - 26 };

/** A round figure at or above the highest one, so that the axis ends on a number that people say. */
function niceTop(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= highest) ?? 10;
  return Number((step * power).toPrecision(6));
}

/** A level of the axis across the plot, with its figure in front. */
export const levelLine = (
  { left, right }: { readonly left: number; readonly right: number },
  y: number,
  label: string | number,
): Html =>
  html`<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}" />
    <text x="${left - 6}" y="${y + 4}" text-anchor="end">${label}</text>`;

export function balanceChart(
  balances: readonly DayBalance[],
  safetyStock: number | undefined,
  unit: string,
): Html {
  const quantities = balances.map(({ quantity }) => quantity);
  const most = Math.max(...quantities);
  const least = Math.min(...quantities);
  const top = niceTop(Math.max(most, safetyStock ?? 0));
  const bottom = Math.min(0, least);
  const stepWidth = (plot.right - plot.left) / balances.length;
  const x = (index: number): number => Math.round(plot.left + index * stepWidth);
  const y = (quantity: number): number =>
    Math.round(plot.bottom - ((quantity - bottom) / (top - bottom)) * (plot.bottom - plot.top));
  const line = quantities
    .map((quantity, index) => `${index === 0 ? `M${x(0)} ` : "V"}${y(quantity)}H${x(index + 1)}`)
    .join("");
  const [first] = balances;
  const last = balances.at(-1);
  const summary = itemWords.chartSummary(
    quantityOf(last?.quantity ?? 0, unit),
    quantityOf(least, unit),
    quantityOf(most, unit),
  );
  return html`<svg
    class="chart"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="${summary}"
  >
    ${[bottom, top].map((level) => levelLine(plot, y(level), level))}
    <path class="area" d="${line}V${y(bottom)}H${x(0)}Z" />
    <path class="line" d="${line}" />
    ${
      safetyStock !== undefined &&
      html`<line
          class="safety"
          x1="${plot.left}"
          x2="${plot.right}"
          y1="${y(safetyStock)}"
          y2="${y(safetyStock)}"
        />
        <text class="safety" x="${plot.right}" y="${y(safetyStock) - 5}" text-anchor="end">
          ${itemWords.safetyLine} ${safetyStock}
        </text>`
    }
    <text x="${plot.left}" y="${height - 6}">${first?.day}</text>
    <text x="${plot.right}" y="${height - 6}" text-anchor="end">${last?.day}</text>
  </svg>`;
}
