import {
  disciplineOf,
  silenceProbability,
  silentDepartments,
  unrecordedRate,
} from "../../../src/inventory/figures/discipline";
import {
  dropProbability,
  drops,
  fastMovers,
  slowMovers,
  takenIn,
} from "../../../src/inventory/figures/movers";
import { item, row } from "../ledger-rows";

const now = new Date("2026-11-30T00:00:00Z");
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const times = (count: number, from: number, more = {}) =>
  Array.from({ length: count }, (_, index) =>
    row("issue", ago(from - index * 0.5), "笔", -1, more),
  );

describe("a drop", () => {
  it.each([
    [18, 5, "0.0053"],
    [6, 2, "0.1445"],
    [5, 0, "0.0313"],
    [4, 0, "0.0625"],
  ])("from %d to %d has the worked probability", (before, after, probability) => {
    expect(dropProbability(before, after).toFixed(4)).toBe(probability);
  });

  const pen = item("笔");
  const days = Array.from({ length: 57 }, (_, place) => ({
    ...{
      date: ago(56 - place)
        .toISOString()
        .slice(0, 10),
      weekday: 1 as const,
    },
    from: ago(56 - place).getTime(),
  }));
  const windowsWith = (isWorking: (place: number) => boolean) => ({
    before: { from: ago(56), to: ago(28) },
    after: { from: ago(28), to: now },
    workdays: { days, places: [...days.keys()].slice(0, -1).filter(isWorking) },
  });
  const windows = windowsWith(() => true);

  it("is told below 1 % from eight take-outs on", () => {
    const found = drops([...times(18, 50), ...times(5, 20)], [pen], windows);
    expect(found).toMatchObject([{ before: 18, after: 5, emptyDays: 0 }]);
    expect(drops([...times(6, 50), ...times(2, 20)], [pen], windows)).toEqual([]);
    expect(drops(times(7, 50), [pen], windows)).toEqual([]);
  });

  it("is none where there were fewer working days", () => {
    const short = windowsWith((place) => place < 36);
    expect(drops([...times(18, 50), ...times(5, 20)], [pen], short)).toEqual([]);
  });

  it("is none where the shelf was empty for the difference", () => {
    const last = row("issue", ago(20.5), "笔", -1, { before: 1 });
    expect(drops([...times(18, 50), last], [pen], windows)).toEqual([]);
    const refilled = row("receipt", ago(2.5), "笔", 9);
    expect(drops([...times(18, 50), last, refilled], [pen], windows)).toEqual([]);
  });

  it("beyond what the empty days explain is told with them", () => {
    const last = row("issue", ago(10.5), "笔", -1, { before: 1 });
    expect(drops([...times(18, 50), last], [pen], windows)).toMatchObject([
      { before: 18, after: 1, emptyDays: 10 },
    ]);
  });
});

describe("movers", () => {
  const items = [
    item("笔"),
    item("纸", { quantity: 40 }),
    item("新", {}),
    item("空", { quantity: 0 }),
  ];

  it("are fast by how often they are taken, quantities apart by unit", () => {
    const rows = [
      row("issue", ago(3), "笔", -1),
      row("issue", ago(2), "笔", -1),
      row("issue", ago(1), "纸", -90, { unit: "张" }),
    ];
    const found = fastMovers(rows, items, { from: ago(30), to: now });
    expect(found.map(({ label, times: count, taken }) => [label.name, count, taken])).toEqual([
      ["笔", 2, 2],
      ["纸", 1, 90],
    ]);
  });

  it("are slow when there, known for longer and not taken", () => {
    const rows = [
      row("receipt", ago(200), "纸", 50),
      row("issue", ago(100), "纸", -10),
      row("issue", ago(5), "笔", -1),
      row("receipt", ago(3), "新", 5),
      row("issue", ago(90), "空", -5),
    ];
    const found = slowMovers(rows, items, { now, days: 30 });
    expect(found).toMatchObject([{ label: { name: "纸" }, idleDays: 100, stock: 40 }]);
    expect(found[0]?.monthsOfCover).toBeCloseTo(40 / (10 / (200 / 30.4)), 6);
  });

  it("of an item are told by time", () => {
    const rows = [row("issue", ago(40), "笔", -3), row("issue", ago(5), "笔", -1)];
    const windows = [
      { from: ago(60), to: ago(30) },
      { from: ago(30), to: now },
    ];
    expect(takenIn(rows, { name: "笔", spec: "" }, windows)).toEqual([
      { taken: 3, times: 1 },
      { taken: 1, times: 1 },
    ]);
  });
});

describe("discipline", () => {
  it("has the worked probabilities of a silence", () => {
    const p = (bookings: number): number =>
      silenceProbability({ bookings, weeks: 26, silentWeeks: 2 });
    expect(p(13).toFixed(3)).toBe("0.368");
    expect(p(78).toFixed(4)).toBe("0.0030");
  });

  it("names departments that fell silent, not small ones", () => {
    const weekly = (department: string, aWeek: number, until: number) =>
      Array.from({ length: 26 * aWeek }, (_, index) =>
        row("issue", ago(until + (index * 7) / aWeek), "笔", -1, { department }),
      );
    const rows = [
      ...weekly("市场部", 3, 15),
      ...weekly("法务部", 1, 15),
      ...weekly("财务部", 3, 1),
    ];
    expect(silentDepartments(rows, now).map(({ department }) => department)).toEqual(["市场部"]);
    const holidays = [...weekly("市场部", 9, 15), ...weekly("财务部", 9, 15)];
    expect(silentDepartments(holidays, now)).toEqual([]);
  });

  it("has the unrecorded part as a mean over items", () => {
    const of = (key: string, quantity: number) => ({ key, quantity });
    expect(unrecordedRate([of("a", 9), of("b", 10)], [of("a", 1)])).toBeCloseTo(0.05, 9);
    expect(unrecordedRate([], [])).toBeUndefined();
    expect(unrecordedRate([], [of("a", 2)])).toBe(1);
  });

  it("tells late bookings, adjustments, what was asked and what is open", () => {
    const entry = (number: number, status: "open" | "confirmed", kind: "unclear" | "short") => ({
      ...{ number, at: ago(number), kind, status, text: "", operator: "小李", account: "" },
      ...{ reason: "", handledBy: "", handledAt: undefined, messageId: "", plan: undefined },
    });
    const found = disciplineOf(
      { from: ago(29), to: now },
      {
        rows: [
          row("issue", ago(5), "笔", -1, { department: "市场部", sentAt: ago(6) }),
          row("issue", ago(4), "笔", -3, { department: "市场部", answers: "generic:g1:asked" }),
          row("adjustment", ago(3), "笔", -1),
        ],
        entries: [
          entry(2, "open", "unclear"),
          entry(4, "confirmed", "unclear"),
          entry(9, "open", "short"),
        ],
        unrecorded: [{ itemName: "笔", spec: "", at: ago(2).getTime(), quantity: 1 }],
        now,
      },
    );
    expect(found).toMatchObject({
      ...{
        bookings: 2,
        answered: 1,
        late: 1,
        medianLateHours: 24,
        adjustments: 1,
        open: 2,
        oldestOpen: 9,
      },
      ...{ unrecordedItems: 1, unrecordedRate: 0.2, thanked: ["市场部"], silent: [] },
      asked: [
        { kind: "unclear", count: 2 },
        { kind: "short", count: 1 },
      ],
    });
  });
});
