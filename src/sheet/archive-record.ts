/**
 * What a move leaves in the hidden tab, so that anybody can judge it afterwards: the ledger's top rows, its header among
 * them, as they were in that moment; and of rows that went back into the ledger also themselves, as they came to lie, and
 * the header by which. Commits write below row 500.
 */
import { rowsPerBatch } from "./archive-plan";
import { copyRows, growColumns, writeRow, type RowPlace } from "./archive-rows";
import { quotedTitle } from "./cells";
import type { SheetRequest } from "./client";
import { plainRow } from "./ledger-cells";
import { findHeader, headerOf, type Grid, type Row, type SheetFacts } from "./tabs";
import { scratchTitle } from "./workbook";

type Header = readonly string[];

export const topRows = 10;
/** The first rows of each part; a row is free between two. */
const parts = { away: 1, month: 12, back: 14, laid: 25, block: 27 } as const;
const endRow = parts.block + rowsPerBatch;

/** What is known of the last move. Headers as they are compared; undefined where none was among the top rows. */
export interface MoveRecord {
  /** By which header rows were laid that came into a month's tab, and which one was above them there. */
  readonly away: { readonly laid: Header | undefined; readonly month: Header } | undefined;
  /** Rows that went back: by which header they were laid, and which one was above them then. */
  readonly back:
    | {
        readonly laid: Header;
        readonly stood: Header | undefined;
        readonly rows: readonly Row[];
      }
    | undefined;
}

/** Of rows moved into a month's tab. `returned`: they are rows that went back before; what is known of them stays. */
export function recordAway(
  ledger: Grid<"ledger">,
  month: Grid<"ledger">,
  scratch: SheetFacts,
  returned: boolean,
): readonly SheetRequest[] {
  const { sheetId } = scratch;
  const header = {
    sheetId: month.sheetId,
    runs: [{ from: month.headerRow, to: month.headerRow + 1 }],
  };
  const widest = Math.max(ledger.columnCount, month.columnCount);
  return [
    ...growColumns(sheetId, widest - scratch.columnCount),
    clear(scratch, parts.away, returned ? parts.back : endRow),
    ...copyTop(ledger, { sheetId, row: parts.away }),
    ...copyRows(header, { sheetId, row: parts.month }, undefined, "PASTE_VALUES"),
  ];
}

/** Of rows in a month's tab that were brought under this header. */
export function recordLaid(header: Header, scratch: SheetFacts): readonly SheetRequest[] {
  const { sheetId } = scratch;
  return [
    ...growColumns(sheetId, header.length - scratch.columnCount),
    clear(scratch, parts.away, endRow),
    ...writeRow({ sheetId, row: parts.away }, 0, header),
    ...writeRow({ sheetId, row: parts.month }, 0, header),
  ];
}

/** Of rows that lie in the ledger from `at` on, laid by this header. */
export function recordBack(
  ledger: Grid<"ledger">,
  scratch: SheetFacts,
  block: {
    readonly at: number;
    readonly rows: number;
    readonly width: number;
    readonly laid: Header;
  },
): readonly SheetRequest[] {
  const { at, rows, width, laid } = block;
  const { sheetId } = scratch;
  const place = { sheetId, row: parts.block };
  const run = { from: at, to: at + rows };
  return [
    ...growColumns(sheetId, Math.max(width, ledger.columnCount) - scratch.columnCount),
    clear(scratch, parts.away, endRow),
    ...copyTop(ledger, { sheetId, row: parts.back }),
    ...writeRow({ sheetId, row: parts.laid }, 0, laid),
    ...copyRows({ sheetId: ledger.sheetId, runs: [run] }, place, width, "PASTE_VALUES"),
  ];
}

/** The A1 range of all of it. */
export const moveRecordRange = `${quotedTitle(scratchTitle)}!${parts.away + 1}:${endRow}`;

/** The A1 range of the header by which rows came into a month's tab, and where its first row is. */
export const awayRange = `${quotedTitle(scratchTitle)}!${parts.away + 1}:${parts.away + topRows}`;
export const awayRow = parts.away;

export function readRecord(found: readonly (readonly unknown[])[]): MoveRecord {
  const rows = found.map(plainRow);
  const from = (row: number, count: number) =>
    rows.slice(row - parts.away, row - parts.away + count);
  const [laid = []] = from(parts.laid, 1);
  const [month = []] = from(parts.month, 1);
  const away = { laid: headerAmong(from(parts.away, topRows)), month: headerOf(month) };
  const back = {
    laid: headerOf(laid),
    stood: headerAmong(from(parts.back, topRows)),
    rows: from(parts.block, rowsPerBatch),
  };
  return {
    away: month.length > 0 ? away : undefined,
    back: laid.length > 0 ? back : undefined,
  };
}

/** The header among a ledger's top rows. */
export function headerAmong(top: readonly Row[]): Header | undefined {
  const found = top[findHeader("ledger", top)];
  return found && headerOf(found);
}

function clear(scratch: SheetFacts, startRowIndex: number, endRowIndex: number): SheetRequest {
  const range = { sheetId: scratch.sheetId, startRowIndex, endRowIndex };
  return { repeatCell: { range, cell: {}, fields: "userEnteredValue" } };
}

function copyTop({ sheetId, rowCount }: Grid<"ledger">, to: RowPlace): readonly SheetRequest[] {
  const runs = [{ from: 0, to: Math.min(topRows, rowCount) }];
  return copyRows({ sheetId, runs }, to, undefined, "PASTE_VALUES");
}
