/**
 * What is laid over the tabs once their columns stand: formats of whole columns, lists, a warning, a colour, a view. Each
 * part can be refused on its own, by a protected range or a Table, and is of no harm where it is. Pure.
 */
import { newestFirstView } from "../../language/sheet-words/headings";
import { columnName } from "../api/cells";
import type { SheetRequest } from "../api/client";
import type { Grid } from "../tabs/grid";
import { formatBold, formatTimes, offerWords } from "./formats";
import type { StandingTab } from "./read-tabs";

export interface Dressing {
  readonly title: string;
  readonly requests: readonly SheetRequest[];
  /** What was laid, by header or name; empty: it goes without saying. */
  readonly names: readonly string[];
}

/** The formats of a standing tab, whose added columns begin at a place. */
export function dressStanding(
  { grid, typed }: StandingTab,
  added: readonly string[],
  firstAdded: number,
): Dressing {
  const { sheetId, tab, title } = grid;
  const headerRow = Math.max(0, grid.headerRow);
  const columns = new Map([
    ...grid.columns,
    ...added.map((field, index) => [field, firstAdded + index] as const),
  ]);
  const to = firstAdded + added.length;
  const bold =
    added.length > 0 ? [formatBold({ sheetId, row: headerRow, from: firstAdded, to })] : [];
  const names: string[] = [];
  const requests = Object.entries(tab.columns).flatMap(([field, { kind, header }]) => {
    const column = columns.get(field);
    if (column === undefined || typed.has(column)) return [];
    const isAdded = added.includes(field);
    if (kind === "time" || kind === "day") {
      const firstRow = isAdded ? headerRow + 1 : firstUnformatted(grid, column);
      if (firstRow >= grid.rowCount) return [];
      if (!isAdded) names.push(header);
      return [formatTimes({ sheetId, column, firstRow }, kind)];
    }
    const isList = isAdded && typeof kind !== "string";
    return isList ? [offerWords({ sheetId, column, firstRow: headerRow + 1 }, kind)] : [];
  });
  return { title, requests: [...bold, ...requests], names };
}

/** The row below the last one that shows the column as a date: how people show rows above it is theirs. */
function firstUnformatted({ headerRow, rows }: Grid, column: number): number {
  const last = rows.findLast(({ dated }) => dated.includes(column));
  return (last?.gridRow ?? headerRow) + 1;
}

const paleRed = { red: 0.99, green: 0.89, blue: 0.87 };

/** Low rows of a new 库存 stand out; whoever edits a new 流水 is asked first. */
export function dressNew({ name, columns }: Grid["tab"], sheetId: number): readonly SheetRequest[] {
  if (name === "ledger") {
    return [{ addProtectedRange: { protectedRange: { range: { sheetId }, warningOnly: true } } }];
  }
  if (name !== "stock") return [];
  const fields = Object.keys(columns);
  const cell = (field: string): string => `$${columnName(fields.indexOf(field))}2`;
  const [stock, safety] = [cell("stock"), cell("safetyStock")];
  const formula = `=AND(ISNUMBER(${stock}),ISNUMBER(${safety}),${stock}<${safety})`;
  const range = {
    ...{ sheetId, startRowIndex: 1 },
    ...{ startColumnIndex: 0, endColumnIndex: fields.length },
  };
  const booleanRule = {
    condition: { type: "CUSTOM_FORMULA", values: [{ userEnteredValue: formula }] },
    format: { backgroundColor: paleRed },
  };
  return [{ addConditionalFormatRule: { index: 0, rule: { ranges: [range], booleanRule } } }];
}

/** A view of the ledger with its newest rows first, for whoever opens it; the rows keep their order. */
export function viewNewestFirst(
  title: string,
  {
    sheetId,
    headerRow,
    column,
    columnCount,
  }: {
    readonly sheetId: number;
    readonly headerRow: number;
    readonly column: number;
    readonly columnCount: number;
  },
): Dressing {
  const filter = {
    title: newestFirstView,
    range: {
      ...{ sheetId, startRowIndex: Math.max(0, headerRow) },
      ...{ startColumnIndex: 0, endColumnIndex: columnCount },
    },
    sortSpecs: [{ dimensionIndex: column, sortOrder: "DESCENDING" }],
  };
  return { title, requests: [{ addFilterView: { filter } }], names: [newestFirstView] };
}
