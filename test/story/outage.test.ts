/** The sheet is away, or not whole: messages are taken, questions answered from what was last seen, and later all is booked. */
import { whenQuiet } from "../../scripts/bridge";
import { faultsOf, group, idOf, openOffice, until } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

describe("while the sheet is away", () => {
  it("messages are taken, senders told once, questions answered with the time of the figures, and all is booked once later", async () => {
    await office.say("u-wang", "领用：便利贴 1包");
    const before = await office.rows("流水");
    office.bridge.posts.length = 0;
    office.intercept = () => Promise.resolve("reset");
    const take = (messageId: string, senderId: string, text: string): Promise<number> =>
      office.relay.post({ messageId, groupId: group, senderId, text });
    expect(await take("a1", "u-li", "领用：A4纸 1箱")).toBe(202);
    expect(await take("a2", "u-wang", "领用：A4纸 2箱")).toBe(202);
    expect(await take("a1", "u-li", "领用：A4纸 1箱")).toBe(200);
    expect(await take("a3", "keeper1", "查询 A4纸")).toBe(202);
    await until(() => office.bridge.posts.some(({ inReplyTo }) => inReplyTo === "a3"));
    const shown = office.bridge.posts.find(({ inReplyTo }) => inReplyTo === "a3")?.text ?? "";
    expect(shown).toContain("A4纸当前库存为20箱");
    expect(shown).toMatch(/以上是 \d{4}-\d\d-\d\d \d\d:\d\d 的数据/);
    expect(await office.relay.ready()).toMatchObject({
      status: "degraded",
      sheet: "away",
      backlog: 2,
    });
    const waiting = (id: string): number =>
      office.bridge.posts.filter(({ inReplyTo, kind }) => inReplyTo === id && kind === "reply")
        .length;
    await until(() => waiting("a1") > 0 && waiting("a2") > 0);
    office.intercept = undefined;
    await whenQuiet(office.relay.url);
    await office.settled();
    expect([waiting("a1"), waiting("a2")]).toEqual([1, 1]);
    expect(await office.rows("流水")).toHaveLength(before.length + 2);
    expect(await faultsOf(office, [idOf("a1"), idOf("a2")])).toEqual([]);
    expect(await office.stock()).toMatchObject({ A4纸: 17 });
    expect(await office.relay.ready()).toMatchObject({ status: "ready", sheet: "ok", backlog: 0 });
  });

  it("what was taken is booked once by the next start, also when that finds the sheet away at first", async () => {
    await office.say("u-wang", "领用：便利贴 1包");
    office.intercept = () => Promise.resolve({ status: 503, body: {} });
    for (const count of [1, 2, 3]) {
      const text = `领用：签字笔 ${count}支`;
      await office.relay.post({ messageId: `b${count}`, groupId: group, senderId: "u-li", text });
    }
    await office.relay.restart();
    expect(await office.relay.ready()).toMatchObject({ status: "degraded", sheet: "away" });
    const taken = { messageId: "b4", groupId: group, senderId: "u-li", text: "领用：签字笔 4支" };
    expect(await office.relay.post(taken)).toBe(202);
    office.intercept = undefined;
    await whenQuiet(office.relay.url);
    await office.settled();
    expect(await office.stock()).toMatchObject({ 签字笔: 90 });
    expect(await faultsOf(office, ["b1", "b2", "b3", "b4"].map(idOf))).toEqual([]);
  });

  it.each([
    [401, "set SHEETS_API_TOKEN to the token"],
    [403, "share the spreadsheet"],
    [404, "check SPREADSHEET_ID"],
  ])("an answer of %i says what to mend", async (status, mend) => {
    office.intercept = () =>
      Promise.resolve({ status, body: { error: { code: status, message: "no", status: "NO" } } });
    const text = "查询 A4纸";
    await office.relay.post({ messageId: "d1", groupId: group, senderId: "u-li", text });
    await until(async () => (await office.relay.ready())["sheet"] === "away");
    const { reason } = await office.relay.ready();
    expect(reason).toContain(mend);
  });
});

describe("a workbook that is not whole", () => {
  const rename = async (title: string, next: string): Promise<void> => {
    const sheetId = await office.sheetId(title);
    await office.edit({
      updateSheetProperties: { properties: { sheetId, title: next }, fields: "title" },
    });
  };

  it.each(["库存", "流水", "成员", "设置"])(
    "without the tab %s degrades, names it, keeps what comes, and goes on once it is mended",
    async (tab) => {
      await office.say("u-wang", "领用：便利贴 1包");
      await rename(tab, "旧的");
      await until(async () => (await office.relay.ready())["status"] === "degraded");
      expect((await office.relay.ready())["reason"]).toContain(tab);
      const kept = { messageId: "k1", groupId: group, senderId: "u-li", text: "领用：A4纸 1箱" };
      expect(await office.relay.post(kept)).toBe(202);
      await rename("旧的", tab);
      await until(async () => (await office.relay.ready())["status"] === "ready");
      await whenQuiet(office.relay.url);
      await office.settled();
      expect(await faultsOf(office, [idOf("k1")])).toEqual([]);
      expect(await office.stock()).toMatchObject({ A4纸: 19 });
    },
  );

  it("without the tab 成员 at the start keeps a keeper's word, and takes it as a keeper's once it is mended", async () => {
    const tab = "成员";
    await rename(tab, "旧的");
    await office.relay.restart();
    await until(async () => (await office.relay.ready())["status"] === "degraded");
    const kept = { messageId: "k3", groupId: group, senderId: "keeper1", text: "入库：A4纸 1箱" };
    expect(await office.relay.post(kept)).toBe(202);
    await rename("旧的", tab);
    await whenQuiet(office.relay.url);
    await office.settled();
    expect(await office.stock()).toMatchObject({ A4纸: 21 });
    expect(office.bridge.posts.map(({ kind }) => kind)).toContain("notice");
    expect((await office.rows("成员")).filter((row) => row["账号"] === "keeper1")).toHaveLength(1);
  });

  it("without a required column degrades, names tab and column, and goes on once it is mended", async () => {
    await office.type("流水!N1", "编码");
    await until(async () => (await office.relay.ready())["status"] === "degraded");
    const { reason } = await office.relay.ready();
    expect(reason).toContain("流水");
    expect(reason).toContain("消息ID");
    await office.relay.post({
      messageId: "k2",
      groupId: group,
      senderId: "u-li",
      text: "领用：A4纸 1箱",
    });
    await office.type("流水!N1", "消息ID");
    await whenQuiet(office.relay.url);
    await office.settled();
    expect(await faultsOf(office, [idOf("k2")])).toEqual([]);
  });

  it("says what to mend and not that it is away, to its keepers once", async () => {
    await office.type("流水!N1", "编码");
    await until(async () => (await office.relay.ready())["status"] === "degraded");
    office.bridge.posts.length = 0;
    for (const [messageId, senderId] of [
      ["h1", "u-li"],
      ["h2", "u-li"],
      ["h3", "u-wang"],
    ] as const)
      await office.relay.post({ messageId, groupId: group, senderId, text: "领用：A4纸 1箱" });
    await until(() => office.bridge.posts.length === 2);
    const told = "「流水」缺少「消息ID」列，请补上表头或改回原名（npm run setup-sheet 可以补全）";
    for (const { text } of office.bridge.posts) {
      expect(text).toContain(told);
      expect(text).not.toContain("连不上");
    }
    const mentions = office.bridge.posts.map((post) => post.mentions ?? []);
    expect(mentions.filter((each) => each.includes("keeper1"))).toHaveLength(1);
    await office.type("流水!N1", "消息ID");
    await whenQuiet(office.relay.url);
    await office.settled();
    const ids = ["h1", "h2", "h3"].map(idOf);
    expect(await faultsOf(office, ids)).toEqual([]);
    expect(await office.stock()).toMatchObject({ A4纸: 17 });
  });

  it("answers 查询 with the figures of before, and what is to be mended", async () => {
    await office.say("u-li", "查询 签字笔");
    await office.type("库存!C1", "数目");
    await until(async () => (await office.relay.ready())["status"] === "degraded");
    const [answer] = await office.say("u-li", "查询 签字笔");
    expect(answer?.text).toContain("签字笔当前库存为100支");
    expect(answer?.text).toContain("（表格要先改好：「库存」缺少「当前库存」列");
    expect(answer?.text).not.toContain("连不上");
    expect(answer?.mentions).toEqual(["keeper1"]);
    const [again] = await office.say("u-li", "查询 A4纸");
    expect(again?.mentions ?? []).toEqual([]);
    await office.type("库存!C1", "当前库存");
  });
});
