import type { Subscription } from "../../src/inventory/changes/subscription";
import {
  exampleSubscription,
  readEvents,
  subscriptionMistakes,
} from "../../src/language/sheet-words/subscription-words";

it.each([
  ["", "all", []],
  ["全部", "all", []],
  ["登记、撤销", ["movement.booked", "movement.undone"], []],
  ["低库存，库存恢复", ["stock.low", "stock.recovered"], []],
  ["stockcaster.order.changed.v1 stocktake.closed", ["order.changed", "stocktake.closed"], []],
  ["登记、退货", ["movement.booked"], ["退货"]],
])("事件 「%s」 is %j", (text, types, unknown) => {
  const read = readEvents(text);
  expect(read.types.length === 6 ? "all" : read.types).toEqual(types);
  expect(read.unknown).toEqual(unknown);
});

const row = (address: string): Subscription => ({
  ...{ ...exampleSubscription("erp"), isStopped: false, address },
});
const mistakesOf = (addresses: readonly string[], allowPrivate = false): number[] =>
  subscriptionMistakes(addresses.map(row), { secretNames: ["erp"], allowPrivate }).map(
    ({ index }) => index,
  );

it("an address is https, without a password, and stands there once", () => {
  expect(
    mistakesOf([
      "https://a.example/in",
      "http://a.example/in",
      "https://me:word@a.example/in",
      "https://a.example/in",
      "a.example/in",
      `https://a.example/${"x".repeat(1_000)}`,
    ]),
  ).toEqual([1, 2, 3, 4, 5]);
  expect(mistakesOf(["http://10.0.0.5/in"], true)).toEqual([]);
});

it("20 addresses are called, the rest is named", () => {
  const many = Array.from({ length: 22 }, (_, index) => `https://a.example/${index}`);
  expect(mistakesOf(many)).toEqual([20, 21]);
});
