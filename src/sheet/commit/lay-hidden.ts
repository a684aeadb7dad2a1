/**
 * Lays the hidden tab and a fence on it: where there is none, where a person deleted it, where it became too small, where an
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

/**
 * The hidden tab as it stands once it is laid, and what lays it.
 *
 * @param facts what is known so far and must not be lost
 * @param writes of the commit that needs the place
 */
export function layHiddenTab(
  view: SheetView,
  {
    facts,
    writes,
    commit,
  }: {
    readonly facts: Facts;
    readonly writes: readonly PlannedWrite[];
    readonly commit: string;
  },
): { readonly requests: readonly SheetRequest[]; readonly laid: LaidHiddenTab } {
  const { hidden, fence, earlierFences, grids } = view;
  const columns = Math.max(0, ...[...grids.values()].map(({ columnCount }) => columnCount));
  const startRow = (grids.get("stock")?.end ?? 0) + spareRows;
  const sheetId = randomInt(1, 2 ** 31 - 1);
  const rowCount = startRow + factRows + Math.max(rowsForEvidence, evidenceRows(writes));
  const columnCount = columns + spareColumns;
  const requests = [
    // A fence that is gone by then refuses the batch; without its own an earlier version's relay writes no more.
    ...[...(fence === undefined ? [] : [fence]), ...earlierFences].flatMap(removeFence),
    ...(hidden === undefined ? [] : [{ deleteSheet: { sheetId: hidden.sheetId } }]),
    {
      addSheet: {
        properties: {
          sheetId,
          title: hiddenTitle,
          hidden: true,
          gridProperties: { rowCount, columnCount },
        },
      },
    },
    textsDown(sheetId, startRow, encodeFacts({ ...facts, commit })),
    addFence(sheetId, startRow, commit),
  ];
  const laid = {
    hidden: { sheetId, rowCount, columnCount },
    fence: { id: commit, name: fenceName(commit), startRow },
  };
  return { requests, laid };
}
