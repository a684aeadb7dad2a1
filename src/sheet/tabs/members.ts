/** 成员: a row a person. */
import type { Member } from "../../inventory/people/member";
import { roles, tabs } from "../../language/sheet-words/headings";
import { orElse, text, wordOf } from "./codecs";
import { declareTab } from "./declare";

export const membersTab = declareTab(tabs.members, {
  name: "members",
  columns: {
    name: text,
    department: text,
    role: orElse(wordOf(roles), "staff"),
    platform: text,
    account: text,
  },
  needed: [],
  expected: ["name"],
  key: ["platform", "account"],
  extent: { kind: "whole" },
  entry: (row): Member | undefined => (row.account === "" && row.name === "" ? undefined : row),
  values: (row) => row,
});
