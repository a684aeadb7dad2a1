/**
 * The stock, people and ledger that figures are taken on: 5,000 items, 50 colleagues, and as many movements as asked,
 * whose balances agree. The same at every run.
 */
export type Cell = string | number;
export type Row = Readonly<Record<string, Cell>>;

const first = "春夏秋冬东西南北金银";
const second = "山河湖海云星月";
const nouns =
  `A4纸 A3纸 签字笔 圆珠笔 铅笔 荧光笔 记号笔 白板笔 钢笔 毛笔 橡皮 修正带 修正液 胶水 固体胶 双面胶 透明胶带 封箱胶带
订书机 订书钉 起钉器 回形针 长尾夹 大头针 图钉 美工刀 剪刀 直尺 三角板 圆规 卷尺 计算器 文件夹 文件袋 档案盒 资料册
活页夹 打孔器 笔记本 便利贴 信封 收据 凭证纸 复写纸 标签纸 硫酸纸 相纸 热敏纸 墨盒 硒鼓 碳粉 色带 鼠标 键盘 鼠标垫
网线 插线板 七号电池 五号电池 纸杯 抽纸 卷纸 垃圾袋 洗手液 洗洁精 抹布 拖把 扫帚 印泥 印章 名片盒 台历 白板 白板擦
磁扣 书立 笔筒`
    .split(/\s+/)
    .filter(Boolean);
const units = ["个", "支", "包", "本", "盒"];

export const itemCount = 5_000;
export const group = "bench";
export const startStock = 1_000_000;

/** The first items stand on shelves of 库房, for stocktakes of that. */
const shelvedCount = 600;
const shelfCount = 40;

export interface StockItem {
  readonly name: string;
  readonly unit: string;
}

/** 春山订书机, 夏河A4纸 …: no two alike. */
export const stockItems: readonly StockItem[] = Array.from({ length: itemCount }, (_, index) => {
  const series = Math.floor(index / nouns.length);
  const brand = first.charAt(series % 10) + second.charAt(Math.floor(series / 10));
  const noun = nouns[index % nouns.length] ?? "";
  return { name: `${brand}${noun}`, unit: units[index % units.length] ?? "" };
});

/** The n-th item, round and round, neighbours far apart. */
export function itemAt(index: number): StockItem {
  const item = stockItems[(index * 1_327) % itemCount];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
}

const surnames = "张王李赵陈刘杨黄周吴";

/** 50 colleagues, no two alike. */
export const people: readonly string[] = Array.from({ length: 50 }, (_, index) => {
  const given = "晨阳静敏涛".charAt(Math.floor(index / 10));
  return `${surnames.charAt(index % 10)}小${given}`;
});

/** The one who receives and counts. */
export const keeper = people.at(-1) ?? "";

export const personAt = (index: number): string => people[index % people.length] ?? "";

/** Days since 1899-12-30 in Shanghai, as date-time cells hold them. */
export const serial = (at: number): number => (at + 8 * 3_600_000) / 86_400_000 + 25_569;

export interface Content {
  readonly stock: readonly Row[];
  readonly members: readonly Row[];
  readonly settings: readonly Row[];
  /** Oldest first. */
  readonly ledger: readonly Row[];
}

/** `ledgerRows` movements, evenly over the `days` before `now`. */
export function contentOf(ledgerRows: number, days: number, now: Date): Content {
  const balances = new Map<string, number>();
  const step = (days * 86_400_000) / Math.max(1, ledgerRows);
  const oldest = now.getTime() - days * 86_400_000;
  const ledger = Array.from({ length: ledgerRows }, (_, index): Row => {
    const { name, unit } = itemAt(index);
    const before = balances.get(name) ?? startStock;
    balances.set(name, before - 1);
    const person = personAt(index);
    return {
      时间: serial(oldest + index * step),
      类型: "领用",
      物品名称: name,
      变动: -1,
      单位: unit,
      变动前: before,
      变动后: before - 1,
      领用人: person,
      部门: "行政部",
      操作人: person,
      来源: "generic",
      原文: `领用：${name} 1${unit}`,
      消息ID: `generic:${group}:old-${index}`,
    };
  });
  return {
    stock: stockItems.map(({ name, unit }, index) => ({
      物品名称: name,
      存放位置: index < shelvedCount ? `库房 ${(index % shelfCount) + 1}排` : "",
      当前库存: balances.get(name) ?? startStock,
      安全库存: 10,
      负责人: people[0] ?? "",
      单位: unit,
    })),
    members: people.map((name) => ({
      姓名: name,
      部门: "行政部",
      角色: name === keeper ? "播报员" : "员工",
      平台: "generic",
      账号: name,
    })),
    settings: [
      { 项目: "允许的群", 值: `generic:${group}` },
      { 项目: "归档行数", 值: 1_000_000 },
      { 项目: "日报时间", 值: "关" },
      { 项目: "周报时间", 值: "关" },
    ],
    ledger,
  };
}
