/**
 * Fills empty tabs with rows: a sample to look at, a workbook to measure on. Tabs that hold anything below their header
 * are left as they are.
 */
import { enteredValue } from "../api/cells";
import type { SheetRequest, SheetsClient } from "../api/client";
import { standardTabs } from "../tabs/all-tabs";
import { isBlank } from "../tabs/grid";
import { layRow, type Tab } from "../tabs/tab";
import { toSerial } from "../../inventory/wall-clock";
import { timeFormat } from "./formats";
import { readStandingTabs } from "./read-tabs";

/** A row by field; a Date becomes a date-time cell. */
export type FilledRow = Readonly<Record<string, string | number | Date | undefined>>;

/** Rows by the tab's name, in the order of the sheet. Answers the names of the tabs that were filled. */
export async function fillEmptyTabs(
  client: SheetsClient,
  spreadsheetId: string,
  content: Readonly<Record<string, readonly FilledRow[] | undefined>>,
  timeZone: string,
  tabs: readonly Tab[] = standardTabs,
): Promise<readonly string[]> {
  const { tabs: standing } = await readStandingTabs(client, spreadsheetId, tabs);
  const filled: string[] = [];
  const requests = [...standing].flatMap(([name, { grid }]): readonly SheetRequest[] => {
    const rows = content[name] ?? [];
    if (rows.length === 0 || !grid.rows.every(({ row }) => isBlank(row))) return [];
    filled.push(name);
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
