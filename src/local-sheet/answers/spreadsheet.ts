/**
 * The spreadsheet as spreadsheets.get and batchUpdate answer it: properties, tabs, and the cells of ranges where they are
 * asked for. Cells that the mask leaves out are never built.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get
 */
import { createEvaluator, type Evaluator } from "../formulas/evaluate";
import { below, prune, type Mask } from "../masks";
import { hiddenRows } from "../workbook/filtered";
import { locate } from "../workbook/locate";
import type { Area, DimensionProperties, Grid, Workbook } from "../workbook/model";
import { wholeGrid } from "../workbook/sheets";
import { createCellReader, nothing } from "./cell-data";
import { withColours } from "./colours";
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
  const { protectedRanges, conditionalFormats, basicFilter, filterViews, merges, tables } = grid;
  const laidOver = {
    ...(merges.length > 0 ? { merges } : {}),
    ...(conditionalFormats.length > 0 ? { conditionalFormats } : {}),
    ...(protectedRanges.length > 0 ? { protectedRanges } : {}),
    ...(basicFilter === undefined ? {} : { basicFilter }),
    ...(filterViews.length > 0 ? { filterViews } : {}),
    ...(tables.length > 0 ? { tables } : {}),
  };
  return { properties: sheetProperties(book, grid), ...withColours(laidOver) };
}

function gridData(book: Workbook, evaluator: Evaluator, area: Area, mask: Mask): object {
  const { grid, top, left, right } = area;
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
    data["rowMetadata"] = rowMetadata(book, evaluator, area, rowTraits);
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

function rowMetadata(book: Workbook, evaluator: Evaluator, area: Area, mask: Mask): unknown[] {
  const { grid, top, bottom } = area;
  const isHidden = hiddenRows(book, grid, evaluator);
  let traits: Grid["rowTraits"] = grid.rowTraits;
  if (isHidden !== undefined) {
    traits = Array.from({ length: bottom }, (_row, i) =>
      i >= top && isHidden(i)
        ? { ...grid.rowTraits[i], hiddenByFilter: true }
        : (grid.rowTraits[i] ?? null),
    );
  }
  return metadata(traits, [top, bottom], { pixelSize: 21 }, mask);
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

/** The columns up to the last one in which the row shows something or has a style. */
function usedWidth(evaluator: Evaluator, grid: Grid, row: number): number {
  return Math.max(evaluator.usedColumns(grid, row), grid.rows[row]?.styles.length ?? 0);
}

function rowsOf(book: Workbook, evaluator: Evaluator, area: Area, mask: Mask): object[] {
  const { grid, top, left, right } = area;
  const cellMask = below(mask, "values");
  let bottom = Math.min(area.bottom, Math.max(grid.rows.length, evaluator.usedRows(grid)));
  while (bottom > top && usedWidth(evaluator, grid, bottom - 1) <= left) bottom -= 1;
  if (cellMask === undefined) return Array.from({ length: Math.max(0, bottom - top) }, () => ({}));
  const read = createCellReader(book, evaluator, cellMask);
  const rows: object[] = [];
  for (let row = top; row < bottom; row += 1) {
    const end = Math.min(right, usedWidth(evaluator, grid, row));
    evaluator.give(1 + Math.max(0, end - left));
    const values: object[] = [];
    for (let column = left; column < end; column += 1) values.push(read(grid, row, column));
    while (values[values.length - 1] === nothing) values.pop();
    rows.push(values.length === 0 ? {} : { values });
  }
  return rows;
}
