/** What the tabs 采购, 采购记录 and 供应商 are called, their columns and words, and the words of their cells. */
import type { PurchaseEventKind } from "../../inventory/purchasing/event";
import type { PurchaseSource, PurchaseStatus } from "../../inventory/purchasing/row";
import { optional, required } from "./headings";

export const purchasesHeading = {
  title: "采购",
  columns: {
    number: required("行号"),
    order: required("单号"),
    status: required("状态"),
    itemName: required("物品名称"),
    spec: required("规格型号"),
    quantity: required("数量"),
    unit: required("单位"),
    received: required("已收"),
    cancelled: required("取消数量"),
    original: optional("原数量"),
    supplier: required("供应商"),
    requester: optional("申请人"),
    department: optional("部门"),
    source: optional("来源"),
    requestedAt: optional("申请时间"),
    orderer: optional("下单人"),
    orderedAt: required("下单时间"),
    confirmedAt: required("确认时间"),
    dueOn: required("约定到货"),
    note: optional("备注"),
    messageId: required("消息ID"),
  },
} as const;

export const purchaseEventsHeading = {
  title: "采购记录",
  columns: {
    at: required("时间"),
    order: required("单号"),
    row: required("行号"),
    kind: required("事件"),
    before: optional("改前"),
    after: optional("改后"),
    operator: required("操作人"),
    text: optional("原文"),
    messageId: required("消息ID"),
  },
} as const;

export const suppliersHeading = {
  title: "供应商",
  columns: {
    name: required("名称"),
    aliases: optional("别名"),
    contact: optional("联系人"),
    phone: optional("联系方式"),
    supplies: optional("供货"),
    group: optional("群"),
    leadDays: optional("约定交期"),
    replyHours: optional("回复时限"),
    isStopped: optional("停用"),
    note: optional("备注"),
  },
} as const;

export const purchaseStatuses: Readonly<Record<PurchaseStatus, string>> = {
  requested: "申请",
  draft: "草稿",
  ordered: "已下单",
  confirmed: "供应商确认",
  partial: "部分到货",
  done: "已完成",
  cancelled: "已取消",
};

/** What is wrong with a state that the figures of its row don't tell. */
export const statusMistake = (shown: PurchaseStatus, status: PurchaseStatus): string =>
  `「${purchaseStatuses[shown]}」与数量、时间不符，应是「${purchaseStatuses[status]}」；要结束请写「已完成」或「已取消」`;

export const purchaseSources: Readonly<Record<PurchaseSource, string>> = {
  low: "低库存",
  shortage: "报缺",
  collected: "代订",
  manual: "手工",
};

export const purchaseEventKinds: Readonly<Record<PurchaseEventKind, string>> = {
  requested: "申请",
  drafted: "建单",
  ordered: "下单",
  confirmed: "确认",
  quantity: "改数量",
  item: "改物品",
  date: "改日期",
  arrived: "到货",
  short: "短交结单",
  cancelled: "取消",
  chased: "催货",
  replied: "回复",
};

/** What stands in 停用 of a supplier that delivers no more. */
export const stoppedWord = "是";
export const isStoppedWord = (text: string): boolean => /^(?:是|停用|1|true|y|yes|√)$/i.test(text);
