/** 外部编码: a row a code of another system, by 确认 or by hand. */
import type { OutsideCode } from "../../../inventory/documents/outside-code";
import { codesHeading } from "../../../language/sheet-words/code-words";
import { declareTab } from "../declare";
import { storedText } from "../stored-text";

export const codesTab = declareTab<OutsideCode, keyof typeof codesHeading.columns>(codesHeading, {
  name: "codes",
  kinds: {},
  needed: ["system", "code", "itemName"],
  key: ["system", "code"],
  extent: { kind: "whole" },
  isLaidLater: true,
  parse({ text }) {
    const [code, itemName] = [text("code"), text("itemName")];
    if (code === "" || itemName === "") return undefined;
    const [system, spec, conversions] = [text("system"), text("spec"), text("conversions")];
    return { system, code, itemName, spec, conversions };
  },
  format: ({ system, code, itemName, spec, conversions }) => ({
    system: storedText(system),
    code: storedText(code),
    itemName: storedText(itemName),
    spec: storedText(spec),
    conversions: storedText(conversions),
  }),
});
