/** People who call themselves what they are not, and who write what the relay writes: nothing of it is read. */
import { whenQuiet } from "../../scripts/bridge";
import { content, group, idOf, openOffice } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice({
    成员: [
      { 姓名: "王芳", 部门: "", 角色: "播报员", 平台: "generic", 账号: "keeper1" },
      { 姓名: "小李", 部门: "市场部", 角色: "员工", 平台: "generic", 账号: "u-li" },
    ],
    设置: [...(content["设置"] ?? []), { 项目: "大额确认", 值: 5 }],
  });
});
afterEach(() => office.close());

const textsOf = (posts: readonly { readonly text: string }[]): string =>
  posts.map(({ text }) => text).join("\n");
const typesOf = async (): Promise<readonly unknown[]> =>
  (await office.rows("流水")).map((row) => row["类型"]);

describe("a display name that reads like a plan books nothing of its own", () => {
  const names = [
    "小陈；入库：A4纸（70g） 9000箱",
    "小陈；盘点：订书机 0个",
    "小陈；撤销：generic:office:k1",
    "陈确认后按此登记：入库：A4纸（70g） 777箱",
    "小陈，部门：市场部",
    "陈\n确认后按此登记：盘点：订书机 0个",
    '{"kind":"large","undoes":["generic:office:k1"]}',
  ];

  it.each(names)("%s: 确认 of a large take-out", async (senderName) => {
    await office.say("keeper1", "入库：便利贴 50包", { messageId: "k1" });
    const asked = await office.say("u-new", "领用：签字笔 6支", { senderName });
    await office.say("keeper1", "确认 1");
    expect(await office.stock()).toEqual({ A4纸: 20, 签字笔: 94, 订书机: 8, 便利贴: 350 });
    expect(textsOf(asked)).toContain("领用：签字笔 6支（");
    expect(await typesOf()).toEqual(["入库", "领用"]);
    const row = (await office.rows("流水")).at(-1);
    expect(row).toMatchObject({ 部门: "", 操作人: "王芳", 操作账号: "generic:keeper1" });
    expect(String(row?.["领用人"])).toMatch(/^[\p{L}\p{N} ·.'()-]{1,40}$/u);
  });

  it.each(names)("%s: 确认 of a take-out that is short", async (senderName) => {
    await office.say("keeper1", "入库：便利贴 50包", { messageId: "k1" });
    const asked = await office.say("u-new", "领用：订书机 9个", { senderName });
    await office.say("keeper1", "确认 1");
    expect(await office.stock()).toEqual({ A4纸: 20, 签字笔: 100, 订书机: 8, 便利贴: 350 });
    expect(textsOf(asked)).toContain("确认后按此登记：领用：订书机 9个（");
    expect((await office.rows("待处理"))[0]).toMatchObject({ 状态: "待处理" });
  });
});

describe("a 待处理 entry", () => {
  /** What a person types, once the relay has looked at it. */
  async function type(range: string, value: string): Promise<void> {
    await office.type(range, value);
    await office.say("u-li", "查询 A4纸");
  }

  it("without its plan, as earlier versions left them, is asked for anew", async () => {
    await office.say("u-li", "领用：签字笔 6支");
    await type("待处理!L2", "");
    const posts = await office.say("keeper1", "确认 1");
    expect(textsOf(posts)).toContain("另发一条");
    expect(await office.stock()).toMatchObject({ 签字笔: 100 });
    expect((await office.rows("待处理"))[0]).toMatchObject({ 状态: "待处理" });
  });

  it("books no other entry's plan", async () => {
    await office.say("u-li", "领用：签字笔 6支");
    await office.say("u-li", "领用：便利贴 9包");
    const [first, newest] = await office.rows("待处理");
    expect(String(newest?.["方案"])).toContain(String(newest?.["消息ID"]));
    await type("待处理!L3", String(first?.["方案"]));
    await office.say("keeper1", "确认 2");
    expect(await typesOf()).toEqual([]);
  });

  it("is listed with what its 确认 books, for whom", async () => {
    await office.say("u-li", "领用：签字笔 6支");
    expect(textsOf(await office.say("keeper1", "确认"))).toContain(
      "→ 领用：签字笔 6支（市场部小李）",
    );
  });
});

describe("a newcomer under a member's name", () => {
  const names = ["陈静", "陈 静", "陈\u200b静", "陳靜", "陈静\u3164"];
  const members = async (): Promise<readonly unknown[]> =>
    (await office.rows("成员")).map((row) => row["姓名"]);

  beforeEach(async () => {
    await office.say("u-chen", "领用：签字笔 5支", { senderName: "陈静", messageId: "v1" });
  });

  it.each(names)("%j is told apart, and the keepers are told once", async (senderName) => {
    const posts = await office.say("u-new", "领用：便利贴 1包", { senderName });
    const told = posts.filter(({ text }) => text.includes("同名"));
    expect(told).toHaveLength(1);
    expect(told[0]?.mentions).toEqual(["keeper1"]);
    expect(textsOf(await office.say("u-new", "领用：便利贴 1包", { senderName }))).not.toContain(
      "同名",
    );
    expect((await members()).at(-1)).toMatch(/（2）$/);
    await office.say("u-third", "领用：便利贴 1包", { senderName: "陈静" });
    expect(new Set(await members()).size).toBe(5);
  });

  it("who writes several messages at once is told of once", async () => {
    office.bridge.posts.length = 0;
    const texts = Array.from({ length: 6 }, () => "领用：便利贴 1包");
    await Promise.all(
      texts.map((text, index) =>
        office.relay.post({
          messageId: `n${index}`,
          groupId: group,
          senderId: "u-new",
          senderName: "陈静",
          text,
        }),
      ),
    );
    await whenQuiet(office.relay.url);
    await office.settled();
    expect(office.bridge.posts.filter(({ text }) => text.includes("同名"))).toHaveLength(1);
    expect(await office.stock()).toMatchObject({ 便利贴: 294 });
  });

  it.each(names)("%j can't undo, correct or withdraw what is the member's", async (senderName) => {
    const before = await office.stock();
    await office.say("u-new", "撤销", { senderName });
    await office.say("u-new", "更正：签字笔 50支", { senderName });
    await office.say("u-new", "撤销", { senderName, quotedMessageId: "v1" });
    await office.say("u-new", "更正：签字笔 3支", { senderName, quotedMessageId: "v1" });
    const sentAt = new Date(Date.now() + 1_000);
    const event = { senderName, messageId: "v1", sentAt } as const;
    await office.say("u-new", "", { ...event, type: "deleted" });
    await office.say("u-new", "领用：签字笔 1支", { ...event, type: "edited" });
    await office.say("u-chen", "领用：订书机 9个", { messageId: "v2" });
    await office.say("u-new", "撤销", { senderName, quotedMessageId: "v2" });
    expect(await office.stock()).toEqual(before);
    expect((await office.rows("待处理"))[0]).toMatchObject({ 状态: "待处理" });
    expect(await typesOf()).toEqual(["领用"]);
  });

  it("can't undo a keeper's rows, though both have no department", async () => {
    await office.say("keeper1", "入库：便利贴 50包", { messageId: "k1" });
    await office.say("keeper1", "盘点：订书机 6个", { messageId: "k2" });
    await office.say("u-new", "撤销", { senderName: "王芳" });
    await office.say("u-new", "撤销", { senderName: "王芳", quotedMessageId: "k1" });
    expect(await office.stock()).toMatchObject({ 便利贴: 350, 订书机: 6 });
  });

  it("takes no right from the member: what they booked for others is theirs to undo", async () => {
    await office.say("u-li", "领用：便利贴 2包，领用人：小王");
    await office.say("u-new", "领用：便利贴 1包", { senderName: "小李" });
    await office.say("u-li", "撤销");
    expect(await office.stock()).toMatchObject({ 便利贴: 299 });
  });
});

describe("words in a message that the relay would write", () => {
  it("tie no row to another person's message", async () => {
    const ids = ["generic:office:105", "generic:office:106"].join(" ");
    await office.say("u-new", `领用：便利贴 1包，备注：x ${ids}`, { senderName: "小陈" });
    await office.say("u-new", `领用：便利贴 1包，备注：答复 ${ids}`, { senderName: "小陈" });
    await office.say("u-li", "领用：订书机 1个", { messageId: "105" });
    await office.say("u-li", "领用：订书机 2个", { messageId: "106" });
    const sentAt = new Date(Date.now() + 1_000);
    await office.say("u-li", "", { messageId: "105", type: "deleted", sentAt });
    await office.say("u-li", "撤销", { quotedMessageId: "106" });
    expect(await office.stock()).toMatchObject({ 订书机: 8, 便利贴: 298 });
  });

  it("leave a keeper's 撤销 of a message to that message's rows", async () => {
    await office.say("u-new", "领用：便利贴 1包，备注：x generic:office:105");
    await office.say("u-li", "领用：订书机 1个", { messageId: "105" });
    await office.relay.restart();
    await office.say("keeper1", "撤销", { quotedMessageId: "105" });
    expect(await office.stock()).toMatchObject({ 订书机: 8, 便利贴: 299 });
  });

  it.each([
    "领用：订书机 1个（消息时间 2020-01-01 00:00:00）",
    "领用：订书机 1个，备注：消息时间 2020-01-01 00:00:00",
    "领用：订书机 1个（未登记：x）",
    "领用：订书机 1个，备注：撤销 generic:office:105",
  ])("don't move a row out of reach: %s", async (text) => {
    await office.say("u-li", text, { messageId: "105" });
    expect(await office.stock()).toMatchObject({ 订书机: 7 });
    await office.relay.restart();
    await office.say("keeper1", "撤销", { quotedMessageId: "105" });
    expect(await office.stock()).toMatchObject({ 订书机: 8 });
  });

  it("leave in 备注 what people read, and in 关联 what the relay reads", async () => {
    await office.say("u-li", "领用：订书机 1个", { messageId: "105" });
    await office.say("u-li", "撤销");
    const [booked, undo] = await office.rows("流水");
    expect(undo?.["备注"]).toBe(`撤销 ${idOf("105")}`);
    expect(JSON.parse(String(undo?.["关联"]))).toEqual({ undoes: idOf("105") });
    expect(booked).toMatchObject({ 备注: "", 关联: "", 操作账号: "generic:u-li" });
  });
});
