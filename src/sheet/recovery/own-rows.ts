/**
 * Rows that relays appended. Columns may move in the instant before: a row then stands under other headers than it was
 * written for, and counts as it was written until it is brought in order. Pure.
 */
import type { Movement } from "../../inventory/movements/movement";
import { add } from "../../inventory/items/quantity";
import { isFormula, sameValue, textOf, type CellValue } from "../api/cells";
import type { OwnRow } from "../commit/facts";
import { headerDepth, headerOf, keyOf, likeliestHeader, placedAt, type Grid } from "../tabs/grid";
import { ledgerTab } from "../tabs/ledger";
import { layRow, rowCells, type Fields, type Row, type RowCells } from "../tabs/tab";
import type { Shown, SheetView } from "../tabs/view";

/** Who wrote it, its group and its own id, which a bridge or an ERP may write with blanks. */
const idShape = /^[^:\s]+:[^:\n]*:[^\n]+$/;

/** Whether a row of the ledger reads as relays write them: one under moved columns does not. */
export const isSound = ({ id, before, change, after }: Movement): boolean =>
  idShape.test(id) && add(before, change) === after;

/** What may be ids in ledger rows whose own are not known: a column may stand where it does not belong. */
export function strayIds(grid: Grid, isKnown: (id: string) => boolean): readonly string[] {
  return grid.rows
    .filter((placed) => !isKnown(keyOf(grid, placed)))
    .flatMap(({ row }) => row.map(textOf).filter((text) => idShape.test(text) && !isKnown(text)));
}

/** The movements among rows, as they were written. */
export function movementsOf(rows: readonly OwnRow[], timeZone: string): readonly Movement[] {
  return rows.flatMap(({ tab, fields }): Movement[] => {
    const isLedger = tab === ledgerTab.name;
    const movement = isLedger ? ledgerTab.parse(cellsFrom(fields), timeZone) : undefined;
    return movement && isSound(movement) ? [movement] : [];
  });
}

/** The cells of a row that is known by its fields only. */
const cellsFrom = (fields: Fields): RowCells =>
  rowCells({
    cell: (field) => fields[field],
    has: (field) => field in fields,
    gridRow: -1,
    isDated: () => false,
  });

/** A row of ours, and what is to be written to bring it under its headers; no cells: it is in place. */
export interface Misplaced {
  readonly own: OwnRow;
  readonly gridRow: number;
  /** The value by which the row was found. */
  readonly mark: CellValue;
  readonly cells: readonly (readonly [column: number, value: CellValue])[];
}

/** The row that holds our time or our key, under whatever columns; undefined: it is not to be seen. */
export function findMisplaced(grid: Grid, own: OwnRow): Misplaced | undefined {
  const { columns, key } = grid.tab;
  const times = Object.keys(own.fields).filter((field) => columns[field]?.kind === "time");
  for (const mark of [...times, ...key].map((field) => own.fields[field])) {
    const holding = grid.rows.filter(({ row }) => row.some((cell) => sameValue(cell, mark)));
    const [placed] = holding;
    if (mark === undefined || placed === undefined || holding.length > 1) continue;
    const cells = outOfPlace(placed.row, layRow(grid.columns, own.fields), own.isAstray);
    return { own, gridRow: placed.gridRow, mark, cells };
  }
  return undefined;
}

/** What differs where a value of ours stands under another header; what people wrote stays. */
function outOfPlace(row: Row, wanted: Row, wasAstray = false): Misplaced["cells"] {
  const isOurs = (cell: CellValue): boolean =>
    cell !== undefined && !isFormula(cell) && wanted.some((one) => sameValue(one, cell));
  const isAstray = row.some((cell, column) => isOurs(cell) && !sameValue(cell, wanted[column]));
  if (!isAstray && !wasAstray) return [];
  return Array.from({ length: Math.max(row.length, wanted.length) }, (_, column) => column)
    .filter((column) => !sameValue(row[column], wanted[column]))
    .filter((column) => row[column] === undefined || isOurs(row[column]))
    .map((column) => [column, wanted[column]]);
}

/** Whether a tab's header, as a batch's answer shows it, is not the one that was believed. */
export const haveColumnsMoved = ({ grids }: SheetView, shown: Shown): boolean =>
  [...grids.values()].some(({ tab, sheetId, headerRow, header }) => {
    const rows = shown.get(sheetId);
    if (rows === undefined) return false;
    const depth = Math.max(headerDepth, headerRow + 1);
    const top = [...rows.values()].filter(({ gridRow }) => gridRow < depth);
    const found = likeliestHeader(tab, top);
    if (found !== headerRow) return true;
    const names = headerOf(rows.get(found)?.row ?? []);
    return names.length !== header.length || names.some((name, column) => name !== header[column]);
  });

/** Whether a batch's answer shows another row where one was known: those that it does not show stand elsewhere too. */
export const haveRowsMoved = (clean: Iterable<Grid>, shown: Shown): boolean =>
  [...clean].some((grid) =>
    [...(shown.get(grid.sheetId)?.values() ?? [])].some((placed) => {
      const known = placed.gridRow < grid.end ? placedAt(grid, placed.gridRow) : undefined;
      return known !== undefined && keyOf(grid, known) !== keyOf(grid, placed);
    }),
  );
