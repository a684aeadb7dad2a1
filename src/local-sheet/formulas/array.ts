/**
 * Values made of several: array literals, and expressions worked out cell by cell. Knows nothing of cells in sheets.
 */
import type { Result } from "./formula";
import { fault } from "./operators";
import { arrayOf, isCells, type Cells, type Value } from "./value";

const asCells = (value: Value): Cells => (isCells(value) ? value : arrayOf([[value]]));

/** The rows of an array literal, each part beside or below the one before it. */
export function literal(rows: readonly (readonly Value[])[]): Value {
  const results: Result[][] = [];
  for (const row of rows) {
    const parts = row.map(asCells);
    const height = parts[0]?.rows ?? 0;
    if (parts.some((part) => part.rows !== height)) return unequal("rows");
    for (let i = 0; i < height; i += 1) {
      results.push(parts.flatMap((part) => line(part, i)));
    }
  }
  const width = results[0]?.length ?? 0;
  if (results.some((each) => each.length !== width)) return unequal("columns");
  return arrayOf(results);
}

const line = (part: Cells, row: number): Result[] =>
  Array.from({ length: part.columns }, (_cell, column) => part.at(row, column));

const unequal = (what: string): Value =>
  fault("VALUE", `In ARRAY_LITERAL, an Array Literal was missing values for one or more ${what}.`);

/** Where in the result an expression is being worked out, and how large the result has shown itself to be. */
export interface Position {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** What a range comes to at a position: a range of one row or column serves all rows or columns. */
export function resultAt(cells: Cells, position: Position): Result {
  position.rows = Math.max(position.rows, cells.rows);
  position.columns = Math.max(position.columns, cells.columns);
  const row = cells.rows === 1 ? 0 : position.row;
  const column = cells.columns === 1 ? 0 : position.column;
  if (row < cells.rows && column < cells.columns) return cells.at(row, column);
  return fault("N_A", "Argument array is of a different size.");
}

/** Works an expression out at every position of its result, whose size the first one shows. */
export function everywhere(work: (position: Position) => Result): Value {
  const position = { row: 0, column: 0, rows: 1, columns: 1 };
  const first = work(position);
  const { rows, columns } = position;
  if (rows === 1 && columns === 1) return first;
  const results = Array.from({ length: rows }, (_row, row) =>
    Array.from({ length: columns }, (_cell, column) => work({ ...position, row, column })),
  );
  return arrayOf(results);
}
