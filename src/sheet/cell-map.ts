/**
 * Cells to write, gathered from several reasons and told apart by place, so that each row is written once with one key.
 * A cell that would not change is not written.
 */
import type { TabName } from "../language/sheet-words/headings";
import { isFormula, sameValue, textOf, type CellValue } from "./cells";
import type { CellWrite, RowWrite } from "./commit";
import { rowAt, withCells, type Grid, type Row } from "./tabs";
import { rowKeyFields } from "./verify";
import type { Grids } from "./workbook";

export interface CellMap {
  /** `loose`: whatever lies there is ours. A later call for the same cell replaces an earlier one. */
  put(
    tab: TabName,
    place: { readonly gridRow: number; readonly column: number },
    after: CellValue,
    how?: {
      readonly loose?: boolean;
      readonly from?: CellWrite["from"];
      /** A stray lies there: it is written even where it happens to be the figure wanted, so that it counts as ours no more. */
      readonly stained?: boolean;
    },
  ): void;
  /** Says what the writes in a row are to bring about. */
  aim(tab: TabName, gridRow: number, name: string): void;
  writes(): readonly RowWrite[];
  /** The grids as they are once everything put so far is written. */
  applied(): Grids;
}

/** A map on the grids as they are: what lies there now is what each write expects. */
export function createCellMap(grids: Grids): CellMap {
  const stained = new Set<string>();
  const aims = new Map<string, string>();
  const rows = new Map<
    string,
    { readonly grid: Grid; readonly gridRow: number; readonly cells: Map<number, CellWrite> }
  >();
  return {
    put(tab, { gridRow, column }, after, how = {}) {
      const grid: Grid | undefined = grids[tab];
      if (!grid) return;
      const name = `${tab} ${gridRow}`;
      const row = rows.get(name) ?? { grid, gridRow, cells: new Map<number, CellWrite>() };
      rows.set(name, row);
      if (how.stained) stained.add(`${name} ${column}`);
      row.cells.set(column, {
        header: grid.header[column] ?? "",
        column,
        before: rowAt(grid, gridRow)[column],
        after,
        strict: how.loose !== true,
        ...(how.from ? { from: how.from } : {}),
      });
    },
    aim: (tab, gridRow, name) => void aims.set(`${tab} ${gridRow}`, name),
    writes: () =>
      [...rows.values()].flatMap(({ grid, gridRow, cells }): RowWrite[] => {
        const changing = [...cells.values()].filter(
          ({ before, after, column }) =>
            !sameValue(before, after) || stained.has(`${grid.tab} ${gridRow} ${column}`),
        );
        if (changing.length === 0) return [];
        const row = rowAt(grid, gridRow);
        const key = keyOf(grid, row);
        const aim = aims.get(`${grid.tab} ${gridRow}`) ?? "";
        const watched = watchedBeside(changing, grid, row);
        return [{ tab: grid.tab, gridRow, aim, key, cells: changing, watched }];
      }),
    applied() {
      const after: { [Tab in TabName]?: Grid | undefined } = { ...grids };
      for (const { grid, gridRow, cells } of rows.values()) {
        const index = gridRow - grid.headerRow - 1;
        if (index >= 0) after[grid.tab] = withRow(after[grid.tab] ?? grid, index, cells);
      }
      return after as Grids;
    },
  };
}

function withRow(grid: Grid, index: number, cells: ReadonlyMap<number, CellWrite>): Grid {
  const written = [...cells].map(([column, { after }]) => [column, after] as const);
  const rows: Row[] = [...grid.rows];
  rows[index] = withCells(grid.rows[index] ?? [], written);
  return { ...grid, rows };
}

const longestWatched = 200;

/** A row that has no key, or whose key is written, is told by its other cells: those of known columns, no long texts. */
function watchedBeside(changing: readonly CellWrite[], grid: Grid, row: Row): RowWrite["watched"] {
  const written = new Set(changing.map(({ column }) => column));
  const keyColumns = rowKeyFields[grid.tab].map((field) => grid.columns.get(field));
  const isTold = keyColumns.some((column) => textOf(row[column ?? -1]) !== "");
  if (isTold && !keyColumns.some((column) => written.has(column ?? -1))) return [];
  return [...grid.columns.values()]
    .filter((column) => !written.has(column))
    .map((column) => ({
      header: grid.header[column] ?? "",
      column,
      before: row[column],
      strict: true,
    }))
    .filter(({ before }) => !isFormula(before) && textOf(before).length <= longestWatched);
}

/** What tells a row at this moment. */
function keyOf(grid: Grid, row: Row): RowWrite["key"] {
  return rowKeyFields[grid.tab].flatMap((field): RowWrite["key"] => {
    const column = grid.columns.get(field);
    return column === undefined ? [] : [[field, textOf(row[column])]];
  });
}
