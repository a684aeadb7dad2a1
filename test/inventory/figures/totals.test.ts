import fc from "fast-check";
import { totals, type Totals } from "../../../src/inventory/figures/totals";
import type { Item } from "../../../src/inventory/items/item";
import { add, subtract, sum } from "../../../src/inventory/items/quantity";
import type { Movement } from "../../../src/inventory/movements/movement";
import { item, ledger, mustHold, row, someItems, undo } from "../ledger-rows";

const at = (text: string) => new Date(`2026-${text}T00:00:00Z`);
const spans = {
  period: { from: at("11-16"), to: at("11-23") },
  before: { from: at("11-09"), to: at("11-16") },
  untakenSince: at("10-24"),
};
const of = (movements: readonly Movement[], items: readonly Item[] = []): Totals =>
  totals(spans, { movements, items });

it("each item's total stands beside the period before", () => {
  const rows = [
    row("issue", "11-17 09:00", "A4纸", -2),
    row("issue", "11-18 09:00", "A4纸", -3),
    row("receipt", "11-18 09:00", "A4纸", 10),
    row("return", "11-19 09:00", "A4纸", 1),
    row("stocktake", "11-19 10:00", "A4纸", -1),
    row("issue", "11-10 09:00", "A4纸", -4),
    row("issue", "11-10 09:00", "签字笔", -4),
  ];
  const { items, issues, issuesBefore, receipts, receiptsBefore } = of(rows);
  expect(items).toEqual([
    {
      label: { name: "A4纸", spec: "" },
      ...{ unit: "个", taken: 5, takenBefore: 4, received: 10, returned: 1, others: -1, issues: 2 },
      issuesBefore: 1,
    },
  ]);
  expect([issues, issuesBefore, receipts, receiptsBefore]).toEqual([2, 2, 1, 0]);
});

it("the first hours of a period are not held against the one before", () => {
  const rows = [row("issue", "11-16 02:00", "A4纸", -2), row("issue", "11-15 23:00", "A4纸", -1)];
  const begun = { from: at("11-16"), to: new Date("2026-11-16T05:00:00Z") };
  const before = { from: new Date("2026-11-15T19:00:00Z"), to: at("11-16") };
  const told = totals({ ...spans, period: begun, before }, { movements: rows, items: [] });
  expect(told).toMatchObject({ issues: 1, issuesBefore: 0, items: [{ taken: 2, takenBefore: 0 }] });
});

it("departments stand with those first that took most often, and what they took", () => {
  const rows = [
    row("issue", "11-17 09:00", "A4纸", -2, { department: "市场部" }),
    row("issue", "11-17 09:00", "签字笔", -5, { department: "市场部" }),
    row("issue", "11-18 09:00", "A4纸", -3, { department: "财务部" }),
    row("issue", "11-18 09:00", "A4纸", -1),
    row("issue", "11-10 09:00", "A4纸", -1, { department: "财务部" }),
    row("receipt", "11-18 09:00", "A4纸", 9, { department: "财务部" }),
  ];
  const { departments } = of(rows);
  expect(departments.map((one) => [one.department, one.issues, one.issuesBefore])).toEqual([
    ["市场部", 2, 0],
    ["财务部", 1, 1],
    ["", 1, 0],
  ]);
  expect(departments[0]?.items.map(({ label, taken }) => [label.name, taken])).toEqual([
    ["签字笔", 5],
    ["A4纸", 2],
  ]);
});

it("the ten most taken are ten at most, and taken at all", () => {
  const rows = Array.from({ length: 12 }, (_, index) =>
    row("issue", "11-17 09:00", `物品${index}`, -1 - index),
  );
  const { mostTaken } = of([...rows, row("receipt", "11-17 10:00", "纸杯", 99)]);
  expect(mostTaken).toHaveLength(10);
  expect([mostTaken[0]?.taken, mostTaken[9]?.taken]).toEqual([12, 3]);
});

it("an item counts as untaken when its last 领用 is older than 30 days, or was undone", () => {
  const undone = row("issue", "11-17 09:00", "订书机", -1);
  const rows = [
    row("issue", "10-24 00:00", "A4纸", -1),
    row("issue", "10-23 23:59", "签字笔", -1),
    row("receipt", "11-17 09:00", "签字笔", 1),
    undone,
    undo(undone, "11-17 10:00"),
  ];
  const items = ["A4纸", "签字笔", "订书机"].map((name) => item(name));
  expect(of(rows, items).untaken.map(({ name }) => name)).toEqual(["签字笔", "订书机"]);
});

it("an item whose unit was changed has a line for each unit", () => {
  const rows = [
    row("issue", "11-17 09:00", "A4纸", -1, { unit: "箱" }),
    row("issue", "11-18 09:00", "A4纸", -3, { unit: "包" }),
  ];
  expect(of(rows).items.map(({ unit, taken }) => [unit, taken])).toEqual([
    ["包", 3],
    ["箱", 1],
  ]);
});

it("a renamed item has one line, beside what was taken under the old name before", () => {
  const rows = [
    row("issue", "11-18 09:00", "A4纸", -1),
    row("issue", "11-17 09:00", "打印纸", -2),
    row("issue", "11-10 09:00", "打印纸", -4),
  ];
  const { items, untaken } = of(rows, [item("A4纸", { aliases: ["打印纸"] })]);
  expect(items.map(({ label, taken, takenBefore }) => [label.name, taken, takenBefore])).toEqual([
    ["A4纸", 3, 4],
  ]);
  expect(untaken).toEqual([]);
});

it("Σ of the totals is Σ of the period's rows", () => {
  fc.assert(
    fc.property(ledger, (movements) => {
      const told = totals(
        { ...spans, period: { from: at("11-20"), to: at("11-22") } },
        { movements, items: someItems },
      );
      const rows = mustHold(movements, { from: at("11-20"), to: at("11-22") });
      const change = told.items.map(({ taken, received, returned, others }) =>
        subtract(add(add(received, returned), others), taken),
      );
      expect(sum(change)).toBe(sum(rows.map((one) => one.change)));
      expect(sum(told.departments.map(({ issues }) => issues))).toBe(told.issues);
    }),
  );
});
