/**
 * Fills empty tabs with rows: a sample to look at, a workbook to measure on. Tabs that hold anything below their header
 * are left as they are.
 */
import type { TabName } from "../language/sheet-words/headings";
import { enteredValue, quotedTitle, textOf } from "./cells";
import type { SheetRequest, SheetsClient } from "./client";
import { layRow } from "./tabs";
import { toSerial } from "./times";
import { timeFormat } from "./time-format";
import { readWorkbook, structureFields, tabNames, titlesOf, workbookFields } from "./workbook";

/** A row by field; a Date becomes a date-time cell. */
export type FilledRow = Readonly<Record<string, string | number | Date | undefined>>;

/** Rows in the order of the sheet. Answers the tabs that were filled. */
export async function fillEmptyTabs(
  client: SheetsClient,
  spreadsheetId: string,
  content: Readonly<Partial<Record<TabName, readonly FilledRow[]>>>,
  timeZone: string,
): Promise<readonly TabName[]> {
  const structure = await client.fetchSpreadsheet(spreadsheetId, {
    ranges: [],
    fields: structureFields,
  });
  const { titles } = titlesOf(structure);
  const ranges = Object.values(titles).map(quotedTitle);
  const read = await client.fetchSpreadsheet(spreadsheetId, { ranges, fields: workbookFields });
  const { grids } = readWorkbook(read, titles, new Date(0));
  const filled: TabName[] = [];
  const requests = tabNames.flatMap((tab): readonly SheetRequest[] => {
    const grid = grids[tab];
    const rows = content[tab] ?? [];
    const isEmpty = grid?.rows.every((row) => row.every((cell) => textOf(cell) === "")) ?? false;
    if (grid === undefined || rows.length === 0 || !isEmpty) return [];
    filled.push(tab);
    const { sheetId, headerRow, columns, rowCount } = grid;
    const lacks = headerRow + 1 + rows.length - rowCount;
    return [
      ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension: "ROWS", length: lacks } }] : []),
      {
        updateCells: {
          start: { sheetId, rowIndex: headerRow + 1, columnIndex: 0 },
          rows: rows.map((row) => ({ values: cellsOf(columns, row, timeZone) })),
          fields: "userEnteredValue,userEnteredFormat.numberFormat",
        },
      },
    ];
  });
  if (requests.length > 0) {
    await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "replies" });
  }
  return filled;
}

function cellsOf(columns: ReadonlyMap<string, number>, row: FilledRow, timeZone: string) {
  const times = new Set<number>();
  const fields = Object.entries(row).map(([field, value]) => {
    if (!(value instanceof Date)) return [field, value] as const;
    times.add(columns.get(field) ?? -1);
    return [field, toSerial(value, timeZone)] as const;
  });
  return layRow(columns, Object.fromEntries(fields)).map((value, at) => ({
    ...enteredValue(value),
    ...(times.has(at) ? { userEnteredFormat: timeFormat } : {}),
  }));
}
