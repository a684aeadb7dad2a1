/** One tab in an answer of the API → what it says of the tab, and the rows that were read of it. Pure. */
import { cellValue } from "../api/cells";
import type { CellData, Spreadsheet } from "../api/client";
import type { Grid, PlacedRow, SheetFacts, SheetTable } from "./grid";
import { spilled } from "./tab";

type SheetData = NonNullable<Spreadsheet["sheets"]>[number];
type Table = NonNullable<SheetData["tables"]>[number];

export function factsOf({ properties, merges, tables }: SheetData): SheetFacts {
  const { rowCount, columnCount } = properties?.gridProperties ?? {};
  return {
    sheetId: properties?.sheetId ?? 0,
    title: properties?.title ?? "",
    rowCount: rowCount ?? 0,
    columnCount: columnCount ?? 0,
    merged: mergedCells(merges ?? []),
    table: tables?.[0] && tableOf(tables[0]),
  };
}

const tableOf = ({ tableId, range }: Table): SheetTable | undefined =>
  tableId
    ? {
        id: tableId,
        column: range?.startColumnIndex ?? 0,
        endColumn: range?.endColumnIndex ?? 0,
        rows: { start: range?.startRowIndex ?? 0, end: range?.endRowIndex ?? 0 },
      }
    : undefined;

/** The columns, by field, that stand beside the tab's Table: a row of the Table takes no cell there. */
export const besideTable = ({
  columns,
  table,
}: Pick<Grid, "columns" | "table">): readonly (readonly [string, number])[] =>
  table === undefined
    ? []
    : [...columns].filter(([, column]) => column < table.column || column >= table.endColumn);

/** Each cell that is merged into one above it → the row of that one. */
function mergedCells(merges: NonNullable<SheetData["merges"]>): ReadonlyMap<string, number> {
  const merged = new Map<string, number>();
  for (const merge of merges) {
    const [first, end] = [merge.startRowIndex ?? 0, merge.endRowIndex ?? 0];
    for (let row = first + 1; row < end; row += 1) {
      for (let at = merge.startColumnIndex ?? 0; at < (merge.endColumnIndex ?? 0); at += 1) {
        merged.set(`${row},${at}`, first);
      }
    }
  }
  return merged;
}

/** The rows of every block that was read; where blocks overlap the later one counts. */
export function rowsOf({ data }: SheetData): readonly PlacedRow[] {
  const rows = new Map<number, PlacedRow>();
  for (const block of data ?? []) {
    const first = block.startRow ?? 0;
    (block.rowData ?? []).forEach(({ values }, index) => {
      const gridRow = first + index;
      rows.set(gridRow, placedRow(gridRow, values ?? []));
    });
  }
  const placed = [...rows.values()];
  return (data?.length ?? 0) > 1 ? placed.sort((a, b) => a.gridRow - b.gridRow) : placed;
}

function placedRow(gridRow: number, cells: readonly CellData[]): PlacedRow {
  const dated: number[] = [];
  const row = cells.map((cell, column) => {
    const type = cell.userEnteredFormat?.numberFormat?.type;
    if (type === "DATE" || type === "TIME" || type === "DATE_TIME") dated.push(column);
    const value = cellValue(cell);
    const isSpilled = cell.userEnteredValue === undefined && cell.effectiveValue !== undefined;
    return isSpilled && typeof value !== "object" ? spilled(value) : value;
  });
  return { gridRow, row, dated };
}
