import { suggesting } from "../../../src/inventory/purchasing/suggesting";
import { alertText } from "../../../src/language/replies/warnings";
import { item } from "../stock-fixtures";
import { purchaseRow } from "../purchase-rows";

const paper = item("A4纸", 3, { unit: "箱", safetyStock: 5 });
const policy = { warnAtSafetyStock: false };
const request = { order: undefined, orderedAt: undefined };

const told = (
  rows: readonly Parameters<typeof purchaseRow>[1][],
  forecast?: (available: number) => number | undefined,
): string => {
  const purchasing = {
    rows: rows.map((own, index) => purchaseRow(index + 1, own)),
    ...{ suppliers: [], events: [] },
  };
  const suggest = suggesting(
    { purchasing, policy },
    forecast && ((_, available) => forecast(available)),
  );
  const text = alertText({
    ...{ item: paper, label: { name: "A4纸", spec: "" }, stock: 3 },
    buy: suggest(paper),
  });
  return text.slice(text.indexOf("3箱，") + 3, text.indexOf("（"));
};

it.each([
  ["建议采购 7箱", []],
  // What is under way and does not do is bought in addition.
  ["在途 1箱，建议采购 6箱", [{ quantity: 1 }]],
  ["在途 30箱", [{ quantity: 30 }]],
  ["已申请 7箱", [{ ...request, quantity: 7 }]],
  ["在途 2箱，已申请 7箱", [{ quantity: 2 }, { ...request, quantity: 7 }]],
  ["建议采购 7箱", [{ quantity: 30, received: 30 }]],
  ["建议采购 7箱", [{ itemName: "A3纸", quantity: 30 }]],
])("a warning tells %s", (text, rows) => {
  expect(told(rows)).toBe(text);
});

it("history goes before the row, and knows of what is under way", () => {
  expect(told([], () => 12)).toBe("建议采购 12箱");
  expect(told([{ quantity: 4 }], (available) => 15 - available)).toBe("在途 4箱，建议采购 8箱");
  expect(told([], () => undefined)).toBe("建议采购 7箱");
});
