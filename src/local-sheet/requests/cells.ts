/**
 * Requests that write cells: updateCells, appendCells, repeatCell. Fields outside the mask stay as they are.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#updatecellsrequest
 */
import { copyFormula } from "../formulas/formula";
import { followCopy } from "../formulas/reference";
import { below, type Mask } from "../masks";
import { invalid, unimplemented } from "../refusal";
import { isFormula, rowsWithContent, setContent } from "../workbook/cells";
import { extent, setExtent } from "../workbook/dimensions";
import { extendedContent } from "../workbook/enter";
import type { Area, Content, Grid, GridRange, Workbook } from "../workbook/model";
import { areaOf, gridOf, outsideGrid } from "../workbook/sheets";
import { checkArea } from "./protection";
import { readPlan, restyle, restyleAll, type CellData, type Plan } from "./styling";
import { checkUntyped, freeRowsInTable } from "./tables";

interface RowData {
  readonly values?: readonly CellData[];
}

const unservedFields = ["pivotTable", "dataSourceTable", "dataSourceFormula", "chipRuns"];
const mostCells = 5_000_000;

/** @throws Refusal 501 for an area that would keep the server busy for long, 400 when the batch has no more cells left */
export function checkSize(book: Workbook, { top, left, bottom, right }: Area): void {
  const cells = (bottom - top) * (right - left);
  if (cells > mostCells) {
    throw unimplemented(`a request that touches more than ${mostCells} cells`);
  }
  book.history.spend(cells);
}

function checkServed(cell: CellData, mask: Mask): void {
  const field = unservedFields.find((name) => name in cell && below(mask, name) !== undefined);
  if (field !== undefined) throw unimplemented(`the cell field ${field}`);
}

function writeCell(
  book: Workbook,
  grid: Grid,
  place: readonly [number, number],
  { cell, plan }: { cell: CellData; plan: Plan },
): void {
  checkServed(cell, plan.mask);
  if (plan.hasValue) {
    setContent(book, grid, place, extendedContent(book, grid, cell.userEnteredValue));
  }
  restyle(book, grid, place, { cell, mask: plan.style });
}

const widest = (rows: readonly RowData[]): number =>
  rows.reduce((most, { values }) => Math.max(most, values?.length ?? 0), 0);

function checkWidth(rows: readonly RowData[], left: number, right: number): void {
  const width = widest(rows);
  if (left + width <= right) return;
  throw invalid(
    `Attempting to write column: ${right}, beyond the last requested column of: ${right - 1}`,
  );
}

function writeRows(book: Workbook, area: Area, rows: readonly RowData[], plan: Plan): void {
  const { grid, top, left } = area;
  rows.forEach(({ values }, i) => {
    values?.forEach((cell, j) => writeCell(book, grid, [top + i, left + j], { cell, plan }));
  });
}

export function updateCells(
  book: Workbook,
  request: {
    rows?: readonly RowData[];
    fields?: string;
    start?: { sheetId?: number; rowIndex?: number; columnIndex?: number };
    range?: GridRange;
  },
): object {
  const { rows = [], start, range } = request;
  const plan = readPlan(request.fields);
  if ((start === undefined) === (range === undefined)) {
    throw invalid("Exactly one of start and range must be set.");
  }
  const area = start === undefined ? areaOf(book, range) : areaFrom(book, start, rows);
  checkSize(book, area);
  checkWidth(rows, area.left, area.right);
  if (area.top + rows.length > area.bottom) {
    const row = area.bottom;
    throw invalid(`Attempting to write row: ${row}, beyond the last requested row of: ${row - 1}`);
  }
  const right = start === undefined ? area.right : area.left + Math.max(widest(rows), 1);
  checkUntyped(book, { ...area, right }, plan.mask);
  if (start === undefined) writeRows(book, area, filled(area, rows), plan);
  else writeRows(book, area, rows, plan);
  return {};
}

/** Rows for the whole area: what the request does not give is cleared. */
function filled({ top, left, bottom, right }: Area, rows: readonly RowData[]): RowData[] {
  return Array.from({ length: bottom - top }, (_row, i) => ({
    values: Array.from({ length: right - left }, (_cell, j) => rows[i]?.values?.[j] ?? {}),
  }));
}

function areaFrom(
  book: Workbook,
  start: { sheetId?: number; rowIndex?: number; columnIndex?: number },
  rows: readonly RowData[],
): Area {
  const grid = gridOf(book, start.sheetId);
  const { rowIndex: top = 0, columnIndex: left = 0 } = start;
  if (top < 0 || left < 0) throw invalid("Row and column indexes must not be negative.");
  const bottom = top + Math.max(rows.length, 1);
  const area = { grid, top, left, bottom, right: grid.columnCount };
  if (bottom > grid.rowCount || left >= grid.columnCount) {
    throw outsideGrid({ ...area, right: left + Math.max(widest(rows), 1) });
  }
  return area;
}

interface Appending {
  readonly sheetId?: number;
  readonly rows?: readonly RowData[];
  readonly fields?: string;
  readonly tableId?: string;
}

export function appendCells(book: Workbook, request: Appending): object {
  const { rows = [] } = request;
  const plan = readPlan(request.fields);
  const area = areaBelow(book, request, rows);
  checkArea(book, area);
  checkUntyped(book, area, plan.mask);
  writeRows(book, area, rows, plan);
  return {};
}

/** Where rows are appended: below what a table or a tab holds, grown to hold them. */
function areaBelow(
  book: Workbook,
  { tableId, sheetId }: Appending,
  rows: readonly RowData[],
): Area {
  if (tableId !== undefined) {
    const area = freeRowsInTable(book, { tableId, sheetId }, rows.length);
    checkWidth(rows, area.left, area.right);
    return area;
  }
  const grid = gridOf(book, sheetId);
  const top = rowsWithContent(grid);
  const bottom = top + rows.length;
  checkWidth(rows, 0, grid.columnCount);
  if (bottom > extent(grid, "row")) setExtent(book, grid, "row", bottom);
  return { grid, top, left: 0, bottom, right: grid.columnCount };
}

export function repeatCell(
  book: Workbook,
  request: { range?: GridRange; cell?: CellData; fields?: string },
): object {
  const plan = readPlan(request.fields);
  const area = areaOf(book, request.range);
  checkSize(book, area);
  checkUntyped(book, area, plan.mask);
  const { grid, top, left, bottom, right } = area;
  const cell = request.cell ?? {};
  checkServed(cell, plan.mask);
  const content = plan.hasValue ? extendedContent(book, grid, cell.userEnteredValue) : undefined;
  for (let row = top; content !== undefined && row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const moved = movedContent(content, grid.sheetId, row - top, column - left);
      setContent(book, grid, [row, column], moved);
    }
  }
  restyleAll(book, area, { cell, plan });
  return {};
}

/** A content for a cell so many rows down and columns to the right: relative references follow. */
export function movedContent(
  content: Content,
  home: number,
  rowsDown: number,
  columnsRight: number,
): Content {
  if (!isFormula(content)) return content;
  return copyFormula(content, home, (r) => followCopy(r, rowsDown, columnsRight));
}

/** Sets a cell's validation, or takes it away. */
export function setDataValidation(
  book: Workbook,
  request: { range?: GridRange; rule?: unknown; filteredRowsIncluded?: boolean },
): object {
  const area = areaOf(book, request.range);
  checkSize(book, area);
  const cell = request.rule === undefined ? {} : { dataValidation: request.rule };
  const plan = readPlan("dataValidation");
  checkUntyped(book, area, plan.mask);
  restyleAll(book, area, { cell, plan });
  return {};
}
