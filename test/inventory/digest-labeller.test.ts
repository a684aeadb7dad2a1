import fc from "fast-check";
import { findItem, labelOf } from "../../src/inventory/label";
import { labellerOf } from "../../src/inventory/labeller";
import { item } from "./ledger-rows";

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
