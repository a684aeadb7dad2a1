/** Each tab as it will be once it is laid: new, or as it stands with the columns that it lacks. Sends nothing. */
import { randomInt } from "node:crypto";
import { tabs, type TabName } from "../language/sheet-words/headings";
import type { Spreadsheet } from "./client";
import type { Grid } from "./tabs";

/** How many rows a new tab has. */
export const newRows = 1000;

/** A tab as it will be: where its columns are, and which of them are new. */
export interface Laid {
  readonly tab: TabName;
  readonly sheetId: number;
  readonly headerRow: number;
  /** Field → column, counted from 0. */
  readonly columns: ReadonlyMap<string, number>;
  readonly added: readonly string[];
  readonly isNew: boolean;
  /** How many columns the grid lacks. */
  readonly lacks: number;
}

export function layTab(tab: TabName, grid: Grid | undefined, structure: Spreadsheet): Laid {
  const fields = Object.keys(tabs[tab].columns);
  if (grid === undefined) {
    const columns = new Map(fields.map((field, index) => [field, index]));
    const sheetId = freeSheetId(structure);
    return { tab, sheetId, headerRow: 0, columns, added: fields, isNew: true, lacks: 0 };
  }
  const columns = new Map(grid.columns);
  const added = fields.filter((field) => !columns.has(field));
  // Behind the last column that holds anything, so that nobody's cells are touched.
  let next = Math.max(grid.header.length, ...grid.rows.map((row) => row.length), 0);
  for (const field of added) columns.set(field, next++);
  const lacks = Math.max(0, next - grid.columnCount);
  const { sheetId, headerRow } = grid;
  return { tab, sheetId, headerRow, columns, added, isNew: false, lacks };
}

function freeSheetId(structure: Spreadsheet): number {
  const taken = new Set((structure.sheets ?? []).map(({ properties }) => properties?.sheetId));
  for (;;) {
    const id = randomInt(1, 2 ** 31 - 1);
    if (!taken.has(id)) return id;
  }
}

/** What is to be written above its new columns. */
export function newHeaders({ tab, added }: Laid): readonly string[] {
  const columns: Readonly<Record<string, { readonly header: string }>> = tabs[tab].columns;
  return added.map((field) => columns[field]?.header ?? field);
}
