/**
 * The tabs of a workbook: making, finding and removing them, and the GridRanges that name their cells.
 */
import { cellsText, quoteTitle } from "../a1";
import type { Axis } from "../formulas/reference";
import { invalid } from "../refusal";
import { createHistory } from "./history";
import type { Area, Grid, GridRange, SheetTraits, Workbook } from "./model";
import { createStyleBook, type Style } from "./style-book";

/** An empty workbook without a tab. */
export function createWorkbook(given: {
  spreadsheetId: string;
  title: string;
  timeZone: string;
  cellLimit: number;
  styles?: readonly Style[];
}): Workbook {
  const { styles, ...rest } = given;
  return {
    ...rest,
    locale: "en_US",
    autoRecalc: "ON_CHANGE",
    grids: [],
    namedRanges: [],
    ghosts: [],
    styles: createStyleBook(styles),
    history: createHistory(),
    edition: 0,
    draw: () => 0,
    traits: new Set(),
    at: new Date(0),
  };
}

/** An empty tab; not yet in a workbook. */
export function createGrid(
  sheetId: number,
  title: string,
  size: { rowCount: number; columnCount: number; traits?: SheetTraits },
): Grid {
  return {
    sheetId,
    title,
    traits: size.traits ?? {},
    rowCount: size.rowCount,
    columnCount: size.columnCount,
    rows: [],
    formulas: new Set(),
    spilling: new Set(),
    rowTraits: [],
    columnTraits: [],
    protectedRanges: [],
    conditionalFormats: [],
    basicFilter: undefined,
    filterViews: [],
    merges: [],
    tables: [],
  };
}

export function findGrid(book: Workbook, sheetId: number | undefined): Grid | undefined {
  return book.grids.find((grid) => grid.sheetId === (sheetId ?? 0));
}

/** By title: exactly, else without regard to case. */
export function findGridByTitle(book: Workbook, title: string): Grid | undefined {
  const lower = title.toLowerCase();
  return (
    book.grids.find((grid) => grid.title === title) ??
    book.grids.find((grid) => grid.title.toLowerCase() === lower)
  );
}

/** @throws Refusal 400 */
export function gridOf(book: Workbook, sheetId: number | undefined): Grid {
  const grid = findGrid(book, sheetId);
  if (grid === undefined) throw invalid(`No grid with id: ${sheetId ?? 0}`);
  return grid;
}

/** @throws Refusal 400 */
export function sheetOf(book: Workbook, sheetId = 0): Grid {
  const grid = findGrid(book, sheetId);
  if (grid === undefined) throw invalid(`No sheet with id: ${sheetId}`);
  return grid;
}

/** `Sheet1!A1:B2`, as Google writes it. */
export function areaText({ grid, top, left, bottom, right }: Area): string {
  return `${quoteTitle(grid.title)}!${cellsText(top, left, bottom, right)}`;
}

export function wholeGrid(grid: Grid): Area {
  return { grid, top: 0, left: 0, bottom: grid.rowCount, right: grid.columnCount };
}

/** Whether two areas of one tab have a cell in common. */
export function overlaps(a: Area, b: Area): boolean {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

export function contains(outer: Area, inner: Area): boolean {
  return (
    inner.top >= outer.top &&
    inner.left >= outer.left &&
    inner.bottom <= outer.bottom &&
    inner.right <= outer.right
  );
}

/** The area as Google stores and answers it: all bounds, and no sheet where that is 0. */
export function rangeOf({ grid, top, left, bottom, right }: Area): GridRange {
  return {
    ...(grid.sheetId === 0 ? {} : { sheetId: grid.sheetId }),
    startRowIndex: top,
    endRowIndex: bottom,
    startColumnIndex: left,
    endColumnIndex: right,
  };
}

export function outsideGrid(area: Area): Error {
  const { rowCount, columnCount } = area.grid;
  return invalid(
    `Range (${areaText(area)}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`,
  );
}

/**
 * The cells that a GridRange names: open ends closed to the grid, an end outside cut to it.
 * @throws Refusal 400 when it starts outside, is empty or turned round
 */
export function areaOf(book: Workbook, range: GridRange | undefined): Area {
  if (range === undefined) throw invalid("No range given.");
  const grid = gridOf(book, range.sheetId);
  const { startRowIndex: top = 0, startColumnIndex: left = 0 } = range;
  const { endRowIndex = Infinity, endColumnIndex = Infinity } = range;
  if (top < 0 || left < 0) throw invalid("Range indexes must not be negative.");
  checkOrder("Row", top, endRowIndex);
  checkOrder("Column", left, endColumnIndex);
  const bottom = Math.min(endRowIndex, grid.rowCount);
  const right = Math.min(endColumnIndex, grid.columnCount);
  if (top < grid.rowCount && left < grid.columnCount) return { grid, top, left, bottom, right };
  throw outsideGrid({
    grid,
    top,
    left,
    bottom: range.endRowIndex ?? Math.max(bottom, top + 1),
    right: range.endColumnIndex ?? Math.max(right, left + 1),
  });
}

function checkOrder(name: "Row" | "Column", start: number, end: number): void {
  if (end > start) return;
  throw invalid(`GridRange.end${name}Index (${end}) must be after start${name}Index (${start}).`);
}

/** The API's word for an axis. */
export function axisOf(dimension: string | undefined): Axis {
  if (dimension !== "ROWS" && dimension !== "COLUMNS")
    throw invalid("Dimension must be ROWS or COLUMNS.");
  return dimension === "ROWS" ? "row" : "column";
}

/** Whether a title can be given to a (new) tab. @throws Refusal 400 */
export function checkTitle(book: Workbook, title: string, own?: Grid): void {
  if (title === "") throw invalid("Sheet names cannot be blank.");
  if (title.length > 100) throw invalid("Sheet names cannot be longer than 100 characters.");
  const lower = title.toLowerCase();
  if (book.grids.some((grid) => grid !== own && grid.title.toLowerCase() === lower)) {
    throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
  }
}
