/** What the tab 盘点 is called, its columns and words. */
import type { RowStatus, SessionKind } from "../../inventory/stocktake/row";
import { optional, required } from "./headings";

export const stocktakeHeading = {
  title: "盘点",
  columns: {
    number: required("盘点号"),
    kind: required("类型"),
    zone: required("区域"),
    itemName: required("物品名称"),
    spec: required("规格型号"),
    unit: optional("单位"),
    ordinal: optional("序号"),
    book: required("账面数"),
    counted: required("实盘数"),
    difference: optional("差异"),
    rate: optional("差异率"),
    recounted: optional("复盘数"),
    cause: required("原因"),
    status: required("状态"),
    counter: required("盘点人"),
    countedAt: optional("盘点时间"),
    startedAt: required("开始时间"),
    endedAt: required("结束时间"),
    messageId: required("消息ID"),
    remark: optional("备注"),
  },
} as const;

export const sessionKinds: Readonly<Record<SessionKind, string>> = {
  full: "全盘",
  zone: "区域",
  blind: "盲盘",
};

export const rowStatuses: Readonly<Record<RowStatus, string>> = {
  open: "待盘",
  counted: "已盘",
  recount: "待复盘",
  missing: "未找到",
  left: "未盘",
  cancelled: "已取消",
};

/** The zone of items that have no place. */
const noZone = "未分区";
export const zoneWord = (zone: string): string => (zone === "" ? noZone : zone);
export const zoneOfWord = (word: string): string => (word === noZone ? "" : word);

/** Whether 原因 says that something was taken and not written down. */
export const isUnrecordedCause = (cause: string): boolean =>
  /漏[记登]|(?:忘了?|[没未])(?:登|写|记)/u.test(cause);

/** What a text tells of why stock and book differ, "" where it tells nothing. */
export const causeIn = (text: string): string =>
  /(?:漏[记登]|忘了?登记|忘了?入库|[没未](?:登记|入库|入账))过?/u.exec(text)?.[0] ?? "";

/** 去重键 of what is said of a blind session that opens, or ends, by itself. */
export const blindDayKey = (day: string, group: string): string => `盲盘:${day}:${group}`;
export const blindEndKey = (number: number, group: string): string => `盲盘结束:${number}:${group}`;

/** 操作人 of what nobody wrote, where 成员 has no keeper. */
export const typedBy = "播报员";
/** 原文 of a count that was typed into 盘点. */
export const typedCountText = (counted: number, unit: string): string =>
  `盘点表填写 ${counted}${unit}`;

export const percentOf = (rate: number | undefined): string | undefined =>
  rate === undefined ? undefined : `${Math.round(rate * 1000) / 10}%`;
