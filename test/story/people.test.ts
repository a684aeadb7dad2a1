/** People edit the sheet between a relay's calls and right under them: what they typed stands, nothing else is hit. */
import { faultsOf, idOf, openOffice, until } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
let stockId: number;
let ledgerId: number;
beforeEach(async () => {
  office = await openOffice();
  await office.say("u-wang", "领用：便利贴 1包");
  stockId = await office.sheetId("库存");
  ledgerId = await office.sheetId("流水");
});
afterEach(() => office.close());

type Edit = () => Promise<void>;

/** Does it after the relay decided and before its next write is applied. */
function beneathNextWrite(edit: Edit): void {
  office.intercept = async (call, apply) => {
    if (call.kind === "write") {
      office.intercept = undefined;
      await edit();
    }
    return apply();
  };
}

const insert = (sheetId: number, dimension: "ROWS" | "COLUMNS", startIndex: number) => ({
  insertDimension: { range: { sheetId, dimension, startIndex, endIndex: startIndex + 1 } },
});
const remove = (sheetId: number, dimension: "ROWS" | "COLUMNS", startIndex: number) => ({
  deleteDimension: { range: { sheetId, dimension, startIndex, endIndex: startIndex + 1 } },
});
const move = (sheetId: number, dimension: "ROWS" | "COLUMNS", from: number, to: number) => ({
  moveDimension: {
    source: { sheetId, dimension, startIndex: from, endIndex: from + 1 },
    destinationIndex: to,
  },
});

const edits: readonly (readonly [string, Edit])[] = [
  [
    "the stock is sorted",
    () =>
      office.edit({
        sortRange: {
          range: { sheetId: stockId, startRowIndex: 1, endRowIndex: 5 },
          sortSpecs: [{ dimensionIndex: 2, sortOrder: "DESCENDING" }],
        },
      }),
  ],
  ["a row is put above the items", () => office.edit(insert(stockId, "ROWS", 1))],
  ["a title row is put above the header", () => office.edit(insert(stockId, "ROWS", 0))],
  ["an item is moved to the end", () => office.edit(move(stockId, "ROWS", 1, 5))],
  ["a column is put before the figures", () => office.edit(insert(stockId, "COLUMNS", 2))],
  ["the column of figures is moved", () => office.edit(move(stockId, "COLUMNS", 2, 7))],
  ["an optional column is deleted", () => office.edit(remove(stockId, "COLUMNS", 11))],
  ["a header gets a remark in brackets", () => office.type("库存!C1", "当前 库存（件）")],
  ["a column is put into the ledger", () => office.edit(insert(ledgerId, "COLUMNS", 3))],
  ["the ledger's ids are moved to the front", () => office.edit(move(ledgerId, "COLUMNS", 13, 0))],
];

describe("a booking lands on its item and nowhere else when", () => {
  const booked = { 签字笔: 98, 订书机: 7, 便利贴: 299 };

  async function book(): Promise<void> {
    await office.say("u-li", "领用：签字笔 2支、订书机 1个", { messageId: "e1" });
    await office.say("u-li", "领用：签字笔 2支、订书机 1个", { messageId: "e1" });
    const header = (await office.formulas("库存")).find((row) => row.includes("物品名称")) ?? [];
    const figures = header.findIndex((name) => String(name).startsWith("当前"));
    const cells = await office.formulas("库存");
    const names = header.indexOf("物品名称");
    const shown = Object.fromEntries(cells.map((row) => [String(row[names]), row[figures]]));
    expect(shown).toMatchObject({ ...booked, A4纸: 20 });
    const rows = (await office.rows("流水")).filter((row) => row["原文"] !== "领用：便利贴 1包");
    expect(rows.map((row) => row["消息ID"]).sort()).toEqual([idOf("e1"), `${idOf("e1")}#2`]);
    expect(rows.every((row) => row["类型"] === "领用")).toBe(true);
    expect(await office.rows("待处理")).toEqual([]);
  }

  it.each(edits)("%s between two messages", async (_title, edit) => {
    await edit();
    await book();
  });

  it.each(edits)("%s right under its write", async (_title, edit) => {
    beneathNextWrite(edit);
    await book();
  });
});

/** What all rows of an item come to. */
async function bookedOn(name: string): Promise<number> {
  const rows = (await office.rows("流水")).filter((row) => row["物品名称"] === name);
  return rows.reduce((sum, row) => sum + Number(row["变动"]), 0);
}

describe("a figure that a person types", () => {
  it("between two messages is noted and warned about without any message", async () => {
    office.bridge.posts.length = 0;
    await office.type("库存!C2", 3);
    const alert = () => office.bridge.posts.filter(({ kind }) => kind === "alert");
    await until(() => alert().length > 0);
    const row = (await office.rows("流水")).at(-1);
    expect(row).toMatchObject({
      类型: "手工调整",
      物品名称: "A4纸",
      变动前: 20,
      变动后: 3,
      变动: -17,
    });
    expect(alert().map(({ text }) => text)).toEqual([
      "【库存预警】物品：A4纸，当前库存：3箱，建议采购 7箱（安全库存 5箱）",
    ]);
    expect(row?.["备注"]).toBe("");
    expect(await faultsOf(office, [], [3])).toEqual([]);
  });

  it("right under a booking gets that booking on top, in one row that names what was typed", async () => {
    beneathNextWrite(() => office.type("库存!C2", 50));
    await office.say("u-li", "领用：A4纸 2箱", { messageId: "p1" });
    expect(await office.stock()).toMatchObject({ A4纸: 48 });
    const rows = await office.rows("流水");
    expect(rows.slice(1).map((row) => [row["类型"], row["变动前"], row["变动后"]])).toEqual([
      ["领用", 20, 18],
      ["手工调整", 18, 48],
    ]);
    expect(rows[2]?.["备注"]).toContain("有人同时把库存改为 50");
    expect(await faultsOf(office, [idOf("p1")], [48])).toEqual([]);
  });

  it("while the relay was down is noted by the next start", async () => {
    const before = await office.rows("流水");
    beneathNextWrite(() => office.type("库存!C4", 6));
    await office.relay.restart();
    await office.type("库存!C2", 25);
    office.intercept = undefined;
    await office.relay.restart();
    await until(async () => (await office.rows("流水")).length > before.length);
    expect((await office.rows("流水")).at(-1)).toMatchObject({
      类型: "手工调整",
      物品名称: "A4纸",
      变动后: 25,
    });
    expect(await faultsOf(office, [], [25, 6])).toEqual([]);
  });

  it("so low that the booking under way can't stand refuses that booking", async () => {
    beneathNextWrite(() => office.type("库存!C2", 1));
    const posts = await office.say("u-li", "领用：A4纸 2箱", { messageId: "p2" });
    expect(await office.stock()).toMatchObject({ A4纸: 1 });
    expect(posts.filter(({ kind }) => kind === "receipt")).toEqual([]);
    expect(posts.some(({ text }) => text.includes("不足2箱"))).toBe(true);
    expect(await office.rows("待处理")).toHaveLength(1);
    // The adjustment may come with the next look, within a minute.
    await until(async () => (await faultsOf(office, [], [1])).length === 0);
    expect((await office.rows("流水")).map((row) => row["类型"])).toContain("手工调整");
  });

  it("as text with its unit is understood", async () => {
    await office.type("库存!C2", "１2箱");
    const asked = await office.say("u-li", "查询 A4纸");
    expect(asked[0]?.text).toContain("A4纸当前库存为12箱");
    await office.say("u-li", "领用：A4纸 2箱");
    expect(await office.stock()).toMatchObject({ A4纸: 10 });
    expect(await faultsOf(office, [], [12])).toEqual([]);
  });

  it("that can't be understood is left alone and named in the answer", async () => {
    await office.type("库存!C2", "大概20箱");
    const posts = await office.say("u-li", "领用：A4纸 2箱");
    expect(await office.stock()).toMatchObject({ A4纸: "大概20箱" });
    expect(posts.some(({ text }) => text.includes("A4纸"))).toBe(true);
    expect(await bookedOn("A4纸")).toBe(0);
    expect(await office.rows("待处理")).toHaveLength(1);
  });
});

describe("a cell of 当前库存 that somebody emptied", () => {
  const waits = async (posts: readonly { readonly text: string }[]): Promise<void> => {
    expect(posts.some(({ text }) => text.includes("A4纸"))).toBe(true);
    expect(posts[0]?.text).toContain("A4纸的当前库存是空的。");
    expect(String((await office.rows("待处理"))[0]?.["原因"])).toContain("当前库存是空的");
    expect((await office.relay.ready())["problems"]).toEqual(["库存 C2 是空的，请填上当前库存"]);
    expect((await office.formulas("库存"))[1]?.[2]).toBe("");
    expect(await bookedOn("A4纸")).toBe(0);
    expect(await office.rows("待处理")).toHaveLength(1);
    const types = (await office.rows("流水")).map((row) => row["类型"]);
    expect(types).not.toContain("手工调整");
  };

  it("is no figure: it is named, and what is taken waits for a keeper", async () => {
    await office.type("库存!C2", "");
    const asked = await office.say("u-wang", "查询 A4纸");
    expect(asked[0]?.text).toMatch(/^A4纸当前库存是空的，/);
    await waits(await office.say("u-li", "领用：A4纸 2箱"));
  });

  it("right under a booking takes that booking back, row by row", async () => {
    beneathNextWrite(() => office.type("库存!C2", ""));
    await waits(await office.say("u-li", "领用：A4纸 2箱", { messageId: "empty" }));
    const ids = (await office.rows("流水")).slice(1).map((row) => row["消息ID"]);
    expect(ids).toEqual([idOf("empty"), `撤销:${idOf("empty")}`]);
    await office.say("u-li", "撤销", { quotedMessageId: "empty" });
    const sentAt = new Date(Date.now() + 1_000);
    await office.say("u-li", "", { messageId: "empty", type: "deleted", sentAt });
    await office.say("u-li", "领用：A4纸 2箱", { messageId: "empty" });
    expect(await office.rows("流水")).toHaveLength(3);
    expect((await office.rows("待处理")).length).toBeLessThanOrEqual(1);
  });
});

describe("a formula in 当前库存", () => {
  const unhurt = async (): Promise<void> => {
    expect((await office.formulas("库存"))[1]?.[2]).toBe("=10+10");
    expect(await office.stock()).toMatchObject({ A4纸: 20, 订书机: 8 });
    expect(await bookedOn("A4纸")).toBe(0);
    expect(await bookedOn("订书机")).toBe(0);
    expect(await office.rows("待处理")).toHaveLength(1);
    expect((await office.rows("待处理"))[0]?.["原因"]).toContain("公式");
  };

  it("is never overwritten; the booking waits for a keeper", async () => {
    await office.type("库存!C2", "=10+10");
    const posts = await office.say("u-li", "领用：A4纸 2箱、订书机 1个");
    expect(posts.some(({ text }) => text.includes("公式"))).toBe(true);
    await unhurt();
  });

  it("that comes right under a booking is put back", async () => {
    beneathNextWrite(() => office.type("库存!C2", "=10+10"));
    const posts = await office.say("u-li", "领用：A4纸 2箱、订书机 1个");
    expect(posts.some(({ text }) => text.includes("公式"))).toBe(true);
    await unhurt();
  });
});

describe("rows that leave it open which item is meant", () => {
  it("are named, and nothing is booked on either", async () => {
    await office.edit(insert(stockId, "ROWS", 5));
    await office.type("库存!A6", "A4纸");
    await office.type("库存!B6", "70g");
    await office.type("库存!C6", 7);
    await office.say("u-wang", "查询 A4纸");
    const posts = await office.say("u-li", "领用：A4纸 2箱");
    const figures = (await office.rows("库存")).filter((row) => row["物品名称"] === "A4纸");
    expect(figures.map((row) => row["当前库存"])).toEqual([20, 7]);
    expect(posts.map(({ kind }) => kind)).toContain("reply");
    expect(posts[0]?.text).toContain("A4纸");
    expect((await office.rows("流水")).filter((row) => row["物品名称"] === "A4纸")).toEqual([]);
  });

  it("of an item that is gone void its booking under way and no other", async () => {
    beneathNextWrite(() => office.edit(remove(stockId, "ROWS", 1)));
    const posts = await office.say("u-li", "领用：A4纸 2箱、订书机 1个");
    expect(await office.stock()).toEqual({ 签字笔: 100, 订书机: 8, 便利贴: 299 });
    expect(posts.filter(({ kind }) => kind === "receipt")).toEqual([]);
    expect(posts.length).toBeGreaterThan(0);
  });
});
