import fc from "fast-check";
import type { Item } from "../../../src/inventory/items/item";
import {
  compareQuotes,
  priceAtOrder,
  priceOf,
  withTax,
} from "../../../src/inventory/purchasing/compare-quotes";
import type { Quote } from "../../../src/inventory/purchasing/price";
import { pricedRows, totalOf } from "../../../src/inventory/purchasing/spent";
import type { PurchaseRow } from "../../../src/inventory/purchasing/row";
import { namedSupplier } from "../../../src/inventory/purchasing/supplier";
import { wording } from "../../../src/language/replies/wording";

const { units } = wording;
const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
const paper: Pick<Item, "name" | "spec" | "unit" | "conversions"> = {
  ...{ name: "A4纸", spec: "", unit: "包" },
  conversions: [{ from: "箱", factor: 5, to: "包" }],
};
const quote = (supplier: string, price: number, more: Partial<Quote> = {}): Quote => ({
  ...{ at: at(2), supplier, itemName: "A4纸", spec: "", price, unit: "箱" },
  ...{ isTaxed: true, taxRate: undefined, least: undefined, until: "" },
  ...{ source: "", note: "", messageId: "" },
  ...more,
});
const shown = (quotes: readonly Quote[], quantity?: number, today = "2026-11-24") =>
  compareQuotes(paper, quotes, { quantity, today, units }).map(
    ({ quote: { supplier }, perUnit, isValid, isEnough }) =>
      [supplier, perUnit, isValid, isEnough] as const,
  );

describe("quotes side by side", () => {
  const quotes = [quote("青竹", 128), quote("远山", 125, { least: 20 })];

  it("are of one stock unit, and a lower one counts from its least quantity on", () => {
    expect(shown(quotes)).toEqual([
      ["青竹", 25.6, true, true],
      ["远山", 25, true, false],
    ]);
    expect(shown(quotes, 99)[0]?.[0]).toBe("青竹");
    expect(shown(quotes, 100)).toEqual([
      ["远山", 25, true, true],
      ["青竹", 25.6, true, true],
    ]);
  });

  it("stand behind those that hold once they are over", () => {
    const old = quote("远山", 90, { until: "2026-11-23" });
    expect(shown([old, quote("青竹", 128)]).map(([name, , isValid]) => [name, isValid])).toEqual([
      ["青竹", true],
      ["远山", false],
    ]);
    expect(shown([quote("远山", 90, { until: "2026-11-24" })])[0]?.[2]).toBe(true);
  });

  it("are told with tax, and without a price where nobody said how much that is", () => {
    expect(withTax({ price: 100, isTaxed: false, taxRate: 13 })).toBe(113);
    expect(shown([quote("青竹", 100, { isTaxed: false })])[0]?.[1]).toBeUndefined();
    expect(shown([quote("青竹", 100, { isTaxed: false, taxRate: 13 })])[0]?.[1]).toBe(22.6);
  });

  it("are the newest of each supplier, whatever order they stand in", () => {
    const both = [quote("青竹", 110, { at: at(9) }), quote("青竹", 128)];
    expect(shown(both)).toEqual([["青竹", 22, true, true]]);
    expect(shown([...both].reverse())).toEqual([["青竹", 22, true, true]]);
  });

  it("of a unit that can't be converted have no price of a stock unit, and stand last", () => {
    expect(
      shown([quote("远山", 1, { unit: "车" }), quote("青竹", 128)]).map(([name]) => name),
    ).toEqual(["青竹", "远山"]);
  });
});

it("a price per piece is that of a whole pack times its pieces, and back", () => {
  const conversions = [{ from: "盒", factor: 12, to: "支" }];
  expect(priceOf(2.5, { from: "支", to: "盒" }, conversions, units)).toBe(30);
  expect(priceOf(30, { from: "盒", to: "支" }, conversions, units)).toBe(2.5);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 500 }),
      (cents, factor) => {
        const steps = [{ from: "盒", factor, to: "支" }];
        const pack = priceOf(cents / 100, { from: "支", to: "盒" }, steps, units);
        expect(priceOf(pack ?? 0, { from: "盒", to: "支" }, steps, units)).toBe(cents / 100);
      },
    ),
  );
});

describe("an order", () => {
  const row: PurchaseRow = {
    ...{ number: 1, order: 1, itemName: "A4纸", spec: "", quantity: 100, unit: "包", received: 0 },
    ...{ cancelled: 0, original: 100, supplier: "青竹文具", requester: "", department: "" },
    ...{ source: "manual", requestedAt: undefined, orderer: "", orderedAt: at(10) },
    ...{ confirmedAt: undefined, dueOn: "", note: "", messageId: "" },
  };
  const priceIn = (quotes: readonly Quote[], more: Partial<PurchaseRow> = {}) =>
    priceAtOrder({ ...row, ...more }, quotes, {
      ...{ item: paper, suppliers: [namedSupplier("青竹文具")], units },
      dayOf: (time) => time.toISOString().slice(0, 10),
    });

  it.each<[string, readonly Quote[], Partial<PurchaseRow>, number | undefined]>([
    ["was placed at the supplier's quote", [quote("青竹文具", 128)], {}, 25.6],
    ["knows a supplier by the beginning of the name", [quote("青竹", 128)], {}, 25.6],
    [
      "pays the lower price once it is large enough",
      [quote("青竹", 128), quote("青竹", 125, { least: 20 })],
      {},
      25,
    ],
    [
      "pays the higher one below that",
      [quote("青竹", 128), quote("青竹", 125, { least: 20 })],
      { quantity: 99 },
      25.6,
    ],
    ["pays the newer of two", [quote("青竹", 128), quote("青竹", 120, { at: at(9) })], {}, 24],
    [
      "knows nothing of a quote that came later",
      [quote("青竹", 128, { at: at(11) })],
      {},
      undefined,
    ],
    [
      "knows nothing of one that was over",
      [quote("青竹", 128, { until: "2026-11-09" })],
      {},
      undefined,
    ],
    ["knows nothing of another supplier's", [quote("远山", 128)], {}, undefined],
    ["knows nothing of another thing's", [quote("青竹", 128, { itemName: "A3纸" })], {}, undefined],
  ])("%s", (_, quotes, more, price) => expect(priceIn(quotes, more)).toBe(price));

  it("is paid as far as it was not cancelled, by the price of what it holds now", () => {
    const line = {
      row: 1,
      price: 25.6,
      amount: 0,
      supplier: "",
      itemName: "A4纸",
      spec: "",
      unit: "包",
    };
    const total = (rows: readonly PurchaseRow[]) => totalOf(pricedRows(rows, [line]));
    expect(total([row])).toEqual({ amount: 2560, unpriced: 0 });
    expect(total([{ ...row, received: 40, cancelled: 60 }])).toEqual({ amount: 1024, unpriced: 0 });
    expect(total([{ ...row, closed: "cancelled" }])).toEqual({ amount: 0, unpriced: 0 });
    expect(total([{ ...row, itemName: "A3纸" }])).toEqual({ amount: 0, unpriced: 1 });
  });
});
