/** A second catalogue, far from paper and pens: names that hold verbs, figures, units, letters; sizes, colours, packs. */
import { parseConversions } from "../../src/inventory/items/conversions";
import type { Item } from "../../src/inventory/items/item";
import type { Member, Role } from "../../src/inventory/people/member";
import { item } from "../inventory/ledger-rows";

/** name | spec | unit | aliases | conversions | supplier */
const stock = `
一次性手套 | M | 副 | 丁腈手套 | 1盒=50副 | 稳健医疗
一次性手套 | L | 副 | 丁腈手套 | 1盒=50副 | 稳健医疗
一次性纸杯 | 9盎司 | 条 | 纸杯 | 1箱=20条;1条=50只 | 洁雅日用
扎带 | 3x150mm | 包 | 尼龙扎带、束线带 | 1包=100根 | 长虹五金
扎带 | 5x250mm | 包 | 尼龙扎带、束线带 | 1包=100根 | 长虹五金
螺丝 | M3x10 | 颗 | 螺钉 | 1盒=200颗 | 长虹五金
螺丝 | M4x12 | 颗 | 螺钉 | 1盒=200颗 | 长虹五金
六角扳手 | 5mm | 把 | 内六角 | | 史丹利工具
酒精 | 75% 500ml | 瓶 | 消毒酒精 | 1箱=24瓶 | 安捷化工
84消毒液 | 500ml | 瓶 | 消毒液 | 1箱=20瓶 | 安捷化工
CF228A硒鼓 | | 个 | 228A硒鼓、28A硒鼓 | | 惠普耗材
抹布 | | 条 | 擦布 | | 洁雅日用
百洁布 | | 块 | | 1包=10块 | 洁雅日用
洗洁精 | 1kg | 瓶 | | | 洁雅日用
垃圾桶 | 12L | 个 | | | 洁雅日用
收纳盒 | 大号 | 个 | | | 茶花家居
收纳盒 | 中号 | 个 | | | 茶花家居
收纳盒 | 小号 | 个 | | | 茶花家居
领夹麦克风 | | 套 | 领夹麦 | | 罗德电子
两孔打孔器 | | 个 | 打孔器 | | 得力办公
取件码打印机 | | 台 | | | 汉印电子
用电安全手册 | | 本 | | |
借阅登记簿 | | 本 | 借阅本 | |
502胶水 | 20g | 支 | 快干胶 | 1盒=12支 | 三和化工
双面胶 | 12mm | 卷 | | 1筒=10卷 | 得力办公
双面胶 | 24mm | 卷 | | 1筒=10卷 | 得力办公
绝缘胶带 | 黑色 | 卷 | 电工胶布 | 1筒=10卷 | 公牛电器
绝缘胶带 | 红色 | 卷 | 电工胶布 | 1筒=10卷 | 公牛电器
绝缘胶带 | 黄色 | 卷 | 电工胶布 | 1筒=10卷 | 公牛电器
N95口罩 | | 只 | | 1盒=20只;1箱=12盒 | 霍尼韦尔
护目镜 | | 副 | 防护眼镜 | |
安全帽 | 白色 | 顶 | | |
安全帽 | 红色 | 顶 | | |
焊锡丝 | 0.8mm | 卷 | 锡丝 | |
万用表 | | 台 | | |
电烙铁 | 60W | 把 | | |
18650锂电池 | | 节 | 18650电池 | 1板=4节 | 三星电子
钻头 | 3mm | 支 | 麻花钻 | 1盒=10支 |
钻头 | 6mm | 支 | 麻花钻 | 1盒=10支 |
砂纸 | 240目 | 张 | | 1包=50张 |
砂纸 | 400目 | 张 | | 1包=50张 |
WD-40 | 350ml | 瓶 | 除锈剂、防锈油 | |
食用油 | 5L | 桶 | | 1箱=4桶 | 金龙鱼食品
大米 | 10kg | 袋 | | | 金龙鱼食品
一次性筷子 | | 双 | | 1包=100双 |
影印纸 | A4 | 箱 | 复印纸、A4纸 | 1箱=5包;1包=500张 |
记号笔 | 黑色 | 支 | 马克笔 | 1盒=10支 | 斑马文具
记号笔 | 红色 | 支 | 马克笔 | 1盒=10支 | 斑马文具
计时器 | | 个 | | |
计数器 | | 个 | | |
离心管 | 15ml | 支 | | 1包=25支 | 康宁生物
离心管 | 50ml | 支 | | 1包=25支 | 康宁生物
移液枪头 | 200ul | 盒 | 枪头 | 1箱=10盒 | 康宁生物
移液枪头 | 1000ul | 盒 | 枪头 | 1箱=10盒 | 康宁生物
载玻片 | | 片 | | 1盒=50片 |
滤纸 | 9cm | 张 | | 1盒=100张 |
铜线 | 2.5平方 | 米 | 电线 | 1卷=100米 |
标签打印纸 | 40x30 | 卷 | 标签纸 | 1箱=50卷 |
铁观音 | 一级 | 罐 | 茶叶 | |
退热贴 | | 贴 | | 1盒=6贴 |
还原粉 | | 克 | | 1瓶=500克 |
`;

/** name | department | role */
const people = `
刘洋 | 仓储部 | keeper
周敏 | 行政科 | admin
陈刚 | 采购组 | buyer
小林 | 研发部 | staff
阿梅 | 厨房 | staff
马工 | 维修班 | staff
小陈 | 研发部 | staff
小陈 | 质检室 | staff
老郑 | | suspended
`;

const cells = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));

export const workshopItems: readonly Item[] = cells(stock).map(
  ([name = "", spec = "", unit = "", aliases = "", conversions = "", supplier = ""], index) =>
    item(name, {
      spec,
      unit,
      quantity: 100,
      safetyStock: 10,
      aliases: aliases.split("、").filter((alias) => alias !== ""),
      conversions: parseConversions(conversions),
      supplier,
      row: index + 2,
    }),
);

export const workshopMembers: readonly Member[] = cells(people).map(
  ([name = "", department = "", role = "staff"], index) => ({
    name,
    department,
    role: role as Role,
    platform: "generic",
    account: `u${index}`,
  }),
);
