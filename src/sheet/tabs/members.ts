/** 成员: a row a person. */
import type { Member } from "../../inventory/people/member";
import { keyOfWord, roles, tabs } from "../../language/sheet-words/headings";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

export const membersTab = declareTab<Member, keyof typeof tabs.members.columns>(tabs.members, {
  name: "members",
  kinds: { role: Object.values(roles) },
  needed: ["name"],
  key: ["platform", "account"],
  extent: { kind: "whole" },
  parse({ text }) {
    const [account, name] = [text("account"), text("name")];
    if (account === "" && name === "") return undefined;
    const role = keyOfWord(roles, text("role")) ?? "staff";
    return { name, department: text("department"), role, platform: text("platform"), account };
  },
  format: ({ name, department, role, platform, account }) => ({
    name: storedText(name),
    department: storedText(department),
    role: roles[role],
    platform: storedText(platform),
    account: storedText(account),
  }),
});
