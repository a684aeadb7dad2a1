/**
 * Rows of a commit that landed under columns that had moved, or above a header that had: where each cell of theirs is
 * now, and where it belongs. Pure.
 */
import type { TabName } from "../language/headings";
import { textOf } from "./cells";
import type { CellMap } from "./cell-map";
import { stood, type LastWrites } from "./chain-state";
import { rowName, type RowMove } from "./commit";
import { keyFields, type HeaderRecord, type Link } from "./records";
import type { Grid, Row } from "./tabs";
import { columnNow, columnsHeld, headersOf } from "./verify";
import type { Grids } from "./workbook";

/** Where a field's cell of an inserted row is now. */
function currentColumns(
  record: HeaderRecord,
  then: readonly string[],
  grid: Grid,
): ReadonlyMap<string, number> {
  return new Map(
    [...record.columns].map(([field, column]) => [field, columnNow(then, column, grid.header)]),
  );
}

/** Puts the cells of misplaced rows under their headers; answers the rows that stand above the header. */
export function realign(
  chain: readonly Link[],
  grids: Grids,
  { cells, last }: { readonly cells: CellMap; readonly last: LastWrites },
): readonly RowMove[] {
  const shifts = new Map<string, RowMove>();
  for (const link of chain) {
    for (const record of link.headers.values()) {
      const grid: Grid | undefined = grids[record.tab];
      if (!grid || grid.missing.length > 0 || record.inserted.length === 0) continue;
      if (columnsHeld(record)) continue;
      const columns = currentColumns(record, headersOf(link, record.tab).after, grid);
      for (const key of record.inserted) {
        const done = last.get(rowName(record.tab, [key]));
        if (done && stood(done)) continue;
        const shift = placeRow(key, record, { grid, columns, cells });
        if (shift) shifts.set(`${shift.tab} ${shift.from}`, shift);
      }
    }
  }
  return inTurn([...shifts.values()]);
}

function placeRow(
  key: string,
  record: HeaderRecord,
  facts: {
    readonly grid: Grid;
    readonly columns: ReadonlyMap<string, number>;
    readonly cells: CellMap;
  },
): RowMove | undefined {
  const { grid, columns, cells } = facts;
  const keyField = keyFields[record.tab] ?? "";
  const at = columns.get(keyField) ?? -1;
  const holds = (row: Row): boolean => textOf(row[at]) === key;
  const above = grid.top.slice(0, grid.headerRow).findIndex(holds);
  if (above >= 0) return { tab: record.tab, from: above, to: grid.headerRow + 1 };
  const index = grid.rows.findIndex(holds);
  const row = grid.rows[index];
  if (!row) return undefined;
  cells.aim(record.tab, grid.headerRow + 1 + index, rowName(record.tab, [key]));
  moveCells(grid, { gridRow: grid.headerRow + 1 + index, row }, columns, cells);
  return undefined;
}

function moveCells(
  grid: Grid,
  { gridRow, row }: { readonly gridRow: number; readonly row: Row },
  columns: ReadonlyMap<string, number>,
  cells: CellMap,
): void {
  for (const column of columns.values()) {
    if (column >= 0) cells.put(grid.tab, { gridRow, column }, undefined);
  }
  for (const [field, column] of grid.columns) {
    const from = columns.get(field);
    if (from !== undefined && from >= 0) cells.put(grid.tab, { gridRow, column }, row[from]);
  }
}

/** The lowest row first; each goes right below the header, which moves up by one every time. */
function inTurn(shifts: readonly RowMove[]): readonly RowMove[] {
  const tabs = new Set<TabName>(shifts.map(({ tab }) => tab));
  return [...tabs].flatMap((tab) =>
    shifts
      .filter((shift) => shift.tab === tab)
      .sort((a, b) => b.from - a.from)
      .map((shift, index) => ({ ...shift, to: shift.to - index })),
  );
}
