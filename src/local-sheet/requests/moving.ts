/**
 * Requests that move cells: cutPaste, insertRange, deleteRange. What is moved keeps its references, and the references of
 * others to it go along.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#cutpasterequest
 */
import { copyFormula } from "../formulas/formula";
import { followCut, type Reference, type Relocation } from "../formulas/reference";
import { invalid, unimplemented } from "../refusal";
import { eachCell, isFormula, rowsWithContent, setContent, setStyle } from "../workbook/cells";
import { extent, setExtent } from "../workbook/dimensions";
import type { Area, GridRange, NamedRange, Workbook } from "../workbook/model";
import { areaOf, axisOf, gridOf, outsideGrid } from "../workbook/sheets";
import { checkSize } from "./cells";
import { height, hold, width } from "./copying";

/** A sheet-less reference of a formula that leaves its sheet keeps pointing there. */
function anchored(book: Workbook, home: number, away: boolean): (r: Reference) => Reference {
  const title = book.grids.find(({ sheetId }) => sheetId === home)?.title;
  return (reference) =>
    away && reference.title === undefined ? { ...reference, title, sheetId: home } : reference;
}

/** Moves a block of cells with what they hold; formulas and named ranges that point into it follow within the sheet. */
function moveBlock(book: Workbook, source: Area, destination: Area): void {
  const { grid, top, left, bottom, right } = source;
  const held = hold(book, source);
  const cut: Relocation = {
    sheetId: grid.sheetId,
    top,
    left,
    bottom,
    right,
    rowsDown: destination.top - top,
    columnsRight: destination.left - left,
  };
  const isAway = destination.grid !== grid;
  eachCell(source, (row, column) => {
    setContent(book, grid, [row, column], null);
    setStyle(book, grid, [row, column], {});
  });
  const home = grid.sheetId;
  eachCell(destination, (row, column) => {
    const cell = held[row - destination.top]?.[column - destination.left];
    if (cell === undefined) return;
    const { content } = cell;
    const moved = isFormula(content)
      ? copyFormula(content, destination.grid.sheetId, anchored(book, home, isAway))
      : content;
    setContent(book, destination.grid, [row, column], moved);
    setStyle(book, destination.grid, [row, column], cell.style);
  });
  if (!isAway) followBlock(book, cut);
  book.edition += 1;
}

function followBlock(book: Workbook, cut: Relocation): void {
  for (const grid of book.grids) {
    for (const formula of grid.formulas) {
      const next = formula.references.map((r) => followCut(r, formula.home, cut));
      if (next.some((r, i) => r !== formula.references[i])) {
        book.history.set(formula, "references", next);
      }
    }
  }
  const follow = (named: NamedRange): NamedRange => {
    const { range } = named;
    const { startRowIndex = 0, endRowIndex, startColumnIndex = 0, endColumnIndex } = range;
    const isInside =
      (range.sheetId ?? 0) === cut.sheetId &&
      endRowIndex !== undefined &&
      endColumnIndex !== undefined &&
      startRowIndex >= cut.top &&
      endRowIndex <= cut.bottom &&
      startColumnIndex >= cut.left &&
      endColumnIndex <= cut.right;
    if (!isInside) return named;
    const moved = {
      ...range,
      startRowIndex: startRowIndex + cut.rowsDown,
      endRowIndex: endRowIndex + cut.rowsDown,
      startColumnIndex: startColumnIndex + cut.columnsRight,
      endColumnIndex: endColumnIndex + cut.columnsRight,
    };
    return { ...named, range: moved };
  };
  book.history.set(book, "namedRanges", book.namedRanges.map(follow));
}

export function cutPaste(
  book: Workbook,
  request: {
    source?: GridRange;
    destination?: { sheetId?: number; rowIndex?: number; columnIndex?: number };
    pasteType?: string;
  },
): object {
  const { pasteType = "PASTE_NORMAL" } = request;
  if (pasteType !== "PASTE_NORMAL") throw unimplemented(`cutPaste with pasteType ${pasteType}`);
  const source = areaOf(book, request.source);
  checkSize(book, source);
  const grid = gridOf(book, request.destination?.sheetId);
  const { rowIndex: top = 0, columnIndex: left = 0 } = request.destination ?? {};
  if (top < 0 || left < 0) throw invalid("Row and column indexes must not be negative.");
  const bottom = top + height(source);
  const destination = { grid, top, left, bottom, right: left + width(source) };
  if (bottom > grid.rowCount || destination.right > grid.columnCount)
    throw outsideGrid(destination);
  moveBlock(book, source, destination);
  return {};
}

/** The area that lies beyond another one, down or to the right, as far as anything is held. */
function beyond(area: Area, isDown: boolean, from: number): Area | undefined {
  const { grid, top, left, bottom, right } = area;
  const widest = grid.rows.reduce((most, row) => Math.max(most, row?.cells.length ?? 0), 0);
  const end = isDown ? rowsWithContent(grid) : widest;
  if (end <= from) return undefined;
  return isDown
    ? { grid, top: from, left, bottom: end, right }
    : { grid, top, left: from, bottom, right: end };
}

const shifted = (area: Area, isDown: boolean, by: number): Area =>
  isDown
    ? { ...area, top: area.top + by, bottom: area.bottom + by }
    : { ...area, left: area.left + by, right: area.right + by };

export function insertRange(
  book: Workbook,
  request: { range?: GridRange; shiftDimension?: string },
): object {
  const area = areaOf(book, request.range);
  const axis = axisOf(request.shiftDimension);
  const isDown = axis === "row";
  const block = beyond(area, isDown, isDown ? area.top : area.left);
  if (block === undefined) return {};
  checkSize(book, block);
  const target = shifted(block, isDown, isDown ? height(area) : width(area));
  const end = isDown ? target.bottom : target.right;
  if (end > extent(area.grid, axis)) setExtent(book, area.grid, axis, end);
  moveBlock(book, block, target);
  return {};
}

export function deleteRange(
  book: Workbook,
  request: { range?: GridRange; shiftDimension?: string },
): object {
  const area = areaOf(book, request.range);
  const isDown = axisOf(request.shiftDimension) === "row";
  const block = beyond(area, isDown, isDown ? area.bottom : area.right);
  checkSize(book, area);
  eachCell(area, (row, column) => {
    setContent(book, area.grid, [row, column], null);
    setStyle(book, area.grid, [row, column], {});
  });
  if (block === undefined) return {};
  checkSize(book, block);
  moveBlock(book, block, shifted(block, isDown, isDown ? -height(area) : -width(area)));
  return {};
}
