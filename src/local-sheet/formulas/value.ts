/**
 * What flows through a formula while it is worked out: single results and ranges of cells.
 */
import type { Result } from "./formula";

/** Cells of a range, looked at when asked for. */
export interface Cells {
  readonly rows: number;
  readonly columns: number;
  /** Rows up to the last one that holds anything. */
  readonly usedRows: number;
  at(row: number, column: number): Result;
  /** Looks at all cells but those beyond the last used ones. */
  each(take: (result: Result) => void): void;
}

/** Values that stand in no cells, row by row. */
export function arrayOf(results: readonly (readonly Result[])[]): Cells {
  return {
    rows: results.length,
    columns: results[0]?.length ?? 0,
    usedRows: results.length,
    at: (row, column) => results[row]?.[column] ?? null,
    each: (take) => {
      for (const row of results) row.forEach(take);
    },
  };
}

export type Value = Result | Cells;

/** What a function works with: its arguments, evaluated when it asks for them. */
export interface Arguments {
  readonly count: number;
  readonly value: (index: number) => Value;
  /** One result: of a range its cell when it is one cell, else an error. */
  readonly scalar: (index: number) => Result;
}

export function isCells(value: Value): value is Cells {
  return typeof value === "object" && value !== null && "each" in value;
}
