import fc from "fast-check";
import { proportion, variancesOf } from "../../../src/inventory/figures/variance";
import type { Movement } from "../../../src/inventory/movements/movement";
import type { StocktakeRow } from "../../../src/inventory/stocktake/row";
import { item, row } from "../ledger-rows";
import { sessionRow } from "../stocktake/rows";

const items = ["水彩本", "A4纸", "剪刀"].map((name) => item(name));
const count = (at: string, name: string, before: number, counted: number, rest = {}): Movement =>
  row("stocktake", `11-22 ${at}`, name, counted - before, { before, ...rest });

it("tells system, count and rate of each item, and the mean of the rates", () => {
  const variance = variancesOf(
    [count("09:00", "水彩本", 12, 10), count("09:01", "A4纸", 4, 5), count("09:02", "剪刀", 9, 9)],
    items,
  );
  expect(variance).toMatchObject({
    counted: 3,
    items: [
      { label: { name: "水彩本" }, system: 12, counted: 10, difference: -2, rate: 2 / 12 },
      { label: { name: "A4纸" }, system: 4, counted: 5, difference: 1, rate: 0.25 },
    ],
  });
  expect(variance.rate).toBeCloseTo((2 / 12 + 0.25) / 3, 12);
  expect(variance.match.rate).toBeCloseTo(1 / 3, 12);
});

it("签字笔 1000→1000 and A4纸 5→3 is 20 %", () => {
  const rows = [count("09:00", "签字笔", 1000, 1000), count("09:01", "A4纸", 5, 3)];
  expect(variancesOf(rows, items).rate).toBe(0.2);
});

it("纸杯 9, 盘点 8, 盘点 9 an hour later: it was put right, and nothing differs", () => {
  const rows = [count("09:00", "纸杯", 9, 8), count("10:00", "纸杯", 8, 9)];
  expect(variancesOf(rows, items)).toMatchObject({ counted: 1, items: [], rate: 0 });
});

it("纸杯 9, 盘点 8, 盘点 9 half a day later: the last count stands alone, whatever the rows' order", () => {
  const rows = [count("09:00", "纸杯", 9, 8), count("21:00", "纸杯", 8, 9)];
  for (const some of [rows, rows.toReversed()]) {
    expect(variancesOf(some, items)).toMatchObject({
      counted: 1,
      items: [{ system: 8, counted: 9, difference: 1, rate: 1 / 8 }],
    });
  }
});

it.each<[string, Partial<StocktakeRow>, object]>([
  ["with its row in 盘点", {}, { items: [], rate: 0 }],
  ["where somebody typed another figure there", { counted: 7 }, { rate: 1 / 8 }],
  ["where the row waits for a second count", { status: "recount" }, { rate: 1 / 8 }],
  ["where the row is of an earlier count", { countedAt: new Date(0) }, { rate: 1 / 8 }],
  ["where the book figure was cleared", { book: undefined }, { rate: 1 / 8 }],
])("纸杯 9, 盘点 8, 盘点 9 in one session, %s", (_, more, expected) => {
  const rows = [count("09:00", "纸杯", 9, 8), count("21:00", "纸杯", 8, 9)];
  const counted = { book: 9, counted: 9, countedAt: rows[1]?.at, ...more };
  const session = [sessionRow("纸杯", counted)];
  expect(variancesOf(rows, items, session)).toMatchObject({ counted: 1, ...expected });
});

it("an item whose unit was changed is one item", () => {
  const rows = [count("09:00", "纸杯", 9, 8), count("10:00", "纸杯", 80, 80, { unit: "只" })];
  expect(variancesOf(rows, items)).toMatchObject({ counted: 1, items: [], rate: 0 });
});

it.each([
  { before: 0, counted: 0, rate: 0 },
  { before: 0, counted: 3, rate: 1 },
  { before: 2, counted: 7, rate: 2.5 },
])("$before counted as $counted has the rate $rate", ({ before, counted, rate }) => {
  expect(variancesOf([count("09:00", "水彩本", before, counted)], items).rate).toBe(rate);
});

it("plus and minus never net", () => {
  const rows = [count("09:00", "水彩本", 100, 95), count("09:01", "A4纸", 100, 105)];
  expect(variancesOf(rows, items).rate).toBeCloseTo(0.05, 12);
});

it.each([
  [2, 20, 0.028, 0.301],
  [0, 1, 0, 0.793],
  [30, 30, 0.886, 1],
])("%i of %i lies between %f and %f", (of, all, from, to) => {
  const interval = proportion(of, all);
  expect([interval.from, interval.to].map((each) => Math.round(each * 1000) / 1000)).toEqual([
    from,
    to,
  ]);
});

it("an interval holds its rate and stays within 0 and 1", () => {
  const part = fc
    .integer({ min: 1, max: 500 })
    .chain((all) => fc.tuple(fc.integer({ min: 0, max: all }), fc.constant(all)));
  fc.assert(
    fc.property(part, ([of, all]) => {
      const { rate, from, to } = proportion(of, all);
      const inOrder = [0, from, rate, to, 1].every(
        (each, index, every) => each >= (every[index - 1] ?? 0) - 1e-12,
      );
      expect(inOrder).toBe(true);
    }),
  );
});
