/** From a request to goods on the shelf, in the group's chat, the supplier's group and the sheet; 已收 is what 流水 says. */
import { whenQuiet } from "../../scripts/bridge";
import { content, openOffice, until, type Office } from "./office";

jest.setTimeout(90_000);

const member = (姓名: string, 部门: string, 角色: string, 账号: string) => ({
  ...{ 姓名, 部门, 角色, 平台: "generic", 账号 },
});

let office: Office;
beforeEach(async () => {
  const members = [...(content["成员"] ?? [])];
  office = await openOffice({
    成员: [
      ...members,
      member("何静", "采购部", "采购", "buyer"),
      member("秦竹", "青竹文具", "供应商", "qin"),
    ],
  });
});
afterEach(() => office.close());

const say = async (sender: string, text: string, more = {}): Promise<string> =>
  (await office.say(sender, text, more)).map((post) => post.text).join("\n");
const rowsOf = async (tab: string, ...headers: string[]): Promise<unknown[][]> =>
  (await office.rows(tab)).map((row) => headers.map((header) => row[header] ?? ""));
const bought = (): Promise<unknown[][]> =>
  rowsOf("采购", "行号", "单号", "状态", "物品名称", "数量", "已收", "取消数量", "供应商");

/** The rows of 采购, once what follows a commit is written. */
async function expectBought(rows: readonly (readonly unknown[])[]): Promise<void> {
  const isThere = async () => JSON.stringify(await bought()) === JSON.stringify(rows);
  for (let since = performance.now(); performance.now() - since < 5_000 && !(await isThere());)
    await office.settled();
  expect(await bought()).toEqual(rows);
  expect(await problems()).toEqual([]);
}

/** What people should mend, as /readyz names it. */
const problems = async (): Promise<unknown> => (await office.relay.ready())["problems"] ?? [];

/** The first order of a supplier whom nobody knew, with a request taken in. */
async function orderPaper(): Promise<void> {
  await say("u-li", "申购：A4纸 5箱");
  expect(await say("buyer", "下单 青竹文具 A4纸30箱，周五到")).toContain(
    "供应商表里没有「青竹文具」",
  );
  expect(await say("buyer", "是")).toContain("已下单 订单1（青竹文具");
}

it("a request becomes an order, arrives in two parts, and the sheet says at every step what is missing", async () => {
  expect(await say("u-li", "申购：A4纸 5箱")).toContain("已记下采购申请 1 A4纸 5箱（市场部小李）");
  await expectBought([[1, "", "申请", "A4纸", 5, "", "", ""]]);
  expect(await say("u-li", "下单 A4纸 5箱")).toContain("申购");
  expect(await say("buyer", "下单 青竹文具 A4纸30箱")).toContain("按新的登记并下单吗");
  expect(await say("buyer", "是")).toContain("A4纸 30箱（市场部小李）");
  await expectBought([[1, 1, "已下单", "A4纸", 30, "", "", "青竹文具"]]);
  expect(await say("buyer", "供应商确认 1")).toContain("供应商已确认");
  await expectBought([[1, 1, "供应商确认", "A4纸", 30, "", "", "青竹文具"]]);
  expect(await say("buyer", "到货 A4纸10箱")).toContain("还差20箱");
  await expectBought([[1, 1, "部分到货", "A4纸", 30, 10, "", "青竹文具"]]);
  expect(await office.stock()).toMatchObject({ A4纸: 30 });
  expect(await rowsOf("流水", "类型", "变动", "采购行")).toEqual([["入库", 10, 1]]);
  // An undone receipt lowers what is received.
  await say("buyer", "撤销");
  await expectBought([[1, 1, "供应商确认", "A4纸", 30, 0, "", "青竹文具"]]);
  await say("buyer", "到货 A4纸12箱");
  expect(await say("buyer", "更正：A4纸 15箱")).toContain("15箱");
  await expectBought([[1, 1, "部分到货", "A4纸", 30, 15, "", "青竹文具"]]);
  expect(await say("buyer", "剩下的不要了")).toContain("订单1（青竹文具）：A4纸余下 15箱已取消");
  await expectBought([[1, 1, "已完成", "A4纸", 30, 15, 15, "青竹文具"]]);
  expect(await say("buyer", "供应商统计")).toContain("青竹文具：1 单 1 项");
  expect((await rowsOf("采购记录", "事件")).flat()).toEqual(
    "申请 下单 确认 到货 到货 到货 到货 短交结单".split(" "),
  );
});

it("a copy that a person types over is put right, a state set by hand holds, and one that can't be is named", async () => {
  await orderPaper();
  await say("buyer", "到货 A4纸10箱");
  const header = (await office.formulas("采购"))[0] ?? [];
  const at = (name: string): string => `采购!${String.fromCharCode(65 + header.indexOf(name))}2`;
  await office.type(at("已收"), 25);
  await until(async () => (await bought())[0]?.[5] === 10);
  await office.type(at("状态"), "已下单");
  const wrong =
    "采购 C2：「已下单」与数量、时间不符，应是「部分到货」；要结束请写「已完成」或「已取消」";
  await until(async () => JSON.stringify(await problems()) === JSON.stringify([wrong]));
  await office.type(at("状态"), "等货");
  await until(async () =>
    JSON.stringify(await problems()).includes("「等货」不是状态，请用：申请"),
  );
  await office.type(at("状态"), "已完成");
  await until(async () => JSON.stringify(await problems()) === "[]");
  await until(async () => (await say("buyer", "在途")).includes("没有在途"));
  expect((await bought())[0]?.[2]).toBe("已完成");
});

it("a supplier who says when it is sent, and not when it comes, is told so", async () => {
  await orderPaper();
  const told = await say("buyer", "青竹回复：好的，明天发出");
  expect(told).toMatch(/^订单1（青竹文具） 供应商已确认：A4纸，\d\d-\d\d 发出$/u);
  expect(await say("buyer", "订单1")).toMatch(/ 确认 \d\d-\d\d 何静$/mu);
  await say("buyer", "订单1 A4纸 30箱改20箱");
  expect(await say("buyer", "青竹回复：好的")).toBe("订单1（青竹文具） 供应商已确认：A4纸");
});

it("为什么… says which arithmetic it was, and that nothing is to be bought while what is under way will do", async () => {
  expect(await say("buyer", "为什么买这么多A4纸")).toContain("现在够用，不用买");
  const issued = await say("u-li", "领用：A4纸 18箱");
  expect(issued).toContain("库存预警");
  expect(await say("buyer", "为什么买这么多A4纸")).toMatch(/低于安全库存/u);
  await orderPaper();
  expect(await say("buyer", "为什么买这么多A4纸")).toContain("现在够用，不用买");
});

it("two relays give two orders two numbers, and a restart knows what was received", async () => {
  await orderPaper();
  const other = await office.open();
  const orders = [office.relay, other].map((relay, index) =>
    relay.post({
      ...{ messageId: `o${index}`, groupId: "office", senderId: "buyer" },
      text: `下单 青竹文具 ${index === 0 ? "签字笔 50支" : "便利贴 20包"}`,
    }),
  );
  expect(await Promise.all(orders)).toEqual([202, 202]);
  await Promise.all([office.relay, other].map(({ url }) => whenQuiet(url)));
  await office.settled();
  const numbers = (await bought()).map(([row, order]) => [row, order]);
  expect(numbers).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  await say("buyer", "到货 A4纸10箱");
  await other.post({
    ...{ messageId: "r1", groupId: "office", senderId: "buyer", text: "到货 A4纸8箱" },
  });
  await whenQuiet(other.url);
  await office.settled();
  expect((await bought())[0]?.[5]).toBe(18);
  await office.relay.restart();
  await say("buyer", "到货 A4纸 2箱");
  expect((await bought())[0]?.[5]).toBe(20);
});

it("a supplier in their own group may agree, give a day and say what is lacking, and hears nothing else", async () => {
  await orderPaper();
  const header = (await office.formulas("供应商"))[0] ?? [];
  await office.type(`供应商!${String.fromCharCode(65 + header.indexOf("群"))}2`, "generic:g-qz");
  const there = { groupId: "g-qz" };
  await until(async () => (await say("buyer", "订单确认函 1")).includes("的群里吗"));
  const posts = await office.say("buyer", "是");
  await until(() => office.bridge.posts.some((post) => post.groupId === "g-qz"));
  expect(posts.map(({ text }) => text).join()).toContain("已发到青竹文具的群里");
  const letter = office.bridge.posts.find((post) => post.groupId === "g-qz")?.text ?? "";
  expect(letter).toContain("【订单确认函】订单1 第 1 版");
  expect(letter).toContain("A4纸 30箱");
  for (const text of [
    "查询 A4纸",
    "采购清单",
    "订单1",
    "看板",
    "帮助",
    "@播报员 在吗",
    "领用：A4纸 1箱",
  ])
    expect([text, await say("qin", text, there)]).toEqual([text, ""]);
  for (const sender of ["u-li", "buyer", "stranger"])
    expect([sender, await say(sender, "查询 A4纸", there)]).toEqual([sender, ""]);
  expect(await office.rows("成员")).toHaveLength(6);
  expect(await say("qin", "好的，明天发出", there)).toMatch(
    /^订单1 已确认，\d\d-\d\d 发货，谢谢。$/mu,
  );
  await until(() =>
    office.bridge.posts.some(
      ({ text, groupId }) =>
        groupId === "office" &&
        /^【供应商回复】青竹文具：订单1 供应商已确认：A4纸，\d\d-\d\d 发出$/u.test(text),
    ),
  );
  expect((await bought())[0]?.[2]).toBe("供应商确认");
  await office.say("qin", "A4纸没货了", there);
  const isTold = ({ text }: { readonly text: string }) => text.includes("青竹文具：「A4纸没货了」");
  await until(() => office.bridge.posts.some(isTold));
  const told = office.bridge.posts.find(isTold);
  expect(told?.groupId).toBe("office");
  // Elsewhere a supplier is nobody.
  expect(await say("qin", "查询 A4纸")).toBe("");
  // What is posted of the stock goes to no supplier, though 设置 lists the group.
  await office.type("设置!B2", "generic:office,generic:g-qz");
  expect(await say("u-li", "领用：A4纸 16箱")).toContain("库存预警");
  expect(office.bridge.posts.map((post) => post.groupId)).not.toContain("g-qz");
});
