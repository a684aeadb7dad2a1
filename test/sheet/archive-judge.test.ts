/** Whether rows of a move lie where they belong, by what the move recorded and what was read afterwards. */
import { isBackRight, judgeMonth, returnedRows } from "../../src/sheet/archive-judge";
import { tabs } from "../../src/language/sheet-words/headings";
import { toSerial } from "../../src/sheet/times";

const timeZone = "Asia/Shanghai";
const rule = {
  before: Date.parse("2026-10-21T00:00:00Z"),
  newest: { ids: new Set<string>(), times: new Set<number>() },
  timeZone,
};
const header = Object.values(tabs.ledger.columns).map(({ header: name }) => name);
const swapped = header.map((name) =>
  name === "部门" ? "领用人" : name === "领用人" ? "部门" : name,
);
/** A row of September as it lies by a header. */
const row = (id: string, laid: readonly string[] = header) =>
  laid.map((name) => {
    if (name === "时间") return toSerial(new Date("2026-09-05T02:00:00Z"), timeZone);
    if (name === "消息ID") return id;
    return name === "领用人" ? "小李" : name === "部门" ? "市场部" : undefined;
  });
const found = (rows: ReturnType<typeof row>[], month = "2026-09") => ({ month, header, rows });

describe("rows in a month's tab", () => {
  test("are right where they lie by its header, in their month", () => {
    const record = { away: { laid: header, month: header }, back: undefined };
    expect(judgeMonth(record, found([row("m1")]), rule)).toEqual({ kind: "right" });
    expect(judgeMonth(record, found([row("m1")], "2026-08"), rule)).toEqual({
      kind: "misfits",
      rows: [0],
    });
  });

  test("are misplaced where the ledger's columns were others, even if each cell could be right", () => {
    const record = { away: { laid: swapped, month: header }, back: undefined };
    expect(judgeMonth(record, found([row("m1", swapped)]), rule)).toEqual({
      kind: "misplaced",
      groups: [{ laid: swapped, rows: [0] }],
    });
  });

  test("are right where they came under other columns, and those of the tab were moved since together with them", () => {
    const record = { away: { laid: swapped, month: swapped }, back: undefined };
    expect(judgeMonth(record, found([row("m1")]), rule)).toEqual({ kind: "right" });
  });

  test("that went back before are told from others by what they hold", () => {
    const back = { laid: swapped, stood: header, rows: [row("m2", swapped)] };
    const record = { away: { laid: header, month: header }, back };
    const rows = [row("m1"), row("m2", swapped), row("m3")];
    expect(judgeMonth(record, found(rows), rule)).toEqual({
      kind: "misplaced",
      groups: [{ laid: swapped, rows: [1] }],
    });
  });

  test("are taken to be laid by the tab's header where nothing was recorded", () => {
    const record = { away: undefined, back: undefined };
    expect(judgeMonth(record, found([row("m1")]), rule)).toEqual({ kind: "right" });
  });
});

describe("rows that went back into the ledger", () => {
  test("lie right where its columns were the ones believed, wherever those went since", () => {
    const back = { laid: header, stood: header, rows: [row("m1")] };
    expect(isBackRight({ away: undefined, back }, header)).toBe(true);
    expect(isBackRight({ away: undefined, back }, swapped)).toBe(true);
    expect(isBackRight({ away: undefined, back: { ...back, stood: swapped } }, header)).toBe(false);
  });

  test("are found by what they hold, after a column was inserted and rows were sorted", () => {
    const back = { laid: header, stood: swapped, rows: [row("m1"), row("m2")] };
    const wider = (cells: ReturnType<typeof row>) => [cells[0], undefined, ...cells.slice(1)];
    const now = [swapped[0] ?? "", "", ...swapped.slice(1)];
    const rows = [wider(row("m2")), wider(row("m9")), wider([]), wider(row("m1"))];
    const { laid, rows: places } = returnedRows(back, [now], rows);
    expect(places).toEqual([0, 3]);
    expect(laid).toEqual([header[0], "", ...header.slice(1)]);
  });
});
