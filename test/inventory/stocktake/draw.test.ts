import fc from "fast-check";
import { createRandom, draw, seedOf } from "../../../src/inventory/stocktake/draw";

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

it("a sample can be drawn again from its seed", () => {
  const once = draw(numbers(60), 20, createRandom(seedOf("generic:g1:m1")));
  expect(draw(numbers(60), 20, createRandom(seedOf("generic:g1:m1")))).toEqual(once);
  expect(draw(numbers(60), 20, createRandom(seedOf("generic:g1:m2")))).not.toEqual(once);
  // A vector of the algorithm's authors.
  expect(seedOf("a")).toBe(0xe40c292c);
  // Written down, so that another version draws the same from a seed in 备注.
  expect(seedOf("generic:g1:m1")).toBe(1151993780);
  expect(draw(numbers(60), 5, createRandom(12345))).toEqual([1, 8, 9, 45, 48]);
});

it("a sample holds each thing once, in order, and all where there are no more", () => {
  fc.assert(
    fc.property(fc.nat(80), fc.nat(100), fc.nat(), (all, count, seed) => {
      const drawn = draw(numbers(all), count, createRandom(seed));
      expect(drawn).toHaveLength(Math.min(all, count));
      expect(drawn).toEqual([...new Set(drawn)].toSorted((left, right) => left - right));
    }),
  );
});

it("everything has the same chance", () => {
  const times = numbers(10).map(() => 0);
  const seeds = numbers(4_000).map((seed) => seedOf(`day ${seed}`));
  for (const seed of seeds)
    for (const one of draw(numbers(10), 3, createRandom(seed))) times[one] = (times[one] ?? 0) + 1;
  // 1,200 each on the average; five standard deviations are 145.
  for (const found of times) expect(Math.abs(found - 1_200)).toBeLessThan(145);
});
