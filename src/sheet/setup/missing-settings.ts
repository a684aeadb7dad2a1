/** The default settings: which of them the 设置 tab lacks, and the requests that write them below its own. Pure. */
import type { settingRows } from "../../language/sheet-words/policy";
import { enteredValue } from "../api/cells";
import type { SheetRequest } from "../api/client";
import { fieldOf, headerOf, type Grid } from "../tabs/grid";

export type SettingRow = (typeof settingRows)[number];

/** A key that is there keeps its value. */
export function missingSettings(
  grid: Grid | undefined,
  defaults: readonly SettingRow[],
): readonly SettingRow[] {
  const there = new Set(grid?.rows.map((placed) => headerOf([fieldOf(grid, placed, "key")])[0]));
  return defaults.filter(({ key }) => !there.has(headerOf([key])[0]));
}

/** Where settings are written: below the last row that holds anything. */
export interface SettingsPlace {
  readonly sheetId: number;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Field → column, counted from 0. */
  readonly columns: ReadonlyMap<string, number>;
}

export function addSettings(
  { sheetId, firstRow, rowCount, columns }: SettingsPlace,
  settings: readonly SettingRow[],
): readonly SheetRequest[] {
  const lacks = firstRow + settings.length - rowCount;
  const fields = ["key", "value", "meaning"] as const;
  return [
    ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension: "ROWS", length: lacks } }] : []),
    ...fields.flatMap((field): SheetRequest[] => {
      const columnIndex = columns.get(field);
      if (columnIndex === undefined) return [];
      const rows = settings.map((row) => ({ values: [enteredValue(row[field])] }));
      const start = { sheetId, rowIndex: firstRow, columnIndex };
      return [{ updateCells: { start, rows, fields: "userEnteredValue" } }];
    }),
  ];
}
