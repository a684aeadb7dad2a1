/**
 * One commit as data: rows to insert, cells to write, and the batch that does it under a fence with all before-images
 * first. Pure: a commit in, API requests out, and the workbook as it stands when the commit stands.
 */
import type { TabName } from "../language/headings";
import { enteredValue, isFormula, type CellValue } from "./cells";
import type { CellData, SheetRequest } from "./client";
import { encodeRecords, imageColumn, type RecordBlock } from "./records";
import { layRow, type Grid, type Row } from "./tabs";
import { fenceName, recordRange, type Grids, type Workbook } from "./workbook";
import type { Fields } from "./entries";

/** A cell that a commit writes in a row that stands already. */
export interface CellWrite {
  /** The header believed above it, as headers are compared. */
  readonly header: string;
  readonly column: number;
  readonly before: CellValue;
  readonly after: CellValue;
  /** false: whatever stood there is ours to overwrite, a formula aside. */
  readonly strict: boolean;
  /** Where the image of a formula lies that is to be put back. */
  readonly from?: { readonly row: number; readonly column: number };
}

/** Writes in one row; the row is the right one when its key fields hold these values. */
export interface RowWrite {
  readonly tab: TabName;
  readonly gridRow: number;
  /** The `rowName` of what is brought to what was wanted; "" where an image is only put back. */
  readonly aim: string;
  readonly key: readonly (readonly [field: string, value: CellValue])[];
  readonly cells: readonly CellWrite[];
  /** Cells that must be as believed although they are not written. */
  readonly watched: readonly Omit<CellWrite, "after" | "from">[];
}

/** A row's name: its tab and what tells it there. */
export function rowName(tab: TabName, values: readonly string[]): string {
  return [tab, ...values].join("\u001f");
}

/** Rows inserted above `gridRow`, topmost first. */
export interface RowInsert {
  readonly tab: TabName;
  readonly gridRow: number;
  readonly rows: readonly Fields[];
}

/** Rows of ours that stand above the header, to be moved below it. */
export interface RowMove {
  readonly tab: TabName;
  readonly from: number;
  readonly to: number;
}

/** What a movement of the chain is to come to, kept beside the images so that anybody can repair. */
export interface Move {
  readonly id: string;
  /** The message it belongs to; "" for an adjustment. */
  readonly message: string;
  readonly name: string;
  readonly spec: string;
  /** A signed change, or the figure that the stock becomes. */
  readonly effect: { readonly change: number } | { readonly counted: number };
  readonly before: number;
  readonly after: number;
  /** Milliseconds. */
  readonly at: number;
  /** Why it was voided. */
  readonly voided?: string;
}

/** What a commit is about beside its cells. */
export interface CommitHead {
  readonly id: string;
  /** The first commit of the chain that this one repairs; its own id for a first one. */
  readonly root: string;
  readonly round: number;
  /** In how many rounds so far the movements were put on the sheet anew; the others only put images back. */
  readonly redone: number;
  readonly moves: readonly Move[];
  /** Entries closed, by number, with the message that closed them. */
  readonly closes: readonly { readonly number: number; readonly message: string }[];
  /** Keys of the warnings that its movements caused. */
  readonly crossings: readonly string[];
  /** true: the movements are not put on the sheet anew after this one; images still go back. */
  readonly final: boolean;
}

export interface Commit {
  readonly head: CommitHead;
  readonly writes: readonly RowWrite[];
  readonly inserts: readonly RowInsert[];
  readonly shifts: readonly RowMove[];
}

export interface BuiltBatch {
  readonly requests: readonly SheetRequest[];
  readonly responseRange: string;
  /** The records of this commit alone. */
  readonly block: RecordBlock;
  /** The records of the whole chain, that the fence spans. */
  readonly chain: { readonly startRow: number; readonly endRow: number };
  readonly scratch: { readonly rowCount: number; readonly columnCount: number };
}

const timeFormat = { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm:ss" } as const;
const timeFields: ReadonlySet<string> = new Set(["at", "handledAt", "updatedAt"]);

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
    ...times.map((column) => ({
      repeatCell: {
        range: {
          sheetId,
          startRowIndex: gridRow,
          endRowIndex: gridRow + rows.length,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
        cell: { userEnteredFormat: { numberFormat: timeFormat } },
        fields: "userEnteredFormat.numberFormat",
      },
    })),
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

/** The workbook as it stands once the commit stands. */
export function applyCommit(workbook: Workbook, commit: Commit, built: BuiltBatch): Workbook {
  const grids: { [Tab in TabName]?: Grid } = {};
  for (const grid of Object.values(workbook.grids) as Grid[]) {
    grids[grid.tab] = applyToGrid(grid, commit);
  }
  return {
    ...workbook,
    grids: grids as Grids,
    scratch: workbook.scratch && { ...workbook.scratch, ...built.scratch },
    fence: { id: commit.head.id, ...built.chain },
    records: [],
  };
}

function applyToGrid(grid: Grid, { writes, inserts }: Commit): Grid {
  if (grid.tab === "ledger") return { ...grid, rows: [] };
  const own = writes.filter(({ tab }) => tab === grid.tab);
  const added = inserts.filter(({ tab }) => tab === grid.tab).sort((a, b) => b.gridRow - a.gridRow);
  if (own.length === 0 && added.length === 0) return grid;
  const rows: Row[] = [...grid.rows];
  for (const { gridRow, cells } of own) {
    const index = gridRow - grid.headerRow - 1;
    const row: CellValue[] = [...(rows[index] ?? [])];
    for (const { column, after } of cells) {
      while (row.length <= column) row.push(undefined);
      row[column] = after;
    }
    rows[index] = row;
  }
  let rowCount = grid.rowCount;
  for (const { gridRow, rows: fields } of added) {
    const laid = fields.map((row) => layRow(grid.columns, row));
    rows.splice(Math.min(gridRow - grid.headerRow - 1, rows.length), 0, ...laid);
    rowCount += fields.length;
  }
  return { ...grid, rows, rowCount };
}
