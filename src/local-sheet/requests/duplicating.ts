/**
 * The request duplicateSheet: a copy of a tab with its cells, looks, rules, filter, merges and tables. Named and protected
 * ranges stay with the original.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#duplicatesheetrequest
 */
import { sheetProperties } from "../answers/properties";
import { copyFormula } from "../formulas/formula";
import { invalid } from "../refusal";
import { omit } from "../omit";
import { enlist, isFormula } from "../workbook/cells";
import { setExtent } from "../workbook/dimensions";
import type { Grid, GridRange, Workbook } from "../workbook/model";
import { checkTitle, createGrid, findGrid, findGridByTitle, sheetOf } from "../workbook/sheets";
import { freeId } from "./sheets";

function copyTitle(book: Workbook, title: string): string {
  for (let number = 1; ; number += 1) {
    const copy = number === 1 ? `Copy of ${title}` : `Copy of ${title} ${number}`;
    if (findGridByTitle(book, copy) === undefined) return copy;
  }
}

export function duplicateSheet(
  book: Workbook,
  request: {
    sourceSheetId?: number;
    insertSheetIndex?: number;
    newSheetId?: number;
    newSheetName?: string;
  },
): object {
  const source = sheetOf(book, request.sourceSheetId);
  const { newSheetId: sheetId = freeId(book), insertSheetIndex: index = 0 } = request;
  const title = request.newSheetName ?? copyTitle(book, source.title);
  if (findGrid(book, sheetId) !== undefined) {
    throw invalid(`A sheet with id ${sheetId} already exists.`);
  }
  if (sheetId < 0 || index < 0) throw invalid("newSheetId and insertSheetIndex can't be negative.");
  checkTitle(book, title);
  const { columnCount, traits } = source;
  const grid = createGrid(sheetId, title, { rowCount: 0, columnCount, traits });
  const at = Math.min(index, book.grids.length);
  book.history.set(book, "grids", [...book.grids.slice(0, at), grid, ...book.grids.slice(at)]);
  setExtent(book, grid, "row", source.rowCount);
  copyRows(book, source, grid);
  copyOverlays(book, source, grid);
  book.edition += 1;
  return { duplicateSheet: { properties: sheetProperties(book, grid) } };
}

function copyRows(book: Workbook, source: Grid, grid: Grid): void {
  const { batch } = book.history;
  grid.rows = source.rows.map((row) => {
    if (row === null) return null;
    book.history.spend(row.cells.length + row.styles.length);
    const cells = row.cells.map((content) => {
      if (!isFormula(content)) return content;
      const copy = copyFormula(content, grid.sheetId, (reference) => reference);
      enlist(book, grid, copy);
      return copy;
    });
    return { cells, styles: row.styles, batch };
  });
}

/** What is laid over the cells, on the new tab. The grid is not yet anybody's, so nothing is noted. */
function copyOverlays(book: Workbook, source: Grid, grid: Grid): void {
  const on = (range: GridRange): GridRange => {
    const bounds = omit(range, "sheetId");
    return grid.sheetId === 0 ? bounds : { sheetId: grid.sheetId, ...bounds };
  };
  grid.rowTraits = source.rowTraits;
  grid.columnTraits = source.columnTraits;
  grid.merges = source.merges.map(on);
  grid.conditionalFormats = source.conditionalFormats.map((rule) => ({
    ...rule,
    ranges: (rule.ranges ?? []).map(on),
  }));
  grid.tables = source.tables.map((table, i) => ({
    ...table,
    tableId: String(book.draw()),
    name: `${table.name ?? "Table"}_${grid.sheetId}_${i + 1}`,
    range: on(table.range),
  }));
  const { basicFilter } = source;
  if (basicFilter !== undefined) {
    grid.basicFilter = { ...basicFilter, range: on(basicFilter.range ?? {}) };
  }
}
