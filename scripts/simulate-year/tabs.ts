/** A simulated year as rows of the workbook's tabs, up to the end of a day. */
import { serial, type Content, type Row } from "../bench/stock";
import { extraWorkdays, holidays, suppliers, type Office } from "./office";
import type { Year } from "./year";

const group = "year";
const hourMs = 3_600_000;
const people = ["小李", "小王", "小陈"];

/** A moment of a day, in ms. */
export const momentOf = ({ days }: Pick<Office, "days">, day: number, hour: number): number =>
  (days[day]?.from ?? NaN) + hour * hourMs;

export function emptyContent(): Content {
  return {
    stock: [],
    members: [{ 姓名: "小周", 部门: "行政部", 角色: "播报员", 平台: "generic", 账号: "keeper" }],
    settings: [
      { 项目: "允许的群", 值: `generic:${group}` },
      { 项目: "归档行数", 值: 1_000_000 },
      { 项目: "放假", 值: holidays },
      { 项目: "补班", 值: extraWorkdays },
    ],
    ledger: [],
  };
}

export const supplierRows: readonly Row[] = suppliers.map(({ name, leadDays }) => ({
  名称: name,
  约定交期: leadDays,
}));

export const stockRows = ({ office, book }: Year, day: number): readonly Row[] =>
  office.items.map(({ name, unit, safetyStock, supplier }, item) => ({
    物品名称: name,
    当前库存: book[day]?.[item] ?? 0,
    安全库存: safetyStock,
    单位: unit,
    供应商: supplier.name,
  }));

/** Of the days from ≤ day < to, in order, one after the other from nine o'clock on. */
export function ledgerRows({ office, ledger }: Year, from: number, to: number): readonly Row[] {
  let last = { day: -1, place: 0 };
  return ledger
    .filter(({ day }) => day >= from && day < to)
    .map(({ day, item, type, change, before, after, department, order }): Row => {
      last = { day, place: last.day === day ? last.place + 1 : 0 };
      const person = department === "" ? "小周" : (people[last.place % people.length] ?? "");
      const { name, unit } = office.items[item] ?? { name: "", unit: "" };
      return {
        ...{ 时间: serial(momentOf(office, day, 9) + last.place * 20_000), 类型: type },
        ...{ 物品名称: name, 变动: change, 单位: unit, 变动前: before, 变动后: after },
        ...{ 领用人: type === "领用" ? `${department}${person}` : "", 部门: department },
        ...{ 操作人: person, 来源: "generic", 原文: `${type}：${name} ${Math.abs(change)}${unit}` },
        消息ID: `generic:${group}:${day}-${last.place}`,
        ...(order !== undefined && { 采购行: order }),
      };
    });
}

export const countRows = ({ office, counts }: Year, from: number, to: number): readonly Row[] =>
  counts
    .filter(({ day }) => day >= from && day < to)
    .map(({ day, item, book, counted }): Row => {
      const { name, unit } = office.items[item] ?? { name: "", unit: "" };
      return {
        ...{ 盘点号: day, 类型: "全盘", 区域: "未分区", 物品名称: name, 单位: unit },
        ...{ 账面数: book, 实盘数: counted, 差异: counted - book },
        ...{ 原因: counted < book ? "漏记" : "", 状态: "已盘", 盘点人: "小周" },
        盘点时间: serial(momentOf(office, day, 16)),
        ...{
          开始时间: serial(momentOf(office, day, 9)),
          结束时间: serial(momentOf(office, day, 16.5)),
        },
        消息ID: `generic:${group}:count-${day}`,
      };
    });

/** All that was ordered up to the end of a day, as it stands then. */
export const orderRows = ({ office, orders }: Year, day: number): readonly Row[] =>
  orders
    .filter((order) => order.day <= day)
    .map(({ number, item, quantity, day: ordered, dueDay, comes }): Row => {
      const { name = "", unit = "", supplier = { name: "" } } = office.items[item] ?? {};
      return {
        ...{ 行号: number, 单号: number, 状态: comes <= day ? "已完成" : "已下单" },
        ...{ 物品名称: name, 数量: quantity, 单位: unit, 已收: comes <= day ? quantity : 0 },
        ...{ 取消数量: 0, 原数量: quantity, 供应商: supplier.name, 来源: "手工" },
        下单时间: serial(momentOf(office, ordered, 16.6)),
        约定到货: Math.floor(serial(momentOf(office, dueDay, 12))),
        消息ID: `generic:${group}:order-${number}`,
      };
    });
