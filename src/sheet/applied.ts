/** The workbook as a commit leaves it, without reading it anew. Pure. */
import type { TabName } from "../language/sheet-words/headings";
import type { BuiltBatch } from "./batch";
import type { Commit } from "./commit";
import { layRow, withCells, type Grid, type Row } from "./tabs";
import type { Grids, Workbook } from "./workbook";

/** The workbook as it stands once the commit stands. */
export function applyCommit(workbook: Workbook, commit: Commit, built: BuiltBatch): Workbook {
  const grids: { [Tab in TabName]?: Grid } = {};
  for (const grid of Object.values(workbook.grids) as Grid[]) {
    grids[grid.tab] = applyToGrid(grid, commit);
  }
  return {
    ...workbook,
    grids: grids as Grids,
    scratch: workbook.scratch && { ...workbook.scratch, ...built.scratch },
    fence: { id: commit.head.id, ...built.chain },
    records: [],
  };
}

function applyToGrid(grid: Grid, { writes, inserts }: Commit): Grid {
  if (grid.tab === "ledger") return { ...grid, rows: [] };
  const own = writes.filter(({ tab }) => tab === grid.tab);
  const added = inserts.filter(({ tab }) => tab === grid.tab).sort((a, b) => b.gridRow - a.gridRow);
  if (own.length === 0 && added.length === 0) return grid;
  const rows: Row[] = [...grid.rows];
  for (const { gridRow, cells } of own) {
    const index = gridRow - grid.headerRow - 1;
    const written = cells.map(({ column, after }) => [column, after] as const);
    rows[index] = withCells(rows[index] ?? [], written);
  }
  let rowCount = grid.rowCount;
  for (const { gridRow, rows: fields } of added) {
    const laid = fields.map((row) => layRow(grid.columns, row));
    rows.splice(Math.min(gridRow - grid.headerRow - 1, rows.length), 0, ...laid);
    rowCount += fields.length;
  }
  return { ...grid, rows, rowCount };
}
