/** Everyday words that are built as names are. Data. */

/** Everyday words that look like a surname with a given name. */
export const noNames = new Set(
  "马上 方便 高兴 成功 金色 白色 黄色 安全 平安 文明 高大 万一 常常 时时 明天 明早 向来 强力 强大 华丽 成本 包括 项目 车间 房间 边上 关于 单独 解决 易碎 石英 金龙 安静 安康 康泰 文雅 高远 成天 高明 万宝 雷达 龙凤 温良 包子 车子 房子 查明 单子 钱包 金月 星期 路子 程海".split(
    " ",
  ),
);
