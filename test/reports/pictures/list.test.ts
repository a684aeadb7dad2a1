import type { StocktakePart } from "../../../src/inventory/stocktake/parts";
import type { ListPage } from "../../../src/language/report-texts/list-page";
import { picturedPages } from "../../../src/language/report-texts/reply-pages";
import { drawList } from "../../../src/reports/pictures/list-drawing";
import { renderPage } from "../../../src/reports/pictures/picture";
import { loadMeasures } from "../../../src/reports/pictures/typeface";

type Of<Kind extends StocktakePart["kind"]> = Extract<StocktakePart, { readonly kind: Kind }>;

const at = new Date("2026-11-30T06:00:00Z");

const listOf = (counts: readonly number[], isBlind = false): Of<"count-list"> => ({
  ...{ kind: "count-list", number: 3, isBlind, at },
  zones: counts.map((count, zone) => ({
    zone: `A柜 ${zone + 1}层`,
    lines: Array.from({ length: count }, (_, index) => ({
      ...{ name: `物品${index + 1}`, spec: "16K", unit: "本" },
      book: isBlind ? undefined : 371 + index,
      ordinal: isBlind ? index + 1 : undefined,
    })),
  })),
});

const pagesOf = (part: StocktakePart): readonly ListPage[] => picturedPages(part, "Asia/Shanghai");

const lineOf = (row: ListPage["rows"][number] | undefined): string =>
  row?.kind === "cells" ? row.cells.join("|") : `【${row?.text ?? ""}】`;

describe("the list to count by", () => {
  it("is a sheet of A4, zone by zone, with the book's figures and room for what is counted", async () => {
    const [page] = pagesOf(listOf([2, 1]));
    expect(page?.rows.map(lineOf)).toEqual([
      "【A柜 1层】",
      "物品1|16K|本|371||",
      "物品2|16K|本|372||",
      "【A柜 2层】",
      "物品1|16K|本|371||",
    ]);
    const drawn = await renderPage(page!);
    expect([drawn.width, drawn.height]).toEqual([1080, 1527]);
    expect(drawn.asPng().byteLength).toBeLessThan(1_000_000);
  });

  it("names numbers and leaves the book's figures out in a blind count", async () => {
    const [page] = pagesOf(listOf([2], true));
    expect(page?.rows.map(lineOf)).toEqual(["【A柜 1层】", "1|物品1|16K|本||", "2|物品2|16K|本||"]);
    expect(drawList(page!, await loadMeasures())).not.toContain("账面");
  });

  it("fills four pages at most, repeats a zone's heading, and tells what found no room", () => {
    const pages = pagesOf(listOf([27, 128]));
    expect(pages.map(({ rows }) => rows.length)).toEqual([28, 28, 28, 28]);
    expect(pages.map(({ rows }) => lineOf(rows[0]))).toEqual([
      "【A柜 1层】",
      "【A柜 2层】",
      "【A柜 2层】",
      "【A柜 2层】",
    ]);
    expect(pages[3]?.footer).toContain("另有 47 项未列出");
    expect(pages[0]?.footer).not.toContain("另有");
  });

  it("begins a zone on the next page where no line of it would fit below its heading", () => {
    const pages = pagesOf(listOf([26, 2]));
    expect(pages.map(({ rows }) => rows.length)).toEqual([27, 3]);
  });
});

describe("the differences of a stocktake", () => {
  const summary: Of<"session-summary"> = {
    ...{ kind: "session-summary", number: 3, startedAt: at, endedAt: at, says: "ended" },
    summary: {
      ...{ all: 4, recounts: 0, missing: 0, counted: 3, rate: 0.05 },
      match: { rate: 0.5, from: 0.1, to: 0.9 },
    },
    differences: [
      {
        ...{ label: { name: "水彩本", spec: "" }, unit: "本", book: 12, counted: 10 },
        ...{ difference: -2, cause: "漏记", hint: undefined },
      },
      {
        ...{ label: { name: "胶带", spec: "" }, unit: "卷", book: 0, counted: 3 },
        ...{ difference: 3, cause: "", hint: { kind: "not-received", order: 3 } },
      },
    ],
  };

  it("stand with book, count, sign, rate and cause", () => {
    const [page] = pagesOf(summary);
    expect(page?.rows.map(lineOf)).toEqual([
      "水彩本|12本|10本|-2本|16.7%|漏记",
      "胶带|0卷|3卷|+3卷|账上为0|可能没入库",
    ]);
    expect(page?.alt).toContain("盘点 3 差异：2 项");
  });

  it("are drawn only at the end, and only where there are any", () => {
    expect(pagesOf({ ...summary, says: "last" })).toEqual([]);
    expect(pagesOf({ ...summary, differences: [] })).toEqual([]);
  });
});
