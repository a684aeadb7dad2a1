/** The pictures of a stocktake: the list to count by, to be printed, and what differed at the end. */
import type { CountedDifference, StocktakePart } from "../../inventory/stocktake/parts";
import { causeWords } from "../replies/stocktake/differences";
import { nameOf, quantityOf, shortDateTime, signedOf } from "../replies/format";
import { zoneWord } from "../sheet-words/stocktake-words";
import { listPages, type ListColumn, type ListPage, type ListRow } from "./list-page";
import { percent, ratesText } from "./variance-text";

type Of<Kind extends StocktakePart["kind"]> = Extract<StocktakePart, { readonly kind: Kind }>;

const rowsOfPaper = 28;
const rowsOfPage = 40;

const countColumns = (isBlind: boolean): readonly ListColumn[] => [
  ...(isBlind ? [{ heading: "序号", share: 8 }] : []),
  { heading: "物品", share: 28 },
  { heading: "规格", share: 20 },
  { heading: "单位", share: 8 },
  ...(isBlind ? [] : [{ heading: "账面数", share: 12, align: "end" } as const]),
  { heading: "实盘数", share: 14, isBox: true },
  { heading: "备注", share: 18, isBox: true },
];

/** The book's figures are left out where nobody is to be told them. */
export function countListPages(
  { number, isBlind, zones, at }: Of<"count-list">,
  timeZone: string,
): readonly ListPage[] {
  const figure = (book: number | undefined): string => (book === undefined ? "—" : String(book));
  const rows = zones.flatMap(({ zone, lines }): readonly ListRow[] => [
    { kind: "heading", text: zoneWord(zone) },
    ...lines.map(({ name, spec, unit, book, ordinal }): ListRow => {
      const first = isBlind ? [ordinal === undefined ? "" : String(ordinal)] : [];
      const last = isBlind ? [] : [figure(book)];
      return { kind: "cells", cells: [...first, name, spec, unit, ...last, "", ""] };
    }),
  ]);
  const all = zones.reduce((total, { lines }) => total + lines.length, 0);
  return listPages(rows, rowsOfPaper, {
    title: isBlind ? `盲盘表 · 盘点 ${number}` : `盘点表 · 盘点 ${number}`,
    facts: `待盘 ${all} 项 · ${shortDateTime(at, timeZone)} · 盘点人：____________`,
    columns: countColumns(isBlind),
    note: isBlind ? "按序号报数，如「3号 17」" : "报数：「盘点：物品 数量」",
    isPaper: true,
  });
}

const differenceColumns: readonly ListColumn[] = [
  { heading: "物品", share: 29 },
  { heading: "账面", share: 12, align: "end" },
  { heading: "实盘", share: 12, align: "end" },
  { heading: "差异", share: 12, align: "end" },
  { heading: "差异率", share: 11, align: "end" },
  { heading: "原因", share: 26 },
];

export function differencePages(
  { number, summary, differences, startedAt, endedAt }: Of<"session-summary">,
  timeZone: string,
): readonly ListPage[] {
  const rows = differences.map((one): ListRow => ({ kind: "cells", cells: differenceCells(one) }));
  const until = endedAt === undefined ? "" : `–${shortDateTime(endedAt, timeZone)}`;
  return listPages(rows, rowsOfPage, {
    title: `盘点 ${number} 差异：${differences.length} 项`,
    facts: `应盘 ${summary.all} · 已盘 ${summary.counted} · ${ratesText(summary)}`,
    columns: differenceColumns,
    note: `${shortDateTime(startedAt, timeZone)}${until}`,
    isPaper: false,
  });
}

function differenceCells(difference: CountedDifference): readonly string[] {
  const { label, unit, book, counted } = difference;
  const rate = book > 0 ? percent(Math.abs(difference.difference) / book) : "账上为0";
  const figures = [quantityOf(book, unit), quantityOf(counted, unit)];
  return [
    nameOf(label),
    ...figures,
    signedOf(difference.difference, unit),
    rate,
    causeWords(difference) || "未说明",
  ];
}
