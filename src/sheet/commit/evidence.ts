/**
 * Copies of the rows that a commit writes, as they are just before: rows of the stock go to their own place in the hidden
 * tab, so that formulas come through unshifted, rows of other tabs below the facts. Pure.
 */
import type { SheetRequest } from "../api/client";
import type { Grid } from "../tabs/grid";
import type { SheetView } from "../tabs/view";
import type { BelievedHeader, RowWrite } from "./facts";
import type { PlannedWrite } from "./row-writes";

export interface Places {
  readonly writes: readonly RowWrite[];
  readonly headers: Readonly<Record<string, BelievedHeader>>;
  readonly copies: readonly { readonly grid: Grid; readonly from: number; readonly to: number }[];
}

/** Where the evidence of writes goes. @param firstFree the first row of the hidden tab below the facts */
export function placeEvidence(
  { grids }: SheetView,
  writes: readonly PlannedWrite[],
  firstFree: number,
): Places {
  let free = firstFree;
  const headers: Record<string, BelievedHeader> = {};
  const copies: Places["copies"][number][] = [];
  const place = (grid: Grid, from: number): number => {
    const to = grid.tab.name === "stock" ? from : free++;
    copies.push({ grid, from, to });
    return to;
  };
  const placed = writes.flatMap((write): RowWrite[] => {
    const grid = grids.get(write.tab);
    if (grid === undefined) return [];
    const { headerRow } = grid;
    headers[write.tab] ??= { gridRow: headerRow, evidence: place(grid, Math.max(0, headerRow)) };
    const own = headers[write.tab];
    const isHeader = write.gridRow === headerRow && own !== undefined;
    return [{ ...write, evidence: isHeader ? own.evidence : place(grid, write.gridRow) }];
  });
  return { writes: placed, headers, copies };
}

/** How many rows below the facts a plan's evidence takes. */
export const evidenceRows = (writes: readonly PlannedWrite[]): number =>
  writes.filter(({ tab }) => tab !== "stock").length * 2;

/** The place is cleared first: a row that a filter hides is left out of a copy, and what was there before would stay. */
export function copyRequests(
  { sheetId, columnCount }: Grid,
  hidden: { readonly sheetId: number; readonly columnCount: number },
  from: number,
  to: number,
): readonly SheetRequest[] {
  const width = Math.min(columnCount, hidden.columnCount);
  return [
    {
      updateCells: {
        range: rowRange(hidden.sheetId, to, hidden.columnCount),
        fields: "userEnteredValue",
      },
    },
    {
      copyPaste: {
        source: rowRange(sheetId, from, width),
        destination: rowRange(hidden.sheetId, to, width),
        pasteType: "PASTE_FORMULA",
      },
    },
  ];
}

const rowRange = (sheetId: number, row: number, width: number) => ({
  sheetId,
  startRowIndex: row,
  endRowIndex: row + 1,
  startColumnIndex: 0,
  endColumnIndex: width,
});
