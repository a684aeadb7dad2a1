/**
 * For a sheet on which copyPaste passes over rows that a filter hides: a batch that lifts the filters of the tabs it
 * touches, and lays them again as they were when it is done. Pure.
 */
import type { BasicFilter, SheetRequest } from "./client";
import type { Commit } from "./commit";
import type { Workbook } from "./workbook";

/** The requests of a commit between the lifting and the laying; nobody sees the sheet in between. */
export function withoutFilters(
  { grids, filters }: Pick<Workbook, "grids" | "filters">,
  { writes, inserts, shifts }: Pick<Commit, "writes" | "inserts" | "shifts">,
  requests: readonly SheetRequest[],
): readonly SheetRequest[] {
  const touched = new Set([...writes, ...inserts, ...shifts].map(({ tab }) => tab));
  const lifted = [...touched].flatMap((tab) => {
    const grid = grids[tab];
    const filter = grid && filters.get(grid.sheetId);
    if (!filter) return [];
    const added = inserts
      .filter((insert) => insert.tab === tab)
      .map(({ gridRow, rows }) => ({ gridRow, length: rows.length }));
    return [{ sheetId: grid.sheetId, filter: grown(filter, added) }];
  });
  return [
    ...lifted.map(({ sheetId }) => ({ clearBasicFilter: { sheetId } })),
    ...requests,
    ...lifted.map(({ filter }) => ({ setBasicFilter: { filter } })),
  ];
}

/** A filter over rows that were inserted. Its sort order is left out: laid again, it would sort the rows. */
function grown(
  filter: BasicFilter,
  added: readonly { readonly gridRow: number; readonly length: number }[],
): BasicFilter {
  const { range, criteria, filterSpecs } = filter;
  const start = range?.startRowIndex ?? 0;
  const end = range?.endRowIndex ?? undefined;
  const before = (row: number): number =>
    added.reduce((sum, { gridRow, length }) => (gridRow <= row ? sum + length : sum), 0);
  const rows = {
    startRowIndex: start + before(start),
    ...(end === undefined ? {} : { endRowIndex: end + before(end - 1) }),
  };
  return {
    range: { ...range, ...rows },
    ...(filterSpecs ? { filterSpecs } : criteria ? { criteria } : {}),
  };
}
