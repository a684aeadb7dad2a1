/** 设置: a row a setting, read as text; what the values mean is said in language/sheet-words/policy-table. */
import { tabs } from "../../language/sheet-words/headings";
import { declareTab } from "./declare";

export interface SettingsRow {
  readonly key: string;
  readonly value: string;
}

export const settingsTab = declareTab<SettingsRow, keyof typeof tabs.settings.columns>(
  tabs.settings,
  {
    name: "settings",
    kinds: {},
    needed: [],
    key: ["key"],
    extent: { kind: "whole" },
    parse: ({ text }) => ({ key: text("key"), value: text("value") }),
    format: ({ key, value }) => ({ key, value }),
  },
);
