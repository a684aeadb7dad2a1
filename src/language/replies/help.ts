/** The card of forms that 帮助 is answered with, and the one-line hints for words that need more. */
import type { HintTopic } from "../../inventory/intent";

/** One example each. */
export const helpText = [
  "可以这样写：",
  "· 领用：A4纸 1箱，领用人：市场部小李",
  "· 归还：订书机 1个",
  "· 入库：签字笔 100支（播报员、管理员、采购）",
  "· 盘点：水彩本 10本",
  "· 开始盘点、我来盘A柜、盘点进度、结束盘点（一起盘点）",
  "· 查询 A4纸；库存（低库存和最近变动）",
  "· A4纸用完了（报缺，提醒播报员）",
  "· 撤销（自己最近一条，24 小时内；也可引用那条）",
  "· 更正：A4纸 半箱",
  "· 记录 A4纸；小李上周领了多少 A4纸；我的（自己的流水）",
  "· 汇总、本周汇总、上月汇总、缺货、账实差异率、看板、导出 本月流水",
  "· 断货预警、A4纸还能用几天、滞销、用量排行、各部门用量",
  "· 确认 12、驳回 12（播报员处理待处理）",
].join("\n");

export const hintTexts: Readonly<Record<HintTopic, string>> = {
  query: "要查什么？如「查询 A4纸」「记录 A4纸」「我的」；「库存」看低库存和最近变动。",
  reports: "可以发：今日汇总、昨天汇总、本周汇总、上周汇总、本月汇总、上月汇总、缺货、看板。",
  "nothing-open": "没有等你答复的问题。要撤销刚登记的，请发「撤销」。",
  greeting: "在的。可以这样发：「领用：A4纸 1箱」「查询 A4纸」；更多请发「帮助」。",
  thanks: "不客气。",
  forwarded: "转发的内容不登记；要登记，请自己发一遍。",
  loss: "报废、损坏的请按领用写，备注里写明：「领用：剪刀 1把，备注：报废」，登记后就从库存里扣。",
  "not-understood": "没看懂。可以这样发：「领用：A4纸 1箱」「查询 A4纸」；更多请发「帮助」。",
  "still-not-understood": "还是没看懂，写法请发「帮助」。",
};
