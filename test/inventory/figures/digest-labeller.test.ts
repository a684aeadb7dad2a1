import fc from "fast-check";
import { itemKey, type Item } from "../../../src/inventory/items/item";
import { findItem, labelOf } from "../../../src/inventory/items/label";
import { labellerOf } from "../../../src/inventory/items/labeller";
import { item } from "../ledger-rows";

it("a labeller names and finds items as labelOf and findItem do", () => {
  const named = fc.record({
    name: fc.constantFrom("A4纸", "签字笔"),
    spec: fc.constantFrom("", " ", "黑色", "黑色 ", "红色"),
  });
  fc.assert(
    fc.property(fc.array(named), named, (rows, sought) => {
      const items = rows.map(({ name, spec }, index) => item(name, { spec, row: index + 2 }));
      const labeller = labellerOf(items);
      expect(labeller.labelOf(sought)).toEqual(labelOf(sought, items));
      expect(labeller.find(sought)).toBe(findItem(items, sought));
    }),
  );
});

describe("a labeller that follows one reading with the next", () => {
  const named = fc.record({
    name: fc.constantFrom("A4纸", "签字笔", "订书机"),
    spec: fc.constantFrom("", " ", "黑色", "红色"),
  });
  type Step = (items: readonly Item[]) => readonly Item[];
  const place = fc.nat(5);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc
      .tuple(place, fc.nat(9))
      .map(([at, quantity]): Step => changed(at, { stock: { kind: "figure", quantity } })),
    fc.tuple(place, named).map(([at, names]): Step => changed(at, names)),
    place.map(
      (at): Step =>
        (items) =>
          items.toSpliced(at, 1),
    ),
    fc.tuple(place, named).map(
      ([at, { name, spec }]): Step =>
        (items) =>
          items.toSpliced(at, 0, item(name, { spec })),
    ),
  );
  const changed =
    (at: number, part: Partial<Item>): Step =>
    (items) =>
      items.map((one, index) => (index === at ? { ...one, ...part } : one));

  it("names and finds as if each were looked through by itself", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.array(named), (steps, sought) => {
        let items: readonly Item[] = [];
        for (const next of steps) {
          items = next(items);
          for (const one of sought) {
            expect(findItem(items, one)).toBe(items.find((has) => itemKey(has) === itemKey(one)));
            const specs = items
              .filter(({ name }) => name === one.name)
              .map(({ spec }) => spec.trim());
            const isOneOfSeveral = specs.some((spec) => spec !== one.spec.trim());
            const spec = isOneOfSeveral ? one.spec.trim() : "";
            expect(labelOf(one, items)).toEqual({ name: one.name, spec });
          }
        }
      }),
    );
  });
});
