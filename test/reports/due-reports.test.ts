import fc from "fast-check";
import type { Broadcast } from "../../src/inventory/movements/broadcast";
import { defaultPolicy, type Policy } from "../../src/inventory/policy";
import { dayText } from "../../src/language/text/calendar";
import { dueReports, reportKey, type DueReport } from "../../src/reports/due-reports";
import { digestWindow, postedSpans, presentSpans } from "../../src/reports/windows";
import { entry } from "./fake-stockroom";

const at = (text: string) => new Date(text);
const daily: Policy = { ...defaultPolicy, weeklyReport: null };
const due = (
  policy: Policy,
  now: string,
  timeZone: string,
  broadcasts: readonly Broadcast[] = [],
) =>
  dueReports(policy, broadcasts, { now: at(now), timeZone }).map(
    (report) => `${report.type} ${report.day} ${report.at.toISOString()}`,
  );
const time = (hour: number, minute = 0) => ({ hour, minute });
const shanghai = "Asia/Shanghai";
const zones = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", shanghai] as const;

describe("the daily digest is due", () => {
  it("from its time on, not a millisecond before", () => {
    expect(due(daily, "2026-11-22T07:59:59.999Z", shanghai)).toEqual([]);
    expect(due(daily, "2026-11-22T08:00:00.000Z", shanghai)).toEqual([
      "digest 2026-11-22 2026-11-22T08:00:00.000Z",
    ]);
  });

  it("at the next start of the same day when the process was down, not on the next day", () => {
    expect(due(daily, "2026-11-22T15:59:59Z", shanghai)).toHaveLength(1);
    expect(due(daily, "2026-11-22T16:00:00Z", shanghai)).toEqual([]);
  });

  it("once a day: an entry of the day for whichever group is enough", () => {
    const key = reportKey({ type: "digest", day: "2026-11-22" }, "generic:g9");
    const posted = [entry({ key, at: at("2026-11-22T02:00:00Z"), status: "failed" })];
    expect(due(daily, "2026-11-22T08:00:00Z", shanghai, posted)).toEqual([]);
    expect(due(daily, "2026-11-23T08:00:00Z", shanghai, posted)).toHaveLength(1);
  });

  it("on its days only, and never when it is off", () => {
    const weekdays: Policy = { ...daily, digestDays: [1, 2, 3, 4, 5] };
    expect(due(weekdays, "2026-11-22T09:00:00Z", shanghai)).toEqual([]); // Sunday
    expect(due(weekdays, "2026-11-23T09:00:00Z", shanghai)).toHaveLength(1);
    expect(due({ ...daily, digestTime: null }, "2026-11-23T09:00:00Z", shanghai)).toEqual([]);
  });

  const clockChanges = [
    // spring forward: 02:30 is skipped, so 03:30; autumn: 01:30 comes twice, the first counts
    ["America/New_York", time(2, 30), "2026-03-08", "2026-03-08T07:30:00.000Z"],
    ["America/New_York", time(1, 30), "2026-11-01", "2026-11-01T05:30:00.000Z"],
    ["America/New_York", time(16), "2026-03-08", "2026-03-08T20:00:00.000Z"],
    ["America/New_York", time(16), "2026-11-01", "2026-11-01T21:00:00.000Z"],
    ["Europe/Berlin", time(2, 30), "2026-03-29", "2026-03-29T01:30:00.000Z"],
    ["Europe/Berlin", time(2, 30), "2026-10-25", "2026-10-25T00:30:00.000Z"],
    ["Australia/Lord_Howe", time(1, 45), "2026-04-05", "2026-04-04T14:45:00.000Z"],
  ] as const;
  test.each(clockChanges)(
    "exactly once in %s at %j on %s, when the clocks change",
    (timeZone, digestTime, day, first) => {
      const posted: Broadcast[] = [];
      const start = at(`${day}T00:00:00Z`).getTime() - 16 * 3600_000;
      for (let minute = 0; minute < 44 * 60; minute += 5) {
        const now = new Date(start + minute * 60_000);
        for (const report of dueReports({ ...daily, digestTime }, posted, { now, timeZone })) {
          posted.push(entry({ key: reportKey(report, "generic:g1"), at: now }));
        }
      }
      const ofDay = posted.filter(({ key }) => key.includes(day));
      expect(ofDay.map((one) => one.at.toISOString())).toEqual([first]);
    },
  );
});

describe("the weekly and the monthly report are due", () => {
  it("on their weekday", () => {
    expect(due(defaultPolicy, "2026-11-20T08:10:00Z", shanghai)).toEqual([
      "digest 2026-11-20 2026-11-20T08:00:00.000Z",
      "weekly 2026-11-20 2026-11-20T08:10:00.000Z",
    ]);
    expect(due({ ...defaultPolicy, digestTime: null }, "2026-11-21T08:10:00Z", shanghai)).toEqual(
      [],
    );
  });

  it("on the last day of a month that has no such day", () => {
    const monthly: Policy = {
      ...daily,
      digestTime: null,
      monthlyReport: { day: 31, time: time(9) },
    };
    expect(due(monthly, "2026-02-28T01:00:00Z", shanghai)).toEqual([
      "monthly 2026-02-28 2026-02-28T01:00:00.000Z",
      "discipline 2026-02-28 2026-02-28T01:00:00.000Z",
    ]);
    expect(due(monthly, "2026-03-30T01:00:00Z", shanghai)).toEqual([]);
    expect(due(monthly, "2026-03-31T01:00:00Z", shanghai)).toHaveLength(2);
  });
});

it("however the clock jumps, each day gets each report once at most, and none before its time", () => {
  const monthly31: Policy = { ...defaultPolicy, monthlyReport: { day: 31, time: time(2, 15) } };
  const hours = fc.array(fc.integer({ min: 0, max: 10 * 24 * 4 }), { maxLength: 200 });
  fc.assert(
    fc.property(hours, fc.constantFrom("UTC", ...zones), (quarters, timeZone) => {
      const posted: Broadcast[] = [];
      for (const quarter of quarters) {
        const now = new Date(Date.UTC(2026, 9, 28) + quarter * 15 * 60_000);
        for (const report of dueReports(monthly31, posted, { now, timeZone })) {
          expect(report.at <= now && dayText(now, timeZone) === report.day).toBe(true);
          posted.push(entry({ key: reportKey(report, "generic:g1"), at: now }));
        }
      }
      expect(new Set(posted.map(({ key }) => key)).size).toBe(posted.length);
    }),
  );
});

describe("the window of a digest", () => {
  const to = at("2026-11-22T08:00:00Z");
  const from = (broadcasts: readonly Broadcast[]) =>
    digestWindow(broadcasts, { to, timeZone: shanghai }).from.toISOString();

  it("begins where the last one ended, to the millisecond", () => {
    expect(from([entry({ at: at("2026-11-19T08:00:00.123Z") })])).toBe("2026-11-19T08:00:00.123Z");
  });

  it("begins a day before where there is no digest yet", () => {
    expect(from([entry({ at: at("2026-11-21T10:00:00Z"), type: "alert" })])).toBe(
      "2026-11-21T08:00:00.000Z",
    );
  });

  it("passes over a digest that reached nobody, and over one of the same day", () => {
    const broadcasts = [
      entry({ at: at("2026-11-22T02:00:00Z") }),
      entry({ at: at("2026-11-21T08:00:00Z"), status: "failed" }),
      entry({ at: at("2026-11-20T08:00:00Z") }),
    ];
    expect(from(broadcasts)).toBe("2026-11-20T08:00:00.000Z");
  });

  it("is not led astray by an entry of the future, after a jump of the clock", () => {
    expect(from([entry({ at: at("2027-01-01T00:00:00Z") })])).toBe("2026-11-21T08:00:00.000Z");
  });
});

/** Every report that a relay posts in 2026 that looks every hour; the clocks change on Sundays, some of them at 02:15. */
function postedInYear(policy: Policy, timeZone: string) {
  const posted: { readonly key: string; readonly report: DueReport }[] = [];
  for (let hour = 0; hour < 366 * 24; hour += 1) {
    const now = new Date(Date.UTC(2025, 11, 31, 12) + hour * 3600_000);
    const known = posted.slice(-6).map(({ key }) => entry({ key, at: now }));
    for (const report of dueReports(policy, known, { now, timeZone }))
      posted.push({ key: reportKey(report, "generic:g1"), report });
  }
  return posted.map(({ report }) => report).filter(({ day }) => day.startsWith("2026"));
}

describe.each(zones)("over a year in %s", (timeZone) => {
  const early = time(2, 15);
  const policy: Policy = {
    ...defaultPolicy,
    digestTime: early,
    digestDays: [1, 3],
    weeklyReport: { day: 0, time: early },
    monthlyReport: { day: 31, time: early },
  };
  const reports = postedInYear(policy, timeZone);
  const daysOf = (type: DueReport["type"]) =>
    reports.filter((one) => one.type === type).map(({ day }) => day);

  it("the digest comes once on each of its days, and on no other", () => {
    const days = daysOf("digest");
    expect(days).toHaveLength(104);
    expect(new Set(days).size).toBe(104);
    expect(days.every((day) => [1, 3].includes(at(`${day}T00:00:00Z`).getUTCDay()))).toBe(true);
  });

  it("a month's report comes on its last day where it has no 31st", () => {
    expect(daysOf("monthly").map((day) => day.slice(5))).toEqual([
      ...["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"],
      ...["07-31", "08-31", "09-30", "10-31", "11-30", "12-31"],
    ]);
  });

  it.each(["weekly", "monthly"] as const)("a %s report begins where the last one ended", (type) => {
    const own = reports.filter((one) => one.type === type);
    expect(own.length).toBe(type === "weekly" ? 52 : 12);
    const spans = own.map((report) => postedSpans({ ...report, type }, policy, timeZone));
    spans.slice(1).forEach(({ period, before }, index) => {
      expect(period.from).toEqual(spans[index]?.period.to);
      expect(before).toEqual(spans[index]?.period);
    });
  });
});

it("a week or a month whose day was missed is not posted on another day", () => {
  const monthly: Policy = { ...defaultPolicy, monthlyReport: { day: 1, time: time(9) } };
  const types = (now: string) => due(monthly, now, shanghai).map((one) => one.split(" ")[0]);
  expect(types("2026-05-01T15:59:00Z")).toEqual(["digest", "weekly", "monthly", "discipline"]);
  expect(types("2026-05-01T16:00:00Z")).toEqual([]);
  expect(types("2026-05-02T10:00:00Z")).toEqual(["digest"]);
});

it("the present week and month stand beside the same stretch of the one before", () => {
  const now = at("2026-03-31T04:00:00Z"); // Tuesday noon in Shanghai
  const week = presentSpans("week", now, shanghai);
  expect([week.period, week.before]).toEqual([
    { from: at("2026-03-29T16:00:00Z"), to: now },
    { from: at("2026-03-22T16:00:00Z"), to: at("2026-03-24T04:00:00Z") },
  ]);
  const month = presentSpans("month", now, shanghai);
  expect([month.period.from, month.before]).toEqual([
    at("2026-02-28T16:00:00Z"),
    { from: at("2026-01-31T16:00:00Z"), to: at("2026-02-28T04:00:00Z") },
  ]);
  expect(month.untakenSince).toEqual(at("2026-03-01T04:00:00Z"));
});
