/** The rows of a further tab as they stand once what is desired of them is written. */
import type { DesiredCells } from "../commit/facts";
import { cellsOf, entriesOf, keyOf, type Grid } from "../tabs/grid";
import { withFields, type Fields } from "../tabs/tab";

export function entriesNow<Entry>(
  grid: Grid<Entry> | undefined,
  desired: readonly DesiredCells[],
  timeZone: string,
): readonly Entry[] {
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
