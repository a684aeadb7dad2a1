/** The settings of the forecast: when its list is posted, what is on it, which days are working days. */
import { choice, dates, share, type Setting } from "./policy-setting";
import { readWeekdays } from "./policy-values";

export const forecastSettings: readonly Setting[] = [
  {
    key: "缺货预警",
    value: "每周",
    meaning:
      "《高风险缺货清单》什么时候发：每周（随周报，新上榜的随日报）、每天（随日报）；写「关」则不发，可以随时问「断货预警」",
    form: "「每周」「每天」，或「关」",
    field: "runOutList",
    off: "off",
    read: choice({ 每周: "weekly", 每星期: "weekly", 每天: "daily", 每日: "daily" }),
  },
  {
    key: "缺货概率",
    value: "60%",
    meaning: "7 天内断货的可能达到多少才上清单",
    form: "1% 到 99% 之间的百分数",
    field: "runOutProbability",
    read: share(0.01),
  },
  {
    key: "备货水平",
    value: "95%",
    meaning: "按建议采购量买，有多大把握撑到下次到货；越高买得越多",
    form: "50% 到 99.9% 之间的百分数",
    field: "serviceLevel",
    read: share(0.5),
  },
  {
    key: "工作日",
    value: "周一至周五",
    meaning: "平常哪几天上班，用来算几天断货",
    form: "「周一至周五」「每天」或「周一,周三」",
    field: "workdays",
    read: readWeekdays,
  },
  {
    key: "放假",
    value: "",
    meaning: "工作日里不上班的日子，例如 2026-10-01至10-07，2027-01-01；空着则没有",
    form: "2026-10-01 或 2026-10-01至10-07，多个用逗号分开",
    field: "holidays",
    ...dates,
  },
  {
    key: "补班",
    value: "",
    meaning: "周末调休上班的日子，写法同上；空着则没有",
    form: "2026-10-10，多个用逗号分开",
    field: "extraWorkdays",
    ...dates,
  },
];
