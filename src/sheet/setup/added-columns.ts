/**
 * Columns that a standing tab lacks, laid behind what it holds. Each is a new column of the same batch: whatever people
 * moved or typed since the tab was read, no cell of theirs is written over. Pure.
 */
import { enteredValue } from "../api/cells";
import type { SheetRequest } from "../api/client";
import type { Grid } from "../tabs/grid";

/** Behind the last column that holds anything; of a Table behind its own last column, since a row is appended to it alone. */
export function firstFreeColumn({ table, header, rows }: Grid): number {
  return table?.endColumn ?? Math.max(header.length, ...rows.map(({ row }) => row.length), 0);
}

/**
 * @param fields of the tab's declaration, in the order in which they are laid
 * @see https://developers.google.com/workspace/sheets/api/guides/tables a Table grows by an update of its range
 */
export function addColumns(grid: Grid, fields: readonly string[]): readonly SheetRequest[] {
  if (fields.length === 0) return [];
  const { sheetId, table } = grid;
  const startIndex = firstFreeColumn(grid);
  const endIndex = startIndex + fields.length;
  const range = { sheetId, dimension: "COLUMNS", startIndex, endIndex };
  return [
    // Nothing can be inserted behind the last column of the grid.
    ...(startIndex < grid.columnCount
      ? []
      : [{ appendDimension: { sheetId, dimension: "COLUMNS", length: 1 } }]),
    { insertDimension: { range, inheritFromBefore: false } },
    {
      updateCells: {
        start: { sheetId, rowIndex: Math.max(0, grid.headerRow), columnIndex: startIndex },
        rows: [
          { values: fields.map((field) => enteredValue(grid.tab.columns[field]?.header ?? field)) },
        ],
        fields: "userEnteredValue",
      },
    },
    ...(table === undefined ? [] : [widenTable(sheetId, table, endIndex)]),
  ];
}

function widenTable(
  sheetId: number,
  { id, column, rows }: NonNullable<Grid["table"]>,
  endColumnIndex: number,
): SheetRequest {
  const range = {
    ...{ sheetId, startColumnIndex: column, endColumnIndex },
    ...{ startRowIndex: rows.start, endRowIndex: rows.end },
  };
  return { updateTable: { table: { tableId: id, range }, fields: "range" } };
}
