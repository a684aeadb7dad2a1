/** Whether what is taken is written down, in words for keepers: departments thanked first, never a person. */
import type { Discipline, SilentDepartment } from "../../inventory/figures/discipline";
import type { PendingKind } from "../../inventory/movements/pending";
import { pendingKinds } from "../sheet-words/headings";
import { capped } from "../text/shorten";

const mostThanked = 3;
const mostSilent = 5;

export function disciplineText(found: Discipline, month: string): string {
  return [`${month} 登记情况`, ...disciplineLines(found)].join("\n");
}

function disciplineLines(found: Discipline): readonly string[] {
  const { bookings, unrecordedRate, unrecordedItems, late, medianLateHours } = found;
  const thanked = found.thanked.slice(0, mostThanked);
  const rate =
    unrecordedRate === undefined
      ? "漏记率：没有领用，也没有盘点查出漏记"
      : `漏记率 ${percent(unrecordedRate)}（盘点查出漏记的 ${unrecordedItems} 项）`;
  const delay =
    medianLateHours === undefined ? "" : `，一半在 ${hoursText(medianLateHours)} 以内补上`;
  return [
    ...(thanked.length > 0 ? [`感谢 ${thanked.join("、")}，登记得最勤`] : []),
    rate,
    `领用登记 ${bookings} 笔，其中补登 ${late} 笔${delay}`,
    ...(found.answered > 0 ? [`答了机器人的问题才登记上的 ${found.answered} 条`] : []),
    ...(found.asked.length > 0
      ? [
          `问过或没登记上的：${found.asked.map(({ kind, count }) => `${kindWord(kind)} ${count} 条`).join("、")}`,
        ]
      : []),
    ...(found.open > 0 ? [`待处理还有 ${found.open} 条，最久的 ${found.oldestOpen} 天`] : []),
    ...(found.adjustments > 0 ? [`手工改库存 ${found.adjustments} 次`] : []),
    ...(found.silent.length > 0 ? silentLines(found.silent) : []),
  ];
}

const kindWord = (kind: PendingKind): string => pendingKinds[kind];
const percent = (rate: number): string => `${Math.round(rate * 1000) / 10}%`;
const hoursText = (hours: number): string =>
  hours < 1 ? `${Math.max(1, Math.round(hours * 60))} 分钟` : `${Math.round(hours * 10) / 10} 小时`;

function silentLines(silent: readonly SilentDepartment[]): readonly string[] {
  const lines = silent.map(
    ({ department, weeks, aWeek }) =>
      `· ${department}：${weeks} 周没有登记，平常每周 ${Math.round(aWeek * 10) / 10} 笔`,
  );
  return ["可能忘了登记的部门：", ...capped(lines, mostSilent, "")];
}

export function silentText(silent: readonly SilentDepartment[]): string {
  if (silent.length === 0) return "没有突然不登记的部门（按各部门平常的次数判断）。";
  return silentLines(silent).join("\n");
}
