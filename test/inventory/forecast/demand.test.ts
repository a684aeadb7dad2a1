import fc from "fast-check";
import { demandWithin, meanUse, runOut, type Demand } from "../../../src/inventory/forecast/demand";
import {
  betaBinomial,
  betaQuantile,
  binomial,
} from "../../../src/inventory/forecast/distributions";
import { sizeDistribution } from "../../../src/inventory/forecast/sizes";

const sizesOf = (...quantities: readonly number[]): Demand["sizes"] =>
  quantities.map((quantity) => ({ quantity, weight: 1 }));

/** 60 working days, 12 of them with a take-out, on ten days' worth of nothing known. */
const example: Demand = {
  share: { alpha: 12.5, beta: 52.5 },
  sizes: sizesOf(1, 1, 2, 1, 3, 1, 2, 1, 1, 5, 1, 2),
};

describe("the share of days", () => {
  it("gives the worked counts of days with a take-out", () => {
    const counts = betaBinomial(5, example.share).map((chance) => chance.toFixed(6));
    expect(counts).toEqual("0.355927 0.393725 0.191542 0.050961 0.007382 0.000464".split(" "));
  });

  it("gives the worked quantiles", () => {
    expect(betaQuantile(0.1, example.share).toFixed(6)).toBe("0.132239");
    expect(betaQuantile(0.9, example.share).toFixed(6)).toBe("0.256517");
  });

  it("sums to 1, however many days and whatever is known", () => {
    const positive = fc.double({ min: 0.01, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), positive, positive, (days, alpha, beta) => {
        const both = [betaBinomial(days, { alpha, beta }), binomial(days, alpha / (alpha + beta))];
        for (const counts of both)
          expect(counts.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("the sizes", () => {
  it("are those seen and one made-up take-out with their mean", () => {
    const { seen, madeUp, mean } = sizeDistribution(example.sizes, 20);
    const chance = (steps: number): number =>
      (seen.find((size) => size.steps === steps)?.probability ?? 0) +
      madeUp.weight * madeUp.success * (1 - madeUp.success) ** (steps - 1);
    expect(mean).toBe(1.75);
    expect(chance(1).toFixed(6)).toBe("0.582418");
    expect(chance(2).toFixed(6)).toBe("0.249608");
    expect((1 - chance(1) - chance(2)).toFixed(6)).toBe("0.167975");
  });

  it("of halves are counted in halves", () => {
    expect(sizeDistribution(sizesOf(0.5, 1.5), 3).step).toBe(0.1);
  });
});

describe("running out", () => {
  it.each([
    [1, "0.644073"],
    [2, "0.414761"],
    [3, "0.251511"],
    [5, "0.106233"],
    [8, "0.014777"],
  ])("of %d within five working days has the worked probability", (stock, probability) => {
    expect(runOut(example, stock, 5).probability.toFixed(6)).toBe(probability);
  });

  it("has the worked interval", () => {
    const { from, to } = runOut(example, 3, 5);
    expect([from.toFixed(4), to.toFixed(4)]).toEqual(["0.1573", "0.3550"]);
  });

  it("is much less likely in a week with two working days", () => {
    expect(runOut(example, 3, 2).probability.toFixed(6)).toBe("0.077384");
  });

  it("is more likely when the days without stock are no days", () => {
    const observed = { ...example, share: { alpha: 12.5, beta: 37.5 } };
    expect(runOut(observed, 3, 5).probability.toFixed(4)).toBe("0.3449");
  });

  it.each([
    [
      "four take-outs of one in ten days, one left",
      sizesOf(1, 1, 1, 1),
      4.5,
      10.5,
      1,
      2,
      "0.496875",
    ],
    ["the same, two left", sizesOf(1, 1, 1, 1), 4.5, 10.5, 2, 2, "0.103125"],
    ["never taken in 60 days", [], 0.5, 64.5, 1, 5, "0.036777"],
    ["one take-out in ten days", sizesOf(1), 1.5, 13.5, 1, 5, "0.372131"],
  ])("of %s", (_, sizes, alpha, beta, stock, days, probability) => {
    const found = runOut({ sizes, share: { alpha, beta } }, stock, days);
    expect(found.probability.toFixed(6)).toBe(probability);
  });

  it("has happened where nothing is left", () => {
    expect(runOut(example, 0, 5)).toEqual({ probability: 1, from: 1, to: 1 });
  });

  it("is told nearly the same on a coarser grid", () => {
    const hundreds = {
      ...example,
      sizes: example.sizes.map((size) => ({ ...size, quantity: size.quantity * 1000 })),
    };
    const found = runOut(hundreds, 3000, 5).probability;
    expect(Math.abs(found - runOut(example, 3, 5).probability)).toBeLessThan(0.03);
  });

  it("is never likelier with more in stock, nor less likely with more days", () => {
    const size = fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      weight: fc.double({ min: 0.1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(size, { maxLength: 12 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 10 }),
        (sizes, stock, days) => {
          const demand: Demand = { sizes, share: { alpha: sizes.length + 0.5, beta: 30 } };
          const { probability } = runOut(demand, stock, days);
          expect(runOut(demand, stock + 1, days).probability).toBeLessThanOrEqual(
            probability + 1e-12,
          );
          expect(runOut(demand, stock, days + 1).probability).toBeGreaterThanOrEqual(
            probability - 1e-12,
          );
        },
      ),
    );
  });
});

describe("what lasts", () => {
  it("is so much that it runs out as seldom as was asked for", () => {
    expect(demandWithin(example, 8, 0.9)).toBe(7);
    expect(demandWithin(example, 8, 0.95)).toBe(9);
    expect(runOut(example, 7, 8).probability.toFixed(6)).toBe("0.086076");
    expect(runOut(example, 6, 8).probability.toFixed(6)).toBe("0.136824");
    expect(runOut(example, 9, 8).probability.toFixed(6)).toBe("0.030270");
    expect(runOut(example, 8, 8).probability.toFixed(6)).toBe("0.051925");
  });

  it("takes a working day's use from the share of days and the mean size", () => {
    expect(meanUse(example)).toBeCloseTo((12.5 / 65) * 1.75, 12);
  });
});
