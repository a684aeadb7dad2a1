/** What buyers should ask suppliers about, as lines of the digest and as a picture of their own. No prices, no stock. */
import type { FollowUp } from "../../inventory/purchasing/follow-up";
import { beside, nameOf, quantityOf } from "../replies/format";
import { capped } from "../text/shorten";
import { listPages, type ListColumn, type ListPage } from "./list-page";

/** @example followUpReason({ why: "late", days: 3, … }) // "约定 11-26 到货，已过 3 天" */
export function followUpReason(followUp: FollowUp): string {
  const { received, left, unit, dueOn } = followUp.line;
  const day = dueOn === "" ? [] : [`约定 ${dueOn.slice(5)} 到货`];
  const rest =
    received > 0 ? [`已收 ${quantityOf(received, unit)}，还差 ${quantityOf(left, unit)}`] : [];
  switch (followUp.why) {
    case "late":
      return [...rest, ...day, `已过 ${followUp.days} 天`].join("，");
    case "unanswered":
      return `供应商 ${Math.floor(followUp.hours)} 小时未确认`;
    case "partial":
      return [...rest, ...day].join("，");
  }
}

const orderOf = ({ line: { order, supplier } }: FollowUp): string =>
  `订单${order ?? ""}${supplier === "" ? "" : `（${supplier}）`}`;

/** · 订单12（青竹文具）A4纸 30箱：约定 11-26 到货，已过 3 天 */
function followUpLine(followUp: FollowUp): string {
  const { label, quantity, unit } = followUp.line;
  const what = beside(label, quantityOf(quantity, unit));
  return `· ${orderOf(followUp)}${what}：${followUpReason(followUp)}`;
}

export function followUpLines(all: readonly FollowUp[], most: number): readonly string[] {
  if (all.length === 0) return [];
  return [`采购待跟进（${all.length} 项）`, ...capped(all.map(followUpLine), most)];
}

const rowsOfPage = 40;

const columns: readonly ListColumn[] = [
  { heading: "订单", share: 24 },
  { heading: "物品", share: 28 },
  { heading: "数量", share: 12, align: "end" },
  { heading: "情况", share: 36 },
];

/** None where nothing is to be followed up. */
export function followUpPages(all: readonly FollowUp[], day: string): readonly ListPage[] {
  const rows = all.map((followUp) => {
    const { label, quantity, unit } = followUp.line;
    const cells = [
      ...[orderOf(followUp), nameOf(label), quantityOf(quantity, unit)],
      followUpReason(followUp),
    ];
    return { kind: "cells" as const, cells };
  });
  return listPages(rows, rowsOfPage, {
    ...{ title: `采购待跟进 ${day}`, facts: `共 ${all.length} 项`, columns, isPaper: false },
    note: "请采购向供应商确认",
  });
}
