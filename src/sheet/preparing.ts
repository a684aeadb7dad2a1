/**
 * Adds what a workbook needs before the first commit: the hidden tab, with the time columns formatted, and the optional
 * columns of the relay's own where a workbook of an earlier version lacks them.
 */
import { tabs, type TabName } from "../language/headings";
import { enteredValue } from "./cells";
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

const ownColumns: readonly (readonly [TabName, readonly string[]])[] = [
  ["ledger", ["account", "link"]],
  ["pending", ["account", "plan"]],
];

/** Empty where all are there. Each is a column of its own that is inserted in the same batch, so that no cell of a person's is written over, wherever columns were moved since. */
export function missingColumns({ grids }: Workbook): readonly SheetRequest[] {
  return ownColumns.flatMap(([tab, fields]) => {
    const grid: Grid | undefined = grids[tab];
    if (!grid) return [];
    const known: Readonly<Record<string, { readonly header: string }>> = tabs[tab].columns;
    const headers = fields
      .filter((field) => !grid.columns.has(field))
      .map((field) => known[field]?.header ?? field);
    const named = grid.header.findLastIndex((name) => name !== "") + 1;
    const startIndex = Math.min(named, grid.columnCount - 1);
    return headers.length === 0 ? [] : insertColumns(grid, startIndex, headers);
  });
}

function insertColumns(
  { sheetId, headerRow }: Grid,
  startIndex: number,
  headers: readonly string[],
): SheetRequest[] {
  const range = {
    ...{ sheetId, dimension: "COLUMNS" },
    ...{ startIndex, endIndex: startIndex + headers.length },
  };
  return [
    { insertDimension: { range, inheritFromBefore: false } },
    {
      updateCells: {
        start: { sheetId, rowIndex: headerRow, columnIndex: startIndex },
        rows: [{ values: headers.map(enteredValue) }],
        fields: "userEnteredValue",
      },
    },
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
