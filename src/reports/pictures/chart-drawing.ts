/** Charts as SVG, each 1080 px wide: on a picture one below the other, on a page each by itself. */
import type { Chart, ChartPage } from "../../language/report-texts/chart";
import { drawHeat } from "./charts/heat";
import { drawRanks } from "./charts/ranks";
import { drawStrips } from "./charts/strips";
import {
  colours,
  drawingOf,
  edge,
  footOf,
  footPx,
  headOf,
  headPx,
  rect,
  textIn,
  widthPx,
  type Measures,
  type Text,
  type Drawn,
} from "./drawing";

function drawBody(chart: Chart, top: number, text: Text): Drawn {
  switch (chart.kind) {
    case "ranks":
      return drawRanks(chart, top, text);
    case "strips":
      return drawStrips(chart, top, text);
    case "heat":
      return drawHeat(chart, top, text);
  }
}

const chartHeadPx = 112;

/** A picture of 1080 px width. */
export function drawCharts(page: ChartPage, measures: Measures): string {
  const text = textIn(measures);
  const wide = widthPx - 2 * edge;
  const quiet = { x: edge, colour: colours.quiet, widthPx: wide };
  const parts = [headOf(page, text)];
  let bottom = headPx;
  for (const chart of page.charts) {
    const body = drawBody(chart, bottom + chartHeadPx, text);
    parts.push(
      rect({ x: 0, y: bottom, width: widthPx, height: 2 }, colours.faint),
      text(chart.title, { x: edge, y: bottom + 52, sizePx: 32, weight: "medium", widthPx: wide }),
      text(chart.note, { ...quiet, y: bottom + 90, sizePx: 24, tooWide: "shrink" }),
      ...body.parts,
    );
    bottom = body.bottom;
  }
  parts.push(footOf(page.footer, bottom + footPx, text));
  return drawingOf(bottom + footPx, parts);
}

/** One chart without its title, for a page that has one and a table of the same figures. */
export function drawChart(chart: Chart, measures: Measures): string {
  const { parts, bottom } = drawBody(chart, 8, textIn(measures));
  return drawingOf(bottom, parts, chart.title);
}
