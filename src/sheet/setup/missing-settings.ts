/** Which of the default settings the 设置 tab lacks. Pure. */
import type { settingRows } from "../../language/sheet-words/policy";
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
