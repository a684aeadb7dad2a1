/**
 * Where the cells that were hit by mistake are now, and the sheet as it would be without our strays: people's figures
 * only. Pure.
 */
import type { TabName } from "../language/headings";
import { textOf, type CellValue } from "./cells";
import type { RowWrite } from "./commit";
import type { Grid, Row } from "./tabs";
import { columnNow, isStray, likeness, rowKeyFields, type Dirt } from "./verify";
import type { Grids } from "./workbook";

/** A cell that still holds a stray of ours, where it is now. */
export interface Stain {
  readonly dirt: Dirt;
  readonly gridRow: number;
  readonly column: number;
  /** What lies there. */
  readonly stray: CellValue;
}

/** The strays that are still there. A row that is gone, or a cell that a person typed over, is no stain any more. */
export function findStains(dirt: readonly Dirt[], grids: Grids): readonly Stain[] {
  return dirt.flatMap((one) => {
    const grid: Grid | undefined = grids[one.tab];
    return grid ? (findStain(one, grid) ?? []) : [];
  });
}

function findStain(dirt: Dirt, grid: Grid): Stain | undefined {
  const column = columnNow(dirt.header, dirt.column, grid.header);
  if (column < 0) return undefined;
  const rows = [...grid.top, ...grid.rows];
  let best: { readonly score: number; readonly gridRow: number } | undefined;
  for (const [gridRow, row] of rows.entries()) {
    const alike = likeness(dirt, row, grid.header);
    if (alike === "other") continue;
    const holds = isStray(dirt, row[column]) ? 2_000_000 : 0;
    const same = alike === "same" ? 1_000_000 : 0;
    const score = holds + same - Math.abs(gridRow - dirt.gridRow);
    if (!best || score > best.score) best = { score, gridRow };
  }
  if (!best) return undefined;
  const stray = rows[best.gridRow]?.[column];
  return isStray(dirt, stray) ? { dirt, gridRow: best.gridRow, column, stray } : undefined;
}

/** The grids with the truth in every stained cell. */
export function withoutStains(grids: Grids, stains: readonly Stain[]): Grids {
  const clean: { [Tab in TabName]?: Grid } = {};
  for (const grid of Object.values(grids) as Grid[]) {
    const own = stains.filter(({ dirt }) => dirt.tab === grid.tab);
    clean[grid.tab] = own.length === 0 ? grid : { ...grid, rows: cleanRows(grid, own) };
  }
  return clean as Grids;
}

function cleanRows(grid: Grid, stains: readonly Stain[]): readonly Row[] {
  const rows = [...grid.rows];
  for (const { gridRow, column, dirt } of stains) {
    const index = gridRow - grid.headerRow - 1;
    if (index < 0) continue;
    const row = [...(rows[index] ?? [])];
    while (row.length <= column) row.push(undefined);
    row[column] = dirt.truth;
    rows[index] = row;
  }
  return rows;
}

/** What tells a row, without the columns that are written. */
export function rowKey(grid: Grid, row: Row, written: ReadonlySet<number>): RowWrite["key"] {
  return rowKeyFields[grid.tab].flatMap((field): RowWrite["key"] => {
    const column = grid.columns.get(field);
    return column === undefined || written.has(column) ? [] : [[field, textOf(row[column])]];
  });
}
