import { digest } from "../../../src/inventory/figures/digest";
import { sessionsWithin } from "../../../src/inventory/stocktake/session";
import { digestText } from "../../../src/language/report-texts/digest-text";
import { sessionLine } from "../../../src/language/report-texts/session-line";
import { stocktakeRows } from "../../web/stocktake-rows";

const day = (end: string) => ({
  from: new Date(Date.parse(`${end}T08:00:00Z`) - 24 * 3600_000),
  to: new Date(`${end}T08:00:00Z`),
});
const lines = (end: string, rows = stocktakeRows()): readonly string[] =>
  sessionsWithin(rows, day(end)).map(sessionLine);

it("tells of a session under way how far it is, also on the days after it began", () => {
  const line = "盘点 2（全盘）：进行中，已盘 7/21，差异 2 项，待复盘 1 项";
  expect(lines("2026-11-24")).toEqual([line]);
  expect(lines("2026-11-27")).toEqual([line]);
  expect(lines("2026-11-20")).toEqual([]);
});

it("tells of one that ended that day what it found, and is silent from then on", () => {
  expect(lines("2026-10-30")).toEqual(["盘点 1（全盘）：已结束，已盘 21/21，差异 1 项"]);
  expect(lines("2026-10-31")).toEqual([]);
});

it("tells nothing that was found in a blind one before it ends", () => {
  expect(lines("2026-11-24", stocktakeRows("blind"))).toEqual([
    "盘点 2（盲盘）：进行中，已盘 7/21，待复盘 1 项",
  ]);
});

it("stands in the digest of a day on which nothing else happened", () => {
  const window = day("2026-11-24");
  const policy = { warnAtSafetyStock: false };
  const text = digestText({
    ...{ digest: digest(window, { movements: [], items: [], policy }), pending: [], problems: [] },
    ...{ sessions: sessionsWithin(stocktakeRows(), window), url: "", timeZone: "Asia/Shanghai" },
  });
  expect(text.split("\n")).toEqual([
    expect.stringContaining("今日无变动"),
    "盘点 2（全盘）：进行中，已盘 7/21，差异 2 项，待复盘 1 项",
  ]);
});
