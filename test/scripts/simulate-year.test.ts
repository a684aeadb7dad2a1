import { casesOf, forecastRows } from "../../scripts/simulate-year/findings";
import { lookAtYear, lookDays } from "../../scripts/simulate-year/looks";
import { namedRows, silentIn } from "../../scripts/simulate-year/named";
import { createOffice } from "../../scripts/simulate-year/office";
import { truthOf } from "../../scripts/simulate-year/truth";
import { playYear } from "../../scripts/simulate-year/year";

jest.setTimeout(90_000);

const yearOf = (seed: number, days = 365) =>
  playYear(createOffice({ seed, items: 25, days }), seed);

describe("a simulated year", () => {
  it("is the same for the same seed and another for another", () => {
    expect(yearOf(3)).toEqual(yearOf(3));
    expect(yearOf(4).wants).not.toEqual(yearOf(3).wants);
  });

  it.each([1, 2, 3, 4])(
    "never has less than nothing, nor more than the sheet says (%i)",
    (seed) => {
      const { shelf, book } = yearOf(seed);
      for (const [day, own] of shelf.entries()) {
        expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
        expect(own.filter((there, item) => there > (book[day]?.[item] ?? 0))).toEqual([]);
      }
    },
  );

  it("books rows that follow on one another, each item's before being the after of its last", () => {
    const { ledger, office } = yearOf(5);
    const last = office.items.map(({ startStock }) => startStock);
    for (const { item, before, after, change } of ledger) {
      expect([before, after]).toEqual([last[item], before + change]);
      last[item] = after;
    }
  });

  it("puts no take-out on a holiday, and some on a Saturday that is worked", () => {
    const { wants, office } = yearOf(6);
    const dates = new Set(wants.map(({ day }) => office.days[day]?.date));
    expect(dates).not.toContain("2026-10-02");
    expect(dates).toContain("2026-10-10");
  });

  it("is read by the relay, which names the department that forgets and no other", async () => {
    const year = yearOf(8, 180);
    const { forgetting } = year.office;
    const days = lookDays(year, 180).filter(
      (day) => day > forgetting.from - 10 && day < forgetting.to,
    );
    const looks = await lookAtYear(year, days);
    const silent = silentIn(year, looks);
    const cases = casesOf(year, looks);
    expect(looks.flatMap(({ problems }) => problems)).toEqual([]);
    expect(new Set(silent.map(({ name }) => name))).toEqual(new Set([forgetting.department]));
    expect(silent.every(({ isSo }) => isSo)).toBe(true);
    expect(cases.length).toBeGreaterThan(0);
    expect(forecastRows(cases).map(([what]) => what)).toContain("would have run out");
    expect(namedRows(year, looks)[0]?.[1]).toBe(`first named ${silent[0]?.date ?? ""}`);
  });

  it("tells how likely as much is wanted for one who knows the pace", () => {
    const { office, ...year } = yearOf(9);
    const wanted = { meanSize: 2, pace: 0.1, season: 0 };
    const items = office.items.map((item) => ({ ...item, ...wanted }));
    const quiet = { ...office, items, dies: { item: -1, from: 0 }, doubles: { item: -1, from: 0 } };
    const { reaches } = truthOf({ ...year, office: quiet });
    // 2026-03-02 is a Monday, which has 1.3 times the pace: 5.3 × 0.1 take-outs are to come, of one and Poisson(1) more.
    const none = Math.exp(-0.53);
    expect(reaches(0, 59, 1)).toBeCloseTo(1 - none, 9);
    expect(reaches(0, 59, 2)).toBeCloseTo(1 - none - none * 0.53 * Math.exp(-1), 9);
    expect(reaches(0, 59, 0)).toBe(1);
  });
});
