/** Why a waiting entry of 播报 is not sent any more; stands in 状态 behind 失败. */

export const dropReasons = {
  recovered: "库存已恢复，不再提醒",
  digestOnly: "预警方式为仅日报，不单独发送",
  late: "超过 6 小时没有发出",
} as const;
