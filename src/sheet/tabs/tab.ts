/**
 * What a tab of the workbook is: its columns, what tells its rows apart, how a row is read and written. A tab is one such
 * declaration; commit, recovery and reading know no tab by name but the ledger and the stock.
 */
import { shownValue, textOf, type CellValue, type Formula } from "../api/cells";

/** A row's cells from column A on; short where the rest is empty. */
export type Row = readonly CellValue[];

/** Field → what is written under it. */
export type Fields = Readonly<Record<string, CellValue>>;

/** What a column's cells hold. */
export type CellKind = "text" | "number" | "whole number" | "time" | "day" | readonly string[];

export interface Column {
  /** As people see it; compared without spaces and anything in brackets. */
  readonly header: string;
  /** false: the relay works without it. */
  readonly required: boolean;
  readonly kind: CellKind;
  /** A row whose cell is empty or unreadable is of no use, and is named as a problem. */
  readonly needed: boolean;
  /** true: a column of the relay's own, which it lays itself where a workbook lacks it. */
  readonly isLaidByRelay: boolean;
  /** The tab beside which the relay lays the column itself. */
  readonly laidWith?: string;
}

/** Where the relay's own new rows and the rows that it must know are. */
type Extent =
  /** Every row is read at each look. */
  | { readonly kind: "whole" }
  /** Only the last rows are read, and the first ones where an earlier version put its rows on top. */
  | { readonly kind: "ends"; readonly first: number; readonly last: number };

export interface Tab<Entry = unknown> {
  readonly name: string;
  readonly title: string;
  /** In the order in which they are laid. */
  readonly columns: Readonly<Record<string, Column>>;
  /** The fields that tell a row from all others, compared as text. */
  readonly key: readonly string[];
  /** The field of the number that a new row is given: one more than the highest ever seen. */
  readonly numbered?: string;
  /** The field that says which message caused a row: a message that comes again adds nothing. */
  readonly cause?: string;
  readonly extent: Extent;
  /** true: the relay works without the tab, which is laid when a booking first needs it. */
  readonly isLaidLater?: boolean;
  /** The tab with which it is laid, though no booking adds a row to it. */
  readonly laidWith?: string;
  /** The fields that must be as they were for a change of a row to be written; the changed ones where nothing is said. */
  readonly guarded?: readonly string[];
  /** Fields that tell one thing: of a row in which one of them changes all are written. */
  readonly together?: readonly string[];
  /** Cells that follow from 流水: what is booked there under a row's number. */
  readonly tally?: Tally<Entry>;
  /** Cells that hold what can't be used, by the row's place among the entries. */
  mistakes?(entries: readonly Entry[]): readonly RowMistake[];
  /** undefined: the row holds nothing usable. `timeZone`: IANA name of the sheet's zone. */
  parse(cells: RowCells, timeZone: string): Entry | undefined;
  format(entry: Entry, timeZone: string): Fields;
}

/** A sentence about a cell that does not name it yet. */
interface RowMistake {
  readonly index: number;
  readonly field: string;
  readonly sentence: string;
}

/** How a row follows what 流水 books under its number. */
interface Tally<Entry> {
  /** The fields that `cells` may tell: no change of a row writes them itself. */
  readonly fields: readonly string[];
  numberOf(entry: Entry): number;
  /** Of a row that is older than what is remembered of 流水, the cells are left as they are. */
  bornAt(entry: Entry): Date | undefined;
  /** Whether the row's cells say what is booked. */
  agrees(entry: Entry, booked: number): boolean;
  /** The cells that are to stand there. `stood`: the row as its cells say before anything of this commit is written. */
  cells(entry: Entry, stood: Entry, booked: number): Fields;
}

export interface RowCells {
  readonly cell: (field: string) => CellValue;
  /** Whether the tab has a column for it. */
  readonly has: (field: string) => boolean;
  /** Text without white space at its ends; "" for an empty cell. */
  readonly text: (field: string) => string;
  /** Text exactly as it stands in the cell. */
  readonly rawText: (field: string) => string;
  /** Counted from 0. */
  readonly gridRow: number;
  /** Whether the cell shows its number as a date or a time. */
  readonly isDated: (field: string) => boolean;
}

/** A row's cells, by what each field holds. */
export const rowCells = (row: Pick<RowCells, "cell" | "has" | "gridRow" | "isDated">): RowCells =>
  // A long ledger has many rows: the object is taken as it is.
  Object.assign(row, {
    text: (field: string) => textOf(row.cell(field)),
    rawText: (field: string) => String(shownValue(row.cell(field)) ?? ""),
  });

/** A row's cells with these in place of its own. */
export const withFields = (cells: RowCells, fields: Fields): RowCells =>
  rowCells({
    ...cells,
    cell: (field) => (Object.hasOwn(fields, field) ? fields[field] : cells.cell(field)),
  });

/** Whether the relay can't work without the tab. */
export const isRequired = ({ isLaidLater }: Tab): boolean => isLaidLater !== true;

/** The values of a row's key fields → the row's key. */
export function rowKey(values: readonly string[]): string {
  return values.map((value) => value.trim()).join("\u001f");
}

/** A cell of a range that a formula elsewhere fills: it computes, and has no text of its own. */
export const spilled = (shown: Formula["shown"]): Formula => ({ formula: "", shown });

/** A row of the tab with these fields and nothing else. */
export function layRow(columns: ReadonlyMap<string, number>, fields: Fields): Row {
  const cells = Object.entries(fields).flatMap(([field, value]) => {
    const column = columns.get(field);
    return column === undefined ? [] : [[column, value] as const];
  });
  return withCells([], cells);
}

/** A row with these cells in place of its own. */
export function withCells(row: Row, cells: Iterable<readonly [number, CellValue]>): Row {
  const filled: CellValue[] = [...row];
  for (const [column, value] of cells) {
    while (filled.length <= column) filled.push(undefined);
    filled[column] = value;
  }
  return filled;
}
