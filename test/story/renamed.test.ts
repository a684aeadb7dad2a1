/** An item that people rename in 库存 keeps its history everywhere, also once it was booked on under its new name. */
import type { Post } from "../../scripts/bridge";
import { openOffice } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const told = (posts: readonly Post[]): string => posts.map(({ text }) => text).join("\n");
const say = async (text: string): Promise<string> => told(await office.say("u-li", text));

it("记录 and totals go on under the new name", async () => {
  await say("领用：订书机 2个");
  await office.type("库存!A4", "大号订书机");
  await say("查询 大号订书机");
  expect(await say("记录 大号订书机")).toContain("最近 1 条流水");
  expect(await say("大号订书机本月领了多少")).toContain("2个");
});

it("so they do after 领用 under the new name, after a second rename, and after a restart", async () => {
  await say("领用：订书机 2个");
  await office.type("库存!A4", "大号订书机");
  await say("查询 大号订书机");
  await say("领用：大号订书机 1个");
  await office.type("库存!A4", "特大订书机");
  await say("查询 特大订书机");
  await say("领用：特大订书机 1个");
  await office.relay.restart();
  const history = await say("记录 特大订书机");
  expect(history).toContain("最近 3 条流水");
  expect(history).toContain("-2个");
  expect(await say("特大订书机本月领了多少")).toContain("4个（3 笔）");
  expect(await say("本月汇总")).toContain("特大订书机");
  expect(await say("本月汇总")).not.toContain("· 订书机");
});

it("what was booked under the former name is undone and corrected", async () => {
  await say("领用：订书机 2个");
  await office.type("库存!A4", "大号订书机");
  await say("查询 大号订书机");
  expect(await say("更正：大号订书机 3个")).toBe(
    "已更正：大号订书机 2个 → 3个（市场部小李），剩 5个",
  );
  await say("领用：便利贴 2包");
  await office.type("库存!A5", "方便贴");
  await say("查询 方便贴");
  expect(await say("撤销 方便贴")).toBe("已撤销：方便贴 +2包，现有 300包");
  expect(await say("撤销 大号订书机")).toBe("已撤销：大号订书机 +3个，现有 8个");
  expect(await office.stock()).toMatchObject({ 大号订书机: 8, 方便贴: 300 });
  const last = (await office.rows("流水")).slice(-2).map((row) => [row["类型"], row["物品名称"]]);
  expect(last).toEqual([
    ["撤销", "方便贴"],
    ["撤销", "大号订书机"],
  ]);
});
