/**
 * Requests about tables, as far as they bear on cells: typed columns refuse formats and validations, rows are appended to
 * a table only by its id. What a column's type makes of values is not looked at.
 * @see https://developers.google.com/workspace/sheets/api/guides/tables
 */
import { below, overlay, readUpdateMask, type Mask } from "../masks";
import { invalid, unimplemented } from "../refusal";
import { omit } from "../omit";
import { contentAt, setContent } from "../workbook/cells";
import { extent, insert, setExtent } from "../workbook/dimensions";
import type { Area, Grid, Table, Workbook } from "../workbook/model";
import { areaOf, gridOf, overlaps, rangeOf } from "../workbook/sheets";

type Given = Partial<Table>;

function findTable(book: Workbook, id: string): readonly [Grid, Table] | undefined {
  for (const grid of book.grids) {
    const found = grid.tables.find(({ tableId }) => tableId === id);
    if (found !== undefined) return [grid, found];
  }
  return undefined;
}

function tableOf(book: Workbook, id = ""): readonly [Grid, Table] {
  const found = findTable(book, id);
  if (found === undefined) throw invalid(`No table with id: ${id.slice(0, 200)}`);
  return found;
}

/** As Google keeps it: every column of the range is told, by the header above it where none is given. */
function storedTable(book: Workbook, given: Given, tableId: string): Table {
  const area = areaOf(book, given.range);
  const others = area.grid.tables.filter((table) => table.tableId !== tableId);
  if (others.some((table) => overlaps(areaOf(book, table.range), area))) {
    throw invalid("A table can't overlap another table.");
  }
  const columnProperties = Array.from({ length: area.right - area.left }, (_column, i) => {
    const own = given.columnProperties?.find(({ columnIndex = 0 }) => columnIndex === i) ?? {};
    const header = contentAt(area.grid, area.top, area.left + i);
    const columnName = own.columnName ?? (typeof header === "string" ? header : `Column ${i + 1}`);
    return { ...(i === 0 ? {} : { columnIndex: i }), ...omit(own, "columnIndex"), columnName };
  });
  return { ...given, tableId, range: rangeOf(area), columnProperties };
}

function checkName(book: Workbook, table: Given, own?: Table): void {
  const name = (table.name ?? "").toLowerCase();
  const all = book.grids.flatMap(({ tables }) => tables);
  if (name === "" || all.every((other) => other === own || other.name?.toLowerCase() !== name)) {
    return;
  }
  throw invalid(`A table with the name "${table.name ?? ""}" already exists.`);
}

/** The headers stand in the table's first row. */
function writeHeaders(book: Workbook, table: Table): void {
  const { grid, top, left } = areaOf(book, table.range);
  table.columnProperties?.forEach(({ columnName = "" }, i) => {
    setContent(book, grid, [top, left + i], columnName || null);
  });
}

export function addTable(book: Workbook, request: { table?: Given }): object {
  const { table: given = {} } = request;
  checkName(book, given);
  const id = given.tableId ?? String(book.draw());
  if (findTable(book, id) !== undefined) throw invalid(`A table with id ${id} already exists.`);
  const number = book.grids.reduce((sum, { tables }) => sum + tables.length, 1);
  const table = storedTable(book, { name: `Table${number}`, ...given }, id);
  const { grid } = areaOf(book, table.range);
  book.history.set(grid, "tables", [...grid.tables, table]);
  writeHeaders(book, table);
  return { addTable: { table } };
}

export function updateTable(book: Workbook, request: { table?: Given; fields?: string }): object {
  const mask = readUpdateMask(request.fields, "Table");
  const [grid, old] = tableOf(book, request.table?.tableId);
  const laid = (overlay(old, request.table, mask) ?? {}) as Given;
  checkName(book, laid, old);
  const next = storedTable(book, laid, old.tableId);
  if (areaOf(book, next.range).grid !== grid) throw unimplemented("moving a table to another tab");
  replace(book, grid, old, next);
  writeHeaders(book, next);
  return {};
}

function replace(book: Workbook, grid: Grid, old: Table, next: Table): void {
  const tables = grid.tables.map((table) => (table === old ? next : table));
  book.history.set(grid, "tables", tables);
}

const untyped = new Set(["COLUMN_TYPE_UNSPECIFIED", ""]);

/** The cells below the header of every column that has a type. */
function typedAreas(book: Workbook, grid: Grid): Area[] {
  return grid.tables.flatMap((table) => {
    const { top, left, bottom } = areaOf(book, table.range);
    return (table.columnProperties ?? []).flatMap(({ columnIndex = 0, columnType = "" }) => {
      const column = left + columnIndex;
      const cells = { grid, top: top + 1, left: column, bottom, right: column + 1 };
      return untyped.has(columnType) || bottom <= top + 1 ? [] : [cells];
    });
  });
}

/** @throws Refusal 400 when a mask over CellData would change formats or validations of typed columns */
export function checkUntyped(book: Workbook, area: Area, mask: Mask): void {
  if (area.grid.tables.length === 0) return;
  const format = below(mask, "userEnteredFormat");
  const isFormat = format !== undefined && below(format, "numberFormat") !== undefined;
  if (!isFormat && below(mask, "dataValidation") === undefined) return;
  if (typedAreas(book, area.grid).some((typed) => overlaps(typed, area))) {
    throw invalid("This operation is not allowed on cells in typed columns");
  }
}

/** Where so many rows are appended to a table: below what it holds, in a table grown to hold them. */
export function freeRowsInTable(
  book: Workbook,
  given: { tableId?: string | undefined; sheetId?: number | undefined },
  count: number,
): Area {
  const [grid, table] = tableOf(book, given.tableId);
  if (given.sheetId !== undefined) gridOf(book, given.sheetId);
  const area = areaOf(book, table.range);
  const top = firstFree(area);
  const bottom = top + count;
  if (bottom > area.bottom) grow(book, area, bottom - area.bottom);
  const now = grid.tables.find(({ tableId }) => tableId === table.tableId) ?? table;
  const next = rangeOf({ ...area, bottom: Math.max(area.bottom, bottom) });
  replace(book, grid, now, { ...now, range: next });
  return { ...area, top, bottom };
}

/** The row below the last one of the table in which anything stands; never its header. */
function firstFree({ grid, top, left, bottom, right }: Area): number {
  let row = bottom;
  const isEmpty = (index: number): boolean =>
    Array.from({ length: right - left }, (_cell, i) => contentAt(grid, index, left + i)).every(
      (content) => content === null,
    );
  while (row > top + 1 && isEmpty(row - 1)) row -= 1;
  return row;
}

/** Rows are inserted where something stands below the table. */
function grow(book: Workbook, { grid, left, bottom, right }: Area, count: number): void {
  const end = Math.min(bottom + count, grid.rows.length);
  for (let row = bottom; row < end; row += 1) {
    for (let column = left; column < right; column += 1) {
      if (contentAt(grid, row, column) === null) continue;
      insert(book, grid, { axis: "row", at: bottom, count, like: bottom - 1 });
      return;
    }
  }
  if (bottom + count > extent(grid, "row")) setExtent(book, grid, "row", bottom + count);
}
