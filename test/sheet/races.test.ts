/** What people do to the sheet between what the relay believes and the moment its batch is applied. */
import type { BookingOutcome } from "../../src/inventory/outcome";
import type { Stockroom } from "../../src/sheet/stockroom";
import { audit } from "./audit";
import { booking, createRig, type Rig } from "./rig";

const items = [
  { name: "A4纸", stock: 10, safetyStock: 5 },
  { name: "签字笔", spec: "黑色", stock: 20 },
  { name: "便利贴", stock: 30 },
  { name: "剪刀", stock: 40 },
];
const start = new Map([
  ["A4纸", 10],
  ["签字笔 黑色", 20],
  ["便利贴", 30],
  ["剪刀", 40],
]);

let rig: Rig;
let room: Stockroom;
let stockId: number;
let ledgerId: number;
let outcomes: Map<string, BookingOutcome>;
let typed: Map<string, number[]>;

beforeEach(async () => {
  rig = await createRig(items);
  room = rig.open();
  outcomes = new Map();
  typed = new Map();
  stockId = await rig.sheetId("库存");
  ledgerId = await rig.sheetId("流水");
  await room.start();
  await book("m0", [{ name: "剪刀", change: -1 }]);
});
afterEach(() => rig.close());

async function book(id: string, lines: Parameters<typeof booking>[1]): Promise<BookingOutcome> {
  const outcome = await room.book(booking(`g:g:${id}`, lines));
  outcomes.set(`g:g:${id}`, outcome);
  return outcome;
}

/** Runs each edit before one of the next writes, in turn. */
function before(...edits: (() => Promise<void>)[]): void {
  const left = [...edits];
  rig.intercept = async (call, apply) => {
    if (call.kind === "write") await left.shift()?.();
    return apply();
  };
}

const person = (item: string, figure: number): void => {
  typed.set(item, [...(typed.get(item) ?? []), figure]);
};

/** Until nothing is left to write. */
const settle = async (): Promise<void> => {
  for (let quiet = 0, calls = -1; quiet < 3;) {
    await room.read();
    await new Promise((resolve) => setTimeout(resolve, 130));
    quiet = rig.calls.writes === calls ? quiet + 1 : 0;
    calls = rig.calls.writes;
  }
};

const check = async (): Promise<void> => {
  await settle();
  expect(await audit(rig, { start, typed, outcomes })).toEqual([]);
};

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
    range: { sheetId, startRowIndex: 1, endRowIndex: 5 },
    sortSpecs: [{ dimensionIndex: column, sortOrder: order }],
  },
});

const lines = [
  { name: "A4纸", change: -2 },
  { name: "签字笔", spec: "黑色", change: 5 },
  { name: "便利贴", counted: 25 },
];

const figures = async (): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    (await rig.rows("stock")).map((row) => [String(row["物品名称"]), row["当前库存"]]),
  );
const booked = { A4纸: 8, 签字笔: 25, 便利贴: 25, 剪刀: 39 };

describe("the bookings land on their items when a person", () => {
  const moves: [
    string,
    () => ReturnType<typeof insert>[] | ReturnType<typeof move>[] | ReturnType<typeof sort>[],
  ][] = [
    ["sorts the stock", () => [sort(stockId, 2, "DESCENDING")]],
    ["inserts a row at the top of the stock", () => [insert(stockId, "ROWS", 1)]],
    ["inserts a row above the header of the stock", () => [insert(stockId, "ROWS", 0)]],
    ["moves a row", () => [move(stockId, "ROWS", 1, 5)]],
    ["inserts a column before the stock column", () => [insert(stockId, "COLUMNS", 2)]],
    ["moves the stock column", () => [move(stockId, "COLUMNS", 2, 6)]],
    ["moves the name column", () => [move(stockId, "COLUMNS", 0, 8)]],
    ["inserts a column into the ledger", () => [insert(ledgerId, "COLUMNS", 1)]],
    ["moves the id column of the ledger", () => [move(ledgerId, "COLUMNS", 13, 0)]],
    ["inserts a row above the ledger's header", () => [insert(ledgerId, "ROWS", 0)]],
    ["inserts a row below the ledger's header", () => [insert(ledgerId, "ROWS", 1)]],
  ];
  test.each(moves)("%s", async (_, edit) => {
    before(() => rig.edit(...edit()));
    const outcome = await book("m1", lines);
    expect(outcome.kind).toBe("booked");
    await settle();
    expect(await figures()).toMatchObject(booked);
    await check();
  });
  test.each(moves)("%s, and again while it is repaired", async (_, edit) => {
    before(
      () => rig.edit(...edit()),
      () => rig.edit(sort(stockId, 2, "ASCENDING")),
      () => rig.edit(insert(stockId, "ROWS", 1)),
    );
    const outcome = await book("m1", lines);
    expect(outcome.kind).toBe("booked");
    await settle();
    expect(await figures()).toMatchObject(booked);
    await check();
  });
});

test("names that a commit and two repairs of it wrote over come back, each to its row", async () => {
  const shown = async (): Promise<unknown[]> =>
    (await rig.rows("stock"))
      .map((row) => [row["物品名称"], row["规格型号"], row["安全库存"], row["单位"]])
      .sort();
  const were = await shown();
  before(
    () => rig.edit(move(stockId, "COLUMNS", 0, 5)),
    () => rig.edit(insert(stockId, "ROWS", 1)),
    () => rig.edit(sort(stockId, 1, "DESCENDING")),
  );
  expect((await book("m1", lines)).kind).toBe("booked");
  await settle();
  expect(await figures()).toMatchObject(booked);
  expect(await shown()).toEqual(were);
  await check();
});

test("what older images left in the hidden tab is no part of a later one", async () => {
  const sheetId = await rig.sheetId("_stockcaster");
  const left = Array.from({ length: 8 }, () => ({ userEnteredValue: { stringValue: "旧" } }));
  await rig.edit({
    updateCells: {
      start: { sheetId, rowIndex: 500, columnIndex: 20 },
      rows: Array.from({ length: 60 }, () => ({ values: left })),
      fields: "userEnteredValue",
    },
  });
  before(() => rig.edit(insert(stockId, "ROWS", 2)));
  expect((await book("m1", lines)).kind).toBe("booked");
  await settle();
  expect(await figures()).toEqual(booked);
  await check();
});

/** Rows below the header, wherever that is. */
const sortBelow = async (sheetId: number, tab: string, mark: string, column: number) => {
  const top = (await rig.formulas(tab)).findIndex((row) => row.includes(mark));
  const range = { sheetId, startRowIndex: top + 1, endRowIndex: top + 5 };
  return { sortRange: { range, sortSpecs: [{ dimensionIndex: column, sortOrder: "DESCENDING" }] } };
};

type Edit = Parameters<Rig["edit"]>[0];
type Edits = Readonly<Record<string, () => Edit | Promise<Edit>>>;

const made = (edits: Edits, name: string) => async () => {
  const edit = await edits[name]?.();
  if (edit) await rig.edit(edit);
};

describe("the bookings land on their items, and every other cell is as it was, when a person", () => {
  const edits: Edits = {
    "moves the stock column": () => move(stockId, "COLUMNS", 2, 6),
    "moves the name column of the stock": () => move(stockId, "COLUMNS", 0, 5),
    "inserts a column into the stock": () => insert(stockId, "COLUMNS", 1),
    "inserts a row above the stock's header": () => insert(stockId, "ROWS", 0),
    "sorts the stock": () => sortBelow(stockId, "库存", "单位", 2),
    "moves the id column of the ledger": () => move(ledgerId, "COLUMNS", 13, 0),
    "moves a column of the ledger": () => move(ledgerId, "COLUMNS", 3, 14),
    "inserts a column into the ledger": () => insert(ledgerId, "COLUMNS", 2),
    "inserts a row above the ledger's header": () => insert(ledgerId, "ROWS", 0),
    "sorts the ledger": () => sortBelow(ledgerId, "流水", "来源", 6),
  };
  const names = Object.keys(edits);
  const ofOneTab = (first: string, second: string) =>
    first.includes("stock") === second.includes("stock");
  const pairs = names.flatMap((first) =>
    names.filter((second) => ofOneTab(first, second)).map((second) => [first, second] as const),
  );
  const land = async (...turns: readonly string[]) => {
    before(...turns.map((name) => made(edits, name)));
    expect((await book("m1", lines)).kind).toBe("booked");
    await settle();
    expect(await figures()).toMatchObject(booked);
    await check();
  };
  test.each(pairs)("%s just before the commit, and %s just before its repair", land);

  const above = names.filter((name) => name.includes("above"));
  const triples = above.flatMap((first) =>
    names.filter((third) => ofOneTab(first, third)).map((third) => [first, first, third] as const),
  );
  test.each(triples)("%s, %s before the repair, and %s before the next", land);
});

describe("an entry that a booking closes is closed, and the others are not, when a person", () => {
  let pendingId: number;
  const edits: Edits = {
    "moves the column of the status": () => move(pendingId, "COLUMNS", 5, 2),
    "moves a column": () => move(pendingId, "COLUMNS", 3, 9),
    "inserts a column": () => insert(pendingId, "COLUMNS", 0),
    "inserts a row above the header": () => insert(pendingId, "ROWS", 0),
    "inserts a row": () => insert(pendingId, "ROWS", 1),
    "sorts the entries": () => sortBelow(pendingId, "待处理", "编号", 2),
  };
  const names = Object.keys(edits);
  const pairs = names.flatMap((first) => names.map((second) => [first, second] as const));
  const entry = (text: string) =>
    ({
      kind: "short",
      text,
      operator: "小王",
      account: "",
      reason: "库存不足",
      plan: undefined,
    }) as const;
  test.each(pairs)("%s just before the commit, and %s just before its repair", async (...turns) => {
    pendingId = await rig.sheetId("待处理");
    const open = booking("g:g:e1", []);
    await room.book({ ...open, pending: [entry("one"), entry("two"), entry("three")] });
    before(...turns.map((name) => made(edits, name)));
    const closing = booking("g:g:m1", [{ name: "A4纸", change: -2 }]);
    const closes = [{ number: 2, status: "confirmed", handledBy: "小李" }] as const;
    const outcome = await room.book({ ...closing, pending: [entry("four")], closes });
    outcomes.set("g:g:m1", outcome);
    await check();
    const found = (await rig.rows("pending")).map((row) => [
      row["编号"],
      row["原文"],
      row["状态"],
      row["处理人"],
    ]);
    expect(found.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [1, "one", "待处理", ""],
      [2, "two", "已确认", "小李"],
      [3, "three", "待处理", ""],
      [4, "four", "待处理", ""],
    ]);
  });
});

describe("what a voided message had booked is taken back, though the person who made it impossible", () => {
  const remove = async () => {
    const row = (await rig.formulas("库存")).findIndex(([name]) => name === "A4纸");
    const range = { sheetId: stockId, dimension: "ROWS", startIndex: row, endIndex: row + 1 };
    await rig.edit({ deleteDimension: { range } });
  };
  const figure = (value: string | number) => () => rig.type("库存!C2", value);
  const typedFive = () => {
    person("A4纸", 5);
    return figure(5)();
  };
  test.each<[string, () => Promise<void>, () => Promise<void>]>([
    [
      "then inserts a row above the header",
      figure("没了"),
      () => rig.edit(insert(stockId, "ROWS", 0)),
    ],
    ["then moves the stock column", figure("没了"), () => rig.edit(move(stockId, "COLUMNS", 2, 6))],
    ["then deletes the item", figure("没了"), remove],
    ["with a formula then deletes the item", figure("=4+4"), remove],
    ["typed a figure before that", typedFive, remove],
  ])("%s", async (_, first, second) => {
    before(first, second);
    expect((await book("m1", lines)).kind).toBe("impossible");
    const stock = (await rig.rows("stock")).filter((row) => row["物品名称"] !== "A4纸");
    expect(stock.map((row) => row["当前库存"])).toEqual([20, 30, 39]);
    await check();
  });
});

test("a person who edits before every single write does not keep the relay at it for ever", async () => {
  let writes = 0;
  rig.intercept = async (call, apply) => {
    if (call.kind === "write") {
      writes += 1;
      await rig.edit(insert(stockId, "ROWS", 0));
    }
    return apply();
  };
  book("m1", lines).catch(() => undefined);
  let seen = -1;
  while (writes !== seen) {
    seen = writes;
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  expect(writes).toBeLessThan(100);
});

test("a person's figure is the base of the booking, noted before it", async () => {
  before(() => {
    person("A4纸", 5);
    return rig.type("库存!C2", 5);
  });
  await book("m1", lines);
  await settle();
  expect(await figures()).toMatchObject({ ...booked, A4纸: 3 });
  await check();
  const ledger = await rig.rows("ledger");
  const index = ledger.findIndex((row) => row["消息ID"] === "g:g:m1");
  expect(ledger[index + 1]).toMatchObject({ 类型: "手工调整", 变动前: 10, 变动后: 5 });
});

test("an adjustment that a repair put under a header that it hit comes in order", async () => {
  before(
    () => {
      person("A4纸", 5);
      return rig.type("库存!C2", 5);
    },
    () => rig.edit(insert(ledgerId, "COLUMNS", 5), insert(ledgerId, "ROWS", 0)),
  );
  await book("m1", [{ name: "A4纸", change: -2 }]);
  await settle();
  expect(await figures()).toMatchObject({ A4纸: 3 });
  await check();
});

test("figures typed again and again during the repair are all honoured", async () => {
  const type = (figure: number) => () => {
    person("A4纸", figure);
    return rig.type("库存!C2", figure);
  };
  before(type(5), type(7), type(11_000));
  await book("m1", lines);
  await settle();
  expect(await figures()).toMatchObject({ ...booked, A4纸: 10_998 });
  await check();
});

test("a figure typed where a stray lies is the person's", async () => {
  before(
    () => rig.edit(sort(stockId, 2, "DESCENDING")),
    () => {
      person("剪刀", 11_000);
      return rig.type("库存!C2", 11_000);
    },
  );
  await book("m1", lines);
  await settle();
  expect(await figures()).toMatchObject({ ...booked, 剪刀: 11_000 });
  await check();
});

test("a stock cell that becomes a formula keeps it, and the message is voided with all its lines", async () => {
  before(() => rig.type("库存!C2", "=2*C3"));
  const outcome = await book("m1", lines);
  expect(outcome).toMatchObject({
    kind: "impossible",
    written: true,
    obstacles: [{ kind: "formula" }],
    pending: [{}],
  });
  const cells = await rig.formulas("库存");
  expect(cells[1]?.[2]).toBe("=2*C3");
  await settle();
  expect(await figures()).toMatchObject({ 签字笔: 20, 便利贴: 30 });
});

test("a formula on a row that moved comes back where it belongs", async () => {
  await rig.type("库存!C5", "=C2*2");
  await room.read();
  before(() => rig.edit(sort(stockId, 0, "DESCENDING")));
  await book("m1", lines);
  const cells = await rig.formulas("库存");
  const row = cells.findIndex((one) => one[0] === "剪刀");
  expect(String(cells[row]?.[2])).toMatch(/^=C-?\d*\*2$|^=.*\*2$/);
  const after = await figures();
  expect(after).toMatchObject({ A4纸: 8, 签字笔: 25, 便利贴: 25 });
});

test("a formula that was put back into the header goes, and the item keeps it", async () => {
  before(
    () => rig.type("库存!C2", "=2*C3"),
    () => rig.edit(insert(stockId, "ROWS", 0)),
  );
  expect((await book("m1", lines)).kind).toBe("impossible");
  const [, header, item] = await rig.formulas("库存");
  expect(header?.[2]).toBe("当前库存");
  expect(String(item?.[2])).toMatch(/^=2\*C\d$/);
  await settle();
  expect(await figures()).toMatchObject({ 签字笔: 20, 便利贴: 30, 剪刀: 39 });
});

test("an item that is gone voids the message and nothing else", async () => {
  before(() =>
    rig.edit({
      deleteDimension: {
        range: { sheetId: stockId, dimension: "ROWS", startIndex: 1, endIndex: 2 },
      },
    }),
  );
  const both = await Promise.all([book("m1", lines), book("m2", [{ name: "剪刀", change: -1 }])]);
  expect(both.map(({ kind }) => kind)).toEqual(["impossible", "booked"]);
  await settle();
  expect(await figures()).toEqual({ 签字笔: 20, 便利贴: 30, 剪刀: 38 });
  await check();
});

test("too little after a person's edit voids the message", async () => {
  before(() => {
    person("A4纸", 1);
    return rig.type("库存!C2", 1);
  });
  const outcome = await book("m1", lines);
  expect(outcome).toMatchObject({
    kind: "impossible",
    obstacles: [{ kind: "short", stock: 1, wanted: 2 }],
  });
  await settle();
  expect(await figures()).toMatchObject({ A4纸: 1, 签字笔: 20, 便利贴: 30 });
  await check();
});

test("text in the stock cell voids the message and stays", async () => {
  before(() => rig.type("库存!C2", "约20"));
  const outcome = await book("m1", lines);
  expect(outcome).toMatchObject({ kind: "impossible", obstacles: [{ kind: "unreadable" }] });
  await settle();
  expect(await figures()).toMatchObject({ A4纸: "约20", 签字笔: 20, 便利贴: 30 });
});

test("a second row of an item voids the message", async () => {
  before(async () => {
    await rig.edit(insert(stockId, "ROWS", 1));
    await rig.type("库存!A2", "A4纸");
    await rig.type("库存!C2", 3);
  });
  const outcome = await book("m1", lines);
  expect(outcome).toMatchObject({ kind: "impossible", obstacles: [{ kind: "duplicate" }] });
  const shown = (await rig.rows("stock")).map((row) => row["当前库存"]);
  expect(shown).toEqual([3, 10, 20, 30, 39]);
});

test.each([30, 390])(
  "a row above the ledger's header under a commit of %i lines leaves the header on top of them",
  async (count) => {
    before(() => rig.edit(insert(ledgerId, "ROWS", 0)));
    const many = Array.from({ length: count }, () => ({ name: "便利贴", change: 1 }));
    const outcome = await book("m1", many);
    expect(outcome.kind).toBe("booked");
    await settle();
    expect(await figures()).toMatchObject({ 便利贴: 30 + count });
    const [top = []] = (await rig.formulas("流水")).filter((row) => row.length > 0);
    expect(top).toContain("消息ID");
    expect(await rig.rows("ledger")).toHaveLength(count + 1);
  },
);
