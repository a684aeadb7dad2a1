/**
 * From a range's text to cells: titles, named ranges and A1 notation against the workbook as it stands.
 */
import { quoteTitle, readRange, type Bounds, type RangeText } from "../a1";
import { invalid } from "../refusal";
import type { Area, Grid, Workbook } from "./model";
import { areaOf, findGridByTitle, wholeGrid } from "./sheets";

const longestRange = 1000;

/**
 * The cells that a text names: open ends closed to the grid, an end outside cut to it.
 * @throws Refusal 400
 */
export function locate(book: Workbook, text: string): Area {
  const read = text.length > longestRange ? undefined : readRange(text);
  const area = read && find(book, read, text);
  if (area === undefined) throw invalid(`Unable to parse range: ${text.slice(0, longestRange)}`);
  return area;
}

function find(book: Workbook, { title, cells, name }: RangeText, text: string): Area | undefined {
  const grid = title === undefined ? firstVisible(book) : findGridByTitle(book, title);
  if (cells !== undefined) return grid && within(grid, cells, text);
  if (name === undefined) return grid && wholeGrid(grid);
  const named = namedArea(book, name);
  if (named !== undefined && (title === undefined || named.grid === grid)) return named;
  const titled = title === undefined ? findGridByTitle(book, name) : undefined;
  return titled && wholeGrid(titled);
}

function firstVisible(book: Workbook): Grid | undefined {
  return book.grids.find(({ traits }) => traits.hidden !== true) ?? book.grids[0];
}

function namedArea(book: Workbook, name: string): Area | undefined {
  const lower = name.toLowerCase();
  const named = book.namedRanges.find((entry) => entry.name.toLowerCase() === lower);
  return named && areaOf(book, named.range);
}

function within(grid: Grid, cells: Bounds, text: string): Area {
  const { startRow = 0, startColumn = 0, endRow, endColumn } = cells;
  if (startRow >= grid.rowCount || startColumn >= grid.columnCount) {
    const asked = text.slice(text.lastIndexOf("!") + 1).toUpperCase();
    throw invalid(
      `Range (${quoteTitle(grid.title)}!${asked}) exceeds grid limits. Max rows: ${grid.rowCount}, max columns: ${grid.columnCount}`,
    );
  }
  return {
    grid,
    top: startRow,
    left: startColumn,
    bottom: Math.min(endRow ?? grid.rowCount, grid.rowCount),
    right: Math.min(endColumn ?? grid.columnCount, grid.columnCount),
  };
}
