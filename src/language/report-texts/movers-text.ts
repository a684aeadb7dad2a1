/** What moves and what does not, in words. */
import type { Drop, FastMover, SlowMover } from "../../inventory/figures/movers";
import type { ItemLabel } from "../../inventory/items/labeller";
import { beside, nameOf, quantityOf } from "../replies/format";
import { capped } from "../text/shorten";

const most = 10;
const mostSlow = 15;

/** 近 30 天领用最多：1. A4纸 12箱（9 次） */
export function fastText(movers: readonly FastMover[], days: number): string {
  if (movers.length === 0) return `近 ${days} 天没有领用。`;
  const lines = movers
    .slice(0, most)
    .map(
      ({ label, unit, taken, times }, index) =>
        `${index + 1}. ${beside(label, quantityOf(taken, unit))}（${times} 次）`,
    );
  return [`近 ${days} 天领得最多（按次数）：`, ...lines].join("\n");
}

/** · 碳粉：剩 3个，120 天没人领，够用 24 个月 */
export function slowText(movers: readonly SlowMover[], days: number): string {
  if (movers.length === 0) return `没有 ${days} 天以上没人领、还有库存的物品。`;
  const lines = movers.map(({ label, unit, stock, idleDays, monthsOfCover }) => {
    const idle = idleDays === undefined ? "近一年没人领" : `${idleDays} 天没人领`;
    const cover =
      monthsOfCover === undefined ? "无消耗" : `照往常够用 ${monthsText(monthsOfCover)}个月`;
    return `· ${nameOf(label)}：剩 ${quantityOf(stock, unit)}，${idle}，${cover}`;
  });
  const head = `${days} 天以上没人领、还有库存的 ${movers.length} 项：`;
  return [head, ...capped(lines, mostSlow, "，见看板")].join("\n");
}

const monthsText = (months: number): string =>
  months >= 100 ? "100 多" : `${Math.max(0.1, Math.round(months * 10) / 10)} `;

/** · 签字笔：18 次 → 5 次（断货 3 个工作日，未计入） */
export function dropsText(
  found: readonly Drop[],
  workdays: { readonly before: number; readonly after: number },
): string {
  const days = `近 4 周 ${workdays.after} 个工作日，之前 4 周 ${workdays.before} 个`;
  if (found.length === 0) return `没有领用明显减少的物品（${days}）。`;
  const lines = found.map(
    ({ label, before, after, emptyDays }) =>
      `· ${nameOf(label)}：${before} 次 → ${after} 次${emptyDays > 0 ? `（断货 ${emptyDays} 个工作日，未计入）` : ""}`,
  );
  return [`领用明显减少（${days}）：`, ...capped(lines, mostSlow, "，见看板")].join("\n");
}

export interface MonthFigure {
  /** yyyy-MM */
  readonly month: string;
  readonly taken: number;
  readonly times: number;
}

/** A4纸近 12 个月领用：2025-12 3箱、…；合计 40箱 */
export function trendText(
  label: ItemLabel,
  unit: string,
  { months, total }: { readonly months: readonly MonthFigure[]; readonly total: number },
): string {
  if (total === 0) return `${nameOf(label)} 近 ${months.length} 个月没有领用。`;
  const told = months.map(
    ({ month, taken, times }) =>
      `· ${month}：${quantityOf(taken, unit)}${times === 0 ? "" : `（${times} 次）`}`,
  );
  const head = `${nameOf(label)} 近 ${months.length} 个月领用 ${quantityOf(total, unit)}：`;
  return [head, ...told].join("\n");
}
