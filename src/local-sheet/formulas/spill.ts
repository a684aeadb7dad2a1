/**
 * Which cells of a grid the results of array formulas fill. Worked out for a whole grid at a time, and only where such
 * formulas stand; where a result has no room, its formula shows `#REF!` and fills nothing.
 */
import { contentAt, isFormula } from "../workbook/cells";
import type { Grid } from "../workbook/model";
import type { Formula, Result } from "./formula";
import { fault } from "./operators";
import { isCells, type Cells, type Value } from "./value";

export interface Spill {
  at(row: number, column: number): Result | undefined;
  /** Rows and columns up to the last one that a result reaches. */
  readonly rows: number;
  readonly columns: number;
}

const mostCells = 1_000_000;

/** The result of every spilling formula of the grid, laid out; `evaluate` works one out. */
export function createSpill(grid: Grid, evaluate: (formula: Formula) => Value): Spill {
  const rows = new Map<number, Map<number, Result>>();
  const extent = { rows: 0, columns: 0 };
  let cells = 0;
  const put = (row: number, column: number, result: Result): void => {
    const line = rows.get(row) ?? new Map<number, Result>();
    rows.set(row, line.set(column, result));
    extent.rows = Math.max(extent.rows, row + 1);
    extent.columns = Math.max(extent.columns, column + 1);
  };
  const refusalOf = (value: Cells, row: number, column: number): string | undefined => {
    cells += value.rows * value.columns;
    return cells > mostCells ? "The result is too large." : blockedBy(grid, [row, column], value);
  };
  const lay = (value: Cells, row: number, column: number): void => {
    for (let i = 0; i < value.rows; i += 1) {
      for (let j = 0; j < value.columns; j += 1) put(row + i, column + j, value.at(i, j));
    }
  };
  eachSpilling(grid, (formula, row, column) => {
    const value = evaluate(formula);
    const refusal = isCells(value) ? refusalOf(value, row, column) : undefined;
    if (refusal !== undefined) put(row, column, fault("REF", refusal));
    else if (isCells(value)) lay(value, row, column);
    else put(row, column, value ?? 0);
  });
  return { ...extent, at: (row, column) => rows.get(row)?.get(column) };
}

function eachSpilling(
  grid: Grid,
  look: (formula: Formula, row: number, column: number) => void,
): void {
  grid.rows.forEach((row, i) => {
    row?.cells.forEach((content, j) => {
      if (isFormula(content) && content.spills) look(content, i, j);
    });
  });
}

/** What keeps a result from being laid out, as Google says it; undefined: nothing. */
function blockedBy(
  grid: Grid,
  [row, column]: readonly [number, number],
  { rows, columns }: Cells,
): string | undefined {
  if (row + rows > grid.rowCount || column + columns > grid.columnCount) {
    return "Result was not automatically expanded, please insert more rows or columns.";
  }
  const end = Math.min(row + rows, grid.rows.length);
  for (let i = row; i < end; i += 1) {
    for (let j = column; j < column + columns; j += 1) {
      if ((i === row && j === column) || contentAt(grid, i, j) === null) continue;
      return "Array result was not expanded because it would overwrite data.";
    }
  }
  return undefined;
}
