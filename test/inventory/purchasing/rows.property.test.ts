/** What always holds of rows of 采购, whatever was ordered, received and changed. */
import fc from "fast-check";
import { allocate } from "../../../src/inventory/purchasing/allocation";
import { toQuantity, totalOf, withoutRest } from "../../../src/inventory/purchasing/changes";
import { byDue } from "../../../src/inventory/purchasing/orders";
import {
  outstandingOf,
  statusOf,
  type PurchaseChange,
  type PurchaseRow,
} from "../../../src/inventory/purchasing/row";
import { medianAnswer } from "../../../src/inventory/purchasing/statistics";
import { sum } from "../../../src/inventory/items/quantity";
import { orderedAt, purchaseRow } from "../purchase-rows";

const at = orderedAt;

const figure = fc.integer({ min: 0, max: 40 });
const rows = fc
  .array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 40 }),
      received: figure,
      dueOn: fc.constantFrom("", "2026-11-26", "2026-12-01"),
      confirmedAt: fc.constantFrom(undefined, at),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => all.map((own, index) => purchaseRow(index + 1, own)));

const applied = (all: readonly PurchaseRow[], changes: readonly PurchaseChange[]) =>
  all.map((one) => ({ ...one, ...changes.find((change) => change.row === one)?.to }));

it("a delivery goes to the rows that are due first, to none more than it lacks, and nothing of it is lost", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 200 }), (all, quantity) => {
      const { pieces, over } = allocate(quantity, all);
      expect(sum([...pieces.map((piece) => piece.quantity), over])).toBe(quantity);
      for (const piece of pieces)
        expect(piece.quantity).toBeLessThanOrEqual(outstandingOf(piece.row));
      const open = byDue(all).filter((one) => outstandingOf(one) > 0);
      expect(pieces.map((piece) => piece.row)).toEqual(open.slice(0, pieces.length));
      expect(over === 0 || pieces.length === open.length).toBe(true);
    }),
  );
});

it("another quantity is reached exactly, or is less than what has come", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 200 }), (all, quantity) => {
      const changes = toQuantity(all, quantity);
      if (changes === undefined) {
        expect(sum(all.map(outstandingOf))).toBeLessThan(totalOf(all) - quantity);
        return;
      }
      const after = applied(all, changes);
      expect(totalOf(after)).toBe(quantity);
      // Whatever was agreed to and changed has to be agreed to anew.
      for (const { row: before, to } of changes)
        expect(before.confirmedAt === undefined || "confirmedAt" in to).toBe(true);
    }),
  );
});

it("once the rest is wanted no more, nothing is under way and every row is over", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const after = applied(all, withoutRest(all));
      expect(sum(after.map(outstandingOf))).toBe(0);
      for (const one of after) expect(["done", "cancelled"]).toContain(statusOf(one));
    }),
  );
});

it.each([
  ["nothing", [], undefined],
  ["one that waits", [[52, true]], { hours: 52, isAtLeast: true }],
  [
    "an answer, and one that waits longer",
    [
      [2, false],
      [52, true],
    ],
    { hours: 2, isAtLeast: false },
  ],
  [
    "one that waits less than the answers",
    [
      [1, true],
      [2, false],
      [3, false],
    ],
    { hours: 2, isAtLeast: true },
  ],
] as const)("the median answer of %s", (_, answers, median) => {
  const all = answers.map(([hours, isOpen]) => ({ hours, isOpen }));
  expect(medianAnswer(all)).toEqual(median);
});
