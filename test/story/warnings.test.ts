/** What the group is warned of, when, and how much of it shares a message: by bookings, by edits of the sheet, by 设置. */
import { whenQuiet } from "../../scripts/bridge";
import { content, group, openOffice, until } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
afterEach(() => office.close());

const withSettings = async (settings: Readonly<Record<string, string | number>>): Promise<void> => {
  const rows = Object.entries(settings).map(([项目, 值]) => ({ 项目, 值 }));
  office = await openOffice({ ...content, 设置: [...(content["设置"] ?? []), ...rows] });
};
const alerts = () => office.bridge.posts.filter(({ kind }) => kind === "alert");
const alertEntries = async () =>
  (await office.rows("播报")).filter((row) => row["类型"] === "预警");
const statuses = async () => (await alertEntries()).map((row) => row["状态"]);
/** 安全库存 of the office's items is 5, where no other is said. */
const told = (name: string, figure: string, safety = 5) => {
  const [number = "", unit = ""] = figure.split(/(?<=\d)(?!\d)/);
  const suggested = 2 * safety - Number(number);
  return `【库存预警】物品：${name}，当前库存：${figure}，建议采购 ${suggested}${unit}（安全库存 ${safety}${unit}）`;
};

/** Types a value into 设置; it holds from the next look at the sheet. */
async function set(key: string, value: string): Promise<void> {
  const row = (await office.rows("设置")).findIndex((one) => one["项目"] === key);
  await office.type(`'设置'!B${row + 2}`, value);
}

describe("a warning", () => {
  it("comes after the receipt of its booking, once until the stock was enough again, also over a restart", async () => {
    await withSettings({});
    const first = await office.say("u-li", "领用：订书机 4个");
    expect(first.map(({ kind }) => kind)).toEqual(["receipt", "alert"]);
    expect(first[1]).toMatchObject({ text: told("订书机", "4个"), inReplyTo: "m1" });
    await office.relay.restart();
    await office.say("u-li", "领用：订书机 1个");
    await office.say("keeper1", "入库：订书机 2个");
    expect(alerts()).toEqual([]);
    const again = await office.say("u-wang", "领用：订书机 1个");
    expect(again.map(({ kind }) => kind)).toEqual(["receipt", "alert"]);
    expect(await alertEntries()).toHaveLength(2);
  });

  it("comes at the safety stock itself where 预警比较 says so", async () => {
    await withSettings({ 预警比较: "低于或等于" });
    const posts = await office.say("u-li", "领用：订书机 3个");
    expect(posts.map(({ text }) => text)).toContain(told("订书机", "5个"));
  });

  it("is left to the digest by 仅日报, where a person's 报缺 still warns at once", async () => {
    await withSettings({ 预警方式: "仅日报" });
    await office.say("u-li", "领用：订书机 4个");
    await until(async () => String((await statuses())[0]).startsWith("失败"));
    expect(alerts()).toEqual([]);
    const posts = await office.say("u-wang", "@播报员 便利贴用完了");
    expect(posts.map(({ kind, mentions }) => [kind, mentions])).toEqual([["alert", ["keeper1"]]]);
  });

  it("warns of the first of several that are reported, and asks for the others by themselves", async () => {
    await withSettings({});
    const posts = await office.say("u-wang", "便利贴和订书机都用完了");
    expect(posts.map(({ kind }) => kind)).toContain("alert");
    expect(posts.map(({ text }) => text).join("\n")).toContain(
      "「订书机」还没有报，请分开发，例如：订书机用完了。",
    );
  });

  it("waits in quiet hours, where answers and a 报缺 don't, and is sent when they end without what recovered", async () => {
    await withSettings({ 免打扰时段: "00:00-23:59" });
    expect((await office.say("u-li", "领用：订书机 4个")).map(({ kind }) => kind)).toEqual([
      "receipt",
    ]);
    await office.say("u-li", "领用：A4纸 16箱");
    await office.say("keeper1", "入库：A4纸 10箱");
    const shortage = await office.say("u-wang", "便利贴用完了");
    expect(shortage.map(({ kind }) => kind)).toEqual(["alert"]);
    expect(await statuses()).toEqual(["待发送", "待发送"]);
    office.bridge.posts.length = 0;
    await set("免打扰时段", "");
    await until(async () => (await statuses()).every((status) => status !== "待发送"));
    await whenQuiet(office.relay.url);
    expect(alerts().map(({ text }) => text)).toEqual([told("订书机", "4个")]);
    expect(await statuses()).toEqual(["已发送", "失败：库存已恢复，不再提醒"]);
  });

  it("comes of an edit of 安全库存 while the relay runs, and of one while it is down", async () => {
    await withSettings({});
    await office.type("'库存'!D4", 9);
    await until(() => alerts().length === 1);
    expect(alerts()[0]?.text).toBe(told("订书机", "8个", 9));
    await office.relay.restart(() => office.type("'库存'!D3", 120));
    await until(() => alerts().length === 2);
    expect(alerts()[1]?.text).toBe(told("签字笔", "100支", 120));
    await office.relay.restart();
    await office.say("u-li", "领用：便利贴 1包");
    expect(alerts()).toEqual([]);
  });
});

describe("大额确认", () => {
  it("keeps a large 领用 for a keeper, whose 确认 books it and whose 驳回 doesn't", async () => {
    await withSettings({ 大额确认: 5 });
    await office.say("u-li", "领用：签字笔 6支");
    await office.say("u-wang", "领用：签字笔 7支");
    await office.say("u-li", "领用：签字笔 5支");
    expect(await office.stock()).toMatchObject({ 签字笔: 95 });
    expect((await office.rows("待处理")).map((row) => [row["编号"], row["类型"]])).toEqual([
      [1, "大额领用"],
      [2, "大额领用"],
    ]);
    await office.say("u-li", "确认 1");
    expect(await office.stock()).toMatchObject({ 签字笔: 95 });
    await office.say("keeper1", "确认 1");
    await office.say("keeper1", "驳回 2");
    await office.say("keeper1", "确认 2");
    expect(await office.stock()).toMatchObject({ 签字笔: 89 });
    const newest = (await office.rows("流水")).at(-1);
    expect(newest).toMatchObject({ 领用人: "小李", 部门: "市场部", 操作人: "王芳", 变动: -6 });
    expect((await office.rows("待处理")).map((row) => row["状态"])).toEqual(["已确认", "已驳回"]);
  });
});

describe("the bookings of one commit", () => {
  /** Posts messages while a commit is under way, so that the next one takes them all. */
  async function inOneCommit(texts: readonly string[]): Promise<void> {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let isFirst = true;
    office.intercept = async (call, apply) => {
      if (call.kind === "write" && isFirst) {
        isFirst = false;
        await released;
      }
      return apply();
    };
    const post = (messageId: string, text: string) =>
      office.relay.post({ messageId, groupId: group, senderId: "u-li", text });
    await post("first", "领用：便利贴 1包");
    await until(() => !isFirst);
    await Promise.all(texts.map((text, index) => post(`n${index}`, text)));
    await new Promise((resolve) => setTimeout(resolve, 200));
    release();
    await whenQuiet(office.relay.url);
  }
  const receipts = () =>
    office.bridge.posts
      .filter(({ kind }) => kind === "receipt")
      .map(({ inReplyToAll, inReplyTo }) => inReplyToAll ?? [inReplyTo]);

  it("share a receipt when there are more than three, and answer each", async () => {
    await withSettings({});
    await inOneCommit(["1", "2", "3", "4"].map((count) => `领用：便利贴 ${count}包`));
    expect(receipts().map((ids) => [...ids].sort())).toEqual([["first"], ["n0", "n1", "n2", "n3"]]);
  });

  it("have a receipt each up to three", async () => {
    await withSettings({});
    await inOneCommit(["1", "2", "3"].map((count) => `领用：便利贴 ${count}包`));
    expect(receipts()).toHaveLength(4);
  });
});
