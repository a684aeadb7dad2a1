/**
 * The requests of one commit: its fence, all before-images, then its rows and cells. Pure: a commit in, API requests out.
 */
import { enteredValue, isFormula } from "./cells";
import type { CellData, SheetRequest } from "./client";
import type { Commit, RowInsert, RowMove, RowWrite } from "./commit";
import { encodeRecords, imageColumn, type RecordBlock } from "./records";
import { layRow } from "./tabs";
import { formatTimes, timeFields } from "./time-format";
import { fenceName, recordRange, type Grids, type Workbook } from "./workbook";

export interface BuiltBatch {
  readonly requests: readonly SheetRequest[];
  readonly responseRange: string;
  /** The records of this commit alone. */
  readonly block: RecordBlock;
  /** The records of the whole chain, that the fence spans. */
  readonly chain: { readonly startRow: number; readonly endRow: number };
  readonly scratch: { readonly rowCount: number; readonly columnCount: number };
}

/** The requests of a commit on a workbook with its hidden tab. */
export function buildBatch(workbook: Workbook, commit: Commit): BuiltBatch {
  const { scratch } = workbook;
  if (!scratch) throw new Error("a commit needs the hidden tab");
  const block = encodeRecords(workbook, commit);
  const repairs = commit.head.root !== commit.head.id;
  const startRow = repairs
    ? Math.min(workbook.fence?.startRow ?? block.startRow, block.startRow)
    : block.startRow;
  const endRow = block.startRow + block.stamps.length;
  const size = {
    rowCount: Math.max(scratch.rowCount, endRow),
    columnCount: Math.max(scratch.columnCount, block.width),
  };
  const requests: SheetRequest[] = [
    ...growth(scratch.sheetId, "ROWS", size.rowCount - scratch.rowCount),
    ...growth(scratch.sheetId, "COLUMNS", size.columnCount - scratch.columnCount),
    ...fenceRequests(workbook, commit.head.id, { startRow, endRow }),
    ...block.images.map(({ row, source, height, width, values }): SheetRequest => ({
      copyPaste: {
        source: rowRange(source.sheetId, source.gridRow, 0, width, height),
        destination: rowRange(scratch.sheetId, row, imageColumn, width, height),
        pasteType: values ? "PASTE_VALUES" : "PASTE_FORMULA",
      },
    })),
    updateCells(
      scratch.sheetId,
      block.startRow,
      0,
      block.stamps.map((stamp) => stamp.map((text) => enteredValue(text))),
    ),
    ...commit.writes
      .filter(({ tab }) => tab !== "stock")
      .flatMap((write) => writeRequests(workbook, write)),
    ...[...commit.inserts]
      .sort((a, b) => b.gridRow - a.gridRow)
      .flatMap((insert) => insertRequests(workbook.grids, insert)),
    ...commit.shifts.map((shift) => shiftRequest(workbook.grids, shift)),
    ...commit.writes
      .filter(({ tab }) => tab === "stock")
      .flatMap((write) => writeRequests(workbook, write)),
  ];
  return {
    requests,
    responseRange: recordRange(block.startRow, endRow, block.width),
    block,
    chain: { startRow, endRow },
    scratch: size,
  };
}

/** Compare-and-swap: a batch that names a range which is gone is refused whole. */
function fenceRequests(
  { fence, scratch }: Pick<Workbook, "fence" | "scratch">,
  id: string,
  rows: { readonly startRow: number; readonly endRow: number },
): SheetRequest[] {
  const range = {
    sheetId: scratch?.sheetId ?? 0,
    startRowIndex: rows.startRow,
    endRowIndex: rows.endRow,
    startColumnIndex: 0,
    endColumnIndex: 1,
  };
  const add = { addNamedRange: { namedRange: { namedRangeId: id, name: fenceName, range } } };
  if (!fence) return [add];
  return [
    {
      updateNamedRange: { namedRange: { namedRangeId: fence.id, name: fenceName }, fields: "name" },
    },
    { deleteNamedRange: { namedRangeId: fence.id } },
    add,
  ];
}

function growth(sheetId: number, dimension: "ROWS" | "COLUMNS", length: number): SheetRequest[] {
  return length > 0 ? [{ appendDimension: { sheetId, dimension, length } }] : [];
}

const rowRange = (sheetId: number, row: number, column: number, width: number, height = 1) => ({
  sheetId,
  startRowIndex: row,
  endRowIndex: row + height,
  startColumnIndex: column,
  endColumnIndex: column + width,
});

function updateCells(
  sheetId: number,
  rowIndex: number,
  columnIndex: number,
  rows: CellData[][],
): SheetRequest {
  return {
    updateCells: {
      start: { sheetId, rowIndex, columnIndex },
      rows: rows.map((values) => ({ values })),
      fields: "userEnteredValue",
    },
  };
}

function writeRequests({ grids, scratch }: Workbook, write: RowWrite): SheetRequest[] {
  const sheetId = grids[write.tab]?.sheetId ?? 0;
  return write.cells.map(({ column, after, from }) =>
    from && isFormula(after)
      ? {
          copyPaste: {
            source: rowRange(scratch?.sheetId ?? 0, from.row, from.column, 1),
            destination: rowRange(sheetId, write.gridRow, column, 1),
            pasteType: "PASTE_FORMULA",
          },
        }
      : updateCells(sheetId, write.gridRow, column, [[enteredValue(after)]]),
  );
}

function insertRequests(grids: Grids, { tab, gridRow, rows }: RowInsert): SheetRequest[] {
  const grid = grids[tab];
  if (!grid || rows.length === 0) return [];
  const { sheetId, columns } = grid;
  const range = {
    sheetId,
    dimension: "ROWS",
    startIndex: gridRow,
    endIndex: gridRow + rows.length,
  };
  const cells = rows.map((fields) => layRow(columns, fields).map(enteredValue));
  const times = [...columns].filter(([field]) => timeFields.has(field)).map(([, column]) => column);
  return [
    { insertDimension: { range, inheritFromBefore: gridRow >= grid.rowCount } },
    updateCells(sheetId, gridRow, 0, cells),
    ...times.map((column) => formatTimes(rowRange(sheetId, gridRow, column, 1, rows.length))),
  ];
}

function shiftRequest(grids: Grids, { tab, from, to }: RowMove): SheetRequest {
  const source = {
    sheetId: grids[tab]?.sheetId ?? 0,
    dimension: "ROWS",
    startIndex: from,
    endIndex: from + 1,
  };
  return { moveDimension: { source, destinationIndex: to } };
}
