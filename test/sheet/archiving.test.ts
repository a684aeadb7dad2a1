/** Old rows of the ledger go to a tab per month, each of them once, whatever people and the network do meanwhile. */
import { booking, type Rig } from "./rig";
import { insert, layOldLedger, move, sort, type OldLedger } from "./old-ledger";

const months = ["2026-08", "2026-09", "2026-10"];

let ledger: OldLedger;
let rig: Rig;
let ledgerId: number;
beforeEach(async () => {
  ledger = await layOldLedger();
  ({ rig, ledgerId } = ledger);
});
afterEach(() => rig.close());

test("the oldest rows move to a tab per month, newest on top, the youngest and each item's newest stay", async () => {
  const room = ledger.open();
  await room.start();
  await ledger.until(ledger.isAtRest);
  await ledger.auditRows();
  expect((await ledger.titles()).sort()).toEqual([
    "流水",
    ...months.map((month) => `流水 ${month}`),
  ]);
  const left = await ledger.idsIn("流水");
  expect(left).toHaveLength(40);
  expect(left).toContain("g:g:old-108");
  for (const title of await ledger.titles()) {
    const numbers = (await ledger.idsIn(title)).map((id) => Number(id.split("-")[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
  const cells = await rig.formulas("流水 2026-09");
  expect(cells[0]).toEqual((await rig.formulas("流水"))[0]);
});

test("a booking finds its way while rows are archived, and what was archived is read with the rest", async () => {
  const room = ledger.open();
  await room.start();
  await ledger.until(async () => (await ledger.titles()).length > 1);
  const outcome = await room.book(booking("g:g:new-1", [{ name: "A4纸", change: -2 }]));
  expect(outcome.kind).toBe("booked");
  await ledger.until(ledger.isAtRest);
  await ledger.auditRows();
  const all = await room.movements({ from: new Date(0), to: new Date(8.64e15) });
  expect(all).toHaveLength(ledger.expected.size + 1);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect((await room.allIds()).size).toBe(ledger.expected.size + 1);
  const pens = await room.history({ name: "签字笔", spec: "黑色" }, 80);
  expect(pens.map(({ id }) => id)).toEqual(Array.from({ length: 80 }, (_, i) => `g:g:old-${i}`));
});

test("a restart finds the figure of an item that was last moved long ago", async () => {
  const first = ledger.open();
  await first.start();
  await ledger.until(ledger.isAtRest);
  await first.stop();
  await rig.type("库存!C4", 27);
  const second = ledger.open();
  await second.start();
  await ledger.until(async () =>
    (await ledger.idsIn("流水")).some((id) => id.startsWith("手工:g:g:old-108:27")),
  );
  await ledger.auditRows();
});

/** A relay archives until it dies; the next one leaves each row in its place. */
async function passesOn(isDead: () => boolean): Promise<void> {
  const first = ledger.open();
  await first.start();
  await ledger.until(isDead);
  void first.stop();
  rig.intercept = undefined;
  await ledger.open().start();
  await ledger.until(ledger.isAtRest);
  await ledger.auditRows();
  await ledger.auditMonths();
}

/** Whether a write moves rows from one tab to another. */
const isMove = (body: unknown): boolean =>
  /insertDimension.*copyPaste.*deleteDimension/.test(JSON.stringify(body));

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
    beforeMoves(() => rig.edit(...edit()));
    await ledger.open().start();
    await ledger.until(ledger.isAtRest);
    await ledger.auditRows();
    await ledger.auditMonths();
  });
  test.each(edits)("%s, and sorts it while that is mended", async (_, edit) => {
    beforeMoves(
      () => rig.edit(...edit()),
      () => rig.edit(sort(ledgerId, 4, "DESCENDING")),
      () => rig.edit(sort(ledgerId, 7, "ASCENDING")),
    );
    await ledger.open().start();
    await ledger.until(ledger.isAtRest);
    await ledger.auditRows();
    await ledger.auditMonths();
  });
});

test("rows that were caught up in a moved column find their columns again, moved once more by then", async () => {
  const edits = [move(ledgerId, "COLUMNS", 13, 0), move(ledgerId, "COLUMNS", 4, 12)];
  rig.intercept = async (call, apply) => {
    const [next] = edits;
    const isDue = edits.length === 2 ? call.kind === "write" && isMove(call.body) : true;
    if (next && isDue) {
      edits.shift();
      await rig.edit(next);
    }
    return apply();
  };
  await ledger.open().start();
  await ledger.until(ledger.isAtRest);
  expect(rig.events.some(({ event }) => event === "archive-mended")).toBe(true);
  await ledger.auditRows();
  await ledger.auditMonths();
});

describe("a young row that was caught up in a move comes back under its columns, when just before that a person", () => {
  const edits: [string, () => Parameters<Rig["edit"]>[0]][] = [
    ["inserts a column", () => insert(ledgerId, "COLUMNS", 1)],
    ["moves a column", () => move(ledgerId, "COLUMNS", 2, 9)],
    ["inserts rows above the header", () => insert(ledgerId, "ROWS", 0)],
  ];
  test.each(edits)("%s", async (_, edit) => {
    beforeMoves(
      () => rig.edit(move(ledgerId, "ROWS", 2, 111)),
      () => rig.edit(edit()),
      () => rig.edit(sort(ledgerId, 4, "DESCENDING")),
    );
    await ledger.open().start();
    await ledger.until(ledger.isAtRest);
    await ledger.auditRows();
    await ledger.auditMonths();
  });
  test.each(edits)("%s, and the relay dies", async (_, edit) => {
    let isDead = false;
    let moves = 0;
    rig.intercept = async (call, apply) => {
      if (isDead) return "reset";
      if (call.kind !== "write" || !isMove(call.body)) return apply();
      moves += 1;
      if (moves === 1) await rig.edit(move(ledgerId, "ROWS", 2, 111));
      if (moves !== 2) return apply();
      await rig.edit(edit());
      apply();
      await rig.edit(insert(ledgerId, "COLUMNS", 5), insert(ledgerId, "COLUMNS", 0));
      isDead = true;
      return "reset";
    };
    await passesOn(() => isDead);
  });
});

describe("every row is there once when the connection is reset", () => {
  test.each(["before", "after"])("%s each second write is applied", async (when) => {
    let writes = 0;
    rig.intercept = async (call, apply) => {
      if (call.kind !== "write" || (writes += 1) % 2 === 0) return apply();
      if (when === "after") apply();
      return "reset";
    };
    await ledger.open().start();
    await ledger.until(ledger.isAtRest);
    await ledger.auditRows();
    await ledger.auditMonths();
  });
});

test.each([1, 2, 3, 4, 5, 6, 7])(
  "a relay that dies at its write %i leaves nothing undone to the next",
  async (fatal) => {
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
    await passesOn(() => isDead);
  },
);

test("two relays archive the same ledger while both book", async () => {
  const [one, other] = [ledger.open(), ledger.open()];
  await Promise.all([one.start(), other.start()]);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).book(
        booking(`g:g:new-${index}`, [{ name: "A4纸", change: -1 }]),
      ),
    ),
  );
  expect(outcomes.every(({ kind }) => kind === "booked")).toBe(true);
  await ledger.until(async () => (await ledger.idsIn("流水")).length <= 70);
  await ledger.auditRows();
  await ledger.auditMonths();
  const [paper] = await rig.rows("stock");
  expect(paper).toMatchObject({ 当前库存: 480 });
});

test("a month's tab with other columns gets the ledger's, and keeps what it holds", async () => {
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
  await rig.type("'流水 2026-09'!B2", "g:g:new-before");
  await ledger.open().start();
  await ledger.until(ledger.isAtRest);
  await ledger.auditRows();
  await ledger.auditMonths();
  const cells = await rig.formulas("流水 2026-09");
  const header = cells[0] ?? [];
  const wanted = (await rig.formulas("流水"))[0] ?? [];
  expect(header.slice(0, wanted.length)).toEqual(wanted);
  const own = cells.find((row) => row.includes("g:g:new-before")) ?? [];
  expect(own[header.indexOf("核对")]).toBe("已核对");
});

test("people's own columns, notes and formats travel with their rows", async () => {
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
  await ledger.open().start();
  await ledger.until(ledger.isAtRest);
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

test("the keepers are told once when the sheet refuses every move, and rows go once it no longer does", async () => {
  const settings = await rig.formulas("设置");
  const groups = settings.findIndex(([key]) => key === "日报群");
  await rig.type(`设置!B${groups + 1}`, "generic:g");
  let isRefusing = true;
  rig.intercept = async (call, apply) =>
    isRefusing && call.kind === "write" && isMove(call.body)
      ? {
          status: 400,
          body: { error: { code: 400, message: "You are trying to edit a protected cell." } },
        }
      : apply();
  await ledger.open().start();
  const refusals = () => rig.events.filter(({ event }) => event === "archive-refused").length;
  await ledger.until(() => refusals() >= 4);
  const told = (await rig.formulas("播报")).filter((row) => String(row).includes("不让归档"));
  expect(told).toHaveLength(1);
  isRefusing = false;
  await ledger.until(ledger.isAtRest);
  await ledger.auditRows();
});
