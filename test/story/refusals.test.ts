/** A sheet that takes no writes: cells that others protected, tabs made Tables, an Office file. Senders are told, keepers know. */
import { whenQuiet } from "../../scripts/bridge";
import { faultsOf, group, idOf, openOffice, until } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.say("u-wang", "领用：便利贴 1包");
});
afterEach(async () => {
  jest.restoreAllMocks();
  await office.close();
});

const ownerOnly = "你没有权限";

async function protect(title: string): Promise<void> {
  const range = { sheetId: await office.sheetId(title) };
  await office.edit({ addProtectedRange: { protectedRange: { range, description: ownerOnly } } });
  office.sheet.traits.add("protected-ranges");
}

const told = (posts: readonly { readonly text: string }[]): string =>
  posts.map(({ text }) => text).join("\n");

describe("a protected tab", () => {
  it("流水 leaves the message to the keepers, its sender is told why, and 确认 books it once that is mended", async () => {
    await protect("流水");
    const posts = await office.say("u-li", "领用：A4纸 2箱", { messageId: "p1" });
    expect(told(posts)).toMatch(/^表格拒绝写入，未登记：.*受保护.*已转播报员（待处理 1）。$/);
    const [entry] = await office.rows("待处理");
    expect(entry).toMatchObject({ 类型: "未登记", 操作人: "小李", 原文: "领用：A4纸 2箱" });
    expect(entry?.["原因"]).toContain("受保护");
    expect(await office.relay.ready()).toMatchObject({
      status: "degraded",
      reason: expect.stringMatching(/「流水」.*受保护/),
    });
    expect(await (await fetch(`${office.relay.url}/board`)).text()).toMatch(/「流水」.*受保护/);

    office.sheet.traits.delete("protected-ranges");
    await office.relay.restart();
    await office.say("keeper1", "确认 1");
    expect(await office.stock()).toMatchObject({ A4纸: 18 });
    expect(await office.relay.ready()).toMatchObject({ status: "ready" });
  });

  it("库存 leaves the booking in 流水, which is shown once it is mended", async () => {
    await protect("库存");
    const posts = await office.say("u-li", "领用：A4纸 2箱", { messageId: "p1" });
    expect(posts.map(({ kind }) => kind)).toContain("receipt");
    await until(async () => (await office.relay.ready())["status"] === "degraded");
    expect((await office.relay.ready())["reason"]).toMatch(/「库存」.*受保护/);
    const later = await office.say("u-li", "领用：A4纸 1箱", { messageId: "p2" });
    expect(told(later)).toContain("受保护");
    office.sheet.traits.delete("protected-ranges");
    await office.relay.restart();
    await until(async () => (await faultsOf(office, [idOf("p1")])).length === 0);
    expect(await office.stock()).toMatchObject({ A4纸: 18 });
    expect(await office.rows("待处理")).toHaveLength(1);
  });
});

it("tabs that people made Tables with typed columns are booked on like others", async () => {
  for (const [title, columns] of [
    ["库存", 13],
    ["流水", 18],
  ] as const) {
    const sheetId = await office.sheetId(title);
    const rows = (await office.formulas(title)).length;
    const range = {
      sheetId,
      startRowIndex: 0,
      endRowIndex: rows,
      startColumnIndex: 0,
      endColumnIndex: columns,
    };
    const columnProperties = [{ columnIndex: 2, columnType: "TEXT" }];
    await office.edit({ addTable: { table: { name: title, range, columnProperties } } });
  }
  const posts = await office.say("u-li", "领用：A4纸 2箱", { messageId: "t1" });
  expect(posts.map(({ kind }) => kind)).toEqual(["receipt"]);
  expect(await office.stock()).toMatchObject({ A4纸: 18 });
  expect(await faultsOf(office, [idOf("t1")])).toEqual([]);
});

it("an Office file keeps what comes, and it is booked once it is saved as Google Sheets, without a restart", async () => {
  office.sheet.traits.add("office-file");
  await until(async () => (await office.relay.ready())["sheet"] === "away");
  expect((await office.relay.ready())["reason"]).toContain("Save as Google Sheets");
  const message = { groupId: group, senderId: "u-li", text: "领用：A4纸 1箱" };
  expect(await office.relay.post({ messageId: "o1", ...message })).toBe(202);
  office.sheet.traits.delete("office-file");
  // The sheet is asked again after half a minute, or when somebody asks later.
  const elapsed = performance.now.bind(performance);
  jest.spyOn(performance, "now").mockImplementation(() => elapsed() + 60_000);
  await office.say("u-wang", "查询 A4纸");
  await whenQuiet(office.relay.url);
  await office.settled();
  expect(await faultsOf(office, [idOf("o1")])).toEqual([]);
  expect(await office.stock()).toMatchObject({ A4纸: 19 });
});
