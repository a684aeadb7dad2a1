/**
 * What the API says of archiving: which month tabs there are, whether a mark stands, how many cells the workbook has,
 * and the rows of a move as its answer brings them back. Pure.
 */
import { imageRows, type ImageSlot, type Mark } from "./archive-batches";
import { archiveMarkName } from "./workbook";
import type { MovedBlock } from "./archive-plan";
import { archivesIn, type ArchiveTab } from "./archives";
import { cellValue } from "./cells";
import type { Spreadsheet } from "./client";
import { readGrid, withCells, type Grid, type Row, type SheetFacts } from "./tabs";

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

/** The header among a ledger's top rows. */
export function headerIn(top: readonly Row[]): Row {
  const facts = { sheetId: 0, title: "", rowCount: top.length, columnCount: 0 };
  return top[readGrid("ledger", facts, top).headerRow] ?? [];
}

/** The rows of a move, with their times and ids only. */
export function movedBlock(
  answer: Spreadsheet | undefined,
  wanted: {
    readonly archive: Grid<"ledger">;
    readonly scratch: SheetFacts;
    readonly rows: number;
    readonly slot: ImageSlot;
  },
): MovedBlock {
  const { archive, scratch, rows, slot } = wanted;
  const cells = answeredRows(answer);
  const row = (sheetId: number, index: number): Row => cells.get(sheetId)?.get(index) ?? [];
  const first = archive.headerRow + 1;
  const [top, end] = imageRows[slot];
  const image = Array.from({ length: end - top }, (_, i) => row(scratch.sheetId, top + i));
  return {
    ledgerHeader: headerIn(image),
    header: row(archive.sheetId, archive.headerRow),
    rows: Array.from({ length: rows }, (_, index) => row(archive.sheetId, first + index)),
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
