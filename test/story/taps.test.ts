/** Buttons: a tap answers its own question for who was asked, and nothing else. */
import { content, group, openOffice } from "./office";
import type { Office } from "./office";
import { whenQuiet } from "../../scripts/bridge";
import type { Post } from "../../scripts/bridge";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  const red = { 物品名称: "签字笔", 规格型号: "红色", 当前库存: 50, 安全库存: 5, 单位: "支" };
  office = await openOffice({
    库存: [...(content["库存"] ?? []), red],
    设置: [...(content["设置"] ?? []), { 项目: "大额确认", 值: 20 }],
  });
});
afterEach(() => office.close());

const texts = (posts: readonly Post[]): readonly string[] => posts.map(({ text }) => text);
const only = ([post, ...more]: readonly Post[]): Post => {
  if (post === undefined || more.length > 0) throw new Error(`${more.length + 1} posts`);
  return post;
};
const tap = (who: string, post: Post, text: string): Promise<readonly Post[]> =>
  office.say(who, text, { quotedMessageId: post.webhookId, tapped: true });
const pens = async (): Promise<readonly unknown[]> =>
  (await office.rows("流水"))
    .filter((row) => row["物品名称"] === "签字笔")
    .map((row) => [row["规格型号"], row["变动"], row["操作人"]]);

describe("a tap", () => {
  it("answers the question that has the button, as who was asked, and once", async () => {
    const asked = only(await office.say("u-li", "领用签字笔3支"));
    expect(asked.choices).toEqual([
      { value: "1", label: "1. 签字笔（黑色）" },
      { value: "2", label: "2. 签字笔（红色）" },
      { value: "算了", label: "算了" },
    ]);
    expect(only(await tap("u-li", asked, "2")).text).toContain("已登记：签字笔（红色）3支");
    const late = await tap("u-li", asked, "2");
    expect(texts(late)).toEqual(["这一问已经办完或关闭，没有再登记；需要的话请重新发一条。"]);
    expect(await pens()).toEqual([["红色", -3, "小李"]]);
  });

  it("of somebody else is told to leave it to who was asked", async () => {
    const asked = only(await office.say("u-li", "领用签字笔3支"));
    expect(texts(await tap("u-wang", asked, "2"))).toEqual(["这一问是问别人的，请等本人回答。"]);
    expect(texts(await tap("u-stranger", asked, "算了"))).toHaveLength(1);
    expect(await pens()).toEqual([]);
    expect((await office.rows("成员")).map((row) => row["账号"])).not.toContain("u-stranger");
    expect(only(await tap("u-li", asked, "1")).text).toContain("签字笔（黑色）3支");
  });

  it("on an older question never answers the newer one", async () => {
    const older = only(await office.say("u-li", "订书机 1个"));
    const newer = only(await office.say("u-li", "便利贴 2包"));
    expect(newer.choices?.map(({ value }) => value)).toEqual(["是", "算了"]);
    await tap("u-li", older, "是");
    expect((await office.stock())["便利贴"]).toBe(300);
    expect(only(await tap("u-li", newer, "是")).text).toContain("已登记：便利贴 2包");
  });

  it("on the list of questions that an answer fits says which one is meant", async () => {
    await office.say("u-li", "订书机 1个");
    await office.say("u-li", "便利贴 2包");
    const which = only(await office.say("u-li", "是"));
    expect(which.choices?.map(({ label }) => label)).toEqual([
      "1. 「订书机 1个」",
      "2. 「便利贴 2包」",
      "算了",
    ]);
    expect(texts(await tap("u-wang", which, "2"))).toHaveLength(1);
    expect(only(await tap("u-li", which, "2")).text).toContain("已登记：便利贴 2包");
    expect(texts(await tap("u-li", which, "1"))).toEqual([
      "这一问已经办完或关闭，没有再登记；需要的话请重新发一条。",
    ]);
    expect((await office.stock())["订书机"]).toBe(8);
  });

  it("books under its own id, so that its receipt can be quoted to undo it", async () => {
    const asked = only(await office.say("u-li", "领用签字笔3支"));
    const receipt = only(await tap("u-li", asked, "2"));
    const quoting = { quotedMessageId: receipt.webhookId };
    expect(only(await office.say("u-li", "撤销", quoting)).text).toContain("已撤销");
    expect(await pens()).toEqual([
      ["红色", -3, "小李"],
      ["红色", 3, "小李"],
    ]);
  });

  it("answers also after a restart", async () => {
    const asked = only(await office.say("u-li", "领用签字笔3支"));
    await office.relay.restart();
    expect(only(await tap("u-li", asked, "2")).text).toContain("已登记：签字笔（红色）3支");
  });

  it("of a keeper confirms an entry or rejects it; anybody else's is refused", async () => {
    const large = only(await office.say("u-li", "领用便利贴 30包"));
    const [confirm = "", reject = ""] = large.choices?.map(({ value }) => value) ?? [];
    expect([confirm, reject]).toEqual([
      expect.stringMatching(/^确认 \d+$/),
      expect.stringMatching(/^驳回 \d+$/),
    ]);
    expect(only(await tap("u-li", large, confirm)).text).toContain("由播报员或管理员确认");
    expect(only(await tap("keeper1", large, confirm)).text).toContain("已确认");
    expect(only(await tap("keeper1", large, reject)).text).toMatch(/^待处理 \d+ 已由 王芳 确认/);
    expect((await office.stock())["便利贴"]).toBe(270);
  });

  it("says nothing but what the button says", async () => {
    const asked = only(await office.say("u-li", "领用签字笔3支"));
    expect(texts(await tap("u-li", asked, "领用便利贴 9包"))).toHaveLength(1);
    const unknown = { quotedMessageId: "0".repeat(32), tapped: true };
    expect(texts(await office.say("u-li", "1", unknown))).toHaveLength(1);
    expect((await office.rows("流水")).length).toBe(0);
  });

  it("posted twice under one id is taken once", async () => {
    const asked = only(await office.say("u-li", "领用签字笔3支"));
    const message = {
      ...{ messageId: "tap-1", groupId: group, senderId: "u-li", text: "2", tapped: true },
      quotedMessageId: asked.webhookId,
    };
    expect([await office.relay.post(message), await office.relay.post(message)]).toEqual([
      202, 200,
    ]);
    await whenQuiet(office.relay.url);
    expect(await pens()).toEqual([["红色", -3, "小李"]]);
  });
});
