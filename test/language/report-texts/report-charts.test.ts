import { accuracyOf } from "../../../src/inventory/figures/accuracy";
import type { Window } from "../../../src/inventory/figures/digest";
import { takeOutsByDepartment, takeOutsByHour } from "../../../src/inventory/figures/take-outs";
import { totals } from "../../../src/inventory/figures/totals";
import { chartLines } from "../../../src/language/report-texts/chart";
import {
  accuracyChart,
  chartPages,
  departmentsChart,
  hoursChart,
  itemMonthsChart,
  monthsChart,
  mostTakenChart,
} from "../../../src/language/report-texts/report-charts";
import { clockOf } from "../../../src/language/text/calendar";
import { runToEnd } from "../../../src/reports/forecasts/slices";
import { row } from "../../inventory/ledger-rows";

const timeZone = "Asia/Shanghai";
const day = (text: string): Date => new Date(`2026-${text}T00:00:00+08:00`);
const october: Window = { from: day("10-01"), to: day("11-01") };
const november: Window = { from: day("11-01"), to: day("12-01") };
const months = { windows: [october, november], span: "month", timeZone } as const;

const of = (at: string, department: string, name = "签字笔", change = -1) =>
  row("issue", at, name, change, { department, unit: name === "A4纸" ? "箱" : "支" });

describe("the most taken", () => {
  const rows = [
    of("11-02 02:00", "市场部", "A4纸", -1),
    of("11-03 02:00", "市场部", "A4纸", -1),
    of("11-03 03:00", "市场部", "签字笔", -40),
    of("10-03 03:00", "市场部", "签字笔", -5),
  ];
  const spans = { period: november, before: october, untakenSince: november.from };
  const told = totals(spans, { movements: rows, items: [] });

  it("are ranked by how often they were taken, so that boxes and pens are never added", () => {
    const chart = mostTakenChart(told.mostTaken);
    expect(chart?.rows.map(({ name, now, before }) => [name, now.text, before.text])).toEqual([
      ["A4纸", "2次，2箱", "上期 0次"],
      ["签字笔", "1次，40支", "上期 1次"],
    ]);
    expect(chart?.table.rows[1]).toEqual(["签字笔", "1次", "40支", "1次"]);
  });

  it("are no chart where nothing was taken", () => {
    expect(mostTakenChart([])).toBeUndefined();
  });
});

describe("take-outs by department", () => {
  const rows = [
    of("10-02 02:00", "财务部"),
    of("10-31 15:59", " 市场部 "),
    of("10-31 16:00", "市场部"),
    of("11-05 02:00", ""),
    of("11-30 16:00", "市场部"),
    row("receipt", "11-05 02:00", "签字笔", 5, { department: "市场部" }),
  ];
  const chart = departmentsChart(runToEnd(takeOutsByDepartment(rows, months.windows)), months);

  it("lie in the month of the relay's zone, the busiest department first", () => {
    expect(chart?.table).toEqual({
      heads: ["部门", "2026-10", "2026-11"],
      rows: [
        ["市场部", "1次", "1次"],
        ["财务部", "1次", "0次"],
        ["未填部门", "0次", "1次"],
      ],
    });
    expect(chart?.slots).toEqual(["10月", "11月"]);
  });

  it("are told in words as well, five departments at most", () => {
    expect(chartLines(chart!, 15)).toEqual([
      "各部门近 2 个月领用",
      "· 市场部：10月 1次、11月 1次",
      "· 财务部：10月 1次、11月 0次",
      "· 未填部门：10月 0次、11月 1次",
    ]);
    expect(chartLines(chart!, 1)).toHaveLength(2);
  });

  it("of more departments than there is room for say so; the table has all", () => {
    const many = Array.from({ length: 10 }, (_, index) => of("11-05 02:00", `部门${index}`));
    const crowded = departmentsChart(runToEnd(takeOutsByDepartment(many, months.windows)), months);
    expect(crowded?.strips).toHaveLength(8);
    expect(crowded?.note).toContain("另有 2 个部门未画出");
    expect(crowded?.table.rows).toHaveLength(10);
  });
});

describe("账实差异率", () => {
  const counts = [
    row("stocktake", "11-05 02:00", "签字笔", -2, { before: 20 }),
    row("stocktake", "11-05 02:01", "A4纸", 0, { before: 20 }),
  ];
  const accuracy = accuracyOf([october, november], { movements: counts, items: [] });
  const chart = accuracyChart(accuracy.months, months);

  it("stands with the interval of the share that differed; a month without a count is empty", () => {
    expect(chart?.strips.map(({ marks }) => marks[0])).toEqual([undefined, undefined]);
    expect(chart?.strips[0]?.marks[1]).toEqual({ value: 0.05, text: "5%" });
    const share = chart?.strips[1]?.marks[1];
    expect([share?.text, share?.from?.toFixed(3), share?.to?.toFixed(3)]).toEqual([
      "50%",
      "0.095",
      "0.905",
    ]);
    expect(chart?.table.rows).toEqual([["2026-11", "2项", "5%", "50%", "9.5%–90.5%"]]);
  });

  it("is no chart where nothing was counted", () => {
    const none = accuracyOf([october, november], { movements: [], items: [] });
    expect(accuracyChart(none.months, months)).toBeUndefined();
  });
});

describe("when things are taken", () => {
  const clock = (at: Date) => clockOf(at, timeZone);
  const rows = [
    of("11-02 01:10", ""),
    of("11-02 01:50", ""),
    row("issue", "11-03 09:00", "签字笔", -1, { sentAt: new Date("2026-11-02T03:00:00Z") }),
    of("10-31 01:00", ""),
  ];
  const chart = hoursChart(runToEnd(takeOutsByHour(rows, november, clock)));

  it("is told by weekday and hour of the relay's zone, by when it was said", () => {
    expect(chart?.columns).toEqual(["9时", "10时", "11时"]);
    expect(chart?.rows[0]).toMatchObject({
      name: "周一",
      marks: [{ text: "2次" }, { text: "" }, { text: "1次" }],
    });
    expect(chartLines(chart!, 15)).toEqual(["什么时候领得最多：周一 9时 2次、周一 11时 1次"]);
  });

  it("is no chart where nothing was taken", () => {
    expect(hoursChart(runToEnd(takeOutsByHour([], november, clock)))).toBeUndefined();
  });
});

it("12 months of an item are in its unit, of a department by number", () => {
  const figures = [
    { taken: 3, times: 2 },
    { taken: 0.5, times: 1 },
  ];
  const own = itemMonthsChart("A4纸", "箱", figures, months);
  expect(own.table.rows).toEqual([
    ["领用", "3箱", "0.5箱"],
    ["次数", "2次", "1次"],
  ]);
  expect(own.strips[0]?.marks.map((mark) => mark?.text)).toEqual(["3箱", "0.5箱"]);
  const other = monthsChart("市场部", [2, 1], months);
  expect(other.strips[0]).toMatchObject({ name: "市场部", note: "共 3次" });
});

it("a month that goes from one 30th to the next is named after its middle", () => {
  const windows = [{ from: day("10-30"), to: day("11-30") }];
  const chart = monthsChart("市场部", [2], { windows, span: "month", timeZone });
  expect([chart.slots, chart.table.heads]).toEqual([["11月"], ["月份", "2026-11"]]);
});

it("a report without anything to draw has no picture", () => {
  expect(chartPages([], { span: "week", period: november, timeZone })).toEqual([]);
});
