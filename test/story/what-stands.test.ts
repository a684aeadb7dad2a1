/** Undo by quotation and by deletion, with a correction or an open question in between. */
import { openOffice, group, idOf } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const last = async (): Promise<unknown[]> => {
  const row = (await office.rows("流水")).at(-1) ?? {};
  return [row["类型"], row["物品名称"], row["变动"]];
};

describe("a message that was corrected", () => {
  it("leads to its correction when it is recalled", async () => {
    await office.say("u-li", "领用：便利贴 3包", { messageId: "a1" });
    await office.say("u-li", "更正：便利贴 5包");
    await office.say("u-li", "", { type: "deleted", messageId: "a1" });
    expect(await last()).toEqual(["撤销", "便利贴", 5]);
    expect((await office.stock())["便利贴"]).toBe(300);
  });

  it("leads to it when it is quoted with 撤销, and when it is edited", async () => {
    await office.say("u-li", "领用：便利贴 3包", { messageId: "a2" });
    await office.say("u-li", "更正：便利贴 5包");
    await office.say("u-li", "领用：便利贴 6包", {
      type: "edited",
      messageId: "a2",
    });
    expect((await office.stock())["便利贴"]).toBe(294);
    await office.say("u-li", "撤销", { quotedMessageId: "a2" });
    expect(await last()).toEqual(["撤销", "便利贴", 6]);
    expect((await office.stock())["便利贴"]).toBe(300);
  });
});

it("a booking of the wrong item is of the right one by 不对，是…, or says which unit does not fit", async () => {
  const before = await office.stock();
  await office.say("u-li", "领用：A4纸 1箱");
  const posts = await office.say("u-li", "不对，是便利贴");
  expect(posts.map(({ text }) => text).join("\n")).toContain("便利贴没有「1箱」的单位换算");
  await office.say("u-li", "2包");
  expect(await office.stock()).toMatchObject({
    A4纸: before["A4纸"],
    便利贴: Number(before["便利贴"]) - 2,
  });
});

it("a booking that is quoted with 撤销 wins over an open question, which stays open", async () => {
  await office.say("u-wang", "领用：订书机 1个", { messageId: "b1" });
  await office.say("u-wang", "领用：便利贴 几包", { messageId: "b2" });
  await office.say("u-wang", "撤销", { quotedMessageId: "b1" });
  expect(await last()).toEqual(["撤销", "订书机", 1]);
  await office.say("u-wang", "2包", { quotedMessageId: "b2" });
  expect(await last()).toEqual(["领用", "便利贴", -2]);
});

it("a booking that a keeper confirmed belongs to the message that asked for it", async () => {
  await office.say("u-wang", "领用：订书机 9个", { messageId: "c1" });
  const [entry] = (await office.rows("待处理")).filter((row) => row["消息ID"] === idOf("c1"));
  await office.say("keeper1", "入库：订书机 5个");
  await office.say("keeper1", `确认 ${Number(entry?.["编号"])}`);
  expect(await last()).toEqual(["领用", "订书机", -9]);
  const edit = { type: "edited", messageId: "c1", groupId: group } as const;
  await office.say("u-wang", "领用：订书机 9个", edit);
  expect(await last()).toEqual(["领用", "订书机", -9]);
  await office.say("u-wang", "领用：订书机 4个", edit);
  expect(await last()).toEqual(["领用", "订书机", -4]);
  expect((await office.stock())["订书机"]).toBe(9);
});
