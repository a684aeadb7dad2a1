/**
 * From a range's text to cells: titles, named ranges and A1 notation against the workbook as it stands.
 */
import { quoteTitle, readRange } from "../a1";
import type { Bounds } from "../a1";
import { invalid } from "../refusal";
import type { Area, Grid, Workbook } from "./model";
import { areaOf, findGridByTitle, wholeGrid } from "./sheets";

const longestRange = 1000;

/**
 * The cells that a text names: open ends closed to the grid, an end outside cut to it.
 * @throws Refusal 400
 */
export function locate(book: Workbook, text: string): Area {
  const unreadable = invalid(`Unable to parse range: ${text.slice(0, longestRange)}`);
  const read = text.length > longestRange ? undefined : readRange(text);
  if (read === undefined) throw unreadable;
  const { title, cells, name } = read;
  const grid = title === undefined ? firstVisible(book) : findGridByTitle(book, title);
  if (cells !== undefined) {
    if (grid === undefined) throw unreadable;
    return within(grid, cells, text);
  }
  if (name === undefined) {
    if (grid === undefined) throw unreadable;
    return wholeGrid(grid);
  }
  const named = namedArea(book, name);
  if (named !== undefined && (title === undefined || named.grid === grid)) return named;
  const titled = title === undefined ? findGridByTitle(book, name) : undefined;
  if (titled === undefined) throw unreadable;
  return wholeGrid(titled);
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
