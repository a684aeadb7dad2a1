import { suggestedQuantity } from "../../../src/inventory/purchasing/suggested-quantity";
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
