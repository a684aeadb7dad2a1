/** What a person was asked is never lost: whatever they write next, and whatever happens to the relay. */
import type { Post } from "../../scripts/bridge";
import { whenQuiet } from "../../scripts/bridge";
import { content, group, idOf, openOffice } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

const pen = (规格型号: string, 当前库存: number) => ({
  物品名称: "签字笔",
  规格型号,
  当前库存,
  安全库存: 2,
  单位: "支",
  负责人: "王芳",
});
const battery = (物品名称: string) => ({
  物品名称,
  规格型号: "",
  当前库存: 40,
  安全库存: 5,
  单位: "节",
  负责人: "王芳",
});

let office: Office;
beforeEach(async () => {
  const stock = content["库存"]?.filter(({ 物品名称 }) => 物品名称 !== "签字笔") ?? [];
  office = await openOffice({
    库存: [...stock, pen("黑色", 100), pen("红色", 50), battery("5号电池"), battery("7号电池")],
  });
});
afterEach(() => office.close());

const told = (posts: readonly Post[]): string => posts.map(({ text }) => text).join("\n");
const asked = async (text: string, senderId = "u-li"): Promise<Post> => {
  const [post] = await office.say(senderId, text);
  if (post === undefined) throw new Error(`${text} was met with silence`);
  return post;
};
const answer = async (text: string, quoted?: Post): Promise<string> =>
  told(
    await office.say(
      "u-li",
      text,
      quoted === undefined ? {} : { quotedMessageId: quoted.webhookId },
    ),
  );
/** Rows of 流水 in short: 签字笔 黑色 -2. */
const booked = async (): Promise<readonly string[]> =>
  (await office.rows("流水")).map((row) =>
    [row["物品名称"], row["规格型号"], row["变动"]].filter((cell) => cell !== "").join(" "),
  );
const entries = async (): Promise<readonly string[]> =>
  (await office.rows("待处理")).map(
    (row) => `${String(row["编号"])} ${String(row["原文"])} ${String(row["状态"])}`,
  );

describe("a question that its person does not answer", () => {
  it("goes to 待处理 with their next booking, which says so, and is answered there by quoting it", async () => {
    const which = await asked("领用签字笔2支");
    expect(await answer("领用便利贴1包")).toBe(
      "已登记：便利贴 1包（市场部小李），剩 299包\n上一条「领用签字笔2支」没有答复，已转待处理 1。",
    );
    expect(await entries()).toEqual(["1 领用签字笔2支 待处理"]);
    expect((await office.rows("待处理"))[0]?.["原因"]).toBe("提问没有答复，「签字笔」有 2 种。");
    expect(await answer("好的")).toBe("");
    expect(await answer("1", which)).toContain("已登记：签字笔（黑色）2支");
    expect(await booked()).toEqual(["便利贴 76x76 -1", "签字笔 黑色 -2"]);
    expect(await entries()).toEqual(["1 领用签字笔2支 已确认"]);
    expect(await answer("2", which)).toContain("已经办完或关闭");
    expect(await booked()).toHaveLength(2);
  });

  it("is still answered by naming the choice within ten minutes", async () => {
    await asked("领用签字笔2支");
    await answer("领用便利贴1包");
    expect(await answer("黑色")).toContain("签字笔（黑色）2支");
    expect(await entries()).toEqual(["1 领用签字笔2支 已确认"]);
  });

  it("keeps what was understood of the other items", async () => {
    await asked("领用签字笔2支、便利贴3包");
    await answer("领用订书机1个");
    const [entry] = await office.rows("待处理");
    expect(entry?.["原因"]).toBe("提问没有答复，「签字笔」有 2 种，已看懂：便利贴 3包。");
  });

  it("is over when its person writes the whole message again", async () => {
    await asked("领用签字笔2支");
    expect(await answer("领用黑色签字笔2支")).toBe(
      "已登记：签字笔（黑色）2支（市场部小李），剩 98支",
    );
    expect(await entries()).toEqual([]);
    expect(await answer("1")).toBe("");
    expect(await booked()).toEqual(["签字笔 黑色 -2"]);
  });

  it("goes to 待处理 also when both messages come at once", async () => {
    office.bridge.posts.length = 0;
    const message = { groupId: group, senderId: "u-li" };
    await Promise.all([
      office.relay.post({ ...message, messageId: "a", text: "领用签字笔2支" }),
      office.relay.post({ ...message, messageId: "b", text: "领用便利贴1包" }),
    ]);
    await whenQuiet(office.relay.url);
    expect(told(office.bridge.posts)).toContain("已转待处理 1");
    expect(await entries()).toEqual(["1 领用签字笔2支 待处理"]);
  });

  it("can't be answered any more once a keeper closed its entry", async () => {
    const which = await asked("领用签字笔2支");
    await answer("领用便利贴1包");
    await office.say("keeper1", "驳回 1");
    expect(await answer("1", which)).toContain("已经办完或关闭");
    expect(await booked()).toEqual(["便利贴 76x76 -1"]);
  });

  it("is gone with its message", async () => {
    await office.say("u-li", "领用签字笔2支", { messageId: "gone" });
    const sentAt = new Date(Date.now() + 1_000);
    await office.say("u-li", "", { messageId: "gone", type: "deleted", sentAt });
    expect(await answer("领用便利贴1包")).not.toContain("待处理");
    expect(await entries()).toEqual([]);
  });
});

describe("several questions of one person", () => {
  it("are told apart by quotation, in any order", async () => {
    const pens = await asked("领用签字笔3支");
    const batteries = await asked("领用电池1节");
    expect(await answer("1", pens)).toContain("签字笔（黑色）3支");
    expect(await answer("2", batteries)).toContain("7号电池 1节");
    expect(await booked()).toEqual(["签字笔 黑色 -3", "7号电池 -1"]);
    expect(await entries()).toEqual([]);
  });

  it("are asked about where an answer fits several, and told apart by its number", async () => {
    await asked("领用签字笔3支");
    await asked("领用电池1节");
    expect(await answer("2")).toBe(
      [
        "「2」是答哪一条？",
        "1. 「领用签字笔3支」",
        "2. 「领用电池1节」",
        "请回复序号，或引用那条提问再答；都不要了回「算了」。",
      ].join("\n"),
    );
    expect(await answer("1")).toContain("签字笔（红色）3支");
    expect(await answer("2")).toContain("7号电池 1节");
    expect(await booked()).toEqual(["签字笔 红色 -3", "7号电池 -1"]);
  });

  it("take an answer that fits one of them only", async () => {
    await asked("领用签字笔3支");
    await asked("领用电池1节");
    expect(await answer("红色")).toContain("签字笔（红色）3支");
    expect(await booked()).toEqual(["签字笔 红色 -3"]);
  });

  it("are all dropped by a second 算了", async () => {
    await asked("领用签字笔3支");
    await asked("领用电池1节");
    expect(await answer("算了")).toContain("是答哪一条");
    expect(await answer("算了")).toBe("好的，没有登记。");
    expect(await answer("1")).toBe("");
    expect(await booked()).toEqual([]);
  });

  it("take no bare 好的 that follows something else that was said", async () => {
    await asked("A4纸 1箱");
    await answer("查询 便利贴");
    expect(await answer("好的")).toContain("是答哪一条");
    expect(await answer("1")).toContain("已登记：A4纸 1箱");
  });
});

describe("a restart", () => {
  it("keeps a question, its place in the chat and its ten minutes", async () => {
    const pens = await asked("领用签字笔3支");
    const batteries = await asked("领用电池1节");
    await office.relay.restart();
    expect(await answer("1", pens)).toContain("签字笔（黑色）3支");
    expect(await answer("2", batteries)).toContain("7号电池 1节");
    await office.relay.restart();
    expect(await answer("1", pens)).toBe("");
    expect(await booked()).toEqual(["签字笔 黑色 -3", "7号电池 -1"]);
  });

  it("keeps what waits in 待处理 answerable by quoting the question", async () => {
    const which = await asked("领用签字笔2支");
    await answer("领用便利贴1包");
    await office.relay.restart();
    expect(await answer("1", which)).toContain("签字笔（黑色）2支");
    expect(await entries()).toEqual(["1 领用签字笔2支 已确认"]);
  });
});

it("a quantity that is asked for closes the entry that was written for it", async () => {
  await asked("归还：订书机");
  expect(await entries()).toEqual(["1 归还：订书机 待处理"]);
  expect(await answer("领用便利贴1包")).toContain("上一条「归还：订书机」没有答复，已转待处理 1。");
  expect(await entries()).toEqual(["1 归还：订书机 待处理"]);
  const [row] = await office.rows("待处理");
  expect(row?.["消息ID"]).toBe(idOf("m1"));
});
