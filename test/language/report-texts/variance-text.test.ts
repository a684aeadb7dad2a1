import type { MonthAccuracy } from "../../../src/inventory/figures/accuracy";
import { proportion } from "../../../src/inventory/figures/variance";
import { accuracyText } from "../../../src/language/report-texts/variance-text";

const month = (
  number: number,
  counted: number,
  differing: number,
  rate: number,
): MonthAccuracy => ({
  ...{ counted, differing, rate },
  from: new Date(`2026-${String(number).padStart(2, "0")}-01T00:00:00+08:00`),
  match: proportion(counted - differing, counted),
});
const zone = "Asia/Shanghai";

it("a month among others tells its rate, how sure that is, and the trend", () => {
  const months = [month(9, 20, 0, 0), month(10, 0, 0, 0), month(11, 20, 2, 0.058)] as const;
  const together = { counted: 40, rate: 0.029, match: proportion(38, 40) };
  expect(accuracyText({ months, together }, zone).split("\n")).toEqual([
    "2026-11 盘 20 项，差 2 项：账实差异率 5.8%，相符率 90%〔95% 区间 69.9%–97.2%〕",
    "三个月共盘 40 项次：账实差异率 2.9%，相符率 95%",
    "各月差异率：09月 0%（20 项）、10月 没有盘点、11月 5.8%（20 项）",
    "相符率一般要求 95% 以上，99% 为优。",
  ]);
});

it("a month that alone was counted has no trend", () => {
  const months = [month(9, 0, 0, 0), month(10, 0, 0, 0), month(11, 1, 0, 0)] as const;
  const text = accuracyText({ months, together: months[2] }, zone);
  expect(text.split("\n")).toHaveLength(2);
});

it("without a count there is no rate", () => {
  const months = [month(9, 0, 0, 0), month(10, 0, 0, 0), month(11, 0, 0, 0)] as const;
  const text = accuracyText({ months, together: months[0] }, zone);
  expect(text).toBe("2026-09 以来没有盘点记录，算不出账实差异率。");
});
