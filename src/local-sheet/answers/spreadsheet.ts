/**
 * The spreadsheet as spreadsheets.get and batchUpdate answer it: properties, tabs, and the cells of ranges where they are
 * asked for. Cells that the mask leaves out are never built.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get
 */
import { createEvaluator } from "../formulas/evaluate";
import type { Evaluator } from "../formulas/evaluate";
import { below, prune } from "../masks";
import type { Mask } from "../masks";
import { locate } from "../workbook/locate";
import type { Area, DimensionProperties, Grid, Row, Workbook } from "../workbook/model";
import { wholeGrid } from "../workbook/sheets";
import { createCellReader, nothing } from "./cell-data";
import { sheetProperties, spreadsheetProperties } from "./properties";

interface Asked {
  /** Empty: all tabs, each as a whole. */
  readonly ranges: readonly string[];
  readonly includeGridData: boolean;
  readonly mask: Mask;
  /** Where people would open the spreadsheet. */
  readonly url: string;
}

/** @throws Refusal 400 for a range that can't be read */
export function spreadsheetAnswer(book: Workbook, asked: Asked): unknown {
  const { mask, ranges } = asked;
  const areas = ranges.map((text) => locate(book, text));
  const grids =
    ranges.length === 0
      ? book.grids
      : book.grids.filter((grid) => areas.some((area) => area.grid === grid));
  const sheetMask = below(mask, "sheets");
  const named = book.namedRanges;
  const answer: Record<string, unknown> = {
    spreadsheetId: book.spreadsheetId,
    properties: spreadsheetProperties(book),
    ...(named.length > 0 ? { namedRanges: named } : {}),
    spreadsheetUrl: asked.url,
  };
  const pruned = prune(answer, mask) as Record<string, unknown>;
  if (sheetMask === undefined) return pruned;
  const dataMask = below(sheetMask, "data");
  const hasData = mask.fields === undefined ? asked.includeGridData : dataMask !== undefined;
  const evaluator = createEvaluator(book);
  const sheets = grids.map((grid) => {
    const sheet = prune(sheetMessage(book, grid), sheetMask) as Record<string, unknown>;
    if (!hasData || dataMask === undefined) return sheet;
    const own = areas.filter((area) => area.grid === grid);
    const blocks = ranges.length === 0 ? [wholeGrid(grid)] : own;
    return { ...sheet, data: blocks.map((area) => gridData(book, evaluator, area, dataMask)) };
  });
  return { ...pruned, sheets };
}

function sheetMessage(book: Workbook, grid: Grid): object {
  const { protectedRanges, conditionalFormats, basicFilter } = grid;
  return {
    properties: sheetProperties(book, grid),
    ...(conditionalFormats.length > 0 ? { conditionalFormats } : {}),
    ...(protectedRanges.length > 0 ? { protectedRanges } : {}),
    ...(basicFilter === undefined ? {} : { basicFilter }),
  };
}

function gridData(book: Workbook, evaluator: Evaluator, area: Area, mask: Mask): object {
  const { grid, top, left, bottom, right } = area;
  const data: Record<string, unknown> = {};
  if (top > 0 && below(mask, "startRow") !== undefined) data["startRow"] = top;
  if (left > 0 && below(mask, "startColumn") !== undefined) data["startColumn"] = left;
  const rowMask = below(mask, "rowData");
  if (rowMask !== undefined) {
    const rowData = rowsOf(book, evaluator, area, rowMask);
    if (rowData.length > 0) data["rowData"] = rowData;
  }
  const rowTraits = below(mask, "rowMetadata");
  if (rowTraits !== undefined) {
    data["rowMetadata"] = metadata(grid.rowTraits, [top, bottom], { pixelSize: 21 }, rowTraits);
  }
  const columnTraits = below(mask, "columnMetadata");
  if (columnTraits !== undefined) {
    data["columnMetadata"] = metadata(
      grid.columnTraits,
      [left, right],
      { pixelSize: 100 },
      columnTraits,
    );
  }
  return data;
}

function metadata(
  traits: readonly (DimensionProperties | null)[],
  [from, to]: readonly [number, number],
  usual: DimensionProperties,
  mask: Mask,
): unknown[] {
  const plain = prune(usual, mask);
  return Array.from({ length: to - from }, (_each, i) => {
    const own = traits[from + i];
    return own === undefined || own === null ? plain : prune({ ...usual, ...own }, mask);
  });
}

/** The columns up to the last one in which the row holds a content or a style. */
function usedWidth(row: Row | null | undefined): number {
  return row === null || row === undefined ? 0 : Math.max(row.cells.length, row.styles.length);
}

function rowsOf(book: Workbook, evaluator: Evaluator, area: Area, mask: Mask): object[] {
  const { grid, top, left, right } = area;
  const cellMask = below(mask, "values");
  let bottom = Math.min(area.bottom, grid.rows.length);
  while (bottom > top && usedWidth(grid.rows[bottom - 1]) <= left) bottom -= 1;
  if (cellMask === undefined) return Array.from({ length: Math.max(0, bottom - top) }, () => ({}));
  const read = createCellReader(book, evaluator, cellMask);
  const rows: object[] = [];
  for (let row = top; row < bottom; row += 1) {
    const end = Math.min(right, usedWidth(grid.rows[row]));
    evaluator.give(1 + Math.max(0, end - left));
    const values: object[] = [];
    for (let column = left; column < end; column += 1) values.push(read(grid, row, column));
    while (values[values.length - 1] === nothing) values.pop();
    rows.push(values.length === 0 ? {} : { values });
  }
  return rows;
}
