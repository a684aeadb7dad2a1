/** Which columns tabs lack, and what lays those of the relay's own while it runs. Pure. */
import { addFence, removeFence, textsDown } from "../commit/batch";
import { encodeFacts, type Facts } from "../commit/facts";
import type { SheetRequest } from "../api/client";
import type { Grid } from "../tabs/grid";
import type { SheetView } from "../tabs/view";
import { addColumns } from "./added-columns";

/** Fields whose columns are not there, in the order of the declaration. */
export function missingFields({ tab, columns }: Grid): readonly string[] {
  return Object.keys(tab.columns).filter((field) => !columns.has(field));
}

/** Those that the relay lays itself. */
const ownMissing = (grid: Grid): readonly string[] =>
  grid.headerRow < 0
    ? []
    : missingFields(grid).filter((field) => grid.tab.columns[field]?.isLaidByRelay === true);

/** The headers of the relay's own columns that tabs lack. */
export function missingOwnColumns(grids: SheetView["grids"]): readonly string[] {
  return [...grids.values()].flatMap((grid) =>
    ownMissing(grid).map((field) => `${grid.title} ${grid.tab.columns[field]?.header ?? field}`),
  );
}

/**
 * Lays the relay's own columns, in a batch of its own under the fence: two relays that see one missing would both lay it.
 * Positions of rows do not change, and columns that hold anything stay where they are.
 */
export function layMissingColumns(
  { grids, hidden, fence }: SheetView,
  { facts, commit }: { readonly facts: Facts; readonly commit: string },
): readonly SheetRequest[] {
  if (hidden === undefined || fence === undefined) return [];
  const { sheetId } = hidden;
  return [
    ...removeFence(fence),
    addFence(sheetId, fence.startRow, commit),
    textsDown(sheetId, fence.startRow, encodeFacts({ ...facts, commit, writes: [], headers: {} })),
    ...[...grids.values()].flatMap((grid) => addColumns(grid, ownMissing(grid))),
  ];
}
