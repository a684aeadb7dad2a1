/**
 * Sorts an old 流水, whose newest rows are on top, once so that the newest are at its end, as the relay appends them. The
 * relay does without: whatever the order, it finds the newest row by its 时间.
 */
import type { SheetsClient } from "../api/client";
import { textOf } from "../api/cells";
import { ledgerTab } from "../tabs/ledger";
import { fieldOf, type Grid } from "../tabs/grid";
import { readTime } from "../api/times";
import { readStandingTabs } from "./read-tabs";

export type Sorting = "sorted" | "sortedBefore" | "missing";

/** Below so many rows a sorting shows nothing. */
const fewest = 2;

/**
 * One sortRange below the header, over all columns: equal times keep their order, empty rows go last. Not to be done while
 * a relay runs: rows that it is about to write by their place would move.
 *
 * @throws SheetAwayError, SheetDeniedError, SheetRefusedError
 */
export async function sortNewestLast(
  client: SheetsClient,
  spreadsheetId: string,
): Promise<Sorting> {
  const { tabs } = await readStandingTabs(client, spreadsheetId, [ledgerTab]);
  const grid = tabs.get("ledger")?.grid;
  const column = grid?.columns.get("at");
  if (grid === undefined || column === undefined) return "missing";
  if (isSorted(grid)) return "sortedBefore";
  const { sheetId, headerRow, columnCount } = grid;
  const range = {
    ...{ sheetId, startRowIndex: headerRow + 1, endRowIndex: grid.end },
    ...{ startColumnIndex: 0, endColumnIndex: columnCount },
  };
  const sortSpecs = [{ dimensionIndex: column, sortOrder: "ASCENDING" }];
  const requests = [{ sortRange: { range, sortSpecs } }];
  await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "replies" });
  return "sorted";
}

function isSorted(grid: Grid): boolean {
  const times = grid.rows
    .map((placed) => fieldOf(grid, placed, "at"))
    .filter((cell) => textOf(cell) !== "")
    .map((cell) => readTime(cell, "UTC")?.getTime() ?? 0);
  if (times.length < fewest) return true;
  return times.every((time, index) => index === 0 || (times[index - 1] ?? 0) <= time);
}
