/**
 * The table of the 设置 tab: every setting with its default, what it means, how it is to be written and how its value
 * becomes a piece of the policy. Walking over the tab's rows is policy.ts's.
 */
import { forecastSettings } from "./policy-forecast";
import { choice, figure, groups, wholeFigure, type Setting } from "./policy-setting";
import {
  readMonthDay,
  readMonthlyTime,
  readTime,
  readTimeSpan,
  readTolerance,
  readWeekdays,
  readWeeklyTime,
} from "./policy-values";

const anyQuantity = figure(0.000001, 1_000_000);
const takenWords = choice({ "90天领用量": "taken", 领用量: "taken" });

/** Every setting, in the order of the tab. */
export const settings: readonly Setting[] = [
  {
    key: "允许的群",
    value: "",
    meaning: "可以登记的群，写成 平台:群号，多个用逗号或换行分开；空着则任何群都不登记",
    form: "平台:群号，例如 generic:g1",
    field: "allowedGroups",
    off: [],
    ...groups,
  },
  {
    key: "日报群",
    value: "",
    meaning: "日报和预警发到哪些群，写法同上；空着则发到每个允许的群",
    form: "平台:群号，例如 generic:g1",
    field: "digestGroups",
    off: [],
    ...groups,
  },
  {
    key: "日报时间",
    value: "16:00",
    meaning: "每天发库存日报的时间；写「关」则不发",
    form: "16:00 这样的时间，或「关」",
    field: "digestTime",
    off: null,
    read: readTime,
  },
  {
    key: "日报日",
    value: "每天",
    meaning: "哪几天发日报：每天、周一至周五，或 周一,周三 这样的列表",
    form: "「每天」「周一至周五」或「周一,周三」",
    field: "digestDays",
    off: [],
    read: readWeekdays,
  },
  {
    key: "周报时间",
    value: "周五 16:10",
    meaning: "每周汇总的时间；写「关」则不发",
    form: "「周五 16:10」，或「关」",
    field: "weeklyReport",
    off: null,
    read: readWeeklyTime,
  },
  {
    key: "月报时间",
    value: "关",
    meaning:
      "每月汇总的时间，例如 1日 09:00 或 月末 16:20，登记情况同时私下发给播报员；写「关」则不发",
    form: "「1日 09:00」「月末 16:20」，或「关」",
    field: "monthlyReport",
    off: null,
    read: readMonthlyTime,
  },
  {
    key: "预警方式",
    value: "即时",
    meaning: "库存低于安全库存时怎么提醒：即时、每小时汇总、仅日报",
    form: "「即时」「每小时汇总」或「仅日报」",
    field: "warnings",
    read: choice({
      即时: "immediate",
      实时: "immediate",
      立即: "immediate",
      每小时汇总: "hourly",
      每小时: "hourly",
      仅日报: "digest-only",
      只日报: "digest-only",
      只发日报: "digest-only",
    }),
  },
  {
    key: "预警比较",
    value: "低于",
    meaning: "低于：少于安全库存才提醒；低于或等于：等于安全库存也提醒",
    form: "「低于」或「低于或等于」",
    field: "warnAtSafetyStock",
    read: choice({
      低于: false,
      小于: false,
      "<": false,
      低于或等于: true,
      低于等于: true,
      小于或等于: true,
      小于等于: true,
      "≤": true,
      "<=": true,
    }),
  },
  {
    key: "免打扰时段",
    value: "",
    meaning: "例如 22:00-08:00：这段时间里预警先等着，回答不等；空着则没有",
    form: "「22:00-08:00」，或空着",
    field: "quietHours",
    off: null,
    read: readTimeSpan,
  },
  {
    key: "回执方式",
    value: "回复",
    meaning: "登记后怎么回：回复（一句话）、表情（平台支持时）、静默（只回问题和拒绝）",
    form: "「回复」「表情」或「静默」",
    field: "confirmations",
    read: choice({ 回复: "reply", 表情: "reaction", 静默: "silent" }),
  },
  {
    key: "大额确认",
    value: "",
    meaning: "一次领用超过这个数量（按物品自己的单位）要播报员确认；空着则不用",
    form: "大于 0 的数字，或空着",
    field: "largeIssue",
    off: null,
    read: anyQuantity,
  },
  {
    key: "不写数量",
    value: "",
    meaning:
      "领用没写数量时：按 1，或问；空着则一个单位超过 100 件（如 1箱=2500张）或设了大额确认的才问，其余按 1",
    form: "「按 1」「问」，或空着",
    field: "unwrittenQuantity",
    read: choice({ 按1: "one", 一: "one", "1": "one", 问: "ask", 询问: "ask" }),
  },
  {
    key: "归还上限",
    value: "90 天领用量",
    meaning:
      "归还超过这个数量要播报员确认：90 天领用量（减去已还的；流水不满 90 天的，按现有库存）、不限，或一个数字（按物品自己的单位）",
    form: "「90 天领用量」「不限」，或大于 0 的数字",
    field: "returnLimit",
    off: null,
    read: (value) => takenWords(value) ?? anyQuantity(value),
  },
  {
    key: "复盘阈值",
    value: "10% 或 2",
    meaning:
      "盘点时员工报的数与账面相差超过这个比例、也超过这么多（按物品自己的单位），要另一个人再数一遍",
    form: "「10% 或 2」「5%」或「2」",
    field: "recountAbove",
    read: readTolerance,
  },
  {
    key: "盲盘日",
    value: "关",
    meaning:
      "每月哪天自动开一次盲盘，例如 每月5日；当天 9:00 至 17:00 之间随机开始；写「关」则不开",
    form: "「每月5日」「月末」，或「关」",
    field: "blindDay",
    off: null,
    read: readMonthDay,
  },
  ...forecastSettings,
  {
    key: "刷新间隔",
    value: "15",
    meaning: "每隔多少秒看一次表格（1 到 3600）；越大，手工改动越晚被看到",
    form: "1 到 3600 之间的秒数",
    field: "refreshSeconds",
    read: wholeFigure(1, 3600),
  },
  {
    key: "归档行数",
    value: "50000",
    meaning: "流水超过这么多行时，整张存成「流水 至…」，流水腾空，继续登记",
    form: "10 到 5000000 之间的行数",
    field: "archiveRows",
    read: wholeFigure(10, 5_000_000),
  },
];
