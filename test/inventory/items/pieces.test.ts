import fc from "fast-check";
import type { Conversion, Item } from "../../../src/inventory/items/item";
import { addInPieces } from "../../../src/inventory/items/pieces";
import { toOwnUnit } from "../../../src/inventory/items/units";
import { unitWords } from "../../../src/language/vocabulary/units";
import { item } from "../ledger-rows";

const boxes = (...conversions: readonly Conversion[]): Item =>
  item("抽纸", { unit: "箱", conversions });
const packs = (factor: number): Conversion => ({ from: "箱", factor, to: "包" });
const sheets = (factor: number): Conversion => ({ from: "包", factor, to: "张" });

it("six times 1包 of 1箱=6包 leave 0", () => {
  const six = boxes(packs(6));
  const left = [1, 2, 3, 4, 5, 6].reduce<readonly number[]>(
    (figures) => [...figures, addInPieces(figures.at(-1) ?? 1, -0.1667, six)],
    [],
  );
  expect(left).toEqual([0.8333, 0.6667, 0.5, 0.3333, 0.1667, 0]);
});

it.each([
  { figure: 0.35, change: -0.1667, units: [packs(3)], after: 0.1833, why: "not whole in packs" },
  { figure: 1, change: -0.1, units: [], after: 0.9, why: "no smaller unit" },
  { figure: 1, change: -0.03125, units: [packs(32)], after: 0.96875, why: "exact decimals" },
  { figure: 1, change: -0.1667, units: [packs(6), sheets(500)], after: 0.8333, why: "a pack" },
  { figure: 0.8333, change: -0.0003, units: [packs(6), sheets(500)], after: 0.833, why: "a sheet" },
  { figure: 1, change: -0.0001, units: [packs(6)], after: 0.9999, why: "less than a pack" },
  { figure: 0.833, change: -0.1667, units: [packs(6)], after: 0.6667, why: "as people round it" },
  { figure: 8.99996, change: 1, units: [packs(2_500)], after: 9.99996, why: "a part of a piece" },
  { figure: 0.1667, change: 0.8333, units: [packs(6)], after: 1, why: "given back" },
  { figure: 8.9998, change: 1, units: [packs(5), sheets(500)], after: 9.9998, why: "half a sheet" },
])("$figure箱 and $change箱 are $after箱: $why", ({ figure, change, units, after }) => {
  expect(addInPieces(figure, change, boxes(...units))).toBe(after);
});

it("take-outs in the small unit that sum to whole packs are never refused, and end at 0", () => {
  const sequence = fc
    .record({
      factor: fc.integer({ min: 2, max: 2_000 }),
      whole: fc.integer({ min: 1, max: 3 }),
      parts: fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 40 }),
    })
    .map(({ factor, whole, parts }) => {
      let left = factor * whole;
      const taken = parts.flatMap((part) => {
        const some = Math.min(part, left);
        left -= some;
        return some > 0 ? [some] : [];
      });
      return { factor, whole, taken: left > 0 ? [...taken, left] : taken };
    });
  fc.assert(
    fc.property(sequence, ({ factor, whole, taken }) => {
      const box = boxes(packs(factor));
      let figure = whole;
      for (const quantity of taken) {
        const amount = { kind: "given", quantity, unit: "包", written: `${quantity}包` } as const;
        const own = toOwnUnit(amount, box, unitWords);
        if (own.kind !== "converted") throw new Error(own.kind);
        figure = addInPieces(figure, -own.quantity, box);
        expect(figure).toBeGreaterThanOrEqual(0);
      }
      expect(figure).toBe(0);
    }),
    { numRuns: 500 },
  );
});
