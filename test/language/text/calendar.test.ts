import { dayText, periodOf, shifted, weekdayText } from "../../../src/language/text/calendar";

const iso = ({ from, to }: { from: Date; to: Date }) => [from.toISOString(), to.toISOString()];
const at = (text: string) => new Date(text);

describe("a word for a period", () => {
  const cases = [
    [
      "day",
      0,
      "2026-11-22T08:00:00Z",
      "Asia/Shanghai",
      "2026-11-21T16:00:00.000Z",
      "2026-11-22T16:00:00.000Z",
    ],
    [
      "day",
      -1,
      "2026-11-21T16:30:00Z",
      "Asia/Shanghai",
      "2026-11-20T16:00:00.000Z",
      "2026-11-21T16:00:00.000Z",
    ],
    [
      "week",
      0,
      "2026-11-22T08:00:00Z",
      "Asia/Shanghai",
      "2026-11-15T16:00:00.000Z",
      "2026-11-22T16:00:00.000Z",
    ],
    [
      "month",
      0,
      "2026-11-30T23:59:59Z",
      "UTC",
      "2026-11-01T00:00:00.000Z",
      "2026-12-01T00:00:00.000Z",
    ],
    [
      "month",
      -1,
      "2026-03-31T12:00:00Z",
      "UTC",
      "2026-02-01T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ],
    [
      "year",
      -1,
      "2026-03-31T12:00:00Z",
      "UTC",
      "2025-01-01T00:00:00.000Z",
      "2026-01-01T00:00:00.000Z",
    ],
    // 23 and 25 hours
    [
      "day",
      0,
      "2026-03-08T18:00:00Z",
      "America/New_York",
      "2026-03-08T05:00:00.000Z",
      "2026-03-09T04:00:00.000Z",
    ],
    [
      "day",
      0,
      "2026-11-01T18:00:00Z",
      "America/New_York",
      "2026-11-01T04:00:00.000Z",
      "2026-11-02T05:00:00.000Z",
    ],
    [
      "day",
      0,
      "2026-03-29T10:00:00Z",
      "Europe/Berlin",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ],
    [
      "week",
      0,
      "2026-10-25T10:00:00Z",
      "Europe/Berlin",
      "2026-10-18T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ],
    // a day that begins at 01:00
    [
      "day",
      0,
      "2018-11-04T12:00:00Z",
      "America/Sao_Paulo",
      "2018-11-04T03:00:00.000Z",
      "2018-11-05T02:00:00.000Z",
    ],
  ] as const;
  test.each(cases)("%s %i at %s in %s", (unit, offset, now, zone, from, to) => {
    expect(iso(periodOf({ unit, offset }, at(now), zone))).toEqual([from, to]);
  });

  it("gives plain dates, which carry no zone", () => {
    const { from } = periodOf({ unit: "day", offset: 0 }, at("2026-11-22T08:00:00Z"), "Asia/Tokyo");
    expect(Object.getPrototypeOf(from)).toBe(Date.prototype);
  });
});

describe("a shifted moment", () => {
  it("keeps the time of day over a change of the clocks", () => {
    const friday = at("2026-03-13T20:10:00Z"); // 16:10 in New York, summer time
    expect(shifted(friday, { unit: "week", steps: -1 }, "America/New_York").toISOString()).toBe(
      "2026-03-06T21:10:00.000Z",
    );
  });
  it("falls on the last day of a shorter month", () => {
    expect(
      shifted(at("2026-03-31T08:00:00Z"), { unit: "month", steps: -1 }, "UTC").toISOString(),
    ).toBe("2026-02-28T08:00:00.000Z");
  });
});

it("a date and its weekday are those of the zone", () => {
  const late = at("2026-11-22T17:00:00Z");
  expect([dayText(late, "Asia/Shanghai"), weekdayText(late, "Asia/Shanghai")]).toEqual([
    "2026-11-23",
    "周一",
  ]);
  expect([dayText(late, "America/New_York"), weekdayText(late, "America/New_York")]).toEqual([
    "2026-11-22",
    "周日",
  ]);
});
