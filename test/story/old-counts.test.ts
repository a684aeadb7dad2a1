/** Counts that are confirmed weeks later: the ledger is read for them, once, and only then. */
import { formatPlan } from "../../src/inventory/movements/plan-cell";
import { plainNote } from "../../src/inventory/movements/plan";
import { content, openOffice, type Office } from "./office";

const dayMs = 24 * 60 * 60_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * dayMs);
const shown = (at: Date): string =>
  new Date(at.getTime() + 8 * 60 * 60_000).toISOString().slice(0, 19).replace("T", " ");
const booked = (days: number, id: string, type: string, change: number, before: number) => ({
  ...{ 时间: shown(daysAgo(days)), 类型: type, 物品名称: "订书机", 规格型号: "", 变动: change },
  ...{ 单位: "个", 变动前: before, 变动后: before + change, 操作人: "小李", 来源: "generic" },
  ...{ 原文: `${type}：订书机`, 消息ID: `generic:office:${id}`, 领用人: "", 部门: "", 备注: "" },
});
const reported = (number: number, days: number, quantity: number) => {
  const messageId = `generic:office:report${number}`;
  const nobody = { requester: "", department: "", note: plainNote };
  const line = { type: "stocktake", itemName: "订书机", spec: "", unit: "个", quantity } as const;
  const plan = { undoes: [], lines: [{ ...line, ...nobody, countedAt: daysAgo(days) }] };
  return {
    ...{ 编号: number, 时间: shown(daysAgo(days)), 类型: "盘点", 原文: "盘点：订书机" },
    ...{ 操作人: "小王", 原因: "", 状态: "待处理", 处理人: "", 处理时间: "", 消息ID: messageId },
    方案: formatPlan(plan, { kind: "count", messageId }),
  };
};

let office: Office;
let reads: number;
beforeEach(async () => {
  office = await openOffice({
    ...content,
    // 20 on day 40; 12 were there when 9 was counted on day 30; then 6 came and 10 went.
    流水: [
      booked(40, "a", "领用", -8, 20),
      booked(20, "b", "入库", 6, 12),
      booked(10, "c", "领用", -10, 18),
    ],
    待处理: [reported(1, 30, 9), reported(2, 400, 9)],
  });
  office.intercept = async (call, apply) => {
    if (call.kind === "read" && JSON.stringify(call).includes("流水")) reads += 1;
    return apply();
  };
  reads = 0;
});
afterEach(() => office.close());

const say = async (sender: string, text: string): Promise<string> =>
  (await office.say(sender, text)).map((post) => post.text).join("\n");
const staplers = async (): Promise<unknown> => (await office.stock())["订书机"];

it("a count of a month ago is booked by what was there then; what was booked since stays", async () => {
  const asked = await say("keeper1", "确认 1");
  expect(asked).toContain("之后入库 +6个、领用 -10个；照当时的差（-3个）算，现在 8个 → 5个");
  await say("u-li", "领用：订书机 1个");
  expect(await say("keeper1", "是")).toContain("已确认 1");
  expect(await staplers()).toBe(4);
});

it("one of more than a year ago isn't, without a look at the ledger", async () => {
  expect(await say("keeper1", "确认 2")).toContain("请重新数一遍，发「盘点：订书机 __个」");
  expect(reads).toBe(0);
  expect(await staplers()).toBe(8);
});
