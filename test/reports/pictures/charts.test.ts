import type { Chart, ChartPage, Mark } from "../../../src/language/report-texts/chart";
import { drawChart, drawCharts } from "../../../src/reports/pictures/chart-drawing";
import { renderPage } from "../../../src/reports/pictures/picture";
import { loadMeasures } from "../../../src/reports/pictures/typeface";

const table = { heads: ["物品", "次数"], rows: [] };
const mark = (value: number, more: Partial<Mark> = {}): Mark => ({
  value,
  text: `${value}次`,
  ...more,
});

const ranks: Chart = {
  ...{ kind: "ranks", title: "领用最多", note: "按领用次数", table },
  rows: [
    { name: "A4纸", now: mark(8), before: mark(4) },
    { name: "签字笔<黑>", now: mark(2), before: mark(0) },
  ],
};
const strips: Chart = {
  ...{ kind: "strips", title: "账实差异率", note: "", table, slots: ["10月", "11月"] },
  strips: [
    { name: "差异率", note: "", marks: [undefined, mark(0)] },
    { name: "占比", note: "", marks: [mark(5, { from: 2, to: 9 }), mark(0, { from: 0, to: 3 })] },
  ],
};
const heat: Chart = {
  ...{ kind: "heat", title: "什么时候领", note: "", table, columns: ["9时", "10时"] },
  rows: [{ name: "周一", marks: [mark(0, { text: "" }), mark(7)] }],
};

const page: ChartPage = {
  ...{ kind: "charts", title: "库存月报", subtitle: "十一月", charts: [ranks, strips, heat] },
  ...{ footer: "", alt: "库存月报" },
};

const widths = (svg: string, colour: string): readonly number[] =>
  [...svg.matchAll(new RegExp(`<rect [^>]*width="([\\d.]+)"[^>]*fill="${colour}"`, "gu"))].map(
    ([, width]) => Number(width),
  );

describe("a picture of charts", () => {
  it("bears every mark's figure with its unit", async () => {
    const svg = drawCharts(page, await loadMeasures());
    for (const figure of ["8次", "4次", "2次", "0次", "5次", "7次", "10月", "9时", "周一"])
      expect(svg).toContain(`>${figure}<`);
    expect(svg).toContain("签字笔&#60;黑&#62;");
  });

  it("is rendered, 1080 px wide", async () => {
    const drawn = await renderPage(page);
    expect(drawn.width).toBe(1080);
    expect(drawn.asPng().byteLength).toBeGreaterThan(5_000);
  });

  it("is the same for the same figures", async () => {
    const measures = await loadMeasures();
    expect(drawCharts(page, measures)).toBe(drawCharts(page, measures));
  });
});

describe("one chart", () => {
  it("has bars in proportion to what was taken", async () => {
    const [most = 0, least = 0] = widths(drawChart(ranks, await loadMeasures()), "#5b9a8b");
    expect(most / least).toBeCloseTo(4);
  });

  it("is a picture with a name where it stands on a page", async () => {
    expect(drawChart(ranks, await loadMeasures())).toContain(' role="img" aria-label="领用最多"');
  });

  it("draws nothing but finite places, whatever is 0", async () => {
    const none: Chart = { ...strips, strips: [{ name: "差异率", note: "", marks: [mark(0)] }] };
    for (const chart of [none, strips, { ...ranks, rows: [] }])
      expect(drawChart(chart, await loadMeasures())).not.toMatch(/NaN|Infinity|="-\d/u);
  });
});
