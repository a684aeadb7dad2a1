/** What unit words mean: variants, single pieces, packs, pairs. Data only; inventory/items/units does the arithmetic. */
import type { UnitWords } from "../../inventory/items/units";

/** Counting words for single pieces; one stands for another. */
const singlePieces = "个 只 把 台 支 根 枚 件 条 块 本 部 张 副".split(" ");

/** Units that hold several pieces. */
const packs = "箱 包 盒 袋 筒 提 板 排 捆 扎 串 筐 篮 车 套 令 组 托 件套 托盘".split(" ");

const pairs = "对 双".split(" ");
const dozens = ["打"];

/** Measures of length, weight, volume and area, and counting words that belong to one kind of thing. */
const measures =
  "卷 瓶 罐 桶 束 叠 摞 沓 刀 封 盘 节 米 厘米 毫米 分米 公里 kg 克 斤 吨 升 毫升 份 片 粒 颗 册 页 床 盏 顶 辆 架 面 盆 朵 头 滴 层 圈 轴 幅 轮 杯 壶 碗 碟 盖 平方 平方米 立方 立方米 寸 尺 匹 株 棵 扇 门 间 座 艘 架次 樽 管 针 贴 剂 丸 道 格 联 票 发 尊 具 口 眼".split(
    " ",
  );

const variants: readonly (readonly [string, string])[] = [
  ["枝", "支"],
  ["隻", "只"],
  ["個", "个"],
  ["箇", "个"],
  ["pcs", "个"],
  ["pc", "个"],
  ["ea", "个"],
  ["條", "条"],
  ["張", "张"],
  ["臺", "台"],
  ["檯", "台"],
  ["塊", "块"],
  ["捲", "卷"],
  ["雙", "双"],
  ["對", "对"],
  ["節", "节"],
  ["m", "米"],
  ["公尺", "米"],
  ["cm", "厘米"],
  ["公分", "厘米"],
  ["mm", "毫米"],
  ["km", "公里"],
  ["千克", "kg"],
  ["公斤", "kg"],
  ["g", "克"],
  ["公克", "克"],
  ["t", "吨"],
  ["l", "升"],
  ["公升", "升"],
  ["ml", "毫升"],
  ["㎡", "平方米"],
  ["m2", "平方米"],
  ["平米", "平方米"],
  ["m3", "立方米"],
  ["整箱", "箱"],
  ["整包", "包"],
  ["整盒", "盒"],
];

/** Every unit word that can stand behind a figure, variants among them. */
export const unitVocabulary: readonly string[] = [
  ...singlePieces,
  ...packs,
  ...pairs,
  ...dozens,
  ...measures,
  ...variants.map(([written]) => written),
];

/** The meaning of unit words, for inventory/items/units. */
export const unitWords: UnitWords = {
  variants: new Map(variants),
  singlePieces: new Set(singlePieces),
  packs: new Set(packs),
  pairs: new Set(pairs),
  dozens: new Set(dozens),
};
