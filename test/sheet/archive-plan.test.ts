/** Which rows are archived next, what belongs where, and how a month's tab gets the ledger's columns. */
import fc from "fast-check";
import {
  lengthOf,
  misfitsIn,
  nextRows,
  runsOf,
  withoutRuns,
  type ArchiveRule,
} from "../../src/sheet/archive-plan";
import { tabs } from "../../src/language/sheet-words/headings";
import { toSerial } from "../../src/sheet/times";

const timeZone = "Asia/Shanghai";
const dayMs = 86_400_000;
const before = Date.parse("2026-10-21T00:00:00Z");
const rule = (newest: readonly number[] = []): ArchiveRule => ({
  before,
  newest: { ids: new Set(newest.map((at) => `id ${at}`)), times: new Set(newest) },
  timeZone,
});

const time = fc.option(
  fc.integer({ min: -120, max: 60 }).map((days) => before + days * dayMs + 1),
  { nil: undefined },
);
const times = fc.array(time, { maxLength: 300 });
const monthIn = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 7);

test("what goes next are old rows of the oldest month, no more than too many, none right below the header, and none that is an item's newest", () => {
  fc.assert(
    fc.property(times, fc.nat(200), fc.nat(20), (all, goal, firstRow) => {
      const newest = all.flatMap((at, index) => (at !== undefined && index % 11 === 0 ? [at] : []));
      const next = nextRows({ times: all, firstRow }, goal, rule(newest));
      const timed = all.filter((at) => at !== undefined);
      const old = all
        .slice(10)
        .filter((at) => at !== undefined)
        .filter((at) => at < before && !newest.includes(at));
      if (!next) {
        expect(timed.length <= goal || old.length === 0).toBe(true);
        return;
      }
      const rows = next.runs.flatMap(({ from, to }) => all.slice(from - firstRow, to - firstRow));
      expect(rows.length).toBe(lengthOf(next.runs));
      expect(rows.length).toBeLessThanOrEqual(timed.length - goal);
      for (const at of rows) {
        expect(old).toContain(at);
        expect(monthIn(at ?? 0)).toBe(next.month);
      }
      expect(next.month).toBe(monthIn(Math.min(...old)));
    }),
  );
});

test("batch after batch comes to an end, at the goal or where nothing old is left", () => {
  fc.assert(
    fc.property(times, fc.nat(100), (all, goal) => {
      let left: readonly (number | undefined)[] = all;
      for (let batch = 0; batch <= all.length; batch += 1) {
        const next = nextRows({ times: left, firstRow: 1 }, goal, rule());
        if (!next) break;
        left = withoutRuns(left, 1, next.runs);
      }
      const timed = left.filter((at) => at !== undefined);
      expect(left.filter((at) => at === undefined)).toHaveLength(
        all.length - all.filter(Boolean).length,
      );
      const movable = left.slice(10).filter((at) => at !== undefined && at < before);
      expect(timed.length <= goal || movable.length === 0).toBe(true);
      if (timed.length < goal) expect(left).toEqual(all);
    }),
  );
});

test("runs hold the rows they were made of, in order and apart", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(400)), (rows) => {
      const runs = runsOf(rows);
      const back = runs.flatMap(({ from, to }) =>
        Array.from({ length: to - from }, (_, i) => from + i),
      );
      expect(back).toEqual([...rows].sort((a, b) => a - b));
      runs
        .slice(1)
        .forEach(({ from }, index) => expect(from).toBeGreaterThan(runs[index]?.to ?? 0));
    }),
  );
});

describe("a row that was moved does not belong in its month's tab when it", () => {
  const top = Object.values(tabs.ledger.columns).map(({ header: name }) => name);
  const row = (at: string | undefined, id = "g:g:m1") =>
    top.map((name) => {
      if (name === "时间") return at === undefined ? undefined : toSerial(new Date(at), timeZone);
      return name === "消息ID" ? id : "x";
    });
  const misfits = (rows: ReturnType<typeof row>[]) => misfitsIn(rows, top, "2026-09", rule([7]));
  const good = row("2026-09-30T15:59:59Z");

  test("is of another month", () =>
    expect(misfits([good, row("2026-09-30T16:00:00Z")])).toEqual([1]));
  test("has no time", () => expect(misfits([row(undefined), good])).toEqual([0]));
  test("is its item's newest", () =>
    expect(misfits([good, row("2026-09-02T00:00:00Z", "id 7")])).toEqual([1]));
  test("is the header", () => expect(misfits([top, good])).toEqual([0]));
});
