import { readPolicy } from "../../../src/language/sheet-words/policy";
import { readDates, readShare } from "../../../src/language/sheet-words/policy-dates";

describe("days", () => {
  it.each([
    ["2026-10-01", ["2026-10-01"]],
    ["2026/1/2，2026年1月5日", ["2026-01-02", "2026-01-05"]],
    ["2026-10-01至2026-10-03", ["2026-10-01", "2026-10-02", "2026-10-03"]],
    ["2026-12-31到2027-01-01", ["2026-12-31", "2027-01-01"]],
    ["2026-10-01至3", ["2026-10-01", "2026-10-02", "2026-10-03"]],
    ["2026-10-01，2026-10-01", ["2026-10-01"]],
    ["46296", ["2026-10-01"]],
    ["", []],
  ])("%s", (text, dates) => {
    expect(readDates(text)).toEqual({ dates, unread: [] });
  });

  it.each(["国庆", "10-01", "2026-02-30", "2026-10-07至2026-10-01", "2026-01-01至2026-12-31"])(
    "%s is none",
    (text) => {
      expect(readDates(text)).toEqual({ dates: [], unread: [text] });
    },
  );
});

it.each([
  ["95%", 0.95],
  ["99.5 %", 0.995],
  ["90", 0.9],
  ["0.8", 0.8],
  ["高", undefined],
])("the share %s is %s", (text, share) => {
  expect(readShare(text)).toBe(share);
});

describe("设置", () => {
  const read = (key: string, value: string) => readPolicy([{ key, value }]);

  it("takes what keepers say of forecasts", () => {
    expect(read("缺货预警", "每天").policy.runOutList).toBe("daily");
    expect(read("缺货预警", "关").policy.runOutList).toBe("off");
    expect(read("缺货概率", "75%").policy.runOutProbability).toBe(0.75);
    expect(read("备货水平", "90%").policy.serviceLevel).toBe(0.9);
    expect(read("工作日", "周一至周六").policy.workdays).toEqual([1, 2, 3, 4, 5, 6]);
    expect(read("放假", "2026-10-01，国庆").policy.holidays).toEqual(["2026-10-01"]);
  });

  it.each([
    ["备货水平", "100%"],
    ["备货水平", "20%"],
    ["缺货概率", "很高"],
    ["缺货预警", "每月"],
    ["放假", "10-01"],
  ])("%s %s is told to be wrong", (key, value) => {
    const { problems } = read(key, value);
    expect(problems.map(({ sentence }) => sentence)).toEqual([expect.stringContaining(value)]);
  });
});
