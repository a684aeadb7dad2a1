/**
 * A page of the stock table as SVG: where everything stands, in which size and colour. A page and the measures of the
 * type come in, a drawing goes out. Nothing is worded or rendered here.
 */
import type { TablePage, TableRow } from "../../language/report-texts/stock-table";
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
  type Box,
  type Measures,
  type Text,
} from "./drawing";
import { drawable, widthOf } from "./drawn-text";

const headingsPx = 52;
const rowPx = 62;

interface Column {
  readonly x: number;
  readonly width: number;
}

interface Columns {
  readonly name: Column;
  readonly spec: Column;
}

const stockColumn: Column = { x: 462, width: 216 };
const changeColumn: Column = { x: 688, width: 108 };
const updatedColumn: Column = { x: 816, width: 128 };
const ownerColumn: Column = { x: 962, width: 96 };

/** What name and spec share, and how wide a name may get. */
const textColumns = { x: 76, width: 372, gap: 14 };
const nameWidths: readonly number[] = Array.from({ length: 32 }, (_, step) => 264 - step * 4);
const nameSizePx = 26;
const sideSizePx = 24;

/** Name and spec divided so that as few texts as possible must be cut, a name counting twice; else the wider name. */
function dividedColumns(rows: readonly TableRow[], measures: Measures): Columns {
  const { x, width, gap } = textColumns;
  const sizes = rows.map(({ name, spec }) => ({
    name: widthOf(drawable(name, measures.medium).join(""), nameSizePx, measures.medium),
    spec: widthOf(drawable(spec, measures.regular).join(""), sideSizePx, measures.regular),
  }));
  const cutsAt = (nameWidth: number): number =>
    2 * sizes.filter(({ name }) => name > nameWidth).length +
    sizes.filter(({ spec }) => spec > width - gap - nameWidth).length;
  const best = nameWidths.reduce((least, tried) => (cutsAt(tried) < cutsAt(least) ? tried : least));
  return {
    name: { x, width: best },
    spec: { x: x + best + gap, width: width - best - gap },
  };
}

/** Draws one page as an SVG of 1080 px width; every text it takes ends up there only through here. */
export function drawTable(page: TablePage, measures: Measures): string {
  const rowsTop = headPx + headingsPx;
  const rowsBottom = rowsTop + page.rows.length * rowPx;
  const heightPx = rowsBottom + footPx;
  const text = textIn(measures);
  const columns = dividedColumns(page.rows, measures);
  const parts = [
    drawHead(page, columns, text),
    ...page.rows.map((row, index) => drawRow(row, rowsTop + index * rowPx, columns, text)),
    footOf(page.footer, heightPx, text),
  ];
  return drawingOf(heightPx, parts);
}

function drawHead(page: TablePage, columns: Columns, text: Text): string {
  const { headings } = page;
  const label = { y: headPx + 35, sizePx: 24, colour: colours.quiet };
  const { name, spec } = columns;
  return [
    headOf(page, text),
    rect({ x: 0, y: headPx, width: widthPx, height: headingsPx }, colours.band),
    text(headings.name, { ...label, x: name.x, widthPx: name.width }),
    text(headings.spec, { ...label, x: spec.x, widthPx: spec.width }),
    text(headings.stock, {
      ...label,
      x: stockColumn.x + slashAt,
      anchor: "middle",
      widthPx: stockColumn.width,
    }),
    text(headings.change, {
      ...label,
      x: changeColumn.x + changeColumn.width,
      anchor: "end",
      widthPx: changeColumn.width,
    }),
    text(headings.updatedAt, { ...label, x: updatedColumn.x, widthPx: updatedColumn.width }),
    text(headings.owner, { ...label, x: ownerColumn.x, widthPx: ownerColumn.width }),
  ].join("");
}

function drawRow(row: TableRow, top: number, columns: Columns, text: Text): string {
  const low = row.mark !== "";
  const base = top + 39;
  const { name, spec } = columns;
  const cell = { y: base, sizePx: nameSizePx };
  const side = { y: base, sizePx: sideSizePx, colour: colours.quiet };
  const line = rect({ x: 0, y: top + rowPx - 1, width: widthPx, height: 1 }, colours.faint);
  return [
    low ? rect({ x: 0, y: top, width: widthPx, height: rowPx }, colours.lowRow) : "",
    line,
    low ? drawMark(row.mark, { x: edge, y: top + 12, width: 38, height: 38 }, text) : "",
    text(row.name, { ...cell, x: name.x, weight: "medium", widthPx: name.width }),
    text(row.spec, { ...side, x: spec.x, widthPx: spec.width }),
    drawStock(row, top, text),
    text(row.change, {
      ...cell,
      x: changeColumn.x + changeColumn.width,
      anchor: "end",
      widthPx: changeColumn.width,
      tooWide: "shrink",
    }),
    text(row.updatedAt, { ...side, x: updatedColumn.x, widthPx: updatedColumn.width }),
    text(row.owner, { ...side, x: ownerColumn.x, widthPx: ownerColumn.width }),
  ].join("");
}

/** A badge with a word, so that a low row shows without its colour. */
function drawMark(word: string, box: Box, text: Text): string {
  const place = { x: box.x + box.width / 2, y: box.y + 28, sizePx: 24, anchor: "middle" } as const;
  return [
    rect(box, colours.low, 8),
    text(word, { ...place, weight: "medium", colour: colours.paper, widthPx: box.width }),
  ].join("");
}

/** The stroke between current and safety stock stands above the bar's own, so that all figures line up. */
const slashAt = stockColumn.width / 2;

function drawStock(row: TableRow, top: number, text: Text): string {
  const { x, width } = stockColumn;
  const low = row.mark !== "";
  const base = { y: top + 32, sizePx: 26 };
  const right = { ...base, x: x + slashAt + 14, sizePx: 24, colour: colours.quiet };
  return [
    text(row.currentText, {
      ...base,
      x: x + slashAt - 14,
      anchor: "end",
      weight: "medium",
      colour: low ? colours.low : colours.ink,
      widthPx: slashAt - 14,
      tooWide: "shrink",
    }),
    text("/", { ...base, x: x + slashAt, anchor: "middle", colour: colours.quiet, widthPx: 20 }),
    text(row.safetyText, { ...right, widthPx: width - slashAt - 14, tooWide: "shrink" }),
    drawBar(row, { x, y: top + 42, width, height: 8 }),
  ].join("");
}

/** As full as the stock is of twice the safety stock; the stroke in the middle is the safety stock. */
function drawBar({ stock, safetyStock, mark }: TableRow, box: Box): string {
  if (stock === undefined || safetyStock === undefined || safetyStock <= 0) return "";
  const low = mark !== "";
  const full = Math.min(1, Math.max(0, stock / (2 * safetyStock))) * box.width;
  const fill = { ...box, width: Math.round(full) };
  const stroke = { x: box.x + box.width / 2 - 1, y: box.y - 4, width: 3, height: box.height + 8 };
  return [
    rect(box, low ? colours.lowTrack : colours.track, 4),
    full >= 1 ? rect(fill, low ? colours.low : colours.enough, Math.min(4, full / 2)) : "",
    rect(stroke, colours.quiet),
  ].join("");
}
