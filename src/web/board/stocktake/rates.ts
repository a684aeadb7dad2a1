/** 账实差异率 month by month: two lines told apart by their marks and strokes, and the same figures as a table. Pure. */
import type { MonthAccuracy } from "../../../inventory/figures/accuracy";
import { stocktakeWords as words } from "../../../language/page-words/page-words";
import { percent } from "../../../language/report-texts/variance-text";
import { dayText } from "../../../language/text/calendar";
import { levelLine } from "../chart";
import { html, type Html } from "../../pages/html";
import { heads, wideTable } from "../wide-table";

const width = 640;
const height = 220;
const plot = { left: 84, right: width - 20, top: 14, bottom: height - 30 };

interface Point {
  readonly month: string;
  readonly x: number;
  readonly rate: number;
  /** The part of the items counted that differed, with its 95 % interval. */
  readonly share: number;
  readonly from: number;
  readonly to: number;
  readonly counted: number;
}

const monthOf = ({ from }: MonthAccuracy, timeZone: string): string =>
  dayText(from, timeZone).slice(0, 7);

function pointsOf(months: readonly MonthAccuracy[], timeZone: string): readonly Point[] {
  const step = (plot.right - plot.left) / Math.max(1, months.length);
  return months.flatMap((month, index) => {
    const { counted, rate, match } = month;
    if (counted === 0) return [];
    const x = Math.round(plot.left + step * (index + 0.5));
    const interval = { share: 1 - match.rate, from: 1 - match.to, to: 1 - match.from };
    return [{ month: monthOf(month, timeZone), x, rate, counted, ...interval }];
  });
}

/** The axis ends on a tenth. */
const topOf = (points: readonly Point[]): number =>
  Math.min(1, Math.ceil(Math.max(0.1, ...points.flatMap(({ rate, to }) => [rate, to])) * 10) / 10);

function ratesChart(months: readonly MonthAccuracy[], timeZone: string): Html {
  const points = pointsOf(months, timeZone);
  const top = topOf(points);
  const y = (share: number): number =>
    Math.round(plot.bottom - (Math.min(share, top) / top) * (plot.bottom - plot.top));
  const line = (of: (point: Point) => number): string =>
    points.map((point, index) => `${index === 0 ? "M" : "L"}${point.x} ${y(of(point))}`).join("");
  const told = points.map(
    ({ month, rate, share }) =>
      `${month} ${words.rate} ${percent(rate)}，${words.share} ${percent(share)}`,
  );
  return html`<svg
    class="chart rates"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="${words.chartSummary(told.join("；"))}"
  >
    ${[0, top].map((level) => levelLine(plot, y(level), percent(level)))}
    ${points.map(
      ({ x, from, to }) =>
        html`<path
          class="interval"
          d="M${x - 5} ${y(to)}H${x + 5}M${x} ${y(to)}V${y(from)}M${x - 5} ${y(from)}H${x + 5}"
        />`,
    )}
    <path class="line" d="${line(({ share }) => share)}" />
    <path class="line rate" d="${line(({ rate }) => rate)}" />
    ${points.map(
      ({ x, share, rate }) =>
        html`<circle class="share" cx="${x}" cy="${y(share)}" r="5" />
          <rect class="rate" x="${x - 4}" y="${y(rate) - 4}" width="8" height="8" />`,
    )}
    ${months.map((month, index) => {
      const x = plot.left + ((plot.right - plot.left) / months.length) * (index + 0.5);
      return html`<text x="${Math.round(x)}" y="${height - 8}" text-anchor="middle">
        ${monthOf(month, timeZone).slice(2)}
      </text>`;
    })}
  </svg>`;
}

function monthRow(month: MonthAccuracy, timeZone: string): Html {
  const { counted, rate, match } = month;
  const figures =
    counted === 0
      ? [words.notCounted, "", "", ""]
      : [
          percent(rate),
          percent(1 - match.rate),
          `${percent(1 - match.to)}–${percent(1 - match.from)}`,
          percent(match.rate),
        ];
  return html`<tr>
    <th scope="row">${monthOf(month, timeZone)}</th>
    <td class="number">${counted}</td>
    ${figures.map((figure) => html`<td class="number">${figure}</td>`)}
  </tr>`;
}

/** undefined: the ledger can't be read now. */
export function ratesPanel(months: readonly MonthAccuracy[] | undefined, timeZone: string): Html {
  if (months === undefined) return html`<p class="empty">${words.ratesUnread}</p>`;
  if (months.every(({ counted }) => counted === 0))
    return html`<p class="empty">${words.noCounts}</p>`;
  const numbers = [words.counts, words.rate, words.share, words.interval, words.match];
  return html`<div class="beside">
      <figure>
        ${ratesChart(months, timeZone)}
        <figcaption class="hint">${words.shareLine}；${words.rateLine}</figcaption>
      </figure>
      ${wideTable(
        "rates-title",
        html`${heads([words.month])} ${heads(numbers, "number")}`,
        months.map((month) => monthRow(month, timeZone)),
      )}
    </div>
    <p class="hint">${words.ratesHint}</p>`;
}
