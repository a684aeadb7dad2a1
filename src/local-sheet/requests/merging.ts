/**
 * Requests that merge cells and part them again. A merge keeps what its first cell holds; the others lose theirs.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#mergecellsrequest
 */
import { invalid } from "../refusal";
import { eachCell, setContent } from "../workbook/cells";
import type { Area, GridRange, Workbook } from "../workbook/model";
import { areaOf, contains, overlaps, rangeOf } from "../workbook/sheets";
import { checkSize } from "./cells";

/** The merges that lie in an area. @throws Refusal 400 when the area cuts one in two */
function mergesIn(book: Workbook, area: Area): readonly GridRange[] {
  const touched = area.grid.merges.filter((merge) => overlaps(areaOf(book, merge), area));
  if (touched.every((merge) => contains(area, areaOf(book, merge)))) return touched;
  throw invalid("You must select all cells in a merged range to merge or unmerge them.");
}

/** The blocks that become one cell each. */
function blocksOf(area: Area, mergeType = "MERGE_ALL"): readonly Area[] {
  const { top, left, bottom, right } = area;
  if (mergeType === "MERGE_ALL") return [area];
  if (mergeType === "MERGE_ROWS") {
    return Array.from({ length: bottom - top }, (_row, i) => ({
      ...area,
      top: top + i,
      bottom: top + i + 1,
    }));
  }
  if (mergeType !== "MERGE_COLUMNS") throw invalid(`Unknown mergeType: ${mergeType}`);
  return Array.from({ length: right - left }, (_column, i) => ({
    ...area,
    left: left + i,
    right: left + i + 1,
  }));
}

export function mergeCells(
  book: Workbook,
  request: { range?: GridRange; mergeType?: string },
): object {
  const area = areaOf(book, request.range);
  checkSize(book, area);
  const { grid } = area;
  const replaced = new Set(mergesIn(book, area));
  const blocks = blocksOf(area, request.mergeType).filter(
    ({ top, left, bottom, right }) => (bottom - top) * (right - left) > 1,
  );
  for (const block of blocks) empty(book, block);
  const kept = grid.merges.filter((merge) => !replaced.has(merge));
  book.history.set(grid, "merges", [...kept, ...blocks.map(rangeOf)]);
  return {};
}

/** Empties all cells but the first. */
function empty(book: Workbook, area: Area): void {
  const { grid, top, left } = area;
  eachCell(area, (row, column) => {
    if (row > top || column > left) setContent(book, grid, [row, column], null);
  });
}
