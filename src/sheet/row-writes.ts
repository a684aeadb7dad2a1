/** Rows of a commit: cells written in rows that stand, rows inserted at a tab's top or bottom. Pure. */
import type { Movement } from "../inventory/movements/movement";
import { isFormula, textOf } from "./cells";
import { rowName, type CellWrite, type RowInsert, type RowWrite } from "./commit";
import { readPending, type Fields } from "./entries";
import type { PlacedItem } from "./stock";
import type { Grid, Row } from "./tabs";
import { toSerial } from "./times";

/** The cells of an item that a movement ends on: its stock, unless a person typed it, and its time. */
export function stockWrite(
  grid: Grid<"stock">,
  placed: PlacedItem,
  end: Movement,
  timeZone: string,
): RowWrite {
  const typed = end.type === "adjustment";
  const time = { updatedAt: toSerial(end.at, timeZone) };
  const after = typed ? time : { stock: end.after, ...time };
  const key = { name: placed.item.name, spec: placed.item.spec };
  const write = rowWrite(grid, placed, key, after, ["stock"]);
  const column = grid.columns.get("stock");
  if (!typed || column === undefined) return write;
  const header = grid.header[column] ?? "";
  return { ...write, watched: [{ header, column, before: placed.row[column], strict: true }] };
}

/** Writes in a row as it was read. A formula is left alone. */
export function rowWrite(
  grid: Grid,
  { gridRow, row }: { readonly gridRow: number; readonly row: readonly CellWrite["before"][] },
  key: Fields,
  after: Fields,
  strict: readonly string[],
): RowWrite {
  const cells = Object.entries(after).flatMap(([field, value]): CellWrite[] => {
    const column = grid.columns.get(field);
    if (column === undefined || isFormula(row[column])) return [];
    const header = grid.header[column] ?? "";
    return [{ header, column, before: row[column], after: value, strict: strict.includes(field) }];
  });
  const aim = rowName(grid.tab, Object.values(key).map(textOf));
  return { tab: grid.tab, gridRow, aim, key: Object.entries(key), cells, watched: [] };
}

/** The row of an open entry of 待处理, by its number. */
export function openEntry(
  grid: Grid<"pending"> | undefined,
  number: number,
  timeZone: string,
): { readonly grid: Grid<"pending">; readonly row: Row; readonly gridRow: number } | undefined {
  const index = grid?.rows.findIndex((row) => {
    const entry = readPending(grid, row, timeZone);
    return entry?.number === number && entry.status === "open";
  });
  const row = grid?.rows[index ?? -1];
  if (!grid || !row || index === undefined) return undefined;
  return { grid, row, gridRow: grid.headerRow + 1 + index };
}

/** Rows below the header, the last one given on top. */
export function topInsert(grid: Grid | undefined, rows: readonly Fields[]): RowInsert | undefined {
  if (!grid || rows.length === 0) return undefined;
  return { tab: grid.tab, gridRow: grid.headerRow + 1, rows: [...rows].reverse() };
}

export function bottomInsert(
  grid: Grid | undefined,
  rows: readonly Fields[],
): RowInsert | undefined {
  if (!grid || rows.length === 0) return undefined;
  const end = grid.headerRow + 1 + grid.rows.length;
  return { tab: grid.tab, gridRow: end < grid.rowCount ? end : grid.headerRow + 1, rows };
}
