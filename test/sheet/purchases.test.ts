/** 已收 is what 流水 says over all its tabs, whatever people do to 采购 in the moment of a receipt. */
import type { PurchaseRow } from "../../src/inventory/purchasing/row";
import type { Stockroom } from "../../src/sheet/stockroom";
import { booking, createRig, setArchiveRows, type Rig } from "./rig";
import { insert, move, sort } from "./requests";

let rig: Rig;
let room: Stockroom;

const ordered = (number: number, itemName: string, quantity: number): PurchaseRow => ({
  ...{ number, order: 1, itemName, spec: "", unit: "箱", quantity, received: 0, cancelled: 0 },
  ...{ original: quantity, supplier: "青竹文具", requester: "", department: "", source: "manual" },
  ...{ requestedAt: new Date(), orderer: "刘姐", orderedAt: new Date(), confirmedAt: undefined },
  ...{ dueOn: "", note: "", messageId: "g:g:order" },
});

beforeEach(async () => {
  rig = await createRig([
    { name: "A4纸", stock: 20 },
    { name: "便利贴", stock: 30 },
  ]);
  room = rig.open();
  await room.start();
  const rows = [ordered(1, "A4纸", 30), ordered(2, "便利贴", 40)];
  const entries = rows.map((entry) => ({ tab: "purchases", entry }));
  expect((await room.book(booking("g:g:order", [], { rows: entries }))).kind).toBe("booked");
  await room.read();
});
afterEach(() => rig.close());

async function receive(id: string, quantity: number, by = room): Promise<void> {
  const plain = booking(`g:g:${id}`, [{ name: "A4纸", change: quantity }]);
  const lines = plain.lines.map((line) => ({ ...line, purchaseRow: 1 }));
  expect((await by.book({ ...plain, lines })).kind).toBe("booked");
}

/** By 行号. */
async function bought(): Promise<Record<string, Record<string, unknown>>> {
  const cells = await rig.formulas("采购");
  const top = cells.findIndex((row) => row.includes("行号"));
  const header = (cells[top] ?? []).map(String);
  const rows = cells.slice(top + 1).filter((row) => row[header.indexOf("行号")] !== undefined);
  const named = rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
  return Object.fromEntries(
    named.filter((row) => row["行号"] !== "").map((row) => [String(row["行号"]), row]),
  );
}

/** Looks until the sheet shows it. */
async function untilBought(shown: Record<string, unknown>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    await room.read().catch(() => undefined);
    const row = (await bought())["1"] ?? {};
    if (Object.entries(shown).every(([name, value]) => row[name] === value)) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const rows = await bought();
  expect(rows["1"]).toMatchObject({ 物品名称: "A4纸", 数量: 30, ...shown });
  expect(rows["2"]).toMatchObject({ 物品名称: "便利贴", 数量: 40, 状态: "已下单" });
  expect(rows["2"]?.["已收"] ?? "").toBe("");
  expect(Object.keys(rows)).toHaveLength(2);
}

test("已收 stays when 流水 is put away with an order open, and a further receipt adds to it", async () => {
  await setArchiveRows(rig, 10);
  await receive("r1", 10);
  for (let number = 0; number < 11; number += 1)
    await room.book(booking(`g:g:m${number}`, [{ name: "便利贴", change: -1 }]));
  for (let tries = 0; tries < 300 && (await archives()) === 0; tries += 1) await room.read();
  expect(await archives()).toBe(1);
  expect((await rig.rows("ledger")).map((row) => row["消息ID"])).not.toContain("g:g:r1");
  await untilBought({ 已收: 10, 状态: "部分到货" });
  await receive("r2", 5);
  await untilBought({ 已收: 15, 状态: "部分到货" });
  // Another relay knows it from the archive.
  const other = rig.open();
  await other.start();
  await receive("r3", 15, other);
  await untilBought({ 已收: 30, 状态: "已完成" });
});

const archives = async (): Promise<number> =>
  (await rig.titles()).filter((title) => title.startsWith("流水 至")).length;

const at = async (header: string): Promise<number> =>
  ((await rig.formulas("采购"))[0] ?? []).indexOf(header);
const letter = async (header: string): Promise<string> =>
  String.fromCharCode(65 + (await at(header)));

const edits: Record<string, (id: number) => Promise<unknown>> = {
  "sorts the rows": async (id) => rig.edit(sort(id, await at("行号"), "DESCENDING", [1, 3])),
  "inserts a row above": (id) => rig.edit(insert(id, "ROWS", 1)),
  "inserts a column": (id) => rig.edit(insert(id, "COLUMNS", 0)),
  "moves 已收 to the front": async (id) => rig.edit(move(id, "COLUMNS", await at("已收"), 0)),
  "types over the copy": async () => rig.type(`采购!${await letter("已收")}2`, 99),
  "writes a note": async () => rig.type(`采购!${await letter("备注")}2`, "问过了"),
};

describe.each([1, 2])(
  "已收 lands on its row though, before write %i of a receipt, a person",
  (turn) => {
    for (const [what, edit] of Object.entries(edits)) {
      test(what, async () => {
        const id = await rig.sheetId("采购");
        let writes = 0;
        rig.intercept = async (call, apply) => {
          if (call.kind === "write" && (writes += 1) === turn) await edit(id);
          return apply();
        };
        await receive("r1", 10);
        await untilBought({ 已收: 10, 状态: "部分到货" });
        expect(writes).toBeGreaterThanOrEqual(turn);
        if (what === "writes a note") expect((await bought())["1"]?.["备注"]).toBe("问过了");
      });
    }
  },
);
