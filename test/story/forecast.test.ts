/** What will run out, asked for in the chat of a company whose ledger goes back half a year. */
import { content, openOffice, type Office } from "./office";

jest.setTimeout(90_000);

const dayMs = 86_400_000;
const days = 180;
const now = Date.now();

/** Serial number of a moment in Shanghai. */
const serial = (at: number): number => (at + 8 * 3_600_000) / dayMs + 25_569;

interface Taken {
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  /** So many at the end; one is taken every `every` days. */
  readonly left: number;
  readonly every: number;
}

const items: readonly Taken[] = [
  { name: "A4纸", spec: "70g", unit: "箱", left: 2, every: 1 },
  { name: "签字笔", spec: "黑色", unit: "支", left: 60, every: 2 },
];

function ledger(): readonly Record<string, string | number>[] {
  const rows: Record<string, string | number>[] = [];
  for (const { name, spec, unit, left, every } of items) {
    let after = left + Math.floor(days / every);
    for (let day = 0; day < days; day += every) {
      const at = now - (days - day) * dayMs;
      rows.push({
        ...{ 时间: serial(at), 类型: "领用", 物品名称: name, 规格型号: spec, 变动: -1, 单位: unit },
        ...{ 变动前: after, 变动后: after - 1, 领用人: "小李", 部门: "市场部", 操作人: "小李" },
        ...{ 来源: "generic", 原文: "", 消息ID: `generic:office:${name}${day}`, 备注: "" },
      });
      after -= 1;
    }
  }
  return rows.sort((left, right) => Number(left["时间"]) - Number(right["时间"]));
}

const stock = (content["库存"] ?? []).map((row) => {
  const item = items.find(({ name }) => name === row["物品名称"]);
  return item === undefined ? row : { ...row, 当前库存: item.left };
});
const everyDay = [...(content["设置"] ?? []), { 项目: "工作日", 值: "每天" }];

describe("in a company with history", () => {
  let office: Office;
  const say = async (sender: string, text: string): Promise<string> =>
    (await office.say(sender, text)).map((post) => post.text).join("\n");

  beforeAll(async () => {
    office = await openOffice({ 库存: stock, 流水: ledger(), 设置: everyDay });
  });
  afterAll(() => office.close());

  it("断货预警 lists what is likely to run out, with what to buy", async () => {
    const told = await say("u-li", "断货预警");
    expect(told).toContain("【高风险缺货】未来 7 天（7 个工作日）");
    expect(told).toMatch(
      /· A4纸：剩 2箱，7天内断货可能 (99%|100%|99% 以上)（\d+–\d+%），约 [\d.]+ 个工作日；建议采购 \d+箱/,
    );
    expect(told).not.toContain("签字笔");
    expect(told).toContain("数据不足，没有预测的 2 项");
  });

  it("A4纸还能用几天 and 为什么说A4纸要断货 are answered", async () => {
    expect(await say("u-li", "签字笔还能用几天")).toMatch(
      /签字笔：剩 60支，约 \d+ 个工作日（\d+–\d+），7天内用完的可能 不到 1%/,
    );
    expect(await say("u-li", "订书机还能用几天")).toContain("数据不足");
    expect(await say("u-li", "为什么说A4纸要断货")).toContain("7 天内有 7 个工作日");
  });

  it("预测准不准 says that nothing was judged yet", async () => {
    expect(await say("u-li", "预测准不准")).toContain("还没有可以对照的预测");
  });

  it("用量排行, 滞销, A4纸趋势, 各部门用量 and 环比 are answered", async () => {
    expect(await say("u-li", "用量排行")).toMatch(/1\. A4纸 \d+箱（\d+ 次）/);
    expect(await say("u-li", "滞销")).toContain("· 订书机：剩 8个，近一年没人领，无消耗");
    expect(await say("u-li", "A4纸趋势")).toMatch(/A4纸 近 [67] 个月领用 180箱/);
    expect(await say("u-li", "各部门用量")).toMatch(/本月各部门领用|本月没有领用/);
    expect(await say("u-li", "上个月各部门用量")).toMatch(
      /上个月各部门领用\n· 市场部：领用 \d+ 笔/,
    );
    expect(await say("u-li", "环比")).toContain("【本月与");
    expect(await say("u-li", "哪些突然少了")).toContain("没有领用明显减少的物品");
  });

  it("what a person took is told to themselves and to keepers", async () => {
    expect(await say("u-wang", "小李这个月领了多少")).toContain("只有本人和播报员能查");
    expect(await say("u-wang", "市场部这个月领了多少")).not.toContain("只有本人");
    expect(await say("u-li", "小李今年领了多少")).toContain("领用合计");
    expect(await say("keeper1", "小李今年领了多少")).toContain("领用合计");
  });

  it("漏记率 is told to keepers only", async () => {
    expect(await say("u-li", "漏记率")).toContain("只有播报员能查");
    expect(await say("keeper1", "漏记率")).toMatch(/登记情况[\s\S]*漏记率/);
    expect(await say("keeper1", "谁没登记")).toContain("没有突然不登记的部门");
  });

  it("采纳 makes a request of what was suggested, once", async () => {
    expect(await say("u-wang", "采纳 订书机")).toContain("现在没有订书机的采购建议");
    const [, quantity] = /A4纸：.*建议采购 (\d+)箱/u.exec(await say("keeper1", "断货预警")) ?? [];
    for (const asked of ["采购清单", "缺货", "汇总"])
      expect(await say("keeper1", asked)).toContain(`建议采购 ${quantity}箱`);
    expect(await say("keeper1", "为什么买这么多A4纸")).toContain(
      `按以往领用预测，下次补货前还缺 ${quantity}箱`,
    );
    expect(await say("keeper1", "采纳 A4纸")).toContain(`A4纸 ${quantity}箱`);
    expect(await say("keeper1", "为什么买这么多A4纸")).toContain("现在够用，不用买");
    const asked = (await office.rows("采购")).filter((row) => row["物品名称"] === "A4纸");
    expect(asked).toEqual([
      expect.objectContaining({ 数量: Number(quantity), 申请人: "王芳", 单号: "" }),
    ]);
    const again = await say("keeper1", "采纳 A4纸");
    expect(again).toContain(`A4纸 ${quantity}箱`);
    expect(await office.rows("采购")).toHaveLength(asked.length);
    expect(await say("u-li", "断货预警")).not.toMatch(/A4纸：.*建议采购/u);
  });

  it("忽略 leaves an item out until its stock rises", async () => {
    expect(await say("u-li", "忽略 A4纸")).toContain("由播报员、管理员或采购");
    expect(await say("keeper1", "忽略 A4纸，换电子版了")).toContain(
      "A4纸不再列入缺货清单（「换电子版了」）",
    );
    const [row] = await office.rows("缺货预测");
    expect(row).toMatchObject({ 物品名称: "A4纸", 人工处理: "忽略（王芳：换电子版了）" });
    const told = await say("u-li", "哪些快断货了");
    expect(told).toContain("已忽略：A4纸");
    expect(told).not.toContain("· A4纸");
    await say("keeper1", "入库：A4纸 1箱");
    expect(await say("u-li", "下周会缺什么")).toContain("· A4纸：剩 3箱");
  });
});
