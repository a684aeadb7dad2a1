/** 外部编码: a row a code of another system, by 确认 or by hand. */
import type { OutsideCode } from "../../../inventory/documents/outside-code";
import { codesHeading } from "../../../language/sheet-words/code-words";
import { text } from "../codecs";
import { declareTab } from "../declare";

export const codesTab = declareTab(codesHeading, {
  name: "codes",
  columns: { system: text, code: text, itemName: text, spec: text, conversions: text },
  needed: ["system", "code", "itemName"],
  key: ["system", "code"],
  extent: { kind: "whole" },
  isLaidLater: true,
  entry: (row): OutsideCode => row,
  values: (row) => row,
});
