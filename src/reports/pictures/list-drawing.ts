/** A page of lines under headings as SVG: where everything stands. A page and the measures of the type come in. */
import type { ListColumn, ListPage, ListRow } from "../../language/report-texts/list-page";
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
} from "./drawing";

const headingsPx = 52;
const gapPx = 22;
/** The height of A4 at this width. */
const paperPx = Math.round(widthPx * Math.SQRT2);
const rowPx = { paper: 45, screen: 56 };

interface Placed extends ListColumn {
  readonly x: number;
  readonly width: number;
}

function placed(columns: readonly ListColumn[]): readonly Placed[] {
  const all = columns.reduce((total, { share }) => total + share, 0);
  const room = widthPx - 2 * edge - gapPx * (columns.length - 1);
  let x = edge;
  return columns.map((column) => {
    const width = (room * column.share) / all;
    const at = { ...column, x: Math.round(x), width: Math.round(width) };
    x += width + gapPx;
    return at;
  });
}

/** Draws one page as an SVG of 1080 px width, to be printed as tall as A4. */
export function drawList(page: ListPage, measures: Measures): string {
  const height = page.isPaper ? rowPx.paper : rowPx.screen;
  const rowsTop = headPx + headingsPx;
  const rowsBottom = rowsTop + page.rows.length * height;
  const heightPx = page.isPaper ? paperPx : rowsBottom + footPx;
  const text = textIn(measures);
  const columns = placed(page.columns);
  return drawingOf(heightPx, [
    headOf(page, text),
    rect({ x: 0, y: headPx, width: widthPx, height: headingsPx }, colours.band),
    ...columns.map((column) =>
      cell(column.heading, column, { base: headPx + 35, text, colour: colours.quiet }),
    ),
    ...page.rows.map((row, index) => drawRow(row, columns, rowsTop + index * height, height, text)),
    footOf(page.footer, heightPx, text),
  ]);
}

function cell(
  content: string,
  { x, width, align }: Placed,
  { base, text, colour = colours.ink }: { base: number; text: Text; colour?: string },
): string {
  const isEnd = align === "end";
  return text(content, {
    ...{ x: isEnd ? x + width : x, y: base, sizePx: 24, widthPx: width, colour },
    ...{ anchor: isEnd ? "end" : "start", tooWide: isEnd ? "shrink" : "cut" },
  });
}

function drawRow(
  row: ListRow,
  columns: readonly Placed[],
  top: number,
  height: number,
  text: Text,
): string {
  const base = top + height / 2 + 9;
  const line = rect({ x: 0, y: top + height - 1, width: widthPx, height: 1 }, colours.faint);
  if (row.kind === "heading") {
    const place = {
      x: edge,
      y: base,
      sizePx: 24,
      weight: "medium",
      widthPx: widthPx - 2 * edge,
    } as const;
    return `${rect({ x: 0, y: top, width: widthPx, height: height - 1 }, colours.track)}${text(row.text, place)}`;
  }
  const cells = columns.map((column, index) => {
    const { x, width, isBox } = column;
    const content = cell(row.cells[index] ?? "", column, { base, text });
    return isBox === true ? `${content}${drawBox({ x, width, top, height })}` : content;
  });
  return `${line}${cells.join("")}`;
}

/** A frame of one pixel's lines, for a figure by hand. */
function drawBox({
  x,
  width,
  top,
  height,
}: {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}): string {
  const outer = { x, y: top + 5, width, height: height - 11 };
  const inner = { x: x + 1, y: top + 6, width: width - 2, height: height - 13 };
  return `${rect(outer, colours.quiet, 4)}${rect(inner, colours.paper, 3)}`;
}
