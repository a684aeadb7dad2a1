import { content, group, openOffice } from "./office";
import type { Office } from "./office";

const stock = [
  ["A4纸", "70g", 20, 5, "箱", "复印纸、打印纸", "1箱=5包;1包=500张"],
  ["签字笔", "黑色 0.5mm", 100, 20, "支", "中性笔", "1盒=12支"],
  ["签字笔", "蓝色 0.5mm", 100, 20, "支", "中性笔", "1盒=12支"],
  ["订书机", "", 6, 5, "个", "", ""],
  ["便利贴", "76x76", 30, 10, "包", "", ""],
].map(
  ([
    物品名称 = "",
    规格型号 = "",
    当前库存 = "",
    安全库存 = "",
    单位 = "",
    别名 = "",
    单位换算 = "",
  ]) => ({
    物品名称,
    规格型号,
    当前库存,
    安全库存,
    单位,
    别名,
    单位换算,
    负责人: "王芳",
  }),
);

/** Stock on hand by name and spec. */
async function stockOf(name: string, spec = ""): Promise<unknown> {
  const rows = await office.rows("库存");
  return rows.find((row) => row["物品名称"] === name && row["规格型号"] === spec)?.["当前库存"];
}

let office: Office;
beforeEach(async () => {
  office = await openOffice({ ...content, 库存: stock });
});
afterEach(() => office.close());

describe("a message in the group", () => {
  it("becomes a row of the ledger, a lower stock and a receipt", async () => {
    const posts = await office.say("u-wang", "领用：A4纸 1箱，领用人：市场部小李");
    const [row] = await office.rows("流水");
    expect(row).toMatchObject({
      类型: "领用",
      物品名称: "A4纸",
      规格型号: "70g",
      变动: -1,
      单位: "箱",
      变动前: 20,
      变动后: 19,
      领用人: "小李",
      部门: "市场部",
      操作人: "小王",
      来源: "generic",
      原文: "领用：A4纸 1箱，领用人：市场部小李",
      消息ID: `generic:${group}:m1`,
    });
    expect(await stockOf("A4纸", "70g")).toBe(19);
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({ kind: "receipt", groupId: group, inReplyTo: "m1" });
    expect(posts[0]?.text).toContain("A4纸");
    expect(posts[0]?.text).toContain("19箱");
  });

  it("is booked once, however often it is delivered, also after a restart", async () => {
    await office.say("u-li", "领用：便利贴 2包", { messageId: "same" });
    await office.say("u-li", "领用：便利贴 2包", { messageId: "same" });
    await office.relay.restart();
    await office.say("u-li", "领用：便利贴 2包", { messageId: "same" });
    expect(await office.rows("流水")).toHaveLength(1);
    expect(await stockOf("便利贴", "76x76")).toBe(28);
  });

  it("is answered 401 and writes nothing under a wrong signature", async () => {
    const answer = await fetch(`${office.relay.url}/webhooks/generic`, {
      method: "POST",
      headers: {
        "webhook-id": "x",
        "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
        "webhook-signature": "v1,AAAA",
      },
      body: JSON.stringify({ type: "message" }),
    });
    expect(answer.status).toBe(401);
    expect(await office.rows("流水")).toEqual([]);
  });

  it("that begins with = is text in its cell, not a formula", async () => {
    await office.say("u-li", "=1+1 领用：A4纸 1箱");
    await office.say("u-li", "领用：A4纸 1箱，领用人：=SUM(A1)");
    for (const row of await office.rows("流水")) {
      expect(typeof row["原文"]).toBe("string");
      expect(row["原文"]).toContain("=");
    }
  });

  it("warns once when stock falls below its safety stock", async () => {
    const first = await office.say("u-li", "领用：订书机 2个");
    const second = await office.say("u-li", "领用：订书机 1个");
    expect(first.filter(({ kind }) => kind === "alert").map(({ text }) => text)).toEqual([
      "【库存预警】物品：订书机，当前库存：4个，建议采购 6个（安全库存 5个）",
    ]);
    expect(first.map(({ kind }) => kind)).toEqual(["receipt", "alert"]);
    expect(first.find(({ kind }) => kind === "alert")?.mentions).toEqual(["keeper1"]);
    expect(second.filter(({ kind }) => kind === "alert")).toEqual([]);
  });

  it("of a keeper that brings goods is told to the group in the agreed words", async () => {
    const posts = await office.say("keeper1", "入库：订书机 3个");
    expect(posts[0]?.kind).toBe("notice");
    expect(posts[0]?.text).toMatch(
      /^【入库通知】品名：订书机，数量：3个，操作人：王芳，时间：\d\d:\d\d$/,
    );
  });

  it("that takes more than there is books nothing and waits for a keeper", async () => {
    const posts = await office.say("u-li", "领用：A4纸 1箱、订书机 9个");
    expect(await office.rows("流水")).toEqual([]);
    expect(posts[0]?.text).toContain("订书机当前库存为6个，不足9个");
    const [entry] = await office.rows("待处理");
    expect(entry).toMatchObject({ 编号: 1, 操作人: "小李", 状态: "待处理" });
    await office.say("keeper1", "入库：订书机 10个");
    await office.say("keeper1", "确认 1");
    expect(await stockOf("订书机")).toBe(7);
    expect(await stockOf("A4纸", "70g")).toBe(19);
    expect((await office.rows("待处理"))[0]).toMatchObject({
      状态: "已确认",
      处理人: "王芳",
    });
  });

  it("can be undone by its sender, once", async () => {
    await office.say("u-li", "领用：便利贴 2包");
    await office.say("u-li", "撤销");
    await office.say("u-li", "撤销");
    expect(await stockOf("便利贴", "76x76")).toBe(30);
    expect((await office.rows("流水")).map((row) => row["类型"])).toEqual(["领用", "撤销"]);
  });

  it("from a newcomer adds them to 成员, and counts", async () => {
    await office.say("u-new", "领用：便利贴 1包", { senderName: "小陈" });
    expect((await office.rows("成员")).at(-1)).toMatchObject({
      姓名: "小陈",
      角色: "员工",
      平台: "generic",
      账号: "u-new",
    });
    expect((await office.rows("流水"))[0]).toMatchObject({ 领用人: "小陈" });
  });

  it("from a group that is not listed is told once a day where to be listed", async () => {
    const first = await office.say("u-li", "领用：便利贴 1包", { groupId: "other" });
    const second = await office.say("u-li", "领用：便利贴 1包", { groupId: "other" });
    expect(first).toHaveLength(1);
    expect(first[0]?.text).toContain("generic:other");
    expect(second).toEqual([]);
    expect(await office.rows("流水")).toEqual([]);
  });

  it("that asks is answered with the sheet's figure at this moment", async () => {
    const posts = await office.say("u-li", "查询 A4纸");
    expect(posts[0]?.text).toMatch(/^A4纸当前库存为20箱，上次更新时间：/);
  });

  it("that is chatter is met with silence", async () => {
    expect(await office.say("u-li", "早上好，中午吃什么")).toEqual([]);
    expect(await office.rows("流水")).toEqual([]);
  });
});

describe("a question of the bot's", () => {
  it("is answered by the person who was asked, and by nobody else", async () => {
    const asked = await office.say("u-li", "领用：签字笔 2支");
    expect(asked[0]?.kind).toBe("reply");
    expect(asked[0]?.text).toContain("蓝色");
    await office.say("u-wang", "2");
    expect(await office.rows("流水")).toEqual([]);
    await office.say("u-li", "蓝色");
    expect((await office.rows("流水"))[0]).toMatchObject({
      规格型号: "蓝色 0.5mm",
      变动: -2,
      领用人: "小李",
    });
  });
});
