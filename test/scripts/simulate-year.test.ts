import { findingsOf } from "../../scripts/simulate-year/findings";
import { lookAtYear, lookDays } from "../../scripts/simulate-year/looks";
import { createOffice } from "../../scripts/simulate-year/office";
import { findingsTable } from "../../scripts/simulate-year/table";
import { playYear } from "../../scripts/simulate-year/year";

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
    const findings = findingsOf(year, looks);
    expect(looks.flatMap(({ problems }) => problems)).toEqual([]);
    expect(new Set(findings.silent.map(({ name }) => name))).toEqual(
      new Set([forgetting.department]),
    );
    expect(findings.silent.every(({ isSo }) => isSo)).toBe(true);
    expect(findings.cases.length).toBeGreaterThan(0);
    expect(findingsTable(findings, year.office)).toContain(
      "| department that forgets | first named",
    );
  });
});
