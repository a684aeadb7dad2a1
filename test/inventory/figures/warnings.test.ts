import { lowStock } from "../../../src/inventory/figures/low-stock";
import { crossings, safetyCrossings, type Crossing } from "../../../src/inventory/figures/warnings";
import type { Item } from "../../../src/inventory/items/item";
import type { Movement } from "../../../src/inventory/movements/movement";
import { keeperAccounts, recipientsOf } from "../../../src/inventory/people/recipients";
import { suggesting, withStock } from "../../../src/inventory/purchasing/suggesting";
import { alertText } from "../../../src/language/replies/warnings";
import { row } from "../ledger-rows";
import { black, blue, item, members } from "../stock-fixtures";

const below = { warnAtSafetyStock: false };
const suggest = suggesting({ policy: below });
const atOrBelow = { warnAtSafetyStock: true };
const glue = item("胶水", 5, { unit: "瓶", safetyStock: 5, owner: "小王" });

const moved = (before: number, after: number, found = glue): Movement =>
  row("issue", new Date(0), found.name, after - before, {
    id: "generic:g1:m1",
    spec: found.spec,
    unit: found.unit,
    before,
    operator: "",
  });

describe("a crossing", () => {
  it.each([
    ["from above to below", [moved(6, 4)], below, 1],
    ["from the safety stock itself to below", [moved(5, 4)], below, 1],
    ["to the safety stock is none where 低于 is strict", [moved(6, 5)], below, 0],
    ["to the safety stock is one where it is not", [moved(6, 5)], atOrBelow, 1],
    ["stays one however many rows did it", [moved(6, 4), moved(4, 3)], below, 1],
    ["is none for an item that was low before", [moved(4, 3)], below, 0],
    ["is none when the item has recovered by the last row", [moved(6, 4), moved(4, 9)], below, 0],
    ["is none for a correction that only passes through", [moved(3, 6), moved(6, 4)], below, 0],
  ] as const)("%s", (_, movements, policy, count) => {
    expect(crossings(movements, [glue], policy)).toHaveLength(count);
  });

  it("never comes of an item without a safety stock", () => {
    const free = item("直尺", 1);
    expect(crossings([moved(1, 0, free)], [free], below)).toEqual([]);
  });

  it("is told in the exact words, with the spec only where the name has several", () => {
    const low = { ...black, safetyStock: 10 };
    const [pen] = crossings([moved(12, 9, low)], [low, blue], below);
    const [bottle] = crossings([moved(6, 4)], [glue], below);
    const told = (crossing: Crossing | undefined) =>
      crossing &&
      alertText({ ...crossing, buy: suggest(withStock(crossing.item, crossing.stock)) });
    expect(told(pen)).toBe(
      "【库存预警】物品：签字笔（黑色），当前库存：9支，建议采购 11支（安全库存 10支）",
    );
    expect(told(bottle)).toBe(
      "【库存预警】物品：胶水，当前库存：4瓶，建议采购 6瓶（安全库存 5瓶）",
    );
  });

  it("comes of an edit of 安全库存 alone, once", () => {
    const raised = { ...glue, safetyStock: 8 };
    expect(safetyCrossings([glue], [raised], below)).toMatchObject([{ stock: 5 }]);
    expect(safetyCrossings([raised], [raised], below)).toEqual([]);
    expect(safetyCrossings([raised], [glue], below)).toEqual([]);
  });
});

describe("who is mentioned", () => {
  it("are keepers, 采购 and the item's 负责人, each once", () => {
    expect(recipientsOf([glue], members, "generic")).toEqual(["keeper", "buyer", "wang"]);
    expect(recipientsOf([glue], members, "wecom")).toEqual([]);
  });

  it("are the 管理员 where there is no keeper", () => {
    const others = members.filter(({ role }) => role !== "keeper");
    expect(keeperAccounts(members, "generic")).toEqual(["keeper"]);
    expect(keeperAccounts(others, "generic")).toEqual(["admin"]);
  });
});

describe("缺货", () => {
  it("names low items only, in the sheet's order, above 15 the most lacking first", () => {
    const many = Array.from({ length: 16 }, (_, index) =>
      item(`物品${index}`, 100 - index, { safetyStock: 200 }),
    );
    const names = (items: readonly Item[]) => lowStock(items, below).map(({ label }) => label.name);
    expect(names(many.slice(1))).toEqual(many.slice(1).map(({ name }) => name));
    expect(names(many)).toEqual(many.map(({ name }) => name).reverse());
    const low = item("图钉", 1, { safetyStock: 2 });
    expect(lowStock([glue, low], below).map(({ label }) => label.name)).toEqual(["图钉"]);
    expect(lowStock([glue, low], atOrBelow)).toHaveLength(2);
  });
});
