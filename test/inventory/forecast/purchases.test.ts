import { comingOf, purchasesOf } from "../../../src/inventory/forecast/purchases";
import { noPurchasing } from "../../../src/inventory/purchasing/orders";
import type { PurchaseRow } from "../../../src/inventory/purchasing/row";
import { namedSupplier, type Supplier } from "../../../src/inventory/purchasing/supplier";
import { item } from "../ledger-rows";

const paper = item("A4纸", { unit: "箱" });
const ahead = { from: "2026-11-30", until: "2026-12-07" };

const row = (more: Partial<PurchaseRow>): PurchaseRow => ({
  ...{ number: 1, order: 1, itemName: "A4纸", spec: "", unit: "箱", quantity: 10, received: 0 },
  ...{ cancelled: 0, original: undefined, supplier: "青竹", requester: "", department: "" },
  ...{ source: "manual", requestedAt: undefined, orderer: "", note: "", messageId: "m" },
  ...{ orderedAt: new Date("2026-11-30T02:00:00Z"), confirmedAt: undefined, dueOn: "" },
  ...more,
});
const supplier = (name: string, more: Partial<Supplier> = {}): Supplier => ({
  ...namedSupplier(name),
  supplies: ["A4纸"],
  ...more,
});
const of = (rows: readonly PurchaseRow[], suppliers: readonly Supplier[] = []) =>
  purchasesOf({ ...noPurchasing, rows, suppliers }, [paper], ahead);

describe("what is under way", () => {
  it.each([
    ["agreed for within the days", { dueOn: "2026-12-07" }, { soon: 10, all: 10 }],
    ["agreed for today", { dueOn: "2026-11-30" }, { soon: 10, all: 10 }],
    ["agreed for later", { dueOn: "2026-12-08" }, { soon: 0, all: 10 }],
    ["late", { dueOn: "2026-11-29" }, { soon: 0, all: 10 }],
    ["of no known day", {}, { soon: 10, all: 10 }],
    ["come in part", { received: 4 }, { soon: 6, all: 6 }],
    ["asked for only", { order: undefined, orderedAt: undefined }, { soon: 0, all: 10 }],
    ["come", { received: 10 }, { soon: 0, all: 0 }],
  ])("%s", (_, more, coming) => {
    expect(comingOf(paper, of([row(more)]))).toEqual(coming);
  });

  it("is expected by the supplier's own days where no day was agreed", () => {
    const coming = (leadDays: number) =>
      comingOf(paper, of([row({})], [supplier("青竹", { leadDays })])).soon;
    expect([coming(5), coming(10)]).toEqual([10, 0]);
  });
});

describe("where an item is bought", () => {
  it("is the supplier that its cell names, with the days it needs", () => {
    const named = item("A4纸", { supplier: "青竹" });
    const { sourceOf } = of(
      [],
      [supplier("青竹", { leadDays: 3 }), supplier("快达", { leadDays: 1 })],
    );
    expect(sourceOf(named)).toEqual({ supplier: "青竹", leadDays: 3 });
  });

  it("is else the one that delivers first; unknown days come last, who has stopped not at all", () => {
    const { sourceOf } = of(
      [],
      [
        supplier("未知"),
        supplier("青竹", { leadDays: 3 }),
        supplier("停了", { leadDays: 1, isStopped: true }),
      ],
    );
    expect(sourceOf(paper)).toEqual({ supplier: "青竹", leadDays: 3 });
    expect(of([]).sourceOf(paper)).toEqual({ supplier: "", leadDays: undefined });
  });
});
