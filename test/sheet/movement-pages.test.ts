/** A period in pages: each row once and in order, though people sort and move rows meanwhile. */
import fc from "fast-check";
import type { Movement } from "../../src/inventory/movements/movement";
import type { LedgerGrid } from "../../src/sheet/ledger/ledger-rows";
import { createMovementPages } from "../../src/sheet/ledger/movement-pages";
import type { SheetReader } from "../../src/sheet/tabs/reader";
import type { RowCells } from "../../src/sheet/tabs/tab";

interface Row {
  readonly id: string;
  /** Days of the calendar of cells. */
  readonly at: number;
}

/** Tabs of rows with a time and an id, under a header. */
const gridOf = (title: string): LedgerGrid =>
  ({
    ...{ title, headerRow: 0, rowCount: 1_000, header: ["时间", "消息ID"], missing: [] },
    merged: new Map(),
    columns: new Map([
      ["at", 0],
      ["id", 1],
    ]),
    tab: {
      parse: ({ cell, text }: RowCells) => {
        return { id: text("id"), at: timeOf(Number(cell("at"))) };
      },
    },
  }) as unknown as LedgerGrid;
const timeOf = (serial: number): Date => new Date(Math.round((serial - 25_569) * 86_400_000));

/** Answers ranges as the Sheets API does; `before` is called ahead of each call. */
function readerOf(tabs: Readonly<Record<string, readonly Row[]>>, before: () => void) {
  const cellsIn = (range: string): unknown[][] => {
    const [, title = "", rest = ""] = /^'(.+)'!(.+)$/.exec(range) ?? [];
    const rows = [["时间", "消息ID"], ...(tabs[title] ?? []).map(({ at, id }) => [at, id])];
    if (/^\d/.test(rest)) return rows.slice(0, 1);
    const [, first = "A", from = "1", last = "B", to] =
      /^([AB])(\d+):([AB])(\d*)$/.exec(rest) ?? [];
    const columns = (row: unknown[]) => row.slice(first === "A" ? 0 : 1, last === "A" ? 1 : 2);
    return rows.slice(Number(from) - 1, to === "" ? undefined : Number(to)).map(columns);
  };
  return {
    values(ranges: readonly string[]) {
      before();
      return Promise.resolve(ranges.map(cellsIn));
    },
  } as unknown as SheetReader;
}

const period = { from: timeOf(46_000), to: timeOf(47_000) };

async function idsOf(
  tabs: Record<string, Row[]>,
  order: "oldest" | "newest",
  before: () => void = () => undefined,
): Promise<readonly string[]> {
  const pages = createMovementPages({
    reader: readerOf(tabs, before),
    ledger: () => gridOf("new"),
    older: () => Promise.resolve([gridOf("old")]),
    timeZone: () => "UTC",
  });
  const found: Movement[] = [];
  for await (const page of pages(period, order, 3)) found.push(...page);
  return found.map(({ id }) => id);
}

const rowsIn = (days: readonly number[], name: string): Row[] =>
  days.map((day, index) => ({ at: 46_000 + day, id: `${name}${index}` }));

it("every row of the period comes once, in the order that is asked for, however the tabs are sorted", async () => {
  const days = fc.array(fc.integer({ min: -3, max: 40 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(days, days, async (older, newer) => {
      const tabs = { old: rowsIn(older, "o"), new: rowsIn(newer, "n") };
      const within = [...tabs.new, ...tabs.old].filter(({ at }) => at >= 46_000);
      for (const order of ["oldest", "newest"] as const) {
        const ids = await idsOf(tabs, order);
        expect([...ids].sort()).toEqual(within.map(({ id }) => id).sort());
        const times = ids.map((id) => within.find((row) => row.id === id)?.at ?? 0);
        expect(times).toEqual([...times].sort((a, b) => (order === "oldest" ? a - b : b - a)));
      }
    }),
    { numRuns: 40 },
  );
});

it("rows that are moved to another tab and sorted between two calls come once all the same", async () => {
  const tabs = { old: rowsIn([1, 2], "o"), new: rowsIn([9, 8, 7, 6, 5, 4, 3], "n") };
  let calls = 0;
  const ids = await idsOf(tabs, "oldest", () => {
    calls += 1;
    if (calls === 4) tabs.new.reverse();
    if (calls === 6) tabs.old.push(...tabs.new.splice(0, 3));
  });
  expect(ids).toEqual(["o0", "o1", "n6", "n5", "n4", "n3", "n2", "n1", "n0"]);
});
