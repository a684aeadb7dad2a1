/**
 * The request mergeCells: cells of a range become one. A merge keeps what its first cell holds; the others lose theirs.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#mergecellsrequest
 */
import { invalid, unimplemented } from "../refusal";
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

export function mergeCells(
  book: Workbook,
  request: { range?: GridRange; mergeType?: string },
): object {
  const { range, mergeType = "MERGE_ALL" } = request;
  if (mergeType !== "MERGE_ALL") throw unimplemented(`mergeType ${mergeType}`);
  const area = areaOf(book, range);
  checkSize(book, area);
  const { grid } = area;
  const replaced = new Set(mergesIn(book, area));
  const isOneCell = (area.bottom - area.top) * (area.right - area.left) <= 1;
  empty(book, area);
  const kept = grid.merges.filter((merge) => !replaced.has(merge));
  book.history.set(grid, "merges", isOneCell ? kept : [...kept, rangeOf(area)]);
  return {};
}

/** Empties all cells but the first. */
function empty(book: Workbook, area: Area): void {
  const { grid, top, left } = area;
  eachCell(area, (row, column) => {
    if (row > top || column > left) setContent(book, grid, [row, column], null);
  });
}
