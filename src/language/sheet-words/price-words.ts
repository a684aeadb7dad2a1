/** What the tabs of the spreadsheet of prices are called, 报价 and 采购价, their columns and the words of their cells. */
import { optional, required } from "./headings";

export const quotesHeading = {
  title: "报价",
  columns: {
    at: required("时间"),
    supplier: required("供应商"),
    itemName: required("物品名称"),
    spec: required("规格型号"),
    price: required("单价"),
    isTaxed: required("含税"),
    taxRate: required("税率"),
    unit: required("计价单位"),
    least: required("起订量"),
    until: required("有效期至"),
    source: required("来源"),
    note: optional("备注"),
    messageId: required("消息ID"),
  },
} as const;

export const linePricesHeading = {
  title: "采购价",
  columns: {
    row: required("行号"),
    price: required("单价"),
    amount: required("金额"),
    supplier: optional("供应商"),
    itemName: required("物品名称"),
    spec: required("规格型号"),
    unit: optional("单位"),
  },
} as const;

export const taxWords = { taxed: "是", untaxed: "否" } as const;

/** @example isTaxedWord("含税") // true */
export function isTaxedWord(text: string): boolean | undefined {
  if (/^(?:是|含税|含|有|y|yes|true|1)$/i.test(text)) return true;
  return /^(?:否|不含税|未税|不含|无|n|no|false|0)$/i.test(text) ? false : undefined;
}
