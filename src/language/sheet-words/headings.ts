/**
 * Tabs and columns ⇄ fields: what the tabs that are always there, their headers, types and states are called. Those that
 * are laid later have a file of words each. Pure; cells and ranges are the sheet module's.
 */
import type { BroadcastStatus, BroadcastType } from "../../inventory/movements/broadcast";
import type { Role } from "../../inventory/people/member";
import type { MovementType } from "../../inventory/movements/movement";
import type { PendingKind, PendingStatus } from "../../inventory/movements/pending";

interface Column {
  readonly header: string;
  readonly required: boolean;
}

export const required = (header: string): Column => ({ header, required: true });
/** The relay works without it. */
export const optional = (header: string): Column => ({ header, required: false });

/** Every tab with its title and columns, in the order in which setup-sheet lays them. */
export const tabs = {
  stock: {
    title: "库存",
    columns: {
      name: required("物品名称"),
      spec: required("规格型号"),
      stock: required("当前库存"),
      safetyStock: required("安全库存"),
      updatedAt: required("上次更新时间"),
      owner: required("负责人"),
      unit: optional("单位"),
      aliases: optional("别名"),
      conversions: optional("单位换算"),
      purchaseQuantity: optional("建议采购量"),
      supplier: optional("供应商"),
      location: optional("存放位置"),
    },
  },
  ledger: {
    title: "流水",
    columns: {
      at: required("时间"),
      type: required("类型"),
      itemName: required("物品名称"),
      spec: required("规格型号"),
      change: required("变动"),
      unit: required("单位"),
      before: required("变动前"),
      after: required("变动后"),
      requester: required("领用人"),
      department: required("部门"),
      operator: required("操作人"),
      source: required("来源"),
      text: required("原文"),
      id: required("消息ID"),
      note: required("备注"),
      account: optional("操作账号"),
      link: optional("关联"),
      purchaseRow: optional("采购行"),
    },
  },
  pending: {
    title: "待处理",
    columns: {
      number: required("编号"),
      at: required("时间"),
      kind: required("类型"),
      text: required("原文"),
      operator: required("操作人"),
      reason: required("原因"),
      status: required("状态"),
      handledBy: optional("处理人"),
      handledAt: optional("处理时间"),
      messageId: required("消息ID"),
      account: optional("操作账号"),
      plan: optional("方案"),
    },
  },
  members: {
    title: "成员",
    columns: {
      name: required("姓名"),
      department: required("部门"),
      role: required("角色"),
      platform: required("平台"),
      account: required("账号"),
    },
  },
  settings: {
    title: "设置",
    columns: { key: required("项目"), value: required("值"), meaning: optional("说明") },
  },
  broadcasts: {
    title: "播报",
    columns: {
      at: required("时间"),
      type: required("类型"),
      group: required("群"),
      text: required("内容"),
      status: required("状态"),
      key: required("去重键"),
    },
  },
} as const satisfies Record<
  string,
  { readonly title: string; readonly columns: Readonly<Record<string, Column>> }
>;

/** The filter view of 流水 that shows its newest rows first. */
export const newestFirstView = "最新在上";

export type TabName = keyof typeof tabs;
export type ColumnName<Tab extends TabName> = Extract<keyof (typeof tabs)[Tab]["columns"], string>;

export const movementTypes: Readonly<Record<MovementType, string>> = {
  issue: "领用",
  receipt: "入库",
  return: "归还",
  stocktake: "盘点",
  undo: "撤销",
  adjustment: "手工调整",
};

export const pendingKinds: Readonly<Record<PendingKind, string>> = {
  short: "库存不足",
  shortage: "报缺",
  count: "盘点",
  large: "大额领用",
  return: "归还",
  unclear: "看不懂",
  unanswered: "未答复",
  code: "外部编码",
  check: "核对",
  refused: "未登记",
};

export const pendingStatuses: Readonly<Record<PendingStatus, string>> = {
  open: "待处理",
  confirmed: "已确认",
  rejected: "已驳回",
  expired: "已过期",
};

export const roles: Readonly<Record<Role, string>> = {
  admin: "管理员",
  keeper: "播报员",
  buyer: "采购",
  staff: "员工",
  supplier: "供应商",
  suspended: "停用",
};

export const broadcastTypes: Readonly<Record<BroadcastType, string>> = {
  digest: "日报",
  weekly: "周报",
  monthly: "月报",
  discipline: "登记情况",
  alert: "预警",
  notice: "通知",
};

export const broadcastStatuses: Readonly<Record<BroadcastStatus, string>> = {
  waiting: "待发送",
  sent: "已发送",
  failed: "失败",
};

/**
 * The key of a word in one of the tables above, or undefined for a word that is not in it.
 *
 * @example keyOfWord(roles, "播报员") // "keeper"
 */
export function keyOfWord<Key extends string>(
  words: Readonly<Record<Key, string>>,
  word: string,
): Key | undefined {
  const sought = word.trim();
  return (Object.keys(words) as Key[]).find((key) => words[key] === sought);
}

/**
 * A header as it is compared: without white space and without anything in brackets.
 *
 * @example canonicalHeader("当前库存（个）") // "当前库存"
 */
export function canonicalHeader(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/[([{【][^)\]}】]*[)\]}】]/g, "")
    .replace(/\s+/g, "");
}
