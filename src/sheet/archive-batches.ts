/**
 * The batches of archiving, as requests behind a commit's fence: laying a month's tab, giving it the ledger's columns,
 * moving rows there, bringing them under its columns, and giving back to the ledger what does not belong there. Pure.
 */
import { columnSteps, insertsOf, withNames, type ColumnStep } from "./archive-columns";
import type { Misplaced } from "./archive-judge";
import { lengthOf, runsOf, type RowRun } from "./archive-plan";
import { recordAway, recordBack, recordLaid } from "./archive-record";
import {
  copyRows,
  deleteRows,
  growColumns,
  moveRows,
  roomFor,
  stepColumns,
  writeRow,
} from "./archive-rows";
import { textOf } from "./cells";
import type { SheetRequest } from "./client";
import type { Grid, SheetFacts } from "./tabs";
import { archiveMarkName } from "./workbook";

type LedgerGrid = Grid<"ledger">;

/** On rows that came to a tab and were not looked at yet, and on the row above them. */
export interface Mark {
  readonly id: string;
  readonly sheetId: number;
  readonly startRow: number;
  readonly endRow: number;
}

export interface Move {
  readonly requests: readonly SheetRequest[];
  readonly mark: Mark;
}

/** A new tab of a month with the ledger's header as it is, and one row below it, since a tab can't be all header. */
export function layMonth(
  ledger: LedgerGrid,
  tab: { sheetId: number; title: string },
): readonly SheetRequest[] {
  const { sheetId, title } = tab;
  const headerRows = ledger.headerRow + 1;
  const gridProperties = {
    rowCount: headerRows + 1,
    columnCount: ledger.columnCount,
    frozenRowCount: headerRows,
  };
  const header = { sheetId: ledger.sheetId, runs: [{ from: 0, to: headerRows }] };
  return [
    { addSheet: { properties: { sheetId, title, gridProperties } } },
    ...copyRows(header, { sheetId, row: 0 }),
  ];
}

/** Gives a month's tab the ledger's columns, and as many at least. */
export function alignMonth(
  ledger: LedgerGrid,
  month: LedgerGrid,
  steps: readonly ColumnStep[],
): readonly SheetRequest[] {
  const { sheetId, headerRow: row } = month;
  const titles = ledger.top[ledger.headerRow] ?? [];
  return [
    ...growColumns(sheetId, ledger.columnCount - month.columnCount - insertsOf(steps)),
    ...steps.flatMap((step) => [
      ...stepColumns(sheetId, [step]),
      ...(step.kind === "insert"
        ? writeRow({ sheetId, row }, step.at, [textOf(titles[step.at])])
        : []),
    ]),
  ];
}

/** Rows of the ledger to the top of a month's tab. `returned`: they went back before, and came to lie under other columns. */
export function moveAway(facts: {
  readonly ledger: LedgerGrid;
  readonly month: LedgerGrid;
  readonly scratch: SheetFacts;
  readonly runs: readonly RowRun[];
  readonly mark: { readonly old: Mark | undefined; readonly id: string };
  readonly returned: boolean;
}): Move {
  const { ledger, month, scratch, runs, mark, returned } = facts;
  const { headerRow, sheetId, rowCount } = month;
  const rows = lengthOf(runs);
  const placed = { id: mark.id, sheetId, startRow: headerRow, endRow: headerRow + 1 + rows };
  const requests = [
    ...growColumns(sheetId, ledger.columnCount - month.columnCount),
    ...recordAway(ledger, month, scratch, returned),
    ...moveRows({ sheetId: ledger.sheetId, runs }, { sheetId, row: headerRow + 1, rowCount }),
    ...remark(mark.old, placed),
  ];
  return { requests, mark: placed };
}

/**
 * Brings rows of a month's tab under its columns, where they are; it gets those it lacks. The columns are put in order on
 * a tab of its own that lasts as long as the batch, so that formulas keep naming the columns they named.
 */
export function bringUnder(facts: {
  readonly month: LedgerGrid;
  readonly scratch: SheetFacts;
  /** The row of the tab that is the first of those judged. */
  readonly firstRow: number;
  readonly groups: readonly Misplaced[];
  readonly width: number;
  readonly freeSheetId: number;
}): readonly SheetRequest[] {
  const { month, scratch, firstRow, groups, freeSheetId } = facts;
  const { sheetId, headerRow, header } = month;
  const wanted = groups.reduce((names, { laid }) => withNames(names, laid), header);
  const width = Math.max(facts.width, wanted.length, ...groups.map(({ laid }) => laid.length));
  const parts = groups.map(({ laid, rows }) => {
    const runs = runsOf(rows.map((row) => firstRow + row));
    const steps = columnSteps(wanted, laid);
    return { runs, steps, width: width + insertsOf(steps) };
  });
  const widest = Math.max(...parts.map((part) => part.width));
  return [
    ...growColumns(sheetId, widest - month.columnCount),
    ...writeRow({ sheetId, row: headerRow }, header.length, wanted.slice(header.length)),
    ...parts.flatMap((part) => [
      ...layStepped({ sheetId, runs: part.runs }, width, part.steps, {
        sheetId: freeSheetId,
        width,
      }),
      ...part.runs.flatMap((run, index) => {
        const before = lengthOf(part.runs.slice(0, index));
        const source = [{ from: before, to: before + run.to - run.from }];
        const from = { sheetId: freeSheetId, runs: source };
        return copyRows(from, { sheetId, row: run.from }, part.width);
      }),
      { deleteSheet: { sheetId: freeSheetId } },
    ]),
    ...recordLaid(wanted, scratch),
  ];
}

/** Rows of a month's tab back into the ledger, above the row `at`, under its columns. */
export function giveBack(facts: {
  readonly ledger: LedgerGrid;
  readonly month: LedgerGrid;
  readonly scratch: SheetFacts;
  readonly runs: readonly RowRun[];
  readonly at: number;
  readonly width: number;
  readonly mark: { readonly old: Mark; readonly id: string };
  readonly freeSheetId: number;
}): Move {
  const { ledger, month, scratch, runs, at, mark, freeSheetId } = facts;
  const steps = columnSteps(ledger.header, month.header);
  const width = Math.max(facts.width, ledger.header.length, month.header.length);
  const held = Math.min(width, month.columnCount);
  const laidWidth = width + insertsOf(steps);
  const rows = lengthOf(runs);
  const from = { sheetId: month.sheetId, runs };
  const to = { sheetId: ledger.sheetId, row: at, rowCount: ledger.rowCount };
  const stepped = { sheetId: freeSheetId, runs: [{ from: 0, to: rows }] };
  const placed = { id: mark.id, sheetId: ledger.sheetId, startRow: at - 1, endRow: at + rows };
  const requests = [
    ...growColumns(ledger.sheetId, laidWidth - ledger.columnCount),
    ...(steps.length === 0
      ? moveRows(from, to, held)
      : [
          ...layStepped(from, held, steps, { sheetId: freeSheetId, width }),
          ...roomFor(rows, to),
          ...copyRows(stepped, to, laidWidth),
          ...deleteRows(month.sheetId, runs),
          { deleteSheet: { sheetId: freeSheetId } },
        ]),
    ...recordBack(ledger, scratch, { at, rows, width: laidWidth, laid: ledger.header }),
    ...remark(mark.old, placed),
  ];
  return { requests, mark: placed };
}

export const unmark = ({ id }: Mark): SheetRequest => ({ deleteNamedRange: { namedRangeId: id } });

function remark(old: Mark | undefined, mark: Mark): readonly SheetRequest[] {
  const range = {
    sheetId: mark.sheetId,
    startRowIndex: mark.startRow,
    endRowIndex: mark.endRow,
    startColumnIndex: 0,
    endColumnIndex: 1,
  };
  const namedRange = { namedRangeId: mark.id, name: archiveMarkName, range };
  return [...(old ? [unmark(old)] : []), { addNamedRange: { namedRange } }];
}

/** A new tab with so many columns of these rows, brought into another order. */
function layStepped(
  from: { readonly sheetId: number; readonly runs: readonly RowRun[] },
  held: number,
  steps: readonly ColumnStep[],
  { sheetId, width }: { readonly sheetId: number; readonly width: number },
): readonly SheetRequest[] {
  const gridProperties = { rowCount: lengthOf(from.runs), columnCount: width };
  const title = `${archiveMarkName}_columns`;
  return [
    { addSheet: { properties: { sheetId, title, gridProperties } } },
    ...copyRows(from, { sheetId, row: 0 }, held),
    ...stepColumns(sheetId, steps),
  ];
}
