/** Returns against what was taken: the ledger is read for them where the last days don't tell, and only then. */
import { content, openOffice, type Office } from "./office";

const daysAgo = (days: number): string => {
  const at = new Date(Date.now() - days * 24 * 60 * 60_000 + 8 * 60 * 60_000);
  return at.toISOString().slice(0, 19).replace("T", " ");
};
const taken = (days: number, id: string, item: string, quantity: number) => ({
  时间: daysAgo(days),
  类型: "领用",
  物品名称: item,
  规格型号: "",
  变动: -quantity,
  单位: "个",
  变动前: 20,
  变动后: 20 - quantity,
  领用人: "小李",
  部门: "市场部",
  操作人: "小李",
  来源: "generic",
  原文: `领用：${item} ${quantity}个`,
  消息ID: `generic:office:${id}`,
  备注: "",
});

let office: Office;
let reads = 0;
beforeAll(async () => {
  office = await openOffice({
    ...content,
    流水: [taken(95, "old1", "订书机", 4), taken(40, "old2", "订书机", 2)],
  });
  office.intercept = async (call, apply) => {
    if (call.kind === "read" && JSON.stringify(call).includes("流水")) reads += 1;
    return apply();
  };
});
afterAll(() => office.close());

const say = async (sender: string, text: string): Promise<string> =>
  (await office.say(sender, text)).map((post) => post.text).join("\n");

it("a return of what was taken in 90 days is booked, and no more than that", async () => {
  expect(await say("u-li", "归还：订书机 3个")).toBe(
    "归还：订书机 3个（市场部小李），超过可归还的 2个，等播报员回「确认 1」或「驳回 1」。",
  );
  expect(await say("u-li", "归还：订书机 2个")).toContain("已归还：订书机 2个");
  expect(await say("u-li", "归还：订书机 1个")).toContain("超过可归还的 0个");
});

it("a keeper's 确认 after a restart books what waited", async () => {
  await office.relay.restart();
  expect(await say("keeper1", "确认 1")).toContain("已确认 1：订书机 3个");
  expect((await office.stock())["订书机"]).toBe(13);
});

it("what was taken just now is returned without a look at the ledger", async () => {
  await say("u-li", "领用：便利贴 2包");
  reads = 0;
  expect(await say("u-li", "归还：便利贴 2包")).toContain("已归还：便利贴 2包");
  expect(reads).toBe(0);
});
