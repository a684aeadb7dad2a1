/** Old rows of the ledger go to a tab per month, each of them once, whatever people and the network do meanwhile. */
import { fillEmptyTabs } from "../../src/sheet/fill";
import { createSheetsClient } from "../../src/sheet/client";
import type { StockroomOptions } from "../../src/sheet/engine";
import { booking, createRig, type Rig } from "./rig";

const now = () => new Date("2026-11-22T10:00:00+08:00");
const dayMs = 86_400_000;
const months = ["2026-08", "2026-09", "2026-10"];

let rig: Rig;
let ledgerId: number;
let expected: Map<string, string>;
afterEach(() => rig.close());

/** A ledger of a row every `1/perDay` days back from now, newest on top; A4纸's newest row is old, 便利贴 has none but one. */
async function lay({ days = 110, perDay = 1 } = {}): Promise<void> {
  rig = await createRig([
    { name: "A4纸", stock: 500 },
    { name: "签字笔", spec: "黑色", stock: 500 },
    { name: "便利贴", stock: 30 },
  ]);
  const count = days * perDay;
  const rows = Array.from({ length: count }, (_, index) => ({
    at: new Date(now().getTime() - 60_000 - (index * dayMs) / perDay),
    type: "领用",
    itemName: index === count - 2 ? "便利贴" : "签字笔",
    spec: index === count - 2 ? "" : "黑色",
    change: -1,
    unit: "箱",
    before: index === count - 2 ? 31 : 500 + index + 1,
    after: index === count - 2 ? 30 : 500 + index,
    requester: "小李",
    department: "市场部",
    operator: "小王",
    source: "generic",
    text: `领用 ${index}`,
    id: `g:g:old-${index}`,
    note: index % 7 === 0 ? `备注 ${index}` : undefined,
  }));
  const client = createSheetsClient({
    rootUrl: rig.url,
    credentialsFile: undefined,
    timeoutMs: 5_000,
  });
  await fillEmptyTabs(client, rig.spreadsheetId, { ledger: rows }, "Asia/Shanghai");
  ledgerId = await rig.sheetId("流水");
  await limit(50);
  expected = await everyRow();
  expect(expected.size).toBe(count);
}

async function limit(rows: number): Promise<void> {
  const settings = await rig.formulas("设置");
  const row = settings.findIndex(([key]) => key === "归档行数");
  await rig.type(`设置!B${row + 1}`, rows);
}

const titles = async (): Promise<string[]> => {
  const answer = await fetch(
    `${rig.url}/v4/spreadsheets/${rig.spreadsheetId}?fields=sheets.properties`,
  );
  const { sheets } = (await answer.json()) as { sheets: { properties: { title: string } }[] };
  return sheets
    .map(({ properties }) => properties.title)
    .filter((title) => title.startsWith("流水"));
};

/** Every row of ledger and month tabs with an id, as text by header; one that stands twice is said. */
async function everyRow(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const title of await titles()) {
    const cells = await rig.formulas(title);
    const top = cells.findIndex((row) => row.includes("消息ID"));
    const header = cells[top] ?? [];
    for (const row of cells.slice(top + 1)) {
      const id = String(row[header.indexOf("消息ID")] ?? "");
      if (row.every((cell) => cell === "")) continue;
      const named = header
        .map((name, index) => `${String(name)}=${String(row[index] ?? "")}`)
        .filter((cell) => !cell.endsWith("="))
        .sort();
      if (found.has(id)) found.set(id, `stands twice: ${title}`);
      else found.set(id, named.join(" "));
    }
  }
  return found;
}

const idsIn = async (title: string): Promise<string[]> => {
  const cells = await rig.formulas(title);
  const top = cells.findIndex((row) => row.includes("消息ID"));
  const column = (cells[top] ?? []).indexOf("消息ID");
  return cells
    .slice(top + 1)
    .map((row) => String(row[column] ?? ""))
    .filter((id) => id !== "");
};

const open = (more: Partial<StockroomOptions> = {}) => rig.open({ now, archivePaceMs: 1, ...more });

/** Waits until `done` holds. */
async function until(done: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`not reached: ${JSON.stringify(rig.events.slice(-12))}`);
}

/** Nothing is marked any more, and no more than the goal is left but what has to stay. */
const isAtRest = async (): Promise<boolean> => {
  const answer = await fetch(`${rig.url}/v4/spreadsheets/${rig.spreadsheetId}?fields=namedRanges`);
  const { namedRanges = [] } = (await answer.json()) as { namedRanges?: { name: string }[] };
  const marked = namedRanges.some(({ name }) => name === "stockcaster_archive");
  return !marked && (await idsIn("流水")).length <= 50;
};

const auditRows = async (): Promise<void> => {
  const all = await everyRow();
  expect(Object.fromEntries([...all].filter(([id]) => expected.has(id)))).toEqual(
    Object.fromEntries(expected),
  );
};

test("the oldest rows move to a tab per month, newest on top, the youngest and each item's newest stay", async () => {
  await lay();
  const room = open();
  await room.start();
  await until(isAtRest);
  await auditRows();
  expect((await titles()).sort()).toEqual(["流水", ...months.map((month) => `流水 ${month}`)]);
  const left = await idsIn("流水");
  expect(left).toHaveLength(40);
  expect(left).toContain("g:g:old-108");
  for (const title of await titles()) {
    const numbers = (await idsIn(title)).map((id) => Number(id.split("-")[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
  const cells = await rig.formulas("流水 2026-09");
  expect(cells[0]).toEqual((await rig.formulas("流水"))[0]);
});

test("a booking finds its way while rows are archived, and what was archived is read with the rest", async () => {
  await lay();
  const room = open();
  await room.start();
  await until(async () => (await titles()).length > 1);
  const outcome = await room.book(booking("g:g:new-1", [{ name: "A4纸", change: -2 }]));
  expect(outcome.kind).toBe("booked");
  await until(isAtRest);
  await auditRows();
  const all = await room.movements({ from: new Date(0), to: new Date(8.64e15) });
  expect(all).toHaveLength(expected.size + 1);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect((await room.allIds()).size).toBe(expected.size + 1);
  const pens = await room.history({ name: "签字笔", spec: "黑色" }, 80);
  expect(pens.map(({ id }) => id)).toEqual(Array.from({ length: 80 }, (_, i) => `g:g:old-${i}`));
});

test("a restart finds the figure of an item that was last moved long ago", async () => {
  await lay();
  const first = open();
  await first.start();
  await until(isAtRest);
  await first.stop();
  await rig.type("库存!C4", 27);
  const second = open();
  await second.start();
  await until(async () => (await idsIn("流水")).some((id) => id.startsWith("手工:g:g:old-108:27")));
  await auditRows();
});

const insert = (sheetId: number, dimension: string, at: number) => ({
  insertDimension: {
    range: { sheetId, dimension, startIndex: at, endIndex: at + 1 },
    inheritFromBefore: false,
  },
});
const move = (sheetId: number, dimension: string, from: number, to: number) => ({
  moveDimension: {
    source: { sheetId, dimension, startIndex: from, endIndex: from + 1 },
    destinationIndex: to,
  },
});
const sort = (sheetId: number, column: number, order: "ASCENDING" | "DESCENDING") => ({
  sortRange: {
    range: { sheetId, startRowIndex: 2, endRowIndex: 111 },
    sortSpecs: [{ dimensionIndex: column, sortOrder: order }],
  },
});

/** What the relay's write is for. */
const isMove = (body: unknown): boolean => JSON.stringify(body).includes("stockcaster_archive");

/** Runs an edit before each of the first moves. */
function beforeMoves(...edits: (() => Promise<void>)[]): void {
  const left = [...edits];
  rig.intercept = async (call, apply) => {
    if (call.kind === "write" && isMove(call.body)) await left.shift()?.();
    return apply();
  };
}

describe("no row is lost or double, and each comes to its month, when just before a move a person", () => {
  const edits: [string, () => Parameters<Rig["edit"]>][] = [
    ["sorts the ledger oldest first", () => [sort(ledgerId, 0, "ASCENDING")]],
    ["sorts the ledger by message", () => [sort(ledgerId, 12, "ASCENDING")]],
    ["inserts a row in the middle", () => [insert(ledgerId, "ROWS", 60)]],
    ["inserts a row above the header", () => [insert(ledgerId, "ROWS", 0)]],
    ["moves a young row to the bottom", () => [move(ledgerId, "ROWS", 2, 111)]],
    ["moves the id column", () => [move(ledgerId, "COLUMNS", 13, 0)]],
    ["swaps two columns of text", () => [move(ledgerId, "COLUMNS", 12, 15)]],
    ["inserts a column", () => [insert(ledgerId, "COLUMNS", 3)]],
  ];
  test.each(edits)("%s", async (_, edit) => {
    await lay();
    beforeMoves(() => rig.edit(...edit()));
    await open().start();
    await until(isAtRest);
    await auditRows();
    await auditMonths();
  });
  test.each(edits)("%s, and sorts it while that is mended", async (_, edit) => {
    await lay();
    beforeMoves(
      () => rig.edit(...edit()),
      () => rig.edit(sort(ledgerId, 4, "DESCENDING")),
      () => rig.edit(sort(ledgerId, 7, "ASCENDING")),
    );
    await open().start();
    await until(isAtRest);
    await auditRows();
    await auditMonths();
  });
});

/** Each month's tab holds rows of its month only, and no young ones. */
async function auditMonths(): Promise<void> {
  for (const title of await titles()) {
    if (title === "流水") continue;
    const old = (await idsIn(title)).filter((id) => expected.has(id) && /old-\d+$/.test(id));
    for (const number of old.map((id) => Number(id.split("-")[1]))) {
      const at = new Date(now().getTime() - 60_000 - number * dayMs + 8 * 3_600_000);
      expect(`${title} ${number} ${at.toISOString().slice(0, 7)}`).toBe(
        `${title} ${number} ${title.slice(3)}`,
      );
      expect(number).toBeGreaterThan(31);
    }
  }
}

describe("every row is there once when the connection is reset", () => {
  test.each(["before", "after"])("%s each second write is applied", async (when) => {
    await lay();
    let writes = 0;
    rig.intercept = async (call, apply) => {
      if (call.kind !== "write" || (writes += 1) % 2 === 0) return apply();
      if (when === "after") apply();
      return "reset";
    };
    await open().start();
    await until(isAtRest);
    await auditRows();
    await auditMonths();
  });
});

test.each([1, 2, 3, 4, 5, 6, 7])(
  "a relay that dies at its write %i leaves nothing undone to the next",
  async (fatal) => {
    await lay();
    let writes = 0;
    let isDead = false;
    rig.intercept = async (call, apply) => {
      if (isDead) return "reset";
      if (call.kind === "write") writes += 1;
      if (writes < fatal) return apply();
      await rig.edit(sort(ledgerId, 12, "ASCENDING"));
      apply();
      isDead = true;
      return "reset";
    };
    const first = open();
    await first.start();
    await until(() => isDead);
    void first.stop();
    rig.intercept = undefined;
    await open().start();
    await until(isAtRest);
    await auditRows();
    await auditMonths();
  },
);

test("two relays archive the same ledger while both book", async () => {
  await lay();
  const [one, other] = [open(), open()];
  await Promise.all([one.start(), other.start()]);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).book(
        booking(`g:g:new-${index}`, [{ name: "A4纸", change: -1 }]),
      ),
    ),
  );
  expect(outcomes.every(({ kind }) => kind === "booked")).toBe(true);
  await until(async () => (await idsIn("流水")).length <= 70);
  await auditRows();
  await auditMonths();
  const [paper] = await rig.rows("stock");
  expect(paper).toMatchObject({ 当前库存: 480 });
});

test("a month's tab with other columns gets the ledger's, and keeps what it holds", async () => {
  await lay();
  await rig.edit({
    addSheet: {
      properties: {
        sheetId: 77,
        title: "流水 2026-09",
        gridProperties: { rowCount: 4, columnCount: 3 },
      },
    },
  });
  await rig.type("'流水 2026-09'!A1", "核对");
  await rig.type("'流水 2026-09'!B1", "消息ID");
  await rig.type("'流水 2026-09'!C1", "时间");
  await rig.type("'流水 2026-09'!A2", "已核对");
  await rig.type("'流水 2026-09'!B2", "g:g:before");
  await open().start();
  await until(isAtRest);
  await auditRows();
  await auditMonths();
  const cells = await rig.formulas("流水 2026-09");
  const header = cells[0] ?? [];
  expect(header.slice(0, 15)).toEqual((await rig.formulas("流水"))[0]);
  const own = cells.find((row) => row.includes("g:g:before")) ?? [];
  expect(own[header.indexOf("核对")]).toBe("已核对");
});

test("people's own columns, notes and formats travel with their rows", async () => {
  await lay();
  await rig.edit(insert(ledgerId, "COLUMNS", 2));
  await rig.type("流水!C1", "盒数");
  for (let row = 2; row <= 111; row += 1) await rig.type(`流水!C${row}`, `=-F${row}*${row}`);
  const red = { red: 1 };
  await rig.edit({
    repeatCell: {
      range: { sheetId: ledgerId, startRowIndex: 100, endRowIndex: 101 },
      cell: { userEnteredFormat: { backgroundColor: red } },
      fields: "userEnteredFormat.backgroundColor",
    },
  });
  await open().start();
  await until(isAtRest);
  const cells = await shown("流水 2026-08");
  const row = cells.find((one) => one.some((cell) => cell.formattedValue === "g:g:old-99"));
  expect(row?.[2]?.formattedValue).toBe("101");
  expect(row?.[0]?.formattedValue).toBe("2026-08-15 09:59:00");
  expect(row?.[4]?.userEnteredFormat?.backgroundColor).toEqual({ red: 1 });
});

interface ShownCell {
  readonly formattedValue?: string;
  readonly userEnteredFormat?: { readonly backgroundColor?: unknown };
}

async function shown(title: string): Promise<ShownCell[][]> {
  const range = encodeURIComponent(`'${title}'`);
  const fields = "sheets.data.rowData.values(formattedValue,userEnteredFormat)";
  const answer = await fetch(
    `${rig.url}/v4/spreadsheets/${rig.spreadsheetId}?ranges=${range}&fields=${fields}`,
  );
  const { sheets } = (await answer.json()) as {
    sheets: { data: { rowData: { values?: ShownCell[] }[] }[] }[];
  };
  return (sheets[0]?.data[0]?.rowData ?? []).map(({ values }) => values ?? []);
}
