/** The default settings: which of them the 设置 tab lacks, and the requests that write them below its own. Pure. */
import { tabs } from "../language/sheet-words/headings";
import type { settingRows } from "../language/sheet-words/policy";
import { enteredValue, textOf } from "./cells";
import type { SheetRequest } from "./client";
import { newRows, type Laid } from "./setup-tabs";
import { headerOf, type Grid } from "./tabs";

export type SettingRow = (typeof settingRows)[number];

/** A key that is there keeps its value. */
export function missingSettings(
  grid: Grid<"settings"> | undefined,
  defaults: readonly SettingRow[],
): readonly SettingRow[] {
  const column = grid?.columns.get("key");
  const there = new Set(
    column === undefined ? [] : grid?.rows.map((row) => headerOf([row[column]])[0]),
  );
  return defaults.filter(({ key }) => !there.has(headerOf([key])[0]));
}

/** The default settings below the last row that holds anything. */
export function settingRequests(
  laid: readonly Laid[],
  grid: Grid<"settings"> | undefined,
  settings: readonly SettingRow[],
): readonly SheetRequest[] {
  const tab = laid.find((each) => each.tab === "settings");
  if (tab === undefined || settings.length === 0) return [];
  const rows = grid?.rows ?? [];
  const last = rows.findLastIndex((row) => row.some((cell) => textOf(cell) !== ""));
  const first = tab.headerRow + 1 + last + 1;
  const lacks = first + settings.length - (grid?.rowCount ?? newRows);
  const { sheetId, columns } = tab;
  const cells = (Object.keys(tabs.settings.columns) as (keyof SettingRow)[]).map((field) => ({
    updateCells: {
      start: { sheetId, rowIndex: first, columnIndex: columns.get(field) ?? 0 },
      rows: settings.map((row) => ({ values: [enteredValue(row[field])] })),
      fields: "userEnteredValue",
    },
  }));
  return [
    ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension: "ROWS", length: lacks } }] : []),
    ...cells,
  ];
}
