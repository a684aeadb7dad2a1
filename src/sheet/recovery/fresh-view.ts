/** What a look shows beside what was known: rows that stayed as they were, numbers that were given. Pure. */
import { quantityOf } from "../api/cells";
import { fieldOf, isSameRow, type Grid, type PlacedRow } from "../tabs/grid";
import type { SheetView } from "../tabs/view";

/** The highest number ever seen in each numbered tab. */
export const highestNumbers = (
  { grids }: SheetView,
  before: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> =>
  new Map(
    [...grids].flatMap(([name, grid]): [string, number][] => {
      const { numbered } = grid.tab;
      if (numbered === undefined) return [];
      const numbers = grid.rows.map((placed) => quantityOf(fieldOf(grid, placed, numbered)) ?? 0);
      return [[name, Math.max(before.get(name) ?? 0, ...numbers.filter(Number.isSafeInteger))]];
    }),
  );

/** Rows that did not change keep their identity, so that what was made of them need not be made again. */
export function keepRows(before: SheetView | undefined, fresh: SheetView): SheetView {
  const grids = [...fresh.grids].map(([name, grid]): [string, Grid] => {
    const known = before?.grids.get(name);
    if (known === undefined || known.rows.length === 0) return [name, grid];
    const byRow = new Map(known.rows.map((placed) => [placed.gridRow, placed]));
    const rows = grid.rows.map((placed) => {
      const old = byRow.get(placed.gridRow);
      return old && isSameRow(old, placed) ? old : placed;
    });
    return [name, isUnchanged(known, grid, rows) ? known : { ...grid, rows }];
  });
  return { ...fresh, grids: new Map(grids) };
}

/** Whether all that is known of a tab is as it was, so that nothing that was made of it need be made again. */
function isUnchanged(known: Grid, fresh: Grid, rows: readonly PlacedRow[]): boolean {
  return (
    rows.length === known.rows.length &&
    rows.every((placed, at) => placed === known.rows[at]) &&
    factsOf(known) === factsOf(fresh)
  );
}

const factsOf = ({ tab, sheetId, title, rowCount, columnCount, merged, table, ...grid }: Grid) =>
  JSON.stringify([
    ...[tab.name, sheetId, title, rowCount, columnCount, [...merged], table],
    ...[grid.headerRow, grid.top, grid.end],
  ]);
