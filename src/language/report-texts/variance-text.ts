/** How far the sheet was right, in words: 盘点差异 of a report, and 账实差异率 month by month. */
import type { Accuracy, MonthAccuracy } from "../../inventory/figures/accuracy";
import type { ItemVariance, Variance } from "../../inventory/figures/variance";
import { nameOf, quantityOf, signedOf } from "../replies/format";
import { dayText } from "../text/calendar";
import { capped } from "../text/shorten";

type Rates = Pick<Variance, "counted" | "rate" | "match">;

/** 盘点差异 per item, with 账实差异率 and 相符率 of all that were counted; nothing where nothing was counted. */
export function varianceLines(
  { counted, items, rate, match }: Variance,
  most: number,
): readonly string[] {
  if (counted === 0) return [];
  const rates = ratesText({ counted, rate, match });
  if (items.length === 0) return [`盘点差异：无（盘 ${counted} 项，${rates}）`];
  const head = `盘点差异（盘 ${counted} 项，差 ${items.length} 项，${rates}）`;
  return [head, ...capped(items.map(varianceLine), most)];
}

/** Fewer counts than this tell a proportion roughly, so its interval is shown. */
const fewCounts = 30;

const intervalOf = ({ from, to }: Variance["match"]): string =>
  `〔95% 区间 ${percent(from)}–${percent(to)}〕`;

function varianceLine({ label, unit, system, counted, difference, rate }: ItemVariance): string {
  if (system <= 0)
    return `· ${nameOf(label)}：账上为${system}，实有${quantityOf(counted, unit)}，差异率 ${percent(rate)}`;
  const figures = `系统 ${quantityOf(system, unit)}，实盘 ${quantityOf(counted, unit)}`;
  return `· ${nameOf(label)}：${figures}，差 ${signedOf(difference, unit)}，差异率 ${percent(rate)}`;
}

/** @example percent(1 / 6) // "16.7%" */
export function percent(rate: number): string {
  return `${Math.round(rate * 1000) / 10}%`;
}

/** 账实差异率 16.7%，相符率 33.3%〔95% 区间 6.1%–79.2%〕 */
export function ratesText({ counted, rate, match }: Rates): string {
  const interval = counted < fewCounts ? intervalOf(match) : "";
  return `账实差异率 ${percent(rate)}，相符率 ${percent(match.rate)}${interval}`;
}

/** The month that was asked about, and the trend, where more than it was counted. */
export function accuracyText({ months, together }: Accuracy, timeZone: string): string {
  const [asked] = months.slice(-1);
  const monthOf = ({ from }: MonthAccuracy): string => dayText(from, timeZone).slice(0, 7);
  if (asked === undefined || together.counted === 0)
    return `${monthOf(months[0])} 以来没有盘点记录，算不出账实差异率。`;
  const head =
    asked.counted === 0
      ? `${monthOf(asked)} 没有盘点`
      : `${monthOf(asked)} 盘 ${asked.counted} 项，差 ${asked.differing} 项：${ratesText(asked)}`;
  const benchmark = "相符率一般要求 95% 以上，99% 为优。";
  if (together.counted === asked.counted) return `${head}\n${benchmark}`;
  const monthly = months.map((month) => {
    const figure =
      month.counted === 0 ? "没有盘点" : `${percent(month.rate)}（${month.counted} 项）`;
    return `${monthOf(month).slice(5)}月 ${figure}`;
  });
  return [
    head,
    `三个月共盘 ${together.counted} 项次：${ratesText(together)}`,
    `各月差异率：${monthly.join("、")}`,
    benchmark,
  ].join("\n");
}
