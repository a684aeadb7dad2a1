/** Which columns tabs lack, and what lays those of the relay's own while it runs. Pure. */
import type { SheetRequest } from "../api/client";
import type { Grid } from "../tabs/grid";
import type { Tab } from "../tabs/tab";
import type { SheetView } from "../tabs/view";
import { addColumns } from "./added-columns";

/** The fields that a tab has beside those that stand, in the order of the declaration. */
const fieldsBeside = ({ columns }: Tab, stands: (tab: string) => boolean): readonly string[] =>
  Object.entries(columns).flatMap(([field, { laidWith }]) =>
    laidWith === undefined || stands(laidWith) ? [field] : [],
  );

/** Fields whose columns are not there, in the order of the declaration. */
export function missingFields(
  { tab, columns }: Grid,
  stands: (tab: string) => boolean,
): readonly string[] {
  return fieldsBeside(tab, stands).filter((field) => !columns.has(field));
}

/** Those that the relay lays itself. */
const ownMissing = (grid: Grid, grids: SheetView["grids"]): readonly string[] =>
  grid.headerRow < 0
    ? []
    : missingFields(grid, (tab) => grids.has(tab)).filter((field) => {
        const { isLaidByRelay, laidWith } = grid.tab.columns[field] ?? {};
        return isLaidByRelay === true || laidWith !== undefined;
      });

/** The headers of the relay's own columns that tabs lack. */
export function missingOwnColumns(grids: SheetView["grids"]): readonly string[] {
  return [...grids.values()].flatMap((grid) =>
    ownMissing(grid, grids).map(
      (field) => `${grid.title} ${grid.tab.columns[field]?.header ?? field}`,
    ),
  );
}

/** Lays the relay's own columns: positions of rows do not change, and columns that hold anything stay where they are. */
export const addOwnColumns = (grids: SheetView["grids"]): readonly SheetRequest[] =>
  [...grids.values()].flatMap((grid) => addColumns(grid, ownMissing(grid, grids)));
