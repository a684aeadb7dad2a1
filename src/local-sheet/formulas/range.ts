/** The cells of an area as a formula looks at them: one by one, or all that are not beyond the last used ones. */
import { isFormula } from "../workbook/cells";
import type { Area, Grid } from "../workbook/model";
import type { Result } from "./formula";
import type { Cells } from "./value";

/** How cells are looked at in the call under way. */
export interface CellAccess {
  readonly look: (grid: Grid, row: number, column: number) => Result;
  readonly usedRows: (grid: Grid) => number;
  /** Columns up to the last one that an array formula fills. */
  readonly spilledColumns: (grid: Grid) => number;
  /** Counts cells looked at; false: that was the last of the call's budget. */
  readonly spend: (cells: number) => boolean;
}

export function cellsOf({ grid, top, left, bottom, right }: Area, access: CellAccess): Cells {
  const { look, usedRows, spilledColumns, spend } = access;
  return {
    rows: bottom - top,
    columns: right - left,
    usedRows: Math.max(0, Math.min(bottom, usedRows(grid)) - top),
    at: (row, column) => look(grid, top + row, left + column),
    each: (take) => {
      const end = Math.min(bottom, usedRows(grid));
      const spilled = spilledColumns(grid);
      for (let row = top; row < end && spend(0); row += 1) {
        const cells = grid.rows[row]?.cells ?? [];
        const width = Math.min(right, Math.max(cells.length, spilled));
        spend(Math.max(1, width - left));
        for (let column = left; column < width; column += 1) {
          const content = cells[column] ?? null;
          const isWorkedOut = isFormula(content) || (content === null && spilled > 0);
          take(isWorkedOut ? look(grid, row, column) : content);
        }
      }
    },
  };
}
