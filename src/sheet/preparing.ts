/** Adds the hidden tab that a workbook needs before its first commit, and gives the time columns their format. */
import type { SheetRequest } from "./client";
import type { Grid } from "./tabs";
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
    ...times.flatMap(([grid, field]) => (grid ? timeFormat(grid, field) : [])),
  ];
}

function timeFormat(grid: Grid, field: string): SheetRequest[] {
  const column = grid.columns.get(field);
  if (column === undefined || grid.rowCount <= grid.headerRow + 1) return [];
  const range = {
    sheetId: grid.sheetId,
    startRowIndex: grid.headerRow + 1,
    endRowIndex: grid.rowCount,
    startColumnIndex: column,
    endColumnIndex: column + 1,
  };
  const numberFormat = { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm:ss" };
  return [
    {
      repeatCell: {
        range,
        cell: { userEnteredFormat: { numberFormat } },
        fields: "userEnteredFormat.numberFormat",
      },
    },
  ];
}
