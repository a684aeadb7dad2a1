/** The tab 外部编码, and what people call the systems whose codes stand there. */
import { optional, required } from "./headings";

export const codesHeading = {
  title: "外部编码",
  columns: {
    system: required("系统"),
    code: required("外部编码"),
    itemName: required("物品名称"),
    spec: required("规格型号"),
    conversions: optional("单位换算"),
  },
} as const;

const systemNames: Readonly<Record<string, string>> = {
  kingdee: "金蝶",
  yonbip: "用友",
  erpnext: "ERPNext",
};

/** @example systemName("kingdee") // "金蝶" */
export function systemName(source: string): string {
  return Object.hasOwn(systemNames, source) ? (systemNames[source] ?? source) : source;
}
