/** Gathers the cells that a commit writes, row by row, with what tells each row. Pure. */
import { isFormula, sameValue, type CellValue } from "../api/cells";
import type { Misplaced } from "../recovery/own-rows";
import { isMoment, keyTextsOf } from "../recovery/row-marks";
import { headerOf, keyOf, placedAt, rowAt, type Grid, type PlacedRow } from "../tabs/grid";
import type { Fields } from "../tabs/tab";
import type { CellWrite, Debt, RowWrite } from "./facts";

/** Writes in one row; where its evidence lies is said when the batch is built. */
export type PlannedWrite = Omit<RowWrite, "evidence">;

interface Place {
  readonly gridRow: number;
  readonly column: number;
}

export interface RowWrites {
  putBack(tab: string, place: Place, debt: Debt): void;
  putFields(grid: Grid, placed: PlacedRow, fields: Fields): void;
  /** What is put so far into a row, by field; undefined: nothing. */
  fieldsAt(grid: Grid, placed: PlacedRow): Fields | undefined;
  /** Brings a row of ours under its columns. */
  putRow(tab: string, row: Misplaced): void;
  all(): readonly PlannedWrite[];
}

/** Gathers cells by row; of two values for one cell the later counts, and settles the debts of both. */
export function createRowWrites(
  grids: ReadonlyMap<string, Grid>,
  clean: ReadonlyMap<string, Grid>,
): RowWrites {
  const rows = new Map<string, { cells: Map<number, CellWrite>; mark: CellValue }>();
  const headers = new Map<string, readonly string[]>();
  const headerNames = (grid: Grid): readonly string[] => {
    const known = headers.get(grid.tab.name) ?? headerOf(rowAt(grid, grid.headerRow));
    headers.set(grid.tab.name, known);
    return known;
  };
  const rowOf = (tab: string, gridRow: number) => {
    const name = `${tab}\u001f${gridRow}`;
    const row = rows.get(name) ?? {
      cells: new Map<number, CellWrite>(),
      mark: undefined as CellValue,
    };
    rows.set(name, row);
    return row;
  };
  const put = (
    tab: string,
    { gridRow, column }: Place,
    { field, value, settles }: Pick<CellWrite, "field" | "value" | "settles">,
  ): void => {
    const grid = grids.get(tab);
    if (grid === undefined) return;
    const believed = rowAt(grid, gridRow)[column];
    const header = headerNames(grid)[column] ?? "";
    const { cells } = rowOf(tab, gridRow);
    const settled = settles ?? cells.get(column)?.settles;
    cells.set(column, { field, header, column, value, believed, settles: settled });
  };
  return {
    putBack(tab, place, { id, was }) {
      const newer = rowOf(tab, place.gridRow).cells.get(place.column)?.settles ?? [];
      put(tab, place, { field: undefined, value: was, settles: [...newer, id] });
    },
    putFields(grid, placed, fields) {
      for (const [field, value] of Object.entries(fields)) {
        const column = grid.columns.get(field);
        if (column === undefined || isFormula(placed.row[column])) continue;
        put(grid.tab.name, { gridRow: placed.gridRow, column }, { field, value });
      }
    },
    fieldsAt(grid, { gridRow }) {
      const cells = rows.get(`${grid.tab.name}\u001f${gridRow}`)?.cells;
      if (cells === undefined || cells.size === 0) return undefined;
      return Object.fromEntries(
        [...cells.values()].flatMap(({ field, value }) => (field ? [[field, value]] : [])),
      );
    },
    putRow(tab, { gridRow, mark, cells }) {
      rowOf(tab, gridRow).mark = mark;
      const fields = new Map(
        [...(grids.get(tab)?.columns ?? [])].map(([field, at]) => [at, field]),
      );
      for (const [column, value] of cells) {
        put(tab, { gridRow, column }, { field: fields.get(column), value });
      }
    },
    all: () =>
      [...rows].flatMap(([name, { cells, mark }]): PlannedWrite[] => {
        const [tab = "", place = ""] = name.split("\u001f");
        const grid = grids.get(tab);
        if (grid === undefined || cells.size === 0) return [];
        const gridRow = Number(place);
        const row = rowAt(grid, gridRow);
        const keyTexts = keyTextsOf(grid.tab, row, headerNames(grid));
        const cleanGrid = clean.get(tab) ?? grid;
        const cleanRow = placedAt(cleanGrid, gridRow);
        const key = cleanRow && keyOf(cleanGrid, cleanRow);
        const inHeader = gridRow === cleanGrid.headerRow;
        // A row whose own mark is covered is told by the time that covers it.
        const isMarked = mark === undefined || row.some((cell) => sameValue(cell, mark));
        const told = isMarked ? mark : row.find(isMoment);
        const all = [...cells.values()];
        return [{ tab, gridRow, key, inHeader, keyTexts, mark: told, cells: all }];
      }),
  };
}
