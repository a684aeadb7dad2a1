/** 设置: a row a setting, read as text; what the values mean is said in language/sheet-words/policy-table. */
import { tabs } from "../../language/sheet-words/headings";
import { text } from "./codecs";
import { declareTab } from "./declare";

export interface SettingsRow {
  readonly key: string;
  readonly value: string;
}

export const settingsTab = declareTab(tabs.settings, {
  name: "settings",
  columns: { key: text, value: text, meaning: text },
  needed: [],
  key: ["key"],
  extent: { kind: "whole" },
  entry: ({ key, value }): SettingsRow => ({ key, value }),
  values: ({ key, value }) => ({ key, value }),
});
