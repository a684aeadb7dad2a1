import {
  demandOf,
  fewestDays,
  isEnough,
  meanShareOf,
  observedDays,
  seasonOf,
  totalWeight,
} from "../../../src/inventory/forecast/evidence";
import { historiesOf, type LedgerRecords } from "../../../src/inventory/forecast/item-histories";
import { spreadUnrecorded } from "../../../src/inventory/forecast/unrecorded";
import type { DemandHistory } from "../../../src/inventory/forecast/evidence";
import { itemKey } from "../../../src/inventory/items/item";
import type { PendingEntry } from "../../../src/inventory/movements/pending";
import { item } from "../ledger-rows";
import { at, busy, daysTo, everyDay, finished, recordsOf, row } from "./days";

const paper = item("A4纸", { quantity: 3 });

const historyOf = (records: LedgerRecords): DemandHistory => {
  const found = finished(historiesOf(records)).histories.get(itemKey(paper));
  if (found === undefined) throw new Error("an item has no history");
  return found;
};

const takenOf = ({ taken }: DemandHistory): readonly (readonly [number, number])[] =>
  taken.map(({ age, quantity }) => [age, quantity]);

describe("working days", () => {
  it("are those of the calendar on which anybody booked, before the present one", () => {
    const workweek = { ...everyDay, workdays: [1, 2, 3, 4, 5] as const };
    const calendar = { ...workweek, holidays: ["2026-01-06"], extraWorkdays: ["2026-01-10"] };
    const { days } = historyOf(recordsOf([paper], busy(0, 14), { calendar }));
    // Two weeks of five days, less a holiday, with a Saturday.
    expect(days).toBe(10);
  });

  it("are none where nobody booked anything", () => {
    expect(historyOf(recordsOf([paper], [])).days).toBe(0);
    expect(historyOf(recordsOf([paper], [...busy(0, 5), ...busy(9, 10)])).days).toBe(6);
  });

  it("are 180 at most", () => {
    const records = recordsOf([paper], busy(0, 200), { days: daysTo(200) });
    expect(historyOf(records).days).toBe(180);
  });
});

describe("demand", () => {
  it("is what was taken on a day, all of it together", () => {
    const rows = [row(27, "issue", -2, 8), row(27, "issue", -1, 7), row(29, "issue", -4, 3)];
    expect(takenOf(historyOf(recordsOf([paper], [...busy(0, 30), ...rows])))).toEqual([
      [0, 4],
      [2, 3],
    ]);
  });

  it("of a Saturday counts for the working day before", () => {
    const calendar = { ...everyDay, workdays: [1, 2, 3, 4, 5] as const };
    const saturday = row(26, "issue", -2, 3);
    const history = historyOf(recordsOf([paper], [...busy(0, 30), saturday], { calendar }));
    expect(takenOf(history)).toEqual([[2, 2]]);
  });

  it("is lessened by what came back, the newest take-out first", () => {
    const rows = [row(20, "issue", -3, 7), row(25, "issue", -1, 6), row(26, "return", 2, 8)];
    expect(takenOf(historyOf(recordsOf([paper], [...busy(0, 30), ...rows])))).toEqual([[9, 2]]);
  });

  it("is neither what was undone nor what undid it", () => {
    const taken = row(25, "issue", -3, 7);
    const undone = row(26, "undo", 3, 10, { undoes: taken.id });
    expect(historyOf(recordsOf([paper], [...busy(0, 30), undone, taken])).taken).toEqual([]);
  });

  it("is no receipt, no adjustment, no count and no voided row", () => {
    const rows = [
      row(20, "receipt", 5, 8),
      row(21, "adjustment", -2, 6),
      row(22, "stocktake", -3, 3),
      row(23, "issue", 0, 3, { voided: true }),
    ];
    expect(historyOf(recordsOf([paper], [...busy(0, 30), ...rows])).taken).toEqual([]);
  });

  it("is booked on the day it was said, also where it was imported later", () => {
    const late = row(29, "issue", -2, 3, { sentAt: at(10) });
    expect(takenOf(historyOf(recordsOf([paper], [...busy(0, 30), late])))).toEqual([[19, 2]]);
  });

  it("is found under the item's former name", () => {
    const rows = [
      row(20, "issue", -2, 5, { itemName: "打印纸" }),
      row(25, "issue", -1, 4, { formerly: { name: "打印纸", spec: "" } }),
    ];
    expect(takenOf(historyOf(recordsOf([paper], [...busy(0, 30), ...rows])))).toEqual([
      [4, 1],
      [9, 2],
    ]);
  });

  const refused = (status: PendingEntry["status"]): PendingEntry => ({
    number: 1,
    at: at(28),
    kind: "short",
    status,
    text: "领用：A4纸 5箱",
    ...{ operator: "小李", account: "", reason: "", handledBy: "", messageId: "m" },
    handledAt: undefined,
    plan: {
      undoes: [],
      lines: [
        {
          ...{ type: "issue", itemName: "A4纸", spec: "", unit: "箱", quantity: 5 },
          ...{ requester: "", department: "" },
          note: { typed: "", rounded: false, implied: false, nearFor: "" },
        },
      ],
    },
  });

  it("is what was refused for too little stock, unless it was booked after all", () => {
    const with_ = (status: PendingEntry["status"]) =>
      takenOf(historyOf(recordsOf([paper], busy(0, 30), { entries: [refused(status)] })));
    expect(with_("open")).toEqual([[1, 5]]);
    expect(with_("rejected")).toEqual([[1, 5]]);
    expect(with_("confirmed")).toEqual([]);
  });

  it("is what a count found unrecorded, spread over the days since the count before", () => {
    const counts = [row(9, "stocktake", 0, 10), row(20, "stocktake", -4, 6)];
    const unrecorded = [{ itemName: "A4纸", spec: "", at: at(20).getTime(), quantity: 4 }];
    const taken = row(12, "issue", -2, 8);
    const history = historyOf(
      recordsOf([paper], [...busy(0, 30), ...counts, taken], { unrecorded }),
    );
    expect(history.taken).toEqual([
      { age: 9, quantity: 2, unrecorded: 2 },
      { age: 14, quantity: 2, unrecorded: 2 },
      { age: 17, quantity: 2, unrecorded: 0 },
    ]);
  });
});

describe("days without stock", () => {
  it("are none on which demand could be seen", () => {
    const rows = [row(10, "issue", -4, 0), row(20, "receipt", 5, 5)];
    const history = historyOf(recordsOf([paper], [...busy(0, 30), ...rows]));
    // From day 11 to day 19; it moved on day 10 and on day 20.
    expect(history.empty).toHaveLength(9);
    expect(observedDays(history)).toBe(21);
  });

  it("are those before the first receipt of a new item", () => {
    const history = historyOf(recordsOf([paper], [...busy(0, 30), row(25, "receipt", 3, 3)]));
    expect(observedDays(history)).toBe(5);
    expect(isEnough(history)).toBe(false);
  });

  it("are days all the same where somebody asked in vain", () => {
    const rows = [row(10, "issue", -4, 0)];
    const history = historyOf(recordsOf([paper], [...busy(0, 30), ...rows]));
    expect(history.empty).toContain(1);
  });

  it("are all days of an item that has none and never moved", () => {
    const none = { ...paper, stock: { kind: "figure", quantity: 0 } as const };
    expect(observedDays(historyOf(recordsOf([none], busy(0, 30))))).toBe(0);
  });
});

describe("what was never written down", () => {
  it.each([
    [
      3,
      [1, 2, 3, 4, 5, 6],
      [1, 1],
      [
        [2, 1],
        [4, 1],
        [6, 1],
      ],
    ],
    [
      5,
      [1, 2],
      [1],
      [
        [1, 3],
        [2, 2],
      ],
    ],
    [1, [7, 8, 9], [4], [[9, 1]]],
    [
      2.5,
      [1, 2, 3, 4],
      [],
      [
        [2, 2.5 / 3],
        [3, 2.5 / 3],
        [4, 2.5 / 3],
      ],
    ],
    [4, [], [1], []],
  ])("%d over the days %j at the usual sizes %j is %j", (quantity, places, usual, parts) => {
    const spread = spreadUnrecorded(quantity, places, usual);
    expect(spread.map(([place]) => place)).toEqual(parts.map(([place]) => place));
    for (const [index, [, part]] of spread.entries())
      expect(part).toBeCloseTo(parts[index]?.[1] ?? 0, 9);
  });
});

describe("weights", () => {
  it("of 60 days with a half-life of 30 are the worked 32.837", () => {
    expect(totalWeight(60, 30).toFixed(3)).toBe("32.837");
  });

  it("follow a pace that doubles by four sevenths in one half-life of 60 working days", () => {
    const every = (days: number, from: number, to: number) =>
      Array.from({ length: (to - from) / days }, (_, index) => ({
        ...{ age: from + index * days, quantity: 1, unrecorded: 0 },
      }));
    const taken = [...every(2, 0, 60), ...every(4, 60, 180)];
    const history = { days: 180, empty: [], taken, season: undefined };
    const { alpha, beta } = demandOf(history, { meanShare: 0.25, ahead: 5 }).share;
    // (1 - 1/2) of 7/8 of all weights lie after it; five made-up days stay at a quarter.
    const halves = totalWeight(60, 60);
    const expected = (0.5 * halves + 0.25 * halves * 0.75 + 5 * 0.25) / (halves * 1.75 + 5);
    expect(alpha / (alpha + beta)).toBeCloseTo(expected, 2);
  });

  const flat = { days: 60, empty: [], season: undefined } as const;
  const taken = [1, 1, 2, 1, 3, 1, 2, 1, 1, 5, 1, 2].map((quantity, index) => ({
    ...{ age: index * 5, quantity, unrecorded: 0 },
  }));

  it("give the worked share of days", () => {
    const { share } = demandOf(
      { ...flat, taken },
      { halfLife: Infinity, meanShare: 0.1, ahead: 5 },
    );
    expect(share).toEqual({ alpha: 12.5, beta: 52.5 });
  });

  it("take half a day and the days to come where the company has no mean yet", () => {
    const { share } = demandOf(
      { ...flat, taken: [] },
      { halfLife: Infinity, meanShare: undefined, ahead: 5 },
    );
    expect(share).toEqual({ alpha: 0.5, beta: 65 });
  });

  it("of a season raise the share, never to a certainty", () => {
    const weighing = { halfLife: Infinity, meanShare: 0.1, ahead: 5 };
    const { alpha, beta } = demandOf({ ...flat, taken, season: 2 }, weighing).share;
    expect([alpha, beta]).toEqual([25, 40]);
    const often = demandOf({ ...flat, days: 12, taken, season: 3 }, weighing).share;
    expect(often.beta).toBeGreaterThan(0);
  });

  it("of recent days are heavier", () => {
    const recent = { ...flat, taken: [{ age: 0, quantity: 1, unrecorded: 0 }] };
    const old = { ...flat, taken: [{ age: 59, quantity: 1, unrecorded: 0 }] };
    const alpha = (history: DemandHistory): number =>
      demandOf(history, { meanShare: 0.1, ahead: 5 }).share.alpha;
    expect(alpha(recent) / alpha(old)).toBeGreaterThan(1.3);
  });

  it("of all items give the company's mean share", () => {
    const half = { ...flat, taken: taken.slice(0, 6) };
    expect(meanShareOf([])).toBeUndefined();
    expect(meanShareOf([{ ...flat, taken: [] }, half])).toBeGreaterThan(0.04);
    expect(meanShareOf([{ ...flat, taken: [] }, half])).toBeLessThan(0.08);
  });

  it.each([
    [20, 10, 4, 1.5],
    [20, 10, 0, 1],
    [100, 10, 36, 3],
    [0, 10, 36, 0.5],
  ])("of last year's %d against %d on %d days is %d", (sameWeeks, fourWeeks, days, factor) => {
    expect(seasonOf({ sameWeeks, fourWeeks }, days)).toBeCloseTo(factor, 9);
  });

  it("need twenty days and three take-outs", () => {
    expect(isEnough({ ...flat, days: fewestDays, taken: taken.slice(0, 3) })).toBe(true);
    expect(isEnough({ ...flat, days: fewestDays - 1, taken: taken.slice(0, 3) })).toBe(false);
    expect(isEnough({ ...flat, taken: taken.slice(0, 2) })).toBe(false);
    expect(isEnough({ ...flat, days: 25, empty: [1, 2, 3, 4, 5, 6], taken })).toBe(false);
  });
});
