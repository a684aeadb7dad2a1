/** The tab 公司 of the registry as it is laid; no stockroom reads it. */
import { registryHeading, stateChoices } from "../language/sheet-words/registry-words";
import { declareTab } from "../sheet/tabs/declare";

export const registryTab = declareTab<never, keyof typeof registryHeading.columns>(
  registryHeading,
  {
    name: "companies",
    kinds: { status: stateChoices },
    needed: ["spreadsheetId", "groups"],
    key: ["spreadsheetId"],
    extent: { kind: "whole" },
    parse: () => undefined,
    format: () => ({}),
  },
);
