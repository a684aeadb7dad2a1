/**
 * The request deleteRange: cells go, and those below them come up. What is moved keeps its references, and the references
 * of others to it go along.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#deleterangerequest
 */
import { followBlock, type Relocation } from "../formulas/reference";
import { unimplemented } from "../refusal";
import { eachCell, rowsWithContent, setContent, setStyle } from "../workbook/cells";
import type { Area, GridRange, NamedRange, Workbook } from "../workbook/model";
import { areaOf, axisOf } from "../workbook/sheets";
import { checkSize } from "./cells";
import { hold } from "./copying";

/** Moves a block of cells up with what they hold; formulas and named ranges that point into it follow. */
function moveUp(book: Workbook, block: Area, by: number): void {
  const { grid, top, left, bottom, right } = block;
  const held = hold(book, block);
  empty(book, block);
  eachCell({ ...block, top: top - by, bottom: bottom - by }, (row, column) => {
    const cell = held[row + by - top]?.[column - left];
    setContent(book, grid, [row, column], cell?.content ?? null);
    setStyle(book, grid, [row, column], cell?.style ?? {});
  });
  const { sheetId } = grid;
  followMove(book, { sheetId, top, left, bottom, right, rowsDown: -by });
  book.edition += 1;
}

function empty(book: Workbook, area: Area): void {
  eachCell(area, (row, column) => {
    setContent(book, area.grid, [row, column], null);
    setStyle(book, area.grid, [row, column], {});
  });
}

function followMove(book: Workbook, move: Relocation): void {
  for (const grid of book.grids) {
    for (const formula of grid.formulas) {
      const next = formula.references.map((r) => followBlock(r, formula.home, move));
      if (next.some((r, i) => r !== formula.references[i])) {
        book.history.set(formula, "references", next);
      }
    }
  }
  const follow = (named: NamedRange): NamedRange => {
    const { range } = named;
    const { startRowIndex = 0, endRowIndex, startColumnIndex = 0, endColumnIndex } = range;
    const isInside =
      (range.sheetId ?? 0) === move.sheetId &&
      endRowIndex !== undefined &&
      endColumnIndex !== undefined &&
      startRowIndex >= move.top &&
      endRowIndex <= move.bottom &&
      startColumnIndex >= move.left &&
      endColumnIndex <= move.right;
    if (!isInside) return named;
    const [first, end] = [startRowIndex + move.rowsDown, endRowIndex + move.rowsDown];
    return { ...named, range: { ...range, startRowIndex: first, endRowIndex: end } };
  };
  book.history.set(book, "namedRanges", book.namedRanges.map(follow));
}

export function deleteRange(
  book: Workbook,
  request: { range?: GridRange; shiftDimension?: string },
): object {
  if (axisOf(request.shiftDimension) !== "row") throw unimplemented("deleteRange by columns");
  const area = areaOf(book, request.range);
  const block = { ...area, top: area.bottom, bottom: rowsWithContent(area.grid) };
  checkSize(book, area);
  empty(book, area);
  if (block.bottom <= block.top) return {};
  checkSize(book, block);
  moveUp(book, block, area.bottom - area.top);
  return {};
}
