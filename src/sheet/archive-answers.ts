/**
 * What the API says of archiving: which month tabs there are, whether a mark stands, how many cells the workbook has,
 * and the rows of a move as its answer brings them back. Pure.
 */
import type { Mark } from "./archive-batches";
import { awayRange, awayRow, headerAmong, topRows } from "./archive-record";
import { archivesIn, type ArchiveTab } from "./archives";
import { cellValue, columnName, quotedTitle } from "./cells";
import type { Spreadsheet } from "./client";
import { headerOf, withCells, type Grid, type Row, type SheetFacts } from "./tabs";
import { archiveMarkName } from "./workbook";

/** The workbook's shape, as far as archiving goes. */
export interface Shape {
  readonly months: readonly ArchiveTab[];
  readonly sheetIds: ReadonlySet<number>;
  readonly mark: Mark | undefined;
  /** Tabs of which a filter hides rows. */
  readonly filtered: ReadonlySet<number>;
  readonly cells: number;
}

export function shapeOf(structure: Spreadsheet): Shape {
  const sheets = structure.sheets ?? [];
  const idOf = ({ properties }: (typeof sheets)[number]): number => properties?.sheetId ?? 0;
  const isFiltered = ({ basicFilter }: (typeof sheets)[number]): boolean =>
    Object.keys(basicFilter?.criteria ?? {}).length + (basicFilter?.filterSpecs ?? []).length > 0;
  return {
    months: archivesIn(structure),
    sheetIds: new Set(sheets.map(idOf)),
    mark: markIn(structure),
    filtered: new Set(sheets.filter(isFiltered).map(idOf)),
    cells: sheets.reduce((sum, { properties }) => {
      const { rowCount, columnCount } = properties?.gridProperties ?? {};
      return sum + (rowCount ?? 0) * (columnCount ?? 0);
    }, 0),
  };
}

function markIn({ namedRanges }: Spreadsheet): Mark | undefined {
  const found = (namedRanges ?? []).find(({ name }) => name === archiveMarkName);
  if (typeof found?.namedRangeId !== "string") return undefined;
  const { sheetId, startRowIndex, endRowIndex } = found.range ?? {};
  return {
    id: found.namedRangeId,
    sheetId: sheetId ?? 0,
    startRow: startRowIndex ?? 0,
    endRow: endRowIndex ?? 0,
  };
}

/** What tells of rows moved into a month's tab whether they are the ones meant: headers, and two columns of theirs. */
export function answerRanges(month: Grid<"ledger">, rows: number): readonly string[] {
  const { headerRow, columns, title } = month;
  const column = (field: string): string => {
    const letter = columnName(columns.get(field) ?? 0);
    return `${quotedTitle(title)}!${letter}${headerRow + 2}:${letter}${headerRow + 1 + rows}`;
  };
  const header = `${quotedTitle(title)}!${headerRow + 1}:${headerRow + 1}`;
  return [awayRange, header, column("at"), column("id")];
}

/** The rows of a move, with their times and ids only, and by which header they lie. */
export function movedRows(
  answer: Spreadsheet | undefined,
  { month, scratch, rows }: { month: Grid<"ledger">; scratch: SheetFacts; rows: number },
): {
  readonly laid: readonly string[] | undefined;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
} {
  const cells = answeredRows(answer);
  const from = (sheetId: number, first: number, count: number): Row[] =>
    Array.from({ length: count }, (_, index) => cells.get(sheetId)?.get(first + index) ?? []);
  const [header = []] = from(month.sheetId, month.headerRow, 1);
  return {
    laid: headerAmong(from(scratch.sheetId, awayRow, topRows)),
    header: headerOf(header),
    rows: from(month.sheetId, month.headerRow + 1, rows),
  };
}

/** The cells of an answer by tab and row. Ranges of one tab are told apart by where they begin. */
function answeredRows(answer: Spreadsheet | undefined): Map<number, Map<number, Row>> {
  const found = new Map<number, Map<number, Row>>();
  for (const { properties, data } of answer?.sheets ?? []) {
    const rows = new Map<number, Row>();
    found.set(properties?.sheetId ?? 0, rows);
    for (const { startRow, startColumn, rowData } of data ?? []) {
      for (const [index, { values }] of (rowData ?? []).entries()) {
        const gridRow = (startRow ?? 0) + index;
        const cells = (values ?? []).map(
          (cell, place) => [(startColumn ?? 0) + place, cellValue(cell)] as const,
        );
        rows.set(gridRow, withCells(rows.get(gridRow) ?? [], cells));
      }
    }
  }
  return found;
}
