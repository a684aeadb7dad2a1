/** Counts far from what the sheet has: a second person counts, a third one decides, a keeper always may. */
import { content, openOffice, type Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
const open = (settings: readonly Record<string, string | number>[] = []): Promise<Office> => {
  const stock = (content["库存"] ?? []).map((row) => ({ ...row, 存放位置: "A柜" }));
  const people = [...(content["成员"] ?? []), { ...person, 姓名: "阿明", 账号: "u-ming" }];
  const policy = [...(content["设置"] ?? []), ...settings];
  return openOffice({ 库存: stock, 成员: people, 设置: policy });
};
beforeEach(async () => {
  office = await open();
});
afterEach(() => office.close());

const person = { 部门: "市场部", 角色: "员工", 平台: "generic" };
const say = async (sender: string, text: string): Promise<string> =>
  (await office.say(sender, text)).map((post) => post.text).join("\n");
const rowOf = async (name: string): Promise<unknown[]> => {
  const row = (await office.rows("盘点")).find((each) => each["物品名称"] === name);
  return ["账面数", "实盘数", "差异", "复盘数", "状态", "盘点人"].map((header) => row?.[header]);
};
const entries = async (): Promise<unknown[]> =>
  (await office.rows("待处理")).map((row) => row["状态"]);

it("a second person who counts the same books it, with what was taken in between on top", async () => {
  await say("keeper1", "开始盘点");
  expect(await say("u-li", "盘点：订书机 3个")).toBe(
    "订书机 数得 3个，与账面相差较多，请另一个人再数一遍；播报员可直接回「确认 1」。",
  );
  expect(await rowOf("订书机")).toEqual([8, 3, -5, "", "待复盘", "小李"]);
  await say("u-wang", "领用：订书机 1个");
  expect(await say("u-wang", "盘点：订书机 2个")).toContain("已盘点");
  expect((await office.stock())["订书机"]).toBe(2);
  expect(await rowOf("订书机")).toEqual([7, 2, -5, 2, "已盘", "小李、小王"]);
  expect(await entries()).toEqual(["已确认"]);
  expect((await office.rows("流水")).map((row) => row["类型"])).toEqual(["领用", "盘点"]);
});

it("where two disagree a third count decides, but not of the one who counted last", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "盘点：订书机 3个");
  expect(await say("u-wang", "盘点：订书机 4个")).toContain(
    "订书机 数得 4个，小李数得 3个，请另一个人再数一遍",
  );
  expect(await rowOf("订书机")).toEqual([8, 3, -5, 4, "待复盘", "小李、小王"]);
  await say("u-wang", "盘点：订书机 2个");
  expect((await office.stock())["订书机"]).toBe(8);
  expect(await rowOf("订书机")).toEqual([8, 3, -5, 2, "待复盘", "小李、小王"]);
  await say("u-ming", "盘点：订书机 4个");
  expect((await office.stock())["订书机"]).toBe(4);
  expect(await rowOf("订书机")).toEqual([8, 4, -4, 2, "已盘", "小李、小王、阿明"]);
  expect(await entries()).not.toContain("待处理");
});

it("a keeper's 确认 books the figure that it names, and settles the others", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "盘点：订书机 3个");
  await say("u-wang", "盘点：订书机 4个");
  await say("keeper1", "确认 2");
  expect((await office.stock())["订书机"]).toBe(4);
  expect(await rowOf("订书机")).toEqual([8, 4, -4, 4, "已盘", "小李、小王"]);
  expect((await entries()).toSorted()).toEqual(["已确认", "已驳回"]);
});

it("why it differed is answered once nothing differs any more", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "盘点：签字笔 99支");
  await say("keeper1", "复盘 签字笔");
  await say("u-wang", "盘点：签字笔 100支");
  expect(await rowOf("签字笔")).toEqual([100, 100, 0, 100, "已盘", "小李、小王"]);
  for (const text of ["是漏记", "漏记"])
    expect(await say("u-li", text)).toBe("最近一次盘点里没有找到这一项差异，原因没有记。");
});

it("an older count that arrives late leaves the newer one waiting", async () => {
  const ago = (seconds: number): Date => new Date(Date.now() - 1_000 * seconds);
  await office.say("keeper1", "开始盘点", { sentAt: ago(60) });
  await say("u-li", "盘点：订书机 3个");
  const told = await office.say("keeper1", "盘点：订书机 8个", { sentAt: ago(30) });
  expect(told.map(({ text }) => text)).toEqual([expect.stringContaining("已盘点")]);
  expect(await entries()).toEqual(["待处理"]);
  expect(await rowOf("订书机")).toEqual([8, 3, -5, "", "待复盘", "小李"]);
});

it("of several counts in one message only the one far off waits", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "我来盘A柜");
  const said = await say("u-li", "A4纸 19，订书机 2，便利贴 300");
  expect(said).toContain("A4纸");
  expect(said).toContain("订书机 数得 2个，与账面相差较多");
  expect(await office.stock()).toMatchObject({ A4纸: 19, 订书机: 8, 便利贴: 300 });
  expect(await say("u-wang", "盘点进度")).toContain("2/4");
});

it("复盘 asks for somebody else: the first one's figure does not count again, another's does", async () => {
  await say("keeper1", "开始盘点");
  expect(await say("keeper1", "复盘 订书机")).toBe("订书机还没盘，直接报数即可。");
  await say("u-li", "盘点：订书机 7个");
  expect(await say("keeper1", "订书机再数一遍")).toBe(
    "订书机 待复盘，小李数过，请另一个人再数一遍，发「盘点：订书机 数量个」。",
  );
  expect(await say("u-li", "盘点：订书机 7个")).toBe("订书机 你数过了，请另一个人再数一遍。");
  expect(await rowOf("订书机")).toEqual([8, 7, -1, "", "待复盘", "小李"]);
  await say("u-wang", "盘点：订书机 8个");
  expect((await office.stock())["订书机"]).toBe(8);
  // The sheet was right; the first count was wrong.
  expect(await rowOf("订书机")).toEqual([8, 8, 0, 8, "已盘", "小李、小王"]);
});

it("a count that is put right after the end is the session's count, and differs no more", async () => {
  await say("keeper1", "开始盘点");
  await say("keeper1", "盘点：A4纸 19箱");
  await say("keeper1", "结束盘点");
  await say("keeper1", "盘错了，A4纸重新数是20箱");
  expect((await office.stock())["A4纸"]).toBe(20);
  expect(await rowOf("A4纸")).toEqual([20, 20, 0, "", "已盘", "王芳"]);
  expect(await say("keeper1", "账实差异率")).toContain("盘 1 项，差 0 项");
});

it("who takes on a zone in which only second counts are wanted hears of what", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "我来盘A柜");
  await say("u-li", "盘点：A4纸 20箱，签字笔 100支，便利贴 300包，订书机 3个");
  const left = "A柜 只剩待复盘的：订书机。请没数过的人再数，发「盘点：订书机 数量」。";
  expect(await say("u-wang", "我来盘A柜")).toBe(left);
  expect(await say("u-li", "A柜盘完了，没问题")).toBe(left);
  expect(await say("u-wang", "复盘 保温杯")).toContain("保温杯");
});

it("a place that holds more than one message books is asked for zone by zone", async () => {
  await office.close();
  const stock = Array.from({ length: 220 }, (_, index) => ({
    ...{ 物品名称: `零件${String.fromCodePoint(0x4e00 + index)}`, 规格型号: "", 单位: "个" },
    ...{ 当前库存: 10, 安全库存: 0, 存放位置: `库房 ${(index % 2) + 1}排` },
  }));
  office = await openOffice({ 库存: stock });
  await say("keeper1", "开始盘点");
  expect(await say("keeper1", "库房盘完了，都一致")).toBe(
    "还有 220 项没报数，一次最多登记 200 项，没有登记。请分区域发，如「库房 1排盘完了，没问题」。",
  );
  expect(await say("keeper1", "库房 1排盘完了，没问题")).toContain("还有 110 项没报数");
  await say("keeper1", "是");
  expect(await say("keeper1", "盘点进度")).toContain("已盘 110/220");
});

it("the threshold is the keeper's own", async () => {
  await office.close();
  office = await open([{ 项目: "复盘阈值", 值: "5%" }]);
  await say("keeper1", "开始盘点");
  expect(await say("u-li", "盘点：订书机 7个")).toContain("请另一个人再数一遍");
});

it("two second counts at once, on two relays, book the difference once", async () => {
  const other = await office.open();
  await say("keeper1", "开始盘点");
  await say("u-li", "盘点：订书机 3个");
  const post = { groupId: "office", text: "盘点：订书机 3个" };
  await Promise.all([
    office.relay.post({ messageId: "a", senderId: "u-wang", ...post }),
    other.post({ messageId: "b", senderId: "u-ming", ...post }),
  ]);
  await office.settled();
  await say("u-li", "盘点进度");
  expect((await office.stock())["订书机"]).toBe(3);
  const counts = (await office.rows("流水")).filter((row) => row["类型"] === "盘点");
  expect(counts.map((row) => row["变动"]).filter((change) => change !== 0)).toEqual([-5]);
  expect((await rowOf("订书机")).slice(0, 5)).toEqual([8, 3, -5, 3, "已盘"]);
});
