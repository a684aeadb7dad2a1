/** The tab 公司 of the registry as it is laid; no stockroom reads it. */
import { registryHeading, stateChoices } from "../language/sheet-words/registry-words";
import { text } from "../sheet/tabs/codecs";
import { declareTab } from "../sheet/tabs/declare";

export const registryTab = declareTab(registryHeading, {
  name: "companies",
  columns: {
    ...{ name: text, spreadsheetId: text, groups: text, timeZone: text, account: text },
    status: { ...text, kind: stateChoices },
  },
  needed: ["spreadsheetId", "groups"],
  key: ["spreadsheetId"],
  extent: { kind: "whole" },
  entry: (row) => row,
  values: (row) => row,
});
