/** Who and what comes from outside: people without a right, hostile and outsized posts, events about old messages. */
import { Webhook } from "standardwebhooks";
import { group, idOf, openOffice } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const ledgerOf = async (id: string) =>
  (await office.rows("流水")).filter((row) => String(row["消息ID"]).startsWith(idOf(id)));

describe("a post", () => {
  async function post(body: string, at = new Date()): Promise<Response> {
    const id = `raw-${Math.random()}`;
    return fetch(`${office.relay.url}/webhooks/generic`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": new Webhook(office.bridge.secret).sign(id, at, body),
      },
      body,
    });
  }
  const body = (text: string): string =>
    JSON.stringify({
      type: "message",
      messageId: `b${text.length}`,
      groupId: group,
      senderId: "u-li",
      senderName: "小李",
      text,
      sentAt: new Date().toISOString(),
    });

  it("above 256 KB is refused with 413", async () => {
    expect((await post(body("纸".repeat(100_000)))).status).toBe(413);
  });

  it.each([-6, 6])("signed %i minutes from now is refused with 401", async (minutes) => {
    const at = new Date(Date.now() + minutes * 60_000);
    expect((await post(body("领用：A4纸 1箱"), at)).status).toBe(401);
  });

  it("that is no JSON or lacks a field is refused with 400 and the field", async () => {
    expect((await post("领用")).status).toBe(400);
    const answer = await post(JSON.stringify({ type: "message", senderId: "u-li", text: "hi" }));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("messageId");
  });
});

describe("a message", () => {
  it("longer than 4,000 characters is answered with that limit and not booked", async () => {
    const text = `领用：A4纸 1箱 ${"好".repeat(4_000)}`;
    const posts = await office.say("u-li", text, { messageId: "long" });
    expect(posts).toHaveLength(1);
    expect(posts[0]?.text).toMatch(/4,?000/);
    expect(await ledgerOf("long")).toEqual([]);
  });

  it("of a suspended member is refused once, and their talk is met with silence", async () => {
    const posts = await office.say("u-zhang", "领用：A4纸 1箱", { messageId: "sus" });
    expect(posts).toHaveLength(1);
    expect(posts[0]?.kind).toBe("reply");
    expect(await office.say("u-zhang", "查询 A4纸")).toEqual([]);
    expect(await office.say("u-zhang", "早上好")).toEqual([]);
    expect(await ledgerOf("sus")).toEqual([]);
    expect(await office.rows("待处理")).toEqual([]);
  });

  it("sent directly by somebody who is no member is met with silence, and adds nobody", async () => {
    const before = await office.rows("成员");
    await office.relay.post({ messageId: "dm1", senderId: "stranger", text: "领用：A4纸 1箱" });
    await office.say("u-wang", "早上好");
    expect(office.bridge.posts).toEqual([]);
    expect(await office.rows("成员")).toEqual(before);
  });

  it("sent directly by a member is booked under an empty group and answered directly", async () => {
    const { relay, bridge } = office;
    bridge.posts.length = 0;
    await relay.post({ messageId: "dm2", senderId: "u-li", text: "领用：便利贴 1包" });
    await office.say("u-wang", "早上好").catch(() => undefined);
    const rows = (await office.rows("流水")).map((row) => row["消息ID"]);
    expect(rows).toContain("generic::dm2");
  });

  it("that its sender edits is corrected", async () => {
    const before = Number((await office.stock())["签字笔"]);
    await office.say("u-li", "领用：签字笔 5支", { messageId: "ed" });
    const sentAt = new Date(Date.now() + 1000);
    await office.say("u-li", "领用：签字笔 3支", { messageId: "ed", type: "edited", sentAt });
    await office.say("u-li", "领用：签字笔 3支", { messageId: "ed", type: "edited", sentAt });
    expect((await office.stock())["签字笔"]).toBe(before - 3);
    const rows = await ledgerOf("ed");
    expect(rows.map((row) => [row["类型"], row["变动"]])).toEqual([
      ["领用", -5],
      ["撤销", 5],
      ["领用", -3],
    ]);
    expect(rows[1]?.["消息ID"]).toMatch(new RegExp(`^${idOf("ed")}@${sentAt.getTime()}`));
    expect(rows[1]?.["备注"]).toContain(`撤销 ${idOf("ed")}`);
  });

  it("that its sender deletes is undone once", async () => {
    const before = (await office.stock())["签字笔"];
    await office.say("u-li", "领用：签字笔 5支", { messageId: "del" });
    const sentAt = new Date(Date.now() + 1000);
    await office.say("u-li", "", { messageId: "del", type: "deleted", sentAt });
    await office.say("u-li", "", { messageId: "del", type: "deleted", sentAt });
    expect((await office.stock())["签字笔"]).toBe(before);
    expect((await ledgerOf("del")).map((row) => row["类型"])).toEqual(["领用", "撤销"]);
  });

  it("that was never booked and is deleted causes nothing", async () => {
    await office.say("u-li", "早上好", { messageId: "talk" });
    const sentAt = new Date(Date.now() + 1000);
    expect(await office.say("u-li", "", { messageId: "talk", type: "deleted", sentAt })).toEqual(
      [],
    );
    expect(await ledgerOf("talk")).toEqual([]);
  });

  it("edited from chatter into a booking is booked", async () => {
    await office.say("u-li", "早上好", { messageId: "late" });
    const sentAt = new Date(Date.now() + 1000);
    await office.say("u-li", "领用：便利贴 2包", { messageId: "late", type: "edited", sentAt });
    expect((await ledgerOf("late")).map((row) => row["变动"])).toEqual([-2]);
  });
});

describe("what waits in 待处理", () => {
  it("is confirmed by its number after a restart, once", async () => {
    await office.say("u-li", "领用：订书机 9个");
    const [entry] = await office.rows("待处理");
    await office.say("keeper1", "入库：订书机 10个");
    await office.relay.restart();
    await office.say("keeper1", `确认 ${String(entry?.["编号"])}`);
    await office.say("keeper1", `确认 ${String(entry?.["编号"])}`);
    expect((await office.stock())["订书机"]).toBe(9);
    expect((await office.rows("待处理"))[0]).toMatchObject({ 状态: "已确认", 处理人: "王芳" });
  });

  it("is not confirmed by somebody without the right", async () => {
    await office.say("u-li", "领用：订书机 90个");
    const number = Math.max(...(await office.rows("待处理")).map((row) => Number(row["编号"])));
    const posts = await office.say("u-wang", `确认 ${number}`);
    expect(posts).toHaveLength(1);
    const entry = (await office.rows("待处理")).find((row) => row["编号"] === number);
    expect(entry?.["状态"]).toBe("待处理");
  });
});
