import fc from "fast-check";
import { digest, importSource, type Digest } from "../../../src/inventory/figures/digest";
import type { Item } from "../../../src/inventory/items/item";
import { sum } from "../../../src/inventory/items/quantity";
import type { Movement } from "../../../src/inventory/movements/movement";
import { item, ledger, mustHold, row, someItems, undo } from "../ledger-rows";

const window = { from: new Date("2026-11-21T08:00:00Z"), to: new Date("2026-11-22T08:00:00Z") };
const policy = { warnAtSafetyStock: false };
const of = (movements: readonly Movement[], items: readonly Item[] = []): Digest =>
  digest(window, { movements, items, policy });
const inside = "11-22 01:00";

describe("a digest's rows", () => {
  it("are those from the last digest up to this one, the very moment of this one left to the next", () => {
    const rows = [
      row("issue", "11-21 07:59:59.999", "A4纸", -1),
      row("issue", "11-21 08:00:00.000", "A4纸", -2),
      row("issue", "11-22 07:59:59.999", "A4纸", -4),
      row("issue", "11-22 08:00:00.000", "A4纸", -8),
    ];
    expect(of(rows).counts.issue).toBe(2);
    expect(of(rows).changes[0]?.moved).toEqual([{ type: "issue", change: -6, unit: "个" }]);
  });

  it("are counted by type", () => {
    const rows = [
      row("issue", inside, "A4纸", -1),
      row("issue", inside, "签字笔", -1),
      row("receipt", inside, "A4纸", 10),
      row("return", inside, "A4纸", 1),
      row("stocktake", inside, "A4纸", 0),
      row("adjustment", inside, "A4纸", 3),
    ];
    expect(of(rows).counts).toEqual({
      ...{ issue: 2, receipt: 1, return: 1, stocktake: 1, undo: 0, adjustment: 1 },
    });
  });

  it("leave out a booking that was undone in the same window, and its 撤销", () => {
    const taken = row("issue", inside, "A4纸", -2);
    const { counts, changes } = of([undo(taken, "11-22 02:00"), taken]);
    expect([counts.issue, counts.undo, changes]).toEqual([0, 0, []]);
  });

  it("leave out the corrected row and keep the right one", () => {
    const wrong = row("issue", inside, "A4纸", -1);
    const right = row("issue", "11-22 02:00", "A4纸", -0.5);
    const { counts, changes } = of([right, undo(wrong, "11-22 02:00"), wrong]);
    expect(counts).toMatchObject({ issue: 1, undo: 0 });
    expect(changes[0]?.moved).toEqual([{ type: "issue", change: -0.5, unit: "个" }]);
  });

  it("hold the 撤销 of a booking that stood in an earlier digest", () => {
    const yesterday = row("issue", "11-21 05:00", "A4纸", -2);
    const { counts, changes } = of([undo(yesterday, inside), yesterday]);
    expect(counts).toMatchObject({ issue: 0, undo: 1 });
    expect(changes[0]?.moved).toEqual([{ type: "undo", change: 2, unit: "个" }]);
  });

  it("leave out rows that a repair voided, but not a count that found all there", () => {
    const { counts, changes } = of([
      row("issue", inside, "A4纸", 0),
      row("stocktake", inside, "签字笔", 0),
    ]);
    expect(counts).toMatchObject({ issue: 0, stocktake: 1 });
    expect(changes.map(({ itemName }) => itemName)).toEqual(["签字笔"]);
  });

  it("leave out imported messages that are older than the window, not late ones", () => {
    const sentAt = new Date("2026-10-01T01:00:00Z");
    const { counts } = of([
      row("issue", inside, "A4纸", -1, { source: importSource, sentAt }),
      row("issue", inside, "A4纸", -1, { source: importSource }),
      row("issue", inside, "A4纸", -1, { sentAt }),
    ]);
    expect(counts.issue).toBe(2);
  });

  it("leave out an imported old message with the 撤销 of it", () => {
    const sentAt = new Date("2026-10-01T01:00:00Z");
    const imported = row("issue", inside, "A4纸", -2, { source: importSource, sentAt });
    const { counts, changes } = of([undo(imported, "11-22 02:00"), imported]);
    expect([counts.issue, counts.undo, changes]).toEqual([0, 0, []]);
  });
});

describe("an item's changes", () => {
  it("stand beside the stock on hand of now, whatever people edited since", () => {
    const items = [item("A4纸", { quantity: 7, unit: "箱" })];
    const rows = [row("issue", inside, "A4纸", -2, { unit: "箱", before: 5 })];
    expect(of(rows, items).changes[0]).toMatchObject({ stock: 7, unit: "箱" });
  });

  it("are exact in decimals", () => {
    const rows = [row("issue", inside, "A4纸", -0.1), row("issue", inside, "A4纸", -0.2)];
    expect(of(rows).changes[0]?.moved[0]?.change).toBe(-0.3);
  });

  it("are never added over different units", () => {
    const items = [item("A4纸", { unit: "包" })];
    const rows = [
      row("issue", inside, "A4纸", -2, { unit: "箱" }),
      row("issue", inside, "A4纸", -3, { unit: "包" }),
    ];
    expect(of(rows, items).changes[0]?.moved).toEqual([
      { type: "issue", change: -2, unit: "箱" },
      { type: "issue", change: -3, unit: "包" },
    ]);
  });

  it("leave out what comes to nothing, but for a count that found no difference", () => {
    const items = [item("A4纸"), item("A3纸"), item("剪刀")];
    const rows = [
      row("adjustment", inside, "A4纸", 9),
      row("adjustment", "11-22 01:01", "A4纸", -9),
      row("adjustment", inside, "A3纸", 4),
      row("adjustment", "11-22 01:01", "A3纸", -4),
      row("issue", inside, "A3纸", -1),
      row("stocktake", inside, "剪刀", 0),
    ];
    const told = of(rows, items);
    expect(told.changes.map(({ itemName, moved }) => [itemName, moved])).toEqual([
      ["A3纸", [{ type: "issue", change: -1, unit: "个" }]],
      ["剪刀", [{ type: "stocktake", change: 0, unit: "个" }]],
    ]);
    expect(told.counts.adjustment).toBe(4);
  });

  it("of an item that can't be found keep their old name and tell no stock", () => {
    const rows = [row("issue", inside, "打印纸", -2, { unit: "箱" })];
    expect(of(rows, [item("A4纸")]).changes).toEqual([
      {
        label: { name: "打印纸", spec: "" },
        ...{ itemName: "打印纸", spec: "", stock: undefined, isGone: true, unit: "箱" },
        moved: [{ type: "issue", change: -2, unit: "箱" }],
      },
    ]);
  });

  it("of a renamed item stand under its new name, with those booked under that", () => {
    const old = row("issue", inside, "打印纸", -2, { unit: "箱" });
    const fresh = row("issue", "11-22 03:00", "A4纸", -1, { unit: "箱" });
    const renamed = item("A4纸", { unit: "箱", updatedAt: old.at });
    const aliased = item("A4纸", { unit: "箱", aliases: ["打印纸"], updatedAt: fresh.at });
    const told = (rows: readonly Movement[], items: readonly Item[]) =>
      of(rows, items).changes.map(({ itemName, moved, isGone }) => [
        ...[itemName, isGone],
        ...moved.map(({ change }) => change),
      ]);
    expect(told([old], [renamed])).toEqual([["A4纸", false, -2]]);
    expect(told([fresh, old], [aliased])).toEqual([["A4纸", false, -3]]);
    const earlier = row("receipt", "11-22 00:30", "打印纸", 9, { unit: "箱" });
    expect(told([old, earlier], [item("剪刀"), renamed])).toEqual([["A4纸", false, -2, 9]]);
  });

  it("follow no rename that could be another: both names stand as they are", () => {
    const old = row("issue", inside, "打印纸", -2);
    const other = row("issue", "11-22 03:00", "A4纸", -1);
    const told = (items: readonly Item[]) =>
      of([other, old], items).changes.map(({ itemName }) => itemName);
    const bystander = item("A4纸", { quantity: old.after, updatedAt: other.at });
    expect(told([bystander])).toEqual(["A4纸", "打印纸"]);
    const copied = ["A4纸", "剪刀"].map((name) => item(name, { updatedAt: old.at }));
    expect(told(copied)).toEqual(["A4纸", "打印纸"]);
    const shared = ["A4纸", "A3纸"].map((name) => item(name, { aliases: ["打印纸"] }));
    expect(told(shared)).toEqual(["A4纸", "打印纸"]);
    const atOnce = row("issue", other.at, "打印纸", -2);
    const renamed = item("剪刀", { updatedAt: atOnce.at });
    const twoAtOnce = of([other, atOnce], [item("A4纸"), renamed]).changes;
    expect(twoAtOnce.map(({ itemName }) => itemName)).toEqual(["A4纸", "打印纸"]);
  });

  it("tell no stock where the cell can't be read", () => {
    const items = [item("A4纸", { stock: { kind: "unreadable", text: "约20" } })];
    expect(of([row("issue", inside, "A4纸", -2)], items).changes[0]?.stock).toBeUndefined();
  });

  it("stand in the sheet's order up to 15, above that the biggest first", () => {
    const names = Array.from({ length: 16 }, (_, index) => `物品${index}`);
    const items = names.map((name) => item(name));
    const rows = names.map((name, index) => row("issue", inside, name, -1 - index));
    const few = of(rows.slice(0, 15).reverse(), items).changes.map(({ itemName }) => itemName);
    expect(few).toEqual(names.slice(0, 15));
    expect(of(rows, items).changes.map(({ itemName }) => itemName)).toEqual(names.toReversed());
  });
});

describe("low items", () => {
  it("come with what to buy: the cell's figure, else up to twice the safety stock", () => {
    const items = [
      item("A4纸", { quantity: 3, safetyStock: 5, unit: "箱" }),
      item("订书机", { quantity: 1, safetyStock: 2, purchaseQuantity: 9 }),
      item("剪刀", { quantity: 2, safetyStock: 2 }),
      item("白板笔", { quantity: 0 }),
    ];
    expect(of([], items).low.map(({ label, buy }) => [label.name, buy.quantity])).toEqual([
      ["A4纸", 7],
      ["订书机", 9],
    ]);
    const atToo = digest(window, { movements: [], items, policy: { warnAtSafetyStock: true } });
    expect(atToo.low).toHaveLength(3);
  });

  it("above 15 stand with the most lacking first", () => {
    const items = Array.from({ length: 20 }, (_, index) =>
      item(`物品${index}`, { quantity: 20 - index, safetyStock: 100 }),
    );
    expect(of([], items).low[0]?.stock).toBe(1);
  });
});

it("an item that was renamed twice stands once, by what its first rows under new names note", () => {
  const rows = [
    row("issue", inside, "订书机", -2),
    row("issue", inside, "大订书机", -1, { formerly: { name: "订书机", spec: "" } }),
    row("issue", inside, "特大订书机", -1, { formerly: { name: "大订书机", spec: "" } }),
  ];
  const { changes } = of(rows, [item("特大订书机")]);
  expect(changes).toMatchObject([{ itemName: "特大订书机", moved: [{ change: -4 }] }]);
});

it("names that lead in a circle come to an end, and a name in use is never taken for an older one", () => {
  const circle = [
    row("issue", inside, "甲", -1, { formerly: { name: "乙", spec: "" } }),
    row("issue", inside, "乙", -1, { formerly: { name: "甲", spec: "" } }),
  ];
  expect(of(circle, []).changes).toHaveLength(2);
  expect(of(circle, [item("甲"), item("乙")]).changes).toHaveLength(2);
});

const perItem = (rows: readonly Movement[]): Record<string, number> => {
  const totals: Record<string, number> = {};
  for (const { itemName, spec, unit, change } of rows) {
    const key = `${itemName}/${spec}/${unit}`;
    totals[key] = sum([totals[key] ?? 0, change]);
  }
  return Object.fromEntries(Object.entries(totals).filter(([, total]) => total !== 0));
};

const rowsOf = ({ changes }: Digest): readonly Movement[] =>
  changes.flatMap(({ itemName, spec, moved }) =>
    moved.map(({ type, change, unit }) => row(type, inside, itemName, change, { spec, unit })),
  );

it("Σ of a digest is Σ of its window's rows, whatever was undone, imported, voided or edited when", () => {
  fc.assert(
    fc.property(ledger, fc.nat(72), fc.nat(72), (movements, fromHour, hours) => {
      const from = new Date(Date.UTC(2026, 10, 20, fromHour));
      const to = new Date(from.getTime() + hours * 3600_000);
      const told = digest({ from, to }, { movements, items: someItems, policy });
      expect(perItem(rowsOf(told))).toEqual(perItem(mustHold(movements, { from, to })));
      const { counts } = told;
      expect(counts.undo).toBeLessThanOrEqual(movements.filter(({ undoes }) => undoes).length);
    }),
  );
});

it("Σ stays the same when items are renamed, and no item stands twice", () => {
  fc.assert(
    fc.property(ledger, fc.subarray([...someItems]), fc.boolean(), (movements, some, aliased) => {
      const window = {
        from: new Date(Date.UTC(2026, 10, 20)),
        to: new Date(Date.UTC(2026, 10, 27)),
      };
      const newest = (one: Item) =>
        movements.find(({ itemName, spec }) => itemName === one.name && spec === one.spec)?.at;
      const items = someItems.map((one) =>
        some.includes(one)
          ? {
              ...one,
              name: `新${one.name}`,
              updatedAt: newest(one),
              aliases: aliased ? [one.name] : [],
            }
          : one,
      );
      const told = digest(window, { movements, items, policy });
      const nowCalled = mustHold(movements, window).map((one) =>
        some.some(({ name, spec }) => name === one.itemName && spec === one.spec)
          ? { ...one, itemName: `新${one.itemName}` }
          : one,
      );
      expect(perItem(rowsOf(told))).toEqual(perItem(nowCalled));
      const keys = told.changes.map(({ itemName, spec }) => `${itemName}/${spec}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

it("two digests that follow one another hold every row once", () => {
  fc.assert(
    fc.property(ledger, fc.nat(72), (all, hour) => {
      const imported = new Set(
        all.filter((one) => one.source === importSource).map(({ id }) => id),
      );
      const movements = all.filter(
        ({ id, undoes = "" }) => !imported.has(id) && !imported.has(undoes),
      );
      const from = new Date(Date.UTC(2026, 10, 20));
      const middle = new Date(from.getTime() + hour * 3600_000);
      const to = new Date(from.getTime() + 10 * 24 * 3600_000);
      const parts = [
        digest({ from, to: middle }, { movements, items: someItems, policy }),
        digest({ from: middle, to }, { movements, items: someItems, policy }),
      ];
      expect(perItem(parts.flatMap(rowsOf))).toEqual(perItem(movements));
    }),
  );
});
