/**
 * Lays the hidden tab and a fence on it: in a new workbook, where there is none, where a person deleted it, where it became too small, where an
 * earlier version left its own. One batch, refused whole when another relay was quicker. Pure.
 */
import { randomInt } from "node:crypto";
import type { SheetRequest } from "../api/client";
import { fenceName, hiddenTitle, type LaidHiddenTab, type SheetView } from "../tabs/view";
import { addFence, removeFence, textsDown } from "./batch";
import { evidenceRows } from "./evidence";
import { encodeFacts, factRows, type Facts } from "./facts";
import type { PlannedWrite } from "./row-writes";

const spareRows = 1_000;
const spareColumns = 10;
const rowsForEvidence = 600;

/** Whether a commit with these writes finds no place for its facts and evidence. */
export function needsHiddenTab(view: SheetView, writes: readonly PlannedWrite[]): boolean {
  const { hidden, fence, grids } = view;
  if (hidden === undefined || fence === undefined) return true;
  const columns = Math.max(...[...grids.values()].map(({ columnCount }) => columnCount));
  const stockEnd = grids.get("stock")?.end ?? 0;
  return (
    hidden.columnCount < columns ||
    fence.startRow <= stockEnd ||
    hidden.rowCount < fence.startRow + factRows + evidenceRows(writes)
  );
}

interface NewHiddenTab {
  readonly requests: readonly SheetRequest[];
  /** As it stands once it is laid. */
  readonly laid: LaidHiddenTab;
}

/** A hidden tab with its fence beside tabs of so many columns. `stockEnd`: the row below the last one of 库存. */
export function newHiddenTab(
  size: { readonly columns: number; readonly stockEnd: number; readonly evidence: number },
  facts: Facts,
): NewHiddenTab {
  const { commit, count } = facts;
  const sheetId = randomInt(1, 2 ** 31 - 1);
  const startRow = size.stockEnd + spareRows;
  const rowCount = startRow + factRows + Math.max(rowsForEvidence, size.evidence);
  const gridProperties = { rowCount, columnCount: size.columns + spareColumns };
  return {
    requests: [
      { addSheet: { properties: { sheetId, title: hiddenTitle, hidden: true, gridProperties } } },
      textsDown(sheetId, startRow, encodeFacts({ ...facts, laid: { commit, count } })),
      addFence(sheetId, startRow, commit),
    ],
    laid: {
      hidden: { sheetId, ...gridProperties },
      fence: { id: commit, name: fenceName(commit), startRow },
    },
  };
}

/**
 * One in the place of what stands there.
 *
 * @param facts what is known so far and must not be lost
 * @param writes of the commit that needs the place
 */
export function layHiddenTab(
  { hidden, fence, earlierFences, grids }: SheetView,
  facts: Facts,
  writes: readonly PlannedWrite[],
): NewHiddenTab {
  const columns = Math.max(0, ...[...grids.values()].map(({ columnCount }) => columnCount));
  const stockEnd = grids.get("stock")?.end ?? 0;
  const { requests, laid } = newHiddenTab(
    { columns, stockEnd, evidence: evidenceRows(writes) },
    facts,
  );
  const removed = [
    // A fence that is gone by then refuses the batch; without its own an earlier version's relay writes no more.
    ...[...(fence === undefined ? [] : [fence]), ...earlierFences].flatMap(removeFence),
    ...(hidden === undefined ? [] : [{ deleteSheet: { sheetId: hidden.sheetId } }]),
  ];
  return { requests: [...removed, ...requests], laid };
}
