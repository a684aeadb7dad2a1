/** Sheets that people filled by mistake or in spite: everything is named, nothing is lost, what can be booked is booked. */
import fc from "fast-check";
import type { SheetRequest } from "../../src/sheet/api/client";
import { createSheetsClient } from "../../src/sheet/api/client";
import { setUpSheet } from "../../src/sheet/setup/setup";
import { tabs, type TabName } from "../../src/language/sheet-words/headings";
import type { Stockroom } from "../../src/sheet/stockroom";
import { booking, createRig, type Rig } from "./rig";

interface Junk {
  /** What a person types, or a value that came in by an import. */
  readonly value: string | number | boolean;
  readonly formula?: boolean;
  /** As a quantity in 箱; undefined: it is none. */
  readonly quantity?: number;
}

const junk: readonly Junk[] = [
  { value: 7, quantity: 7 },
  { value: "5箱", quantity: 5 },
  { value: "１２", quantity: 12 },
  { value: "1,200", quantity: 1200 },
  { value: " 30 ", quantity: 30 },
  { value: 1e308, quantity: 1e308 },
  { value: 0.1, quantity: 0.1 },
  { value: -3, quantity: -3 },
  { value: "约20" },
  { value: "十二箱左右" },
  { value: "NaN" },
  { value: "1e5" },
  { value: "5包" },
  { value: "1,2,3" },
  { value: true },
  { value: "'" },
  { value: "=1+1" },
  { value: "{}[]();DROP TABLE" },
  { value: "a\nb\tc\u0000d" },
  { value: "😀".repeat(3) },
  { value: "长".repeat(45_000) },
  { value: "=1/0", formula: true },
  { value: "=NOSUCH(1)", formula: true },
  { value: "=A1", formula: true },
  { value: "=2+3", formula: true },
];

const cellOf = ({ value, formula }: Junk | { readonly value: string; formula?: boolean }) => ({
  userEnteredValue:
    formula === true
      ? { formulaValue: String(value) }
      : typeof value === "number"
        ? { numberValue: value }
        : typeof value === "boolean"
          ? { boolValue: value }
          : { stringValue: value },
});

const titles = Object.values(tabs).map(({ title }) => title);
const firstJunkRow = 6;

const place = fc.record({
  tab: fc.constantFrom(...(Object.keys(tabs) as TabName[])),
  row: fc.integer({ min: 0, max: 8 }),
  column: fc.integer({ min: 0, max: 16 }),
  what: fc.constantFrom(...junk),
});
const items = fc.array(
  fc.record({
    stock: fc.option(fc.constantFrom(...junk)),
    safety: fc.option(fc.constantFrom(...junk)),
  }),
  { maxLength: 6 },
);
const layout = fc.record({
  /** Rows above each header. */
  above: fc.integer({ min: 0, max: 3 }),
  doubled: fc.boolean(),
  /** Blank rows before the junk. */
  gap: fc.integer({ min: 0, max: 3 }),
});

type Place = typeof place extends fc.Arbitrary<infer One> ? One : never;
type Line = { readonly stock: Junk | null; readonly safety: Junk | null };
type Layout = typeof layout extends fc.Arbitrary<infer One> ? One : never;

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

/** Closes what a failing property would leave open. */
async function onRig(work: (on: Rig) => Promise<void>): Promise<void> {
  const on = await createRig([
    { name: "A4纸", stock: 10 },
    { name: "便利贴", stock: 30 },
  ]);
  await work(on).finally(() => on.close());
}

const cellsNow = async (of: Rig): Promise<ReadonlyMap<string, unknown[][]>> =>
  new Map(
    await Promise.all(titles.map(async (title) => [title, await of.formulas(title)] as const)),
  );

/** Filled cells of `before` that are no more as they were. */
function changedCells(
  before: ReadonlyMap<string, unknown[][]>,
  after: ReadonlyMap<string, unknown[][]>,
): string[] {
  const changed: string[] = [];
  for (const [title, rows] of before) {
    rows.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        const now = after.get(title)?.[row]?.[column] ?? "";
        if (cell !== "" && now !== cell) changed.push(`${title} R${row + 1}C${column + 1}`);
      });
    });
  }
  return changed;
}

/** Until figures that follow what was booked are written. */
async function shown({ calls }: Rig, room: Stockroom): Promise<void> {
  for (let before = -1; before !== calls.writes;) {
    before = calls.writes;
    await new Promise((resolve) => setTimeout(resolve, 130));
    await room.read();
    await room.read();
  }
}

const update = (sheetId: number, row: number, column: number, value: object): SheetRequest => ({
  updateCells: {
    start: { sheetId, rowIndex: row, columnIndex: column },
    rows: [{ values: [value] }],
    fields: "userEnteredValue",
  },
});

/** The column without which a row of a tab is of no use, and its letter. */
const keyColumns: { readonly [Tab in TabName]?: readonly [column: number, letter: string] } = {
  ledger: [13, "N"],
  pending: [0, "A"],
  members: [0, "A"],
  broadcasts: [5, "F"],
};

/** The key cells of rows that hold something, but nothing there that could be used. */
function unusable(places: readonly Place[], { above, gap }: Layout): readonly string[] {
  return (Object.keys(keyColumns) as TabName[]).flatMap((tab) => {
    const [column = 0, letter = ""] = keyColumns[tab] ?? [];
    const rows = new Map<number, Map<number, Junk>>();
    for (const { tab: of, row, column: at, what } of places) {
      if (of === tab) rows.set(row, (rows.get(row) ?? new Map<number, Junk>()).set(at, what));
    }
    return [...rows].flatMap(([row, cells]) => {
      if ([...cells.values()].some(({ formula }) => formula === true)) return [];
      const key = cells.get(column);
      const isUsable =
        tab === "pending"
          ? // A number has no unit of its own there, so that any may stand behind it.
            key?.value === "5包" || Number.isSafeInteger(key?.quantity)
          : key !== undefined;
      return isUsable
        ? []
        : [`${tabs[tab].title} ${letter}${firstJunkRow + gap + row + 1 + above}`];
    });
  });
}

async function spoil(
  on: Rig,
  laid: Layout,
  places: readonly Place[],
  lines: readonly Line[],
): Promise<{ readonly bad: ReadonlySet<string> }> {
  const ids = new Map<string, number>();
  for (const title of titles) ids.set(title, await on.sheetId(title));
  const stock = ids.get("库存") ?? 0;
  const requests: SheetRequest[] = places.map(({ tab, row, column, what }) => {
    const at =
      tab === "stock" ? 20 + row : tab === "settings" ? 40 + row : firstJunkRow + laid.gap + row;
    return update(ids.get(tabs[tab].title) ?? 0, at, column, cellOf(what));
  });
  const bad = new Set(unusable(places, laid));
  const letters = { stock: 2, safety: 3 };
  lines.forEach((line, index) => {
    const row = firstJunkRow + laid.gap + index;
    requests.push(update(stock, row, 0, cellOf({ value: `怪${index}` })));
    requests.push(update(stock, row, 6, cellOf({ value: "箱" })));
    for (const field of ["stock", "safety"] as const) {
      const what = line[field];
      if (what === null) continue;
      requests.push(update(stock, row, letters[field], cellOf(what)));
      const isBad =
        what.formula === true
          ? field === "stock" || what.value !== "=2+3"
          : what.quantity === undefined || (field === "safety" && what.quantity < 0);
      if (isBad) bad.add(`库存 ${field === "stock" ? "C" : "D"}${row + 1 + laid.above}`);
    }
  });
  if (laid.doubled) requests.push(update(stock, 0, 15, cellOf({ value: "当前库存" })));
  for (const id of ids.values()) {
    if (laid.above === 0) break;
    requests.push({
      insertDimension: {
        range: { sheetId: id, dimension: "ROWS", startIndex: 0, endIndex: laid.above },
        inheritFromBefore: false,
      },
    });
  }
  const wide = [...ids.values()].map((sheetId) => ({
    appendDimension: { sheetId, dimension: "COLUMNS", length: 15 },
  }));
  await on.edit(...wide, ...requests);
  return { bad };
}

const tryOn = (laid: Layout, places: readonly Place[], lines: readonly Line[]): Promise<void> =>
  onRig(async (rig) => {
    const { bad } = await spoil(rig, laid, places, lines);
    const before = await cellsNow(rig);
    const room = rig.open();
    await room.start();
    const { problems } = await room.read();
    const named = problems.map(({ tab, cell }) => `${tab} ${cell}`);
    const twice = named.filter((name, index) => named.indexOf(name) !== index);
    expect(twice).toEqual([]);
    expect([...bad].filter((cell) => !named.includes(cell))).toEqual([]);
    for (const { tab, cell, sentence } of problems) {
      expect(sentence).toContain(tab);
      if (cell !== "" && tab !== "设置") expect(sentence).toContain(cell);
      expect(sentence.length).toBeLessThan(300);
    }
    const outcomes = await Promise.all([
      room.book(booking("g:g:m1", [{ name: "A4纸", change: -1 }])),
      room.book(booking("g:g:m2", [{ name: "便利贴", change: 2 }])),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["booked", "booked"]);
    await shown(rig, room);
    const after = await cellsNow(rig);
    const [a4, notes] = [1 + laid.above, 2 + laid.above];
    const own = [a4, notes].flatMap((row) => [`库存 R${row + 1}C3`, `库存 R${row + 1}C5`]);
    expect(changedCells(before, after).filter((cell) => !own.includes(cell))).toEqual([]);
    const stock = await rig.rows("stock");
    expect(stock.slice(0, 2).map((row) => row["当前库存"])).toEqual(
      laid.doubled ? [expect.anything(), expect.anything()] : [9, 32],
    );
    await setUpSheet(
      createSheetsClient({ rootUrl: rig.url, credentialsFile: undefined, timeoutMs: 5_000, fetch }),
      rig.spreadsheetId,
    );
    expect(changedCells(after, await cellsNow(rig))).toEqual([]);
  });

/** More of them in a long run by hand: RUNS=200. */
const numRuns = Number(process.env["RUNS"] ?? 12);

describe("whatever stands in the sheet", () => {
  test(
    "is named once, is left as it is, and hinders no booking of what can be read",
    async () => {
      await fc.assert(fc.asyncProperty(layout, fc.array(place, { maxLength: 25 }), items, tryOn), {
        numRuns,
      });
    },
    numRuns * 5_000,
  );

  test.each([
    ["5箱", 4],
    ["１２", 11],
    ["1,200", 1199],
    [" 30 ", 29],
  ])("a number typed as text, %s, is booked on", async (stock, left) => {
    rig = await createRig([{ name: "A4纸", stock }]);
    const room = rig.open();
    await room.start();
    const outcome = await room.book(booking("g:g:m1", [{ name: "A4纸", change: -1 }]));
    expect(outcome.kind).toBe("booked");
    await shown(rig, room);
    expect(await rig.rows("stock")).toMatchObject([{ 当前库存: left }]);
  });

  test.each(["约20", "5包", "NaN", "-", "1,2,3", "=1/0"])(
    "what is no number, %s, is named and left alone, and the message goes nowhere else",
    async (typed) => {
      rig = await createRig([{ name: "A4纸", stock: 10 }]);
      await rig.type("库存!C2", typed);
      const room = rig.open();
      await room.start();
      const { problems } = await room.read();
      expect(problems).toMatchObject([{ tab: "库存", cell: "C2" }]);
      expect(problems[0]?.sentence).toMatch(/^库存 C2/);
      const outcome = await room.book(booking("g:g:m1", [{ name: "A4纸", change: -1 }]));
      expect(outcome.kind).toBe("impossible");
      expect((await rig.formulas("库存"))[1]?.[2]).toBe(typed);
    },
  );

  test.each(["库存", "流水", "待处理", "播报", "成员", "设置"])(
    "a tab %s that goes away while the relay runs is named",
    async (title) => {
      rig = await createRig([{ name: "A4纸", stock: 10 }]);
      const room = rig.open();
      await room.start();
      const sheetId = await rig.sheetId(title);
      const properties = { sheetId, title: "别的" };
      await rig.edit({ updateSheetProperties: { properties, fields: "title" } });
      await room.read().catch(() => undefined);
      expect(room.state().reason).toContain(`「${title}」`);
    },
  );

  test("a Table that leaves out a column is named, and rows stand below it with all their cells", async () => {
    rig = await createRig([{ name: "A4纸", stock: 10 }]);
    const column = ((await rig.formulas("流水"))[0] ?? []).indexOf("消息ID");
    const range = {
      ...{ sheetId: await rig.sheetId("流水"), startRowIndex: 0, endRowIndex: 2 },
      ...{ startColumnIndex: 0, endColumnIndex: column },
    };
    await rig.edit({ addTable: { table: { name: "流水", range } } });
    const room = rig.open();
    await room.start();
    const sentences = (await room.read()).problems.map(({ sentence }) => sentence);
    expect(sentences).toContain(
      "流水 N1「消息ID」在表格（Table）之外，新登记的行因此接不进表格，请把表格的范围拉到这一列",
    );
    const outcome = await room.book(booking("g:g:m1", [{ name: "A4纸", change: -1 }]));
    expect(outcome.kind).toBe("booked");
    expect(await rig.rows("ledger")).toMatchObject([{ 消息ID: "g:g:m1", 物品名称: "A4纸" }]);
  });

  test("two thousand columns and headers far to the right are booked on like others", async () => {
    rig = await createRig([{ name: "A4纸", stock: 10 }]);
    const sheetId = await rig.sheetId("库存");
    await rig.edit(
      { appendDimension: { sheetId, dimension: "COLUMNS", length: 2000 } },
      {
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex: 12 },
          rows: [{ values: Array.from({ length: 1900 }, (_, n) => cellOf({ value: `列${n}` })) }],
          fields: "userEnteredValue",
        },
      },
      {
        moveDimension: {
          source: { sheetId, dimension: "COLUMNS", startIndex: 2, endIndex: 3 },
          destinationIndex: 1990,
        },
      },
    );
    const room = rig.open();
    await room.start();
    const outcome = await room.book(booking("g:g:m1", [{ name: "A4纸", change: -1 }]));
    expect(outcome.kind).toBe("booked");
    await shown(rig, room);
    expect(await rig.rows("stock")).toMatchObject([{ 当前库存: 9 }]);
    expect((await room.read()).problems).toEqual([]);
  });
});
