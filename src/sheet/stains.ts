/**
 * The cells that still hold a stray of ours, where they are now, and the sheet as it would be without them: people's
 * figures only. Pure.
 */
import type { TabName } from "../language/sheet-words/headings";
import type { CellValue } from "./cells";
import { hitHeader, matchRows, straysIn, type DirtyRow } from "./row-identity";
import { headerOf, withCells, type Grid, type PlacedRow } from "./tabs";
import type { Grids } from "./workbook";

/** A cell that still holds a stray of ours, and what belongs there. */
export interface Stain {
  readonly tab: TabName;
  readonly gridRow: number;
  readonly column: number;
  readonly truth: CellValue;
  /** Where the image of the truth lies: its row in the hidden tab, its column in its own tab. */
  readonly image: { readonly row: number; readonly column: number };
}

/** The strays that are still there. A row that is gone, or a cell that a person typed over, is no stain any more. */
export function findStains(dirty: readonly DirtyRow[], grids: Grids): readonly Stain[] {
  return (Object.values(grids) as Grid[]).flatMap((grid) => {
    const own = dirty.filter(({ tab }) => tab === grid.tab);
    if (own.every(({ cells }) => cells.size === 0)) return [];
    const rows = [...grid.top, ...grid.rows].map((row, gridRow) => ({ row, gridRow }));
    const hit = hitHeader(own, rows);
    const header = hit ? headerOf(hit.row) : grid.header;
    const others = hit ? rows.filter(({ gridRow }) => gridRow !== hit.gridRow) : rows;
    const matched = matchRows(
      own.filter((dirtyRow) => dirtyRow !== hit?.dirtyRow),
      others,
      header,
    );
    return [
      ...(hit ? stainsOf(hit.dirtyRow, hit, header) : []),
      ...[...matched].flatMap(([dirtyRow, index]) =>
        stainsOf(dirtyRow, others[index] ?? { row: [], gridRow: -1 }, header),
      ),
    ];
  });
}

function stainsOf(
  dirtyRow: DirtyRow,
  { row, gridRow }: PlacedRow,
  header: readonly string[],
): readonly Stain[] {
  const { tab } = dirtyRow;
  return [...straysIn(dirtyRow, row, header)].map(([column, { truth, image }]) => ({
    tab,
    gridRow,
    column,
    truth,
    image,
  }));
}

/** The stock grid with the truth in every stained cell. */
export function withoutStains(grid: Grid<"stock">, stains: readonly Stain[]): Grid<"stock"> {
  const rows = [...grid.rows];
  for (const { tab, gridRow, column, truth } of stains) {
    const index = gridRow - grid.headerRow - 1;
    if (tab !== grid.tab || index < 0) continue;
    rows[index] = withCells(rows[index] ?? [], [[column, truth]]);
  }
  return { ...grid, rows };
}
