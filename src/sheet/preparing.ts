/** Adds the hidden tab that a workbook needs before its first commit, and gives the time columns their format. */
import type { SheetRequest } from "./client";
import type { Grid } from "./tabs";
import { formatTimes } from "./time-format";
import { scratchTitle, type Workbook } from "./workbook";

const rowCount = 1_000;
const columnCount = 40;

/** One batch; refused whole when another relay was quicker. */
export function preparation({ grids }: Workbook): readonly SheetRequest[] {
  const times: readonly (readonly [Grid | undefined, string])[] = [
    [grids.stock, "updatedAt"],
    [grids.pending, "handledAt"],
  ];
  return [
    {
      addSheet: {
        properties: {
          title: scratchTitle,
          hidden: true,
          gridProperties: { rowCount, columnCount },
        },
      },
    },
    ...times.flatMap(([grid, field]) => (grid ? formatColumn(grid, field) : [])),
  ];
}

function formatColumn(grid: Grid, field: string): SheetRequest[] {
  const column = grid.columns.get(field);
  if (column === undefined || grid.rowCount <= grid.headerRow + 1) return [];
  const range = {
    sheetId: grid.sheetId,
    startRowIndex: grid.headerRow + 1,
    endRowIndex: grid.rowCount,
    startColumnIndex: column,
    endColumnIndex: column + 1,
  };
  return [formatTimes(range)];
}
