/** Blind stocktakes: drawn at random, counted by number, figures told to nobody until the end. */
import { content, openOffice, until, type Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const say = async (sender: string, text: string, more = {}): Promise<string> =>
  (await office.say(sender, text, more)).map((post) => post.text).join("\n");
const cellsOf = async (...headers: string[]): Promise<unknown[][]> =>
  (await office.rows("盘点")).map((row) => headers.map((header) => row[header]));

it("a keeper draws items, people count them by number, and the end tells what was found", async () => {
  expect(await say("u-li", "盲盘")).toContain("盘点由播报员或管理员开始、结束");
  const opened = await say("keeper1", "盲盘 3", { groupId: undefined });
  const lines = opened.split("\n");
  expect(lines[0]).toBe("盲盘 1 开始，抽中 3 项，账面数结束后可查：");
  expect(lines).toHaveLength(5);
  expect(opened).not.toMatch(/20箱|100支|8个|300包/u);
  const rows = await cellsOf("类型", "序号", "物品名称", "账面数", "状态", "备注");
  expect(rows.map(([kind, ordinal]) => [kind, ordinal])).toEqual([1, 2, 3].map((n) => ["盲盘", n]));
  expect(rows.every(([, , , book]) => book === "")).toBe(true);
  expect(String(rows[0]?.[5])).toMatch(/^种子 \d+，4 项中抽 3 项，其中 4 项近 30 天没盘过，先抽$/u);
  expect(await say("keeper1", "盲盘")).toContain("还没结束");
  expect(await say("u-li", "9号 3")).toContain("没有 9 号（共 3 项）");
  const stock = await office.stock();
  const figures = rows.map(([, , name]) => Number(stock[String(name)]));
  const said = await say("u-li", `1号 ${figures[0]}；2号 ${Number(figures[1]) - 1}`);
  expect(said).toContain("盲盘中");
  expect(await say("u-wang", "还有哪些没盘")).toContain(`盲盘 1 还有 1 项：\n3. `);
  const counted = await cellsOf("账面数", "实盘数", "差异", "状态");
  expect(counted.slice(0, 2).map(([book, , difference]) => [book, difference])).toEqual([
    ["", ""],
    ["", ""],
  ]);
  const ended = await say("keeper1", "结束盲盘");
  expect(ended).toContain("应盘 3 项，已盘 2 项，未盘 1 项，差异 1 项");
  expect(await cellsOf("账面数", "差异", "状态")).toEqual([
    [figures[0], 0, "已盘"],
    [figures[1], -1, "已盘"],
    ["", "", "未盘"],
  ]);
});

it("what was counted lately is drawn last, outside sessions too", async () => {
  await say("keeper1", "盘点：A4纸 20箱");
  await say("keeper1", "盘点：签字笔 100支");
  await say("keeper1", "盘点：便利贴 300包");
  await say("keeper1", "盲盘 1");
  expect(await cellsOf("物品名称", "备注")).toEqual([
    ["订书机", expect.stringContaining("4 项中抽 1 项，其中 1 项近 30 天没盘过")],
  ]);
});

it("a figure typed into 实盘数 is a count of the keeper, booked once by two relays", async () => {
  const other = await office.open();
  await say("keeper1", "开始盘点");
  const at = (await cellsOf("物品名称")).findIndex(([name]) => name === "订书机") + 2;
  const [header = []] = await office.formulas("盘点");
  const column = String.fromCodePoint(65 + header.indexOf("实盘数"));
  await office.type(`盘点!${column}${at}`, 3);
  await until(async () => (await office.stock())["订书机"] === 3);
  await office.settled();
  expect((await other.ready())["sheet"]).toBe("ok");
  expect(
    (await office.rows("流水")).map((row) => [row["类型"], row["变动"], row["操作人"]]),
  ).toEqual([["盘点", -5, "王芳"]]);
  const row = (await office.rows("盘点")).find((each) => each["物品名称"] === "订书机");
  expect(row).toMatchObject({ 账面数: 8, 实盘数: 3, 差异: -5, 状态: "已盘", 盘点人: "王芳" });
  await office.relay.restart();
  await say("u-li", "盘点进度");
  expect(await office.rows("流水")).toHaveLength(1);
  expect(content["库存"]).toHaveLength(4);
});

it("nobody is told by a difference or a negative figure what there is, and a figure far off is told at the end", async () => {
  await say("keeper1", "盲盘 4");
  const names = (await cellsOf("物品名称")).map(([name]) => String(name));
  const stock = await office.stock();
  const numberOf = (name: string): number => names.indexOf(name) + 1;
  expect(await say("u-li", `${numberOf("A4纸")}号少了2箱`)).toContain("盲盘中");
  expect(await say("u-li", `${numberOf("A4纸")}号 -3`)).toContain("A4纸");
  expect(await office.rows("流水")).toEqual([]);
  const paper = await say("u-li", `${numberOf("A4纸")}号 ${Number(stock["A4纸"])}`);
  expect(paper).not.toContain("没有答复");
  const pens = numberOf("签字笔");
  // So far off it is asked for once more, in words that do not tell which way.
  const far = `${pens}号 ${Number(stock["签字笔"]) * 100}`;
  const again = await say("u-li", far);
  expect(again).toBe("签字笔 10000支，请再数一次，再报一次就登记。");
  expect((await office.stock())["签字笔"]).toBe(stock["签字笔"]);
  const typed = await say("u-li", far);
  expect(typed).toContain("盲盘中");
  expect(typed).not.toMatch(/差|报错/u);
  const ended = await say("keeper1", "结束盲盘");
  expect(ended).toContain("差 +9900支（可能盘错）");
  expect(ended).toContain("签字笔差得多，报错了请发「盘点：签字笔 数量」。");
});

it("beside a number may stand what it is, and nothing else", async () => {
  await say("keeper1", "盲盘 4");
  const names = (await cellsOf("物品名称")).map(([name]) => String(name));
  const staplers = names.indexOf("订书机") + 1;
  expect(await say("u-li", `便利贴${staplers}号7`)).toBe(
    `${staplers}号是订书机，不是「便利贴」，没有登记。请核对编号再报。`,
  );
  expect(await office.rows("流水")).toEqual([]);
  expect(await say("u-li", `订书机${staplers}号7`)).toContain("已盘点：订书机 7个");
  expect((await office.stock())["订书机"]).toBe(7);
});

it("who did not find an item has not taken on its zone", async () => {
  await say("keeper1", "盲盘 4");
  await say("u-li", "订书机没找到");
  await say("u-li", "算了");
  expect(await say("u-li", "便利贴 10")).toContain("领用");
  expect(await office.rows("流水")).toEqual([]);
});
