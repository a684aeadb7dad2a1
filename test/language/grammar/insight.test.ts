import path from "node:path";
import { parse } from "../../../src/language/grammar/parse";
import { createLexicon } from "../../../src/language/names/lexicon";
import { readCatalog } from "../../corpus/offline";

const lexicon = createLexicon(readCatalog(path.join(__dirname, "../../corpus/clinic")));

it.each([
  ["断货预警", "run-out-list"],
  ["高风险缺货清单", "run-out-list"],
  ["哪些快断货了", "run-out-list"],
  ["哪些东西快用完了？", "run-out-list"],
  ["下周会缺什么", "run-out-list"],
  ["未来7天缺货", "run-out-list"],
  ["看一下缺货预测", "run-out-list"],
  ["预测准不准", "calibration"],
  ["预测准吗？", "calibration"],
  ["畅销", "fast"],
  ["用量排行", "fast"],
  ["领得最多的", "fast"],
  ["滞销", "slow"],
  ["哪些没人用", "slow"],
  ["积压", "slow"],
  ["哪些突然少了", "dropped"],
  ["各部门用量", "departments"],
  ["本月各部门领了多少", "departments"],
  ["漏记率", "unrecorded"],
  ["谁没登记", "silent-departments"],
  ["哪个部门好久没登记", "silent-departments"],
])("%s asks for %s", (text, topic) => {
  expect(parse(text, lexicon)).toMatchObject({ kind: "insight", topic });
});

it.each([
  ["各部门用量", undefined],
  ["上个月各部门用量", { unit: "month", offset: -1 }],
  ["本周各部门领了什么", { unit: "week", offset: 0 }],
  ["上个月漏记率", { unit: "month", offset: -1 }],
])("%s is about its time", (text, period) => {
  expect(parse(text, lexicon)).toEqual(
    expect.objectContaining({ period: period && expect.objectContaining(period) }),
  );
});

it.each([
  ["同比", "last-year"],
  ["和去年比", "last-year"],
  ["环比", "before"],
])("%s compares", (text, against) => {
  expect(parse(text, lexicon)).toEqual({ kind: "insight", topic: "compared", against });
});

it.each([
  ["棉签还能用几天", "outlook"],
  ["请问棉签 大概够用多久？", "outlook"],
  ["棉签什么时候用完", "outlook"],
  ["棉签断货概率多少", "outlook"],
  ["为什么说棉签要断货", "why"],
  ["为什么棉签快断货了？", "why"],
  ["棉签趋势", "trend"],
  ["看看棉签的用量走势", "trend"],
])("%s asks of one item", (text, topic) => {
  const intent = parse(text, lexicon);
  expect(intent).toMatchObject({ kind: "insight", topic });
  expect(intent).toHaveProperty("match.written", "棉签");
});

it.each([
  ["忽略 棉签", ""],
  ["忽略棉签", ""],
  ["忽略 棉签，已经不用了", "已经不用了"],
  ["忽略 棉签（换牌子了）", "换牌子了"],
  ["棉签不用补货了", ""],
])("%s leaves an item out of the list", (text, reason) => {
  expect(parse(text, lexicon)).toMatchObject({ kind: "ignore-run-out", reason });
});

it.each(["采纳 棉签", "采纳棉签", "按建议下单 棉签", "按建议采购棉签", "采纳建议：棉签"])(
  "%s asks for what was suggested",
  (text) => {
    expect(parse(text, lexicon)).toMatchObject({
      kind: "adopt-suggestion",
      match: { written: "棉签" },
    });
  },
);

it.each([
  "采纳你的意见",
  "采纳",
  "按建议下单吧",
  "开学季多备点",
  "断货了怎么办",
  "预测明天会下雨",
  "天气预测准不准",
  "忽略上面那条",
  "忽略 会议通知",
  "这个手机能用几天",
  "为什么说他要走",
  "各部门注意一下",
  "谁没登记快去登记",
  "报表太长了",
  "股市趋势",
  "这周会缺人",
  "环比增长",
  "积压的工作太多",
  "滞销品清仓了吗",
  "畅销书推荐",
  "不用补了",
  "领用：棉签 1包，还能用几天",
])("%s is nothing of the kind", (text) => {
  expect(["insight", "ignore-run-out", "adopt-suggestion"]).not.toContain(
    parse(text, lexicon).kind,
  );
});
