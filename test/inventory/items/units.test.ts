import { parseConversions } from "../../../src/inventory/items/conversions";
import type { Conversion, Item } from "../../../src/inventory/items/item";
import { canonicalUnit, toOwnUnit } from "../../../src/inventory/items/units";
import type { StatedAmount } from "../../../src/inventory/intent";
import { unitWords } from "../../../src/language/vocabulary/units";
import { item } from "../ledger-rows";

import fc from "fast-check";

const itemIn = (unit: string, conversions: string | readonly Conversion[] = ""): Item =>
  item("物品", {
    unit,
    quantity: 0,
    conversions: typeof conversions === "string" ? parseConversions(conversions) : conversions,
  });

const given = (quantity: number, unit: string): StatedAmount => ({
  kind: "given",
  quantity,
  unit,
  written: `${quantity}${unit}`,
});

function own(amount: StatedAmount, item: Item): string {
  const converted = toOwnUnit(amount, item, unitWords);
  return converted.kind === "converted"
    ? `${converted.quantity}${converted.rounded ? " rounded" : ""}`
    : converted.kind;
}

describe("an amount in the item's own unit", () => {
  it.each([
    [2.5, "包", "箱", "1箱=5包;1包=500张", "0.5"],
    [1200, "张", "箱", "1箱=5包;1包=500张", "0.48"],
    [1, "箱", "包", "1箱=8提;1提=3包", "24"],
    [0.5, "箱", "瓶", "1箱=24瓶", "12"],
    [20, "个", "盒", "1盒=40个", "0.5"],
    [1, "包", "箱", "1箱=3包", "0.3333 rounded"],
    [2, "包", "箱", "1箱=3包", "0.6667 rounded"],
    [1, "张", "箱", "1箱=8包;1包=8张", "0.015625"],
    [0.1, "米", "米", "", "0.1"],
    [3, "枝", "支", "", "3"],
    [3, "pcs", "个", "", "3"],
    [2, "个", "把", "", "2"],
    [2, "", "盒", "", "2"],
    [2, "个", "盒", "", "unknown-unit"],
    [2, "只", "盒", "1盒=12个", "unknown-unit"],
    [2, "张", "包", "1箱=5包", "unknown-unit"],
    [2, "个", "支", "1个=2盒", "unknown-unit"],
    [2, "CM", "厘米", "", "2"],
    [3, "个", "", "", "3"],
    [3, "箱", "", "", "unknown-unit"],
  ])("%d%s of an item in %s (%s) is %s", (quantity, unit, itemUnit, conversions, expected) => {
    expect(own(given(quantity, unit), itemIn(itemUnit, conversions))).toBe(expected);
  });

  it("counts a dozen as twelve pieces, and asks where the unit is a pack", () => {
    const dozen = { kind: "dozens", quantity: 12, unit: "打", written: "一打" } as const;
    expect(own(dozen, itemIn("支"))).toBe("12");
    expect(own(dozen, itemIn("打"))).toBe("1");
    expect(own(dozen, itemIn("盒", "1打=12支;1盒=12支"))).toBe("1");
    expect(own(dozen, itemIn("箱", "1箱=5包"))).toBe("ask-pack");
  });

  it("counts a pair as two, or as one where the unit is a pair", () => {
    const pair = { kind: "pairs", quantity: 2, unit: "对", written: "一对" } as const;
    expect(own(pair, itemIn("节"))).toBe("2");
    expect(own(pair, itemIn("双"))).toBe("1");
    expect(own(pair, itemIn("包", "1包=100双"))).toBe("ask-pack");
    expect(own({ ...pair, unit: "双", written: "一双" }, itemIn("包", "1包=100双"))).toBe("0.01");
  });

  it("goes there and back along a chain without loss", () => {
    const factor = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(factor, factor, fc.integer({ min: 1, max: 1000 }), (first, second, count) => {
        const conversions = [
          { from: "箱", factor: first, to: "盒" },
          { from: "盒", factor: second, to: "粒" },
        ];
        const pieces = toOwnUnit(given(count, "箱"), itemIn("粒", conversions), unitWords);
        expect(pieces).toMatchObject({ kind: "converted", quantity: count * first * second });
        const back = toOwnUnit(
          given(count * first * second, "粒"),
          itemIn("箱", conversions),
          unitWords,
        );
        expect(back).toMatchObject({ kind: "converted", quantity: count, rounded: false });
      }),
    );
  });

  it("knows variant characters", () => {
    expect(
      ["枝", "個", "隻", "PCS", "公分", "箱"].map((unit) => canonicalUnit(unit, unitWords)),
    ).toEqual(["支", "个", "只", "个", "厘米", "箱"]);
  });
});
