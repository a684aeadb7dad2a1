/** Which columns tabs lack, and what lays those of the relay's own while it runs. Pure. */
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

/** Lays the relay's own columns: positions of rows do not change, and columns that hold anything stay where they are. */
export const addOwnColumns = (grids: SheetView["grids"]): readonly SheetRequest[] =>
  [...grids.values()].flatMap((grid) => addColumns(grid, ownMissing(grid)));
