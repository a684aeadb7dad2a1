import fc from "fast-check";
import { defaultPolicy } from "../../../src/inventory/policy";
import type { Policy } from "../../../src/inventory/policy";
import { readPolicy, settingRows } from "../../../src/language/sheet-words/policy";

const one = (key: string, value: string) => readPolicy([{ key, value }]);
const at = (hour: number, minute: number) => ({ hour, minute });
const week = [0, 1, 2, 3, 4, 5, 6];

describe("a value of the 设置 tab is understood", () => {
  const cases: [key: string, value: string, policy: Partial<Policy>][] = [
    ["允许的群", "generic:g1", { allowedGroups: ["generic:g1"] }],
    [
      "允许的群",
      "generic：g1，Feishu:oc_A、x:y",
      { allowedGroups: ["generic:g1", "feishu:oc_A", "x:y"] },
    ],
    [
      "允许的群",
      "generic:g1\n generic:g2\r\ngeneric:g1",
      { allowedGroups: ["generic:g1", "generic:g2"] },
    ],
    [
      "允许的群",
      "generic:g1 whatsapp:1203@g.us",
      { allowedGroups: ["generic:g1", "whatsapp:1203@g.us"] },
    ],
    ["允许的群", "generic:行政 一群", { allowedGroups: ["generic:行政 一群"] }],
    ["日报群", "generic:g9", { digestGroups: ["generic:g9"] }],
    ["日报时间", "17:30", { digestTime: at(17, 30) }],
    ["日报时间", "１７：３０", { digestTime: at(17, 30) }],
    ["日报时间", " 9 : 05 ", { digestTime: at(9, 5) }],
    ["日报时间", "16:00:00", { digestTime: at(16, 0) }],
    ["日报时间", "0.7291666667", { digestTime: at(17, 30) }],
    // A time cell at midnight.
    ["日报时间", "0", { digestTime: at(0, 0) }],
    ["日报时间", "下午4点", { digestTime: at(16, 0) }],
    ["日报时间", "下午4点半", { digestTime: at(16, 30) }],
    ["日报时间", "上午9点05分", { digestTime: at(9, 5) }],
    ["日报时间", "中午12点", { digestTime: at(12, 0) }],
    ["日报时间", "4:30 PM", { digestTime: at(16, 30) }],
    ["日报时间", "16点", { digestTime: at(16, 0) }],
    ["日报时间", "关", { digestTime: null }],
    ["日报时间", "关闭", { digestTime: null }],
    ["日报日", "每天", { digestDays: week as Policy["digestDays"] }],
    ["日报日", "周一至周五", { digestDays: [1, 2, 3, 4, 5] }],
    ["日报日", "周一到周五", { digestDays: [1, 2, 3, 4, 5] }],
    ["日报日", "周一-五", { digestDays: [1, 2, 3, 4, 5] }],
    ["日报日", "周五至周一", { digestDays: [0, 1, 5, 6] }],
    ["日报日", "周一,周三", { digestDays: [1, 3] }],
    ["日报日", "周一，周三、星期日", { digestDays: [0, 1, 3] }],
    ["日报日", "周一三五", { digestDays: [1, 3, 5] }],
    ["日报日", "工作日", { digestDays: [1, 2, 3, 4, 5] }],
    ["日报日", "工作日，周六", { digestDays: [1, 2, 3, 4, 5, 6] }],
    ["日报日", "关", { digestDays: [] }],
    ["周报时间", "周一 09:00", { weeklyReport: { day: 1, time: at(9, 0) } }],
    ["周报时间", "每周日下午5点", { weeklyReport: { day: 0, time: at(17, 0) } }],
    ["周报时间", "关", { weeklyReport: null }],
    ["月报时间", "1日 09:00", { monthlyReport: { day: 1, time: at(9, 0) } }],
    ["月报时间", "每月25号 下午4点", { monthlyReport: { day: 25, time: at(16, 0) } }],
    ["月报时间", "月末 16:20", { monthlyReport: { day: 31, time: at(16, 20) } }],
    ["预警方式", "每小时汇总", { warnings: "hourly" }],
    ["预警方式", "仅 日报", { warnings: "digest-only" }],
    ["预警比较", "低于或等于", { warnAtSafetyStock: true }],
    ["免打扰时段", "22:00-08:00", { quietHours: { from: at(22, 0), to: at(8, 0) } }],
    ["免打扰时段", "晚上10点 至 早上8点", { quietHours: { from: at(22, 0), to: at(8, 0) } }],
    ["免打扰时段", "１２：００～１３：３０", { quietHours: { from: at(12, 0), to: at(13, 30) } }],
    ["免打扰时段", "无", { quietHours: null }],
    ["回执方式", "静默", { confirmations: "silent" }],
    ["大额确认", "２０", { largeIssue: 20 }],
    ["大额确认", "2.5箱", { largeIssue: 2.5 }],
    ["大额确认", "不限", { largeIssue: null }],
    ["不写数量", "按 1", { unwrittenQuantity: "one" }],
    ["不写数量", "问", { unwrittenQuantity: "ask" }],
    ["不写数量", "", { unwrittenQuantity: null }],
    ["归还上限", "不限", { returnLimit: null }],
    ["归还上限", "5箱", { returnLimit: 5 }],
    ["归还上限", "90天领用量", { returnLimit: "taken" }],
    ["复盘阈值", "5% 或 3本", { recountAbove: { rate: 0.05, units: 3 } }],
    ["复盘阈值", "２０％", { recountAbove: { rate: 0.2, units: 0 } }],
    ["复盘阈值", "1.5", { recountAbove: { rate: 0, units: 1.5 } }],
    ["盲盘日", "每月5日", { blindDay: 5 }],
    ["盲盘日", "25号", { blindDay: 25 }],
    ["盲盘日", "月末", { blindDay: 31 }],
    ["盲盘日", "关", { blindDay: null }],
    ["刷新间隔", "30秒", { refreshSeconds: 30 }],
    ["归档行数", "100,000", { archiveRows: 100_000 }],
    ["归档行数", "5万", { archiveRows: 50_000 }],
    ["日报 时间（每天）", "17:30", { digestTime: at(17, 30) }],
  ];
  test.each(cases)("%s = %j", (key, value, policy) => {
    expect(one(key, value)).toEqual({ policy: { ...defaultPolicy, ...policy }, problems: [] });
  });
});

describe("a value that can't be understood keeps the default and is named", () => {
  const cases: [key: string, value: string][] = [
    ["日报时间", "25:00"],
    ["日报时间", "16:75"],
    ["日报时间", "16"],
    ["日报时间", "下班前"],
    ["日报日", "周八"],
    ["日报日", "周一,明天"],
    ["周报时间", "16:10"],
    ["月报时间", "32日 09:00"],
    ["预警方式", "看情况"],
    ["预警方式", "constructor"],
    ["预警比较", "高于"],
    ["免打扰时段", "22:00"],
    ["免打扰时段", "22:00-22:00"],
    ["回执方式", "电话"],
    ["大额确认", "0"],
    ["大额确认", "很多"],
    ["不写数量", "随便"],
    ["归还上限", "很多"],
    ["大额确认", "-5"],
    ["复盘阈值", "120%"],
    ["复盘阈值", "-2"],
    ["复盘阈值", "差不多"],
    ["盲盘日", "32日"],
    ["盲盘日", "每天"],
    ["刷新间隔", "0"],
    ["刷新间隔", "1.5"],
    ["归档行数", "全部"],
  ];
  test.each(cases)("%s = %j", (key, value) => {
    const { policy, problems } = one(key, value);
    expect(policy).toEqual(defaultPolicy);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.index).toBe(0);
    expect(problems[0]?.sentence).toContain(`「${key}」的值「${value}」看不懂`);
  });

  it("says what holds instead and how to write it", () => {
    expect(one("日报时间", "下班前").problems[0]?.sentence).toBe(
      "「日报时间」的值「下班前」看不懂，暂按默认「16:00」执行；请写成：16:00 这样的时间，或「关」",
    );
  });

  it("uses the groups of a list that are understood and names the others", () => {
    const { policy, problems } = one("允许的群", "generic:g1，行政群");
    expect(policy.allowedGroups).toEqual(["generic:g1"]);
    expect(problems[0]?.sentence).toBe(
      "「允许的群」里的「行政群」看不懂，没有用上；请写成：平台:群号，例如 generic:g1",
    );
  });

  it("names a setting that stands twice and one whose name is misspelt", () => {
    const { policy, problems } = readPolicy([
      { key: "日报时间", value: "17:00" },
      { key: "日报时间", value: "18:00" },
      { key: "预警方试", value: "仅日报" },
      { key: "打印机密码", value: "1234" },
    ]);
    expect(policy).toEqual({ ...defaultPolicy, digestTime: at(17, 0) });
    expect(problems).toEqual([
      { index: 1, sentence: "「日报时间」写了两次，第二次的「18:00」没有用上" },
      { index: 2, sentence: "没有「预警方试」这一项，没有用上；是不是「预警方式」？" },
    ]);
  });
});

it("the table that setup-sheet lays reads as the default policy", () => {
  expect(readPolicy(settingRows)).toEqual({ policy: defaultPolicy, problems: [] });
  expect(settingRows.map(({ key }) => key)).toEqual([
    "允许的群",
    "日报群",
    "日报时间",
    "日报日",
    "周报时间",
    "月报时间",
    "预警方式",
    "预警比较",
    "免打扰时段",
    "回执方式",
    "大额确认",
    "不写数量",
    "归还上限",
    "复盘阈值",
    "盲盘日",
    ...["缺货预警", "缺货概率", "备货水平", "工作日", "放假", "补班"],
    "刷新间隔",
    "归档行数",
  ]);
});

it("whatever stands in the tab, a policy in its bounds comes out", () => {
  const key = fc.oneof(fc.constantFrom(...settingRows.map((row) => row.key)), fc.string());
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[周一五日至,:0-9.\- 上下午点关万]{0,12}$/u),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ key, value }), { maxLength: 8 }), (rows) => {
      const { policy, problems } = readPolicy(rows);
      const times = [policy.digestTime, policy.weeklyReport?.time, policy.quietHours?.from];
      for (const time of times) {
        if (!time) continue;
        expect(time.hour >= 0 && time.hour <= 23 && time.minute >= 0 && time.minute <= 59).toBe(
          true,
        );
      }
      expect(policy.refreshSeconds).toBeGreaterThanOrEqual(1);
      expect(policy.archiveRows).toBeGreaterThanOrEqual(10);
      expect(policy.largeIssue ?? 1).toBeGreaterThan(0);
      for (const { sentence } of problems) expect(sentence.length).toBeLessThan(200);
    }),
  );
});
