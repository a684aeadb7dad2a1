/**
 * Rows of a commit that landed under columns that had moved, or above a header that had: where each cell of theirs is
 * now, and where it belongs. Pure.
 */
import type { TabName } from "../language/sheet-words/headings";
import type { CellMap } from "./cell-map";
import { textOf } from "./cells";
import { stood, type LastWrites } from "./chain-state";
import { placesAnywhere, placesOf } from "./columns";
import { rowName, type RowMove } from "./commit";
import type { Followed } from "./dirty-rows";
import type { HeaderRecord, Link } from "./links";
import { keyFields } from "./records";
import type { Grid, Row } from "./tabs";
import { columnsHeld } from "./verify";
import type { Grids } from "./workbook";

/** Puts the cells of misplaced rows under their headers; answers the rows that stand above the header. */
export function realign(
  chain: readonly Link[],
  grids: Grids,
  {
    cells,
    last,
    namesSince,
  }: { readonly cells: CellMap; readonly last: LastWrites } & Pick<Followed, "namesSince">,
): readonly RowMove[] {
  const shifts = new Map<string, RowMove>();
  for (const link of chain) {
    for (const record of link.headers.values()) {
      const grid: Grid | undefined = grids[record.tab];
      if (!grid || grid.missing.length > 0 || record.inserted.length === 0) continue;
      if (columnsHeld(record)) continue;
      const then = namesSince(link, record.tab);
      for (const key of record.inserted) {
        const done = last.get(rowName(record.tab, [key]));
        if (done && stood(done)) continue;
        const shift = placeRow(key, record, { grid, then, cells });
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
    readonly then: readonly string[];
    readonly cells: CellMap;
  },
): RowMove | undefined {
  const { grid, then, cells } = facts;
  const keyColumn = record.columns.get(keyFields[record.tab] ?? "") ?? -1;
  const places = placesAnywhere(then, keyColumn, grid.header);
  const holds = (row: Row): boolean => places.some((place) => textOf(row[place]) === key);
  const above = grid.top.slice(0, grid.headerRow).findIndex(holds);
  if (above >= 0) return { tab: record.tab, from: above, to: grid.headerRow + 1 };
  const index = grid.rows.findIndex(holds);
  const row = grid.rows[index];
  if (!row) return undefined;
  cells.aim(record.tab, grid.headerRow + 1 + index, rowName(record.tab, [key]));
  const columns = currentColumns(record, row, { then, now: grid.header });
  moveCells(grid, { gridRow: grid.headerRow + 1 + index, row }, columns, cells);
  return undefined;
}

/**
 * Where each field's cell of an inserted row is now: of several places the first that holds something. A column without a
 * header that went elsewhere is known by its cell, since nobody else wrote in a row that is new.
 */
function currentColumns(
  record: HeaderRecord,
  row: Row,
  { then, now }: { readonly then: readonly string[]; readonly now: readonly string[] },
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const taken = new Set<number>();
  const take = (
    places: (column: number) => readonly number[],
    holds: (place: number) => boolean,
  ): void => {
    for (const [field, column] of record.columns) {
      if (found.has(field)) continue;
      const place = places(column).find((one) => !taken.has(one) && holds(one));
      if (place === undefined) continue;
      taken.add(place);
      found.set(field, place);
    }
  };
  const near = (column: number): readonly number[] => placesOf(then, column, now);
  const filled = (place: number): boolean => row[place] !== undefined;
  take(near, filled);
  take((column) => placesAnywhere(then, column, now), filled);
  take(near, () => true);
  return found;
}

function moveCells(
  grid: Grid,
  { gridRow, row }: { readonly gridRow: number; readonly row: Row },
  columns: ReadonlyMap<string, number>,
  cells: CellMap,
): void {
  for (const column of columns.values()) cells.put(grid.tab, { gridRow, column }, undefined);
  for (const [field, column] of grid.columns) {
    const from = columns.get(field);
    if (from !== undefined) cells.put(grid.tab, { gridRow, column }, row[from]);
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
