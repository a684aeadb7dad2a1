import { accuracyOf, type Accuracy } from "../../../src/inventory/figures/accuracy";
import type { Window } from "../../../src/inventory/figures/digest";
import type { Movement } from "../../../src/inventory/movements/movement";
import { item, row } from "../ledger-rows";

const items = ["水彩本", "A4纸", "剪刀"].map((name) => item(name));
const month = (number: number): Window => ({
  from: new Date(Date.UTC(2026, number - 1, 1)),
  to: new Date(Date.UTC(2026, number, 1)),
});
const months = [month(9), month(10), month(11)] as const;
const count = (day: string, name: string, before: number, counted: number, rest = {}): Movement =>
  row("stocktake", `${day} 09:00`, name, counted - before, { before, ...rest });
const of = (movements: readonly Movement[]): Accuracy =>
  accuracyOf([...months], { movements, items });

it("tells each month, and all three with every count of the same weight", () => {
  const accuracy = of([
    count("09-10", "水彩本", 12, 10),
    count("11-03", "水彩本", 10, 10),
    count("11-03", "A4纸", 5, 4),
    count("11-03", "剪刀", 6, 6),
  ]);
  expect(accuracy.months.map(({ counted, differing }) => [counted, differing])).toEqual([
    [1, 1],
    [0, 0],
    [3, 1],
  ]);
  expect(accuracy.months[0].rate).toBeCloseTo(2 / 12, 12);
  expect(accuracy.months[2]?.rate).toBeCloseTo(0.2 / 3, 12);
  expect(accuracy.together.counted).toBe(4);
  expect(accuracy.together.rate).toBeCloseTo((2 / 12 + 0.2) / 4, 12);
  expect(accuracy.together.match.rate).toBe(0.5);
});

it("a count that was taken back, in the next month too, is none", () => {
  const counted = count("10-31", "水彩本", 12, 10);
  const undo = row("undo", "11-01 09:00", "水彩本", 2, { before: 10, undoes: counted.id });
  expect(of([counted, undo]).together.counted).toBe(0);
});

it("counts outside the months are left out", () => {
  expect(of([count("08-31", "水彩本", 12, 10)]).together).toMatchObject({ counted: 0, rate: 0 });
});
