/** The rows of 盘点 as they stand once what is desired of them is written. */
import type { StocktakeRow } from "../../inventory/stocktake/row";
import { textOf } from "../api/cells";
import type { DesiredCells } from "../commit/facts";
import { cellsOf, entriesOf, keyOf, type Grid } from "../tabs/grid";
import type { Fields, RowCells } from "../tabs/tab";

export function stocktakeNow(
  grid: Grid<StocktakeRow> | undefined,
  desired: readonly DesiredCells[],
  timeZone: string,
): readonly StocktakeRow[] {
  const wishes = desired.filter(({ tab }) => tab === grid?.tab.name);
  const entries = entriesOf(grid, timeZone);
  if (grid === undefined || wishes.length === 0) return entries.map(({ entry }) => entry);
  const byKey = new Map<string, Fields>();
  for (const { key, fields } of wishes) byKey.set(key, { ...byKey.get(key), ...fields });
  return entries.flatMap(({ entry, placed }) => {
    const fields = byKey.get(keyOf(grid, placed));
    if (fields === undefined) return [entry];
    return grid.tab.parse(withFields(cellsOf(grid, placed), fields), timeZone) ?? [];
  });
}

function withFields(cells: RowCells, fields: Fields): RowCells {
  const isWished = (field: string): boolean => Object.hasOwn(fields, field);
  return {
    ...cells,
    cell: (field) => (isWished(field) ? fields[field] : cells.cell(field)),
    text: (field) => (isWished(field) ? textOf(fields[field]) : cells.text(field)),
  };
}
