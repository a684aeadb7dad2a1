/**
 * The batches of archiving, as requests behind a commit's fence: laying a month's tab, giving it the ledger's columns,
 * moving whole rows from one tab to another, and the mark on rows that nobody has looked at yet. Pure.
 */
import type { ColumnRun, ColumnStep, RowRun } from "./archive-plan";
import { lengthOf } from "./archive-plan";
import { columnName, enteredValue, quotedTitle } from "./cells";
import type { SheetRequest } from "./client";
import type { Grid, SheetFacts } from "./tabs";
import { archiveMarkName, scratchTitle } from "./workbook";

type LedgerGrid = Grid<"ledger">;

export interface Mark {
  readonly id: string;
  readonly sheetId: number;
  readonly startRow: number;
  readonly endRow: number;
}

/**
 * Where the hidden tab holds the ledger's top rows, its header among them, as they were at a move and at a move back.
 * Commits write far below.
 */
export const imageRows = { away: [1, 11], back: [11, 21] } as const;
export type ImageSlot = keyof typeof imageRows;

/** A new tab of a month with the ledger's header as it is, and one row below it, since a tab can't be all header. */
export function layMonth(
  ledger: LedgerGrid,
  tab: { sheetId: number; title: string },
): SheetRequest[] {
  const { sheetId, title } = tab;
  const headerRows = ledger.headerRow + 1;
  const gridProperties = {
    rowCount: headerRows + 1,
    columnCount: ledger.columnCount,
    frozenRowCount: headerRows,
  };
  return [
    { addSheet: { properties: { sheetId, title, gridProperties } } },
    copyRows({ sheetId: ledger.sheetId, run: { from: 0, to: headerRows } }, { sheetId, row: 0 }),
  ];
}

/** Gives a month's tab the ledger's columns, and as many at least. */
export function alignMonth(
  ledger: LedgerGrid,
  archive: LedgerGrid,
  steps: readonly ColumnStep[],
): SheetRequest[] {
  const { sheetId } = archive;
  const dimension = "COLUMNS";
  const inserted = steps.filter(({ kind }) => kind === "insert").length;
  const lacks = ledger.columnCount - archive.columnCount - inserted;
  const titles = ledger.top[ledger.headerRow] ?? [];
  return [
    ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension, length: lacks } }] : []),
    ...steps.flatMap((step): SheetRequest[] => {
      if (step.kind === "move") {
        const source = { sheetId, dimension, startIndex: step.from, endIndex: step.from + 1 };
        return [{ moveDimension: { source, destinationIndex: step.to } }];
      }
      const { at } = step;
      const range = { sheetId, dimension, startIndex: at, endIndex: at + 1 };
      const start = { sheetId, rowIndex: archive.headerRow, columnIndex: at };
      const rows = [{ values: [enteredValue(titles[at])] }];
      return [
        { insertDimension: { range, inheritFromBefore: false } },
        { updateCells: { start, rows, fields: "userEnteredValue" } },
      ];
    }),
  ];
}

/** Rows of the ledger to the top of a month's tab, with a mark on them there. */
export function moveAway(facts: {
  readonly ledger: LedgerGrid;
  readonly archive: LedgerGrid;
  readonly scratch: SheetFacts;
  readonly runs: readonly RowRun[];
  readonly mark: { readonly old: Mark | undefined; readonly id: string };
}): { readonly requests: readonly SheetRequest[]; readonly mark: Mark } {
  const { ledger, archive, scratch, runs, mark } = facts;
  const { headerRow, sheetId } = archive;
  const placed = {
    id: mark.id,
    sheetId,
    startRow: headerRow,
    endRow: headerRow + 1 + lengthOf(runs),
  };
  const requests = [
    ...topImage(ledger, scratch, "away"),
    ...moveRows(ledger.sheetId, runs, archive, headerRow + 1),
    ...(mark.old ? unmark(mark.old) : []),
    {
      addNamedRange: {
        namedRange: {
          namedRangeId: placed.id,
          name: archiveMarkName,
          range: {
            sheetId,
            startRowIndex: placed.startRow,
            endRowIndex: placed.endRow,
            startColumnIndex: 0,
            endColumnIndex: 1,
          },
        },
      },
    },
  ];
  return { requests, mark: placed };
}

/** Rows of a month's tab back into the ledger, above `at`, each column where it belongs there. */
export function moveBack(facts: {
  readonly ledger: LedgerGrid;
  readonly archive: SheetFacts;
  readonly scratch: SheetFacts;
  readonly runs: readonly RowRun[];
  readonly at: number;
  readonly columns: readonly ColumnRun[];
}): readonly SheetRequest[] {
  const { ledger, archive, scratch, runs, at, columns } = facts;
  const lacks = Math.max(...columns.map(({ to, length }) => to + length)) - ledger.columnCount;
  const { sheetId } = ledger;
  return [
    ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension: "COLUMNS", length: lacks } }] : []),
    ...topImage(ledger, scratch, "back"),
    ...moveRows(archive.sheetId, runs, ledger, at, columns),
  ];
}

export const unmark = ({ id }: Mark): SheetRequest[] => [
  { deleteNamedRange: { namedRangeId: id } },
];

/** The A1 range of the ledger's top rows as they were at a move. */
export function imageRange(slot: ImageSlot): string {
  const [from, to] = imageRows[slot];
  return `${quotedTitle(scratchTitle)}!${from + 1}:${to}`;
}

/** What tells of a move whether it hit the rows that were meant: both headers, and two columns of the rows moved. */
export function answerRanges(archive: LedgerGrid, rows: number): readonly string[] {
  const { headerRow, columns, title } = archive;
  const column = (field: string): string => {
    const letter = columnName(columns.get(field) ?? 0);
    return `${quotedTitle(title)}!${letter}${headerRow + 2}:${letter}${headerRow + 1 + rows}`;
  };
  const header = `${quotedTitle(title)}!${headerRow + 1}:${headerRow + 1}`;
  return [imageRange("away"), header, column("at"), column("id")];
}

function topImage(ledger: LedgerGrid, scratch: SheetFacts, slot: ImageSlot): SheetRequest[] {
  const { sheetId } = scratch;
  const lacks = ledger.columnCount - scratch.columnCount;
  const [from, to] = imageRows[slot];
  const range = { sheetId, startRowIndex: from, endRowIndex: to };
  const run = { from: 0, to: Math.min(to - from, ledger.rowCount) };
  return [
    ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension: "COLUMNS", length: lacks } }] : []),
    { repeatCell: { range, cell: {}, fields: "userEnteredValue" } },
    copyRows({ sheetId: ledger.sheetId, run }, { sheetId, row: from }, "PASTE_VALUES"),
  ];
}

/**
 * Whole rows from one tab into another: room is made, the rows are copied as they are in that moment, and the same rows
 * are deleted. In one batch, so whichever rows lie there then, each is in exactly one of the tabs before and after.
 */
function moveRows(
  from: number,
  runs: readonly RowRun[],
  { sheetId, rowCount }: Pick<LedgerGrid, "sheetId" | "rowCount">,
  at: number,
  columns: readonly (ColumnRun | undefined)[] = [undefined],
): SheetRequest[] {
  const range = { sheetId, dimension: "ROWS", startIndex: at, endIndex: at + lengthOf(runs) };
  let next = at;
  const copies = runs.flatMap((run) => {
    const row = next;
    next += run.to - run.from;
    return columns.map((part) => copyRows({ sheetId: from, run, part }, { sheetId, row }));
  });
  const deletions = [...runs].reverse().map((run) => ({
    deleteDimension: {
      range: { sheetId: from, dimension: "ROWS", startIndex: run.from, endIndex: run.to },
    },
  }));
  const inheritFromBefore = at >= rowCount;
  return [{ insertDimension: { range, inheritFromBefore } }, ...copies, ...deletions];
}

/** Without a part, whole rows; where the other tab has too few columns the batch is refused rather than the row cut. */
function copyRows(
  source: { readonly sheetId: number; readonly run: RowRun; readonly part?: ColumnRun | undefined },
  to: { readonly sheetId: number; readonly row: number },
  pasteType = "PASTE_NORMAL",
): SheetRequest {
  const { sheetId, run, part } = source;
  const columns = part && {
    startColumnIndex: part.from,
    endColumnIndex: part.from + part.length,
  };
  const corner = { startRowIndex: to.row, endRowIndex: to.row + 1 };
  return {
    copyPaste: {
      source: { sheetId, startRowIndex: run.from, endRowIndex: run.to, ...columns },
      destination: {
        sheetId: to.sheetId,
        ...corner,
        startColumnIndex: part?.to ?? 0,
        endColumnIndex: (part?.to ?? 0) + 1,
      },
      pasteType,
    },
  };
}
