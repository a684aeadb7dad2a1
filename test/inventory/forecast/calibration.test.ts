import {
  brierScore,
  calibrationOf,
  isUntrusted,
  reliability,
  skillOf,
  type Judged,
} from "../../../src/inventory/forecast/calibration";

const said = (probability: number, came: boolean): Judged => ({ said: probability, came });

describe("calibration", () => {
  it("scores the worked forecasts", () => {
    const judged = [said(0.9, true), said(0.6, false), said(0.2, false), said(0.05, false)];
    expect(brierScore(judged).toFixed(6)).toBe("0.103125");
    const reference = brierScore(judged.map((one) => ({ ...one, said: 0.25 })));
    expect(reference.toFixed(4)).toBe("0.1875");
    expect(skillOf(brierScore(judged), reference).toFixed(2)).toBe("0.45");
  });

  it("takes the score apart as Murphy does", () => {
    const some = (probability: number, came: number): readonly Judged[] =>
      Array.from({ length: 5 }, (_, index) => said(probability, index < came));
    const judged = [...some(0.1, 1), ...some(0.7, 4)];
    const parts = reliability(judged).filter(({ count }) => count > 0);
    const mean = (figure: (said: number, came: number) => number): number =>
      parts.reduce((sum, { from, count, came }) => {
        return sum + (count / judged.length) * figure(from + 0.1, came / count);
      }, 0);
    // 0.1 and 0.7 are the middles of their bins; half of all came.
    const [reliable, resolution] = [mean((p, o) => (p - o) ** 2), mean((_, o) => (o - 0.5) ** 2)];
    expect([brierScore(judged), reliable, resolution].map((x) => x.toFixed(2))).toEqual([
      ...["0.17", "0.01", "0.09"],
    ]);
    expect(reliable - resolution + 0.25).toBeCloseTo(brierScore(judged), 9);
  });

  it("counts what came of like forecasts, 100 % among the likeliest", () => {
    const bins = reliability([said(0.6, true), said(0.79, false), said(1, true), said(0, false)]);
    expect(bins.map(({ count, came }) => `${came}/${count}`)).toEqual([
      ...["0/1", "0/0", "0/0", "1/2", "1/1"],
    ]);
  });

  it("is compared with each item's own rate at other times", () => {
    const always = Array.from({ length: 30 }, () => ({ itemKey: "a", said: 0.5, came: true }));
    const never = Array.from({ length: 30 }, () => ({ itemKey: "b", said: 0.5, came: false }));
    const { skill, judged } = calibrationOf([...always, ...never]);
    expect(skill).toBeLessThan(0);
    expect(isUntrusted({ skill, judged })).toBe(true);
    expect(isUntrusted({ skill, judged: 49 })).toBe(false);
  });

  it("does not call a single forecast an item worse than its own outcome", () => {
    const past = Array.from({ length: 60 }, (_, index) => ({
      itemKey: String(index),
      said: index < 30 ? 0.8 : 0.2,
      came: index < 30 ? index % 5 > 0 : index % 5 === 0,
    }));
    expect(calibrationOf(past).skill).toBeGreaterThan(0.2);
  });
});
