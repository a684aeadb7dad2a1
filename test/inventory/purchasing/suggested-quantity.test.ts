import {
  forecastQuantity,
  suggestedQuantity,
} from "../../../src/inventory/purchasing/suggested-quantity";
import { item } from "../stock-fixtures";

const glue = item("胶水", 5, { unit: "瓶", safetyStock: 5 });

describe("how much to buy", () => {
  it("is the cell 建议采购量 where it is filled", () => {
    expect(suggestedQuantity({ ...glue, purchaseQuantity: 7 })).toBe(7);
  });

  it("is else what is missing to twice the safety stock, exactly", () => {
    expect(suggestedQuantity(glue)).toBe(5);
    expect(suggestedQuantity({ ...glue, stock: { kind: "figure", quantity: 1.2 } })).toBe(8.8);
  });

  it("counts what is under way or asked for already", () => {
    expect(suggestedQuantity(glue, 8)).toBe(2);
    expect(suggestedQuantity(glue, 10)).toBeUndefined();
  });

  it("is nothing without a safety stock, or a figure that can be read", () => {
    expect(suggestedQuantity(item("直尺", 1))).toBeUndefined();
    const unreadable = { kind: "unreadable", text: "约20" } as const;
    expect(suggestedQuantity({ ...glue, stock: unreadable })).toBeUndefined();
  });
});

describe("how much to buy with history", () => {
  const demand = {
    share: { alpha: 12.5, beta: 52.5 },
    sizes: [1, 1, 2, 1, 3, 1, 2, 1, 1, 5, 1, 2].map((quantity) => ({ quantity, weight: 1 })),
  };
  const need = { available: 3, days: 8 };

  it.each([
    [0.9, 1, 4],
    [0.95, 1, 6],
    [0.95, 12, 12],
    [0.95, 4, 8],
  ])("at a level of %d in packs of %d is %d", (level, pack, quantity) => {
    expect(forecastQuantity(demand, { ...need, level, pack })).toBe(quantity);
  });

  it("is nothing where what is there will do", () => {
    expect(forecastQuantity(demand, { ...need, available: 9, level: 0.95 })).toBeUndefined();
  });
});
