/** The 订单确认函 as a picture: what was ordered and until when, to be forwarded to the supplier. No prices. */
import type { Letter } from "../../inventory/purchasing/parts";
import { nameOf, shortDateTime } from "../replies/format";
import { changedLineText } from "../replies/purchasing/lines";
import { listPages, type ListColumn, type ListPage, type ListRow } from "./list-page";

const rowsOfPaper = 28;

const columns: readonly ListColumn[] = [
  { heading: "物品", share: 46 },
  { heading: "数量", share: 16, align: "end" },
  { heading: "单位", share: 12 },
  { heading: "约定到货", share: 26 },
];

export function letterPages(letter: Letter, timeZone: string): readonly ListPage[] {
  const { order, version, supplier, orderer, lines } = letter;
  const { number, at, changes } = version;
  const ordered = lines.map(({ label, quantity, unit, dueOn }): ListRow => {
    return { kind: "cells", cells: [nameOf(label), String(quantity), unit, dueOn || "待定"] };
  });
  const changed = changes.map((line): ListRow => {
    return { kind: "cells", cells: [changedLineText(line), "", "", ""] };
  });
  const rows: readonly ListRow[] =
    changed.length === 0
      ? ordered
      : [...ordered, { kind: "heading", text: "较上一版的变更" }, ...changed];
  const by = orderer === "" ? "" : ` · 采购：${orderer}`;
  return listPages(rows, rowsOfPaper, {
    title: `订单确认函 · 订单${order} 第 ${number} 版`,
    facts: `致：${supplier}${by} · ${shortDateTime(at, timeZone)}`,
    columns,
    note: "请回复：确认，或写明改动。",
    isPaper: true,
  });
}
