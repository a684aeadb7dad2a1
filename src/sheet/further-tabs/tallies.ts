/** Cells of further tabs that follow from 流水: which of them are to be written. Pure. */
import { sameValue, textOf, type CellValue } from "../api/cells";
import type { RowWrites } from "../commit/row-writes";
import type { PlanningState } from "../commit/state";
import type { Movement } from "../../inventory/movements/movement";
import { traceOf, type LedgerMemory } from "../ledger/memory";
import { cellsOf, entriesOf, type Grid } from "../tabs/grid";
import { withFields } from "../tabs/tab";

const dayMs = 86_400_000;
/** So far back rows are known that are booked on rows of 采购. */
export const tallyDays = 366;

/** Whether all is known that can be booked on a row of 采购 which is so old. */
export const isRemembered = (bornAt: Date | undefined, now: Date): boolean =>
  bornAt === undefined || now.getTime() - bornAt.getTime() < (tallyDays - 1) * dayMs;

/** What follows from 流水 in rows whose cells say otherwise, or that this commit changes. */
export function putTallies(
  grid: Grid,
  { memory, timeZone, now }: PlanningState,
  rows: RowWrites,
): void {
  const { tally } = grid.tab;
  if (tally === undefined) return;
  const tallies = memory.tallies();
  for (const { entry: stood, placed } of entriesOf(grid, timeZone)) {
    const booked = tallies.get(tally.numberOf(stood)) ?? 0;
    const written = rows.fieldsAt(grid, placed);
    if (written === undefined && tally.agrees(stood, booked)) continue;
    if (!isRemembered(tally.bornAt(stood), now)) continue;
    const entry =
      written === undefined
        ? stood
        : grid.tab.parse(withFields(cellsOf(grid, placed), written), timeZone);
    if (entry === undefined) continue;
    const cells = tally.cells(entry, stood, booked);
    const differs = Object.entries(cells).some(([field, value]) => {
      const column = grid.columns.get(field);
      return column !== undefined && !isSameText(placed.row[column], value);
    });
    if (differs) rows.putFields(grid, placed, cells);
  }
}

/** Times are compared as numbers, words without white space at their ends. */
export const isSameText = (left: CellValue, right: CellValue): boolean =>
  sameValue(left, right) || textOf(left) === textOf(right);

/** Rows of the ledger are booked on the rows of 采购 that people say. */
export function linkRows(
  grid: Grid<Movement> | undefined,
  known: {
    readonly memory: LedgerMemory;
    readonly timeZone: string;
    readonly isWhole: (row: Movement) => boolean;
  },
): void {
  if (grid?.columns.has("purchaseRow") !== true) return;
  const { memory, timeZone, isWhole } = known;
  for (const { entry } of entriesOf(grid, timeZone)) {
    if (memory.has(entry.id) && isWhole(entry)) memory.link(traceOf(entry));
  }
}
