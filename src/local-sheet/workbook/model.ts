/**
 * The workbook in memory: what it consists of. Rows are sparse, never changed in place by a later batch than the one that
 * made them, and everything else is replaced through the history, so that a batch can be undone and a snapshot can be
 * written while the next batches run.
 */
import type { Formula, Scalar } from "../formulas/formula";
import type { Trait } from "../google-traits";
import type { History } from "./history";
import type { StyleBook, StyleRow } from "./style-book";

export type Content = Scalar | Formula | null;

export interface Row {
  /** By column, without trailing nulls. */
  readonly cells: Content[];
  styles: StyleRow;
  readonly batch: number;
}

/** As the API's message; open ends are absent, and so is sheet 0. */
export interface GridRange {
  readonly sheetId?: number;
  readonly startRowIndex?: number;
  readonly endRowIndex?: number;
  readonly startColumnIndex?: number;
  readonly endColumnIndex?: number;
}

export interface NamedRange {
  readonly namedRangeId: string;
  readonly name: string;
  readonly range: GridRange;
}

export interface ProtectedRange {
  readonly protectedRangeId: number;
  readonly range?: GridRange;
  readonly namedRangeId?: string;
  readonly unprotectedRanges?: readonly GridRange[];
  readonly [field: string]: unknown;
}

export interface ConditionalFormatRule {
  readonly ranges?: readonly GridRange[];
  readonly [field: string]: unknown;
}

export interface BasicFilter {
  readonly range?: GridRange;
  readonly [field: string]: unknown;
}

/** A filter that people open, each for herself. */
export interface FilterView extends BasicFilter {
  readonly filterViewId: number;
}

/** A table laid over cells; a column's index is counted from the table's left edge. */
export interface Table {
  readonly tableId: string;
  readonly name?: string;
  readonly range: GridRange;
  readonly columnProperties?: readonly TableColumn[];
  readonly [field: string]: unknown;
}

interface TableColumn {
  readonly columnIndex?: number;
  readonly columnName?: string;
  readonly columnType?: string;
  readonly [field: string]: unknown;
}

/** Width, height, hidden: kept and given back, nothing more. */
export type DimensionProperties = Readonly<Record<string, unknown>>;

/** Sheet properties besides id, title, index and size. */
export interface SheetTraits {
  readonly hidden?: boolean;
  readonly gridProperties?: {
    readonly frozenRowCount?: number;
    readonly frozenColumnCount?: number;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface Grid {
  readonly sheetId: number;
  title: string;
  traits: SheetTraits;
  rowCount: number;
  columnCount: number;
  /** Sparse from the top: what lies beyond is empty. */
  rows: (Row | null)[];
  /** Every formula that stands in a cell of this grid. */
  readonly formulas: Set<Formula>;
  /** Those of them whose results may fill cells beside their own. */
  readonly spilling: Set<Formula>;
  rowTraits: readonly (DimensionProperties | null)[];
  columnTraits: readonly (DimensionProperties | null)[];
  protectedRanges: readonly ProtectedRange[];
  conditionalFormats: readonly ConditionalFormatRule[];
  basicFilter: BasicFilter | undefined;
  filterViews: readonly FilterView[];
  merges: readonly GridRange[];
  tables: readonly Table[];
}

export interface Workbook {
  spreadsheetId: string;
  title: string;
  timeZone: string;
  locale: string;
  autoRecalc: string;
  /** In the order of the tabs. */
  grids: readonly Grid[];
  namedRanges: readonly NamedRange[];
  /** Those whose tab is gone: not listed, but their names and ids are taken. */
  ghosts: readonly NamedRange[];
  readonly styles: StyleBook;
  readonly history: History;
  readonly cellLimit: number;
  /** Goes up with every change of a cell; results of formulas belong to one edition. */
  edition: number;
  /** Made anew for each call from the call's number, so that a replayed call draws the same ids. */
  draw: () => number;
  /** Those under which the call is applied. */
  traits: ReadonlySet<Trait>;
  /** The call's time, for dates typed without a year. */
  at: Date;
}

/** A block of cells within a grid, zero-based, half-open, closed on all sides. */
export interface Area {
  readonly grid: Grid;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const longestText = 50_000;
