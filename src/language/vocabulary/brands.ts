/** Makers' names, which may stand beside an item without changing it, and what a supplier's name ends with. Data. */

const known =
  "晨光 得力 齐心 真彩 白雪 百乐 三菱 斑马 派通 樱花 国誉 广博 施德楼 辉柏嘉 马利 金万年 宝克 惠普 佳能 爱普生 联想 华为 小米 戴尔 华硕 罗技 雷蛇 金士顿 闪迪 西部数据 西数 希捷 东芝 三星 索尼 松下 飞利浦 公牛 南孚 双鹿 金霸王 劲量 超霸 正泰 德力西 施耐德 博世 史丹利 世达 牧田 维达 清风 洁柔 心相印 得宝 舒肤佳 滴露 蓝月亮 威露士 立白 奥妙 雕牌 妙洁 洁雅 农夫山泉 怡宝 娃哈哈 康师傅 雀巢 立顿 山泽 绿联 倍思 苏泊尔 九阳 霍尼韦尔 稳健 振德 乐扣 特百惠 长城 鹰牌 田岛 老a 东成 大艺 绿林 世新 鸿星 美孚 壳牌 乐泰 三和 邦特 可孚 海氏海诺 欧普 雷士 佛山照明 3m canon epson brother dell lenovo hp logitech deli";

const suppliersTrades =
  "文具 办公 办公用品 日用 日用品 日化 耗材 美术 电器 电池 食品 科技 商贸 贸易 实业 集团 公司 有限公司 五金 工具 化工 医疗 医疗器械 器械 家居 家电 电子 数码 照明 机电 劳保 清洁 洗涤 纸业 印刷 包装 仪器 试剂 生物 生物科技 建材 涂料 电气 电缆 饮品 饮料 茶业 咖啡 厨具 餐具 超市 商行 经营部 厂 工业 制造 线缆 布线 橡胶 塑料 气体 水业 安防 防护 消防 用品 股份 紧固件 轴承 焊材 油品 润滑 厨房 卫浴 药业 制药 玻璃 实验 标准件".split(
    " ",
  );

export const knownBrands: readonly string[] = known.split(" ");

/**
 * The names under which a supplier's goods go in the group.
 *
 * @example brandsOfSupplier("晨光文具") // ["晨光文具", "晨光"]
 */
export function brandsOfSupplier(supplier: string): readonly string[] {
  const trade = suppliersTrades
    .filter((word) => supplier.endsWith(word))
    .reduce((longest, word) => (word.length > longest.length ? word : longest), "");
  const name = supplier.slice(0, supplier.length - trade.length);
  return [supplier, name].filter((word) => word.length >= 2);
}
