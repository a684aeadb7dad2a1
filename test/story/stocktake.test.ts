/** A stocktake in the chat: zone by zone, by three people, with differences, a take-out in between, and a crash. */
import { setTimeout as sleep } from "node:timers/promises";
import { whenQuiet } from "../../scripts/bridge";
import { content, openOffice, until, type Office } from "./office";

jest.setTimeout(60_000);

const places: Readonly<Record<string, string>> = {
  A4纸: "A柜 1层",
  签字笔: "A柜 2层",
  订书机: "B柜",
  便利贴: "B柜",
};
const stock = (content["库存"] ?? []).map((row) => ({
  ...row,
  存放位置: places[String(row["物品名称"])] ?? "",
}));

let office: Office;
beforeEach(async () => {
  office = await openOffice({ 库存: stock });
});
afterEach(() => office.close());

const say = async (sender: string, text: string, more = {}): Promise<string> =>
  (await office.say(sender, text, more)).map((post) => post.text).join("\n");
const rowsOf = async (...headers: string[]): Promise<unknown[][]> =>
  (await office.rows("盘点")).map((row) => headers.map((header) => row[header]));

it("three people count, take out in between, and hear what was found", async () => {
  expect(await say("u-li", "开始盘点")).toContain("盘点由播报员或管理员开始、结束");
  expect(await say("keeper1", "开始盘点")).toContain(
    "盘点 1 开始，共 4 项：A柜 1层 1 项、A柜 2层 1 项、B柜 2 项",
  );
  expect(await say("keeper1", "全盘")).toContain("还没结束");
  expect(await say("u-li", "我来盘A柜")).toContain("A柜 1层、A柜 2层 由你盘，2 项待盘");
  expect(await say("u-wang", "B柜我负责")).toContain("B柜 由你盘，2 项待盘");
  // Near enough to what the sheet has.
  expect(await say("u-li", "A4纸 19")).toContain("盘点");
  expect((await office.stock())["A4纸"]).toBe(19);
  // A verb always wins.
  expect(await say("u-li", "领用：签字笔 5支")).toContain("剩 95支");
  expect((await office.stock())["签字笔"]).toBe(95);
  // Without a zone of one's own it is no count.
  expect(await say("keeper1", "A4纸 3箱")).toMatch(/领用.*吗/);
  await say("keeper1", "算了");
  // Another zone's item is named, and not counted.
  expect(await say("u-li", "订书机 8")).toContain("订书机不在你盘的");
  expect(await say("u-li", "桌签 10")).toContain("没有「桌签」");
  // Far from what the sheet has, a colleague's count waits for a keeper.
  expect(await say("u-wang", "订书机 3")).toContain("确认 1");
  expect((await office.stock())["订书机"]).toBe(8);
  expect(await say("u-wang", "盘点进度")).toBe(
    [
      "盘点 1：已盘 1/4",
      "· A柜 1层：1/1，已盘完，小李",
      "· A柜 2层：0/1，小李",
      "· B柜：0/2，小王",
    ].join("\n"),
  );
  await say("keeper1", "确认 1");
  expect((await office.stock())["订书机"]).toBe(3);
  expect(await say("u-wang", "B柜盘完了，没问题")).toContain("便利贴");
  expect(await say("u-li", "还有哪些没盘")).toBe("还有 1 项没盘：\n· A柜 2层：签字笔");
  const ended = await say("keeper1", "结束盘点");
  expect(ended.split("\n")).toEqual([
    expect.stringContaining(
      "盘点 1 结束：应盘 4 项，已盘 3 项，未盘 1 项，差异 2 项。账实差异率 22.5%",
    ),
    "· A4纸：账面 20箱，实盘 19箱，差 -1箱",
    "· 订书机：账面 8个，实盘 3个，差 -5个",
    "说明原因可发「A4纸差的是漏记」。",
  ]);
  expect(await rowsOf("物品名称", "账面数", "实盘数", "差异", "差异率", "状态", "盘点人")).toEqual([
    ["A4纸", 20, 19, -1, "5%", "已盘", "小李"],
    ["签字笔", "", "", "", "", "未盘", "小李"],
    ["订书机", 8, 3, -5, "62.5%", "已盘", "小王"],
    ["便利贴", 300, 300, 0, "0%", "已盘", "小王"],
  ]);
  expect(await say("u-li", "A4纸 18")).toMatch(/领用.*吗/);
  expect(await say("u-li", "盘点进度")).toContain("现在没有盘点");
  expect(await say("u-li", "上次盘点是什么时候")).toContain("盘点 1（");
});

it("a list to print, a box that was found, a second count and a cause: the summary comes with a picture", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "我来盘A柜");
  await say("u-wang", "B柜归我盘");
  const [list] = await office.say("u-li", "盘点表");
  expect(list?.text).toBe(
    "盘点表（盘点 1），待盘 2 项：\n· A柜 1层：A4纸（70g）\n· A柜 2层：签字笔（黑色）",
  );
  expect(list?.image?.contentType).toBe("image/png");
  await say("u-li", "A4纸20箱，没错");
  // Found by a colleague it is asked about, by a keeper booked.
  expect(await say("u-li", "角落里还有一箱A4纸")).toContain("吗？");
  await say("u-li", "算了");
  expect(await say("keeper1", "角落里还有一箱A4纸")).toBe(
    "已盘点：A4纸 20箱 → 21箱（盘差 +1箱）\n差异原因？如「是漏记」「是损耗」。",
  );
  expect((await office.stock())["A4纸"]).toBe(21);
  // Three of eight differ by more than two: somebody else counts too, while others take out.
  await say("u-wang", "订书机 5");
  expect((await office.stock())["订书机"]).toBe(8);
  await say("u-li", "领用：便利贴 10包");
  await say("u-li", "盘点：订书机 5个");
  expect((await office.stock())["订书机"]).toBe(5);
  await say("u-wang", "B柜盘完了，没问题");
  expect((await office.stock())["便利贴"]).toBe(290);
  await say("keeper1", "订书机差的3个是损耗");
  const ended = await office.say("keeper1", "结束盘点");
  expect(ended[0]?.text).toContain("订书机：账面 8个，实盘 5个，差 -3个（损耗");
  expect(ended[0]?.image?.alt).toContain("盘点 1 差异：2 项");
});

it("two people who count one item at once, on two relays, leave one figure and nothing twice", async () => {
  await say("keeper1", "开始盘点");
  const other = await office.open();
  const post = (senderId: string) => ({ groupId: "office", senderId, text: "盘点：便利贴 299包" });
  await Promise.all([
    office.relay.post({ messageId: "one", ...post("u-li") }),
    other.post({ messageId: "two", ...post("u-wang") }),
  ]);
  await Promise.all([whenQuiet(office.relay.url), whenQuiet(other.url)]);
  await office.settled();
  expect((await office.stock())["便利贴"]).toBe(299);
  const changes = (await office.rows("流水")).map((row) => Number(row["变动"]));
  expect(changes.toSorted((left, right) => left - right)).toEqual([-1, 0]);
  expect(await rowsOf("物品名称", "实盘数", "状态")).toContainEqual(["便利贴", 299, "已盘"]);
  expect(await office.rows("盘点")).toHaveLength(4);
});

it("a count that is taken back is none, and one that is put right counts once", async () => {
  await say("keeper1", "开始盘点 A柜");
  await say("keeper1", "我来盘A柜");
  await say("keeper1", "A4纸 18");
  await say("keeper1", "撤销");
  expect(await rowsOf("物品名称", "实盘数", "状态")).toEqual([
    ["A4纸", "", "待盘"],
    ["签字笔", "", "待盘"],
  ]);
  await say("keeper1", "A4纸少了1箱");
  await say("keeper1", "盘错了，重新数是17箱");
  expect(await rowsOf("物品名称", "账面数", "实盘数", "状态")).toContainEqual([
    ...["A4纸", 20, 17, "已盘"],
  ]);
  expect((await office.stock())["A4纸"]).toBe(17);
});

it("who has counted all of a zone is asked about a further bare figure", async () => {
  await say("keeper1", "开始盘点");
  await say("u-wang", "B柜归我盘");
  await say("u-wang", "订书机 8 便利贴 300");
  expect(await say("u-wang", "订书机 7")).toBe(
    "你的区域已经盘完。改成盘点 订书机 7个 吗？回复「是」或「算了」；领用请写「领用」。",
  );
  expect((await office.stock())["订书机"]).toBe(8);
  await say("u-wang", "是");
  expect((await office.stock())["订书机"]).toBe(7);
  expect(await say("u-wang", "领用：订书机 1个")).toContain("已登记：订书机 1个");
  expect(await say("u-wang", "A4纸 1包")).not.toContain("盘");
  expect((await office.stock())["订书机"]).toBe(6);
});

it("a take-out of before a count that is told later explains the difference", async () => {
  await say("keeper1", "开始盘点");
  await say("keeper1", "盘点：订书机 6个");
  await say("u-li", "领用：订书机 2个", { sentAt: new Date(Date.now() - 60_000) });
  await say("u-li", "数之前拿的");
  expect((await office.stock())["订书机"]).toBe(6);
  expect(await rowsOf("物品名称", "账面数", "实盘数", "差异")).toContainEqual(["订书机", 6, 6, 0]);
});

it("a zone that is done without a word of agreement is asked about; with one, its differences count", async () => {
  await say("keeper1", "开始盘点");
  expect(await say("u-li", "A柜盘完了")).toContain(
    "还有 2 项没报数：A4纸、签字笔。都与账面一致吗？",
  );
  expect(await office.rows("流水")).toHaveLength(0);
  await say("u-li", "是");
  expect((await office.rows("流水")).map((row) => row["变动"])).toEqual([0, 0]);
  await say("u-wang", "B柜盘好了，就订书机少一个");
  expect(await rowsOf("物品名称", "账面数", "实盘数", "盘点人")).toEqual([
    ["A4纸", 20, 20, "小李"],
    ["签字笔", 100, 100, "小李"],
    ["订书机", 8, 7, "小王"],
    ["便利贴", 300, 300, "小王"],
  ]);
});

it("what was not found is 未找到 until somebody says that it is gone, or counts it", async () => {
  await say("keeper1", "开始盘点");
  expect(await say("u-li", "订书机没找到")).toBe(
    "订书机 没找到，按 0个 登记？回复「是」，或「算了」再找找。",
  );
  await say("u-li", "算了");
  expect(await say("u-li", "便利贴找不到")).toContain("按 0包 登记？");
  expect(await say("u-li", "盘点进度")).toContain("· B柜：0/2，未找到 2 项，小李");
  expect(await say("u-li", "还有哪些没盘")).toContain("还有 2 项没找到：\n· B柜：订书机、便利贴");
  expect(await say("u-li", "盘点表")).toContain("· B柜：订书机、便利贴");
  await say("u-wang", "我来盘B柜");
  // Who says that all else is right says nothing of what nobody found.
  await say("u-wang", "B柜盘完了，没问题");
  expect(await rowsOf("物品名称", "实盘数", "状态", "盘点人")).toEqual([
    ["A4纸", "", "待盘", ""],
    ["签字笔", "", "待盘", ""],
    ["订书机", "", "未找到", "小王"],
    ["便利贴", "", "未找到", "小王"],
  ]);
  expect(await office.rows("流水")).toEqual([]);
  // It has turned up.
  await say("u-wang", "盘点：便利贴 299包");
  // Gone, in a keeper's words.
  await say("keeper1", "签字笔没找到");
  expect(await say("keeper1", "是")).toContain("100支 → 0支（盘差 -100支）");
  const ended = await say("keeper1", "结束盘点");
  expect(ended).toContain("应盘 4 项，已盘 2 项，未盘 1 项，未找到 1 项，差异 2 项");
  expect(await rowsOf("物品名称", "实盘数", "状态")).toEqual([
    ["A4纸", "", "未盘"],
    ["签字笔", 0, "已盘"],
    ["订书机", "", "未找到"],
    ["便利贴", 299, "已盘"],
  ]);
});

it("of what the sheet does not have who looks for it is told so", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "我来盘A柜");
  expect(await say("u-li", "保温杯没找到")).toContain("保温杯");
  expect(await say("u-wang", "保温杯没找到")).toBe("");
});

it("a find that says why it was not in the sheet is not asked why", async () => {
  await say("keeper1", "开始盘点");
  const found = await say("keeper1", "仓库后面又翻出来两箱A4纸，没登记过");
  expect(found).toContain("20箱 → 22箱");
  expect(found).not.toContain("差异原因");
  expect(await say("u-li", "角落里还有一个订书机，没登记过")).toContain("吗？");
  expect(await say("u-li", "是")).not.toContain("差异原因");
  expect(await rowsOf("物品名称", "差异", "原因")).toEqual([
    ["A4纸", 2, "没登记过"],
    ["签字笔", "", ""],
    ["订书机", 1, "没登记过"],
    ["便利贴", "", ""],
  ]);
});

it("a new count writes its difference also where that is the same as before, and the cell says otherwise", async () => {
  await say("keeper1", "开始盘点");
  await say("keeper1", "盘点：A4纸 19箱");
  const [header = []] = await office.formulas("盘点");
  for (const name of ["差异", "差异率"])
    await office.type(`盘点!${String.fromCodePoint(65 + header.indexOf(name))}2`, "");
  // The relay looks at the sheet for it.
  await say("u-li", "查询 A4纸");
  await say("u-li", "领用：A4纸 2箱");
  await say("keeper1", "盘点：A4纸 17箱");
  expect((await rowsOf("物品名称", "账面数", "实盘数", "差异", "差异率"))[0]).toEqual([
    ...["A4纸", 18, 17, -1],
    expect.anything(),
  ]);
});

it("of two counts of one item in one commit the row holds the later one whole", async () => {
  const ago = (seconds: number) => ({ sentAt: new Date(Date.now() - seconds * 1_000) });
  const posted = (messageId: string, senderId: string, text: string, seconds: number) =>
    office.relay.post({ messageId, groupId: "office", senderId, text, ...ago(seconds) });
  await office.say("keeper1", "开始盘点", ago(60));
  await office.say("keeper1", "盘点：A4纸 19箱", ago(50));
  await office.say("u-wang", "领用：A4纸 1箱", ago(45));
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let isHeld = false;
  office.intercept = async (call, apply) => {
    isHeld ||= call.kind === "write";
    if (call.kind === "write") await released;
    return apply();
  };
  await posted("a", "u-wang", "领用：便利贴 1包", 40);
  await until(() => isHeld);
  await posted("b", "keeper1", "盘点：A4纸 18箱", 30);
  await posted("c", "keeper1", "盘点：A4纸 19箱", 20);
  await sleep(500);
  release();
  await until(async () => (await office.rows("流水")).length === 5);
  await office.settled();
  const [row] = await rowsOf("物品名称", "账面数", "实盘数", "差异", "状态");
  expect(row).toEqual(["A4纸", 19, 19, 0, "已盘"]);
  expect((await office.stock())["A4纸"]).toBe(19);
});

it("nobody counts zero by not counting: what was cancelled leaves what is booked", async () => {
  await say("keeper1", "开始盘点");
  await say("keeper1", "盘点：A4纸 19箱");
  expect(await say("keeper1", "取消盘点")).toContain("已登记的盘点数保留");
  expect((await office.stock())["订书机"]).toBe(8);
  expect(await rowsOf("物品名称", "状态")).toEqual([
    ["A4纸", "已盘"],
    ["签字笔", "已取消"],
    ["订书机", "已取消"],
    ["便利贴", "已取消"],
  ]);
  expect(await say("keeper1", "开始盘点 茶水间")).toContain("没有「茶水间」这个区域");
  expect(await say("keeper1", "开始盘点 B柜")).toContain("盘点 2 开始，共 2 项");
});

it("two keepers who begin at once, on two relays, begin one session", async () => {
  const other = await office.open();
  const post = (text: string) => ({ groupId: "office", senderId: "keeper1", text });
  await Promise.all([
    office.relay.post({ messageId: "a", ...post("开始盘点") }),
    other.post({ messageId: "b", ...post("全盘") }),
  ]);
  await office.settled();
  await office.say("u-li", "盘点进度");
  const rows = await rowsOf("盘点号", "物品名称");
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  expect(await say("u-li", "盘点进度")).toContain("已盘 0/4");
});

it("a restart in the middle, a sorted tab and a deleted row lose no count", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "我来盘B柜");
  await say("u-li", "订书机 7");
  await office.relay.restart();
  const sheetId = await office.sheetId("盘点");
  const range = { sheetId, startRowIndex: 1, endRowIndex: 5 };
  await office.edit({
    sortRange: { range, sortSpecs: [{ dimensionIndex: 3, sortOrder: "DESCENDING" }] },
  });
  const at = (await rowsOf("物品名称")).findIndex(([name]) => name === "签字笔") + 1;
  await office.edit({
    deleteDimension: { range: { sheetId, dimension: "ROWS", startIndex: at, endIndex: at + 1 } },
  });
  await say("u-li", "便利贴 299");
  expect((await office.stock())["便利贴"]).toBe(299);
  expect(await say("keeper1", "盘点进度")).toContain("已盘 2/3");
  expect(await say("keeper1", "结束盘点")).toContain("应盘 3 项，已盘 2 项，未盘 1 项，差异 2 项");
});

it("with the tab's header gone a count is still booked, in the ledger alone", async () => {
  await say("keeper1", "开始盘点");
  await say("keeper1", "我来盘A柜");
  await office.type("盘点!D1", "");
  await say("keeper1", "盘点：A4纸 19箱");
  expect((await office.stock())["A4纸"]).toBe(19);
  expect(await office.rows("流水")).toHaveLength(1);
});

it("a cause is noted for the item that is named, the count that is quoted, or the person's last", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "盘点：A4纸 19箱");
  await say("u-li", "盘点：便利贴 299包");
  expect(await say("u-li", "原因：漏记，忘了写")).toContain(
    "已记下：便利贴：账面 300包，实盘 299包，差 -1包（漏记，忘了写）",
  );
  expect(await say("keeper1", "A4纸差的1箱是没入库")).toContain("A4纸");
  await say("u-li", "是损耗", { quotedMessageId: "m2" });
  expect(await rowsOf("物品名称", "原因")).toEqual([
    ["A4纸", "损耗"],
    ["签字笔", ""],
    ["订书机", ""],
    ["便利贴", "漏记，忘了写"],
  ]);
  const before = (await office.rows("流水")).length;
  expect(await say("u-wang", "是没入库")).toBe("");
  expect(await office.rows("流水")).toHaveLength(before);
  expect(await say("keeper1", "结束盘点")).toContain("差 -1箱（损耗）");
});

it("a cause belongs to the count that it is said of, also while somebody else is to count that again", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "盘点：A4纸 19箱");
  expect(await say("u-wang", "盘点：订书机 7个")).toContain("差异原因？");
  await say("u-wang", "复盘 订书机");
  expect(await say("u-wang", "是漏记")).toBe("已记下：订书机差异原因「漏记」，待另一个人复盘。");
  expect(await say("u-li", "盘点：订书机 7个")).not.toContain("原因");
  // Who quotes a count speaks of that, also where they counted nothing.
  expect(await say("keeper1", "是没入库", { quotedMessageId: "m2" })).toContain("已记下：A4纸");
  expect(await rowsOf("物品名称", "原因", "状态")).toEqual([
    ["A4纸", "没入库", "已盘"],
    ["签字笔", "", "待盘"],
    ["订书机", "漏记", "已盘"],
    ["便利贴", "", "待盘"],
  ]);
  expect(await say("u-wang", "原因：损耗")).toContain("已记下：订书机：账面 8个");
});

it("a count of the future belongs to when it came, in 流水 and 盘点 alike", async () => {
  await say("keeper1", "开始盘点");
  await say("u-li", "盘点：A4纸 19箱", { sentAt: new Date(Date.now() + 3_600_000) });
  const [booked] = await office.rows("流水");
  const [[countedAt] = []] = await rowsOf("盘点时间");
  expect(Number(countedAt)).toBeCloseTo(Number(booked?.["时间"]), 4);
  // What is taken now was taken after it.
  expect(await say("u-li", "领用：A4纸 1箱")).toContain("剩 18箱");
});

it("why a count differs is asked once, with what the data tell; the cause answers it", async () => {
  await say("keeper1", "开始盘点");
  expect(await say("u-li", "盘点：订书机 7个")).toContain("差异原因？如「是漏记」「是损耗」。");
  expect(await say("u-li", "盘点：订书机 6个")).not.toContain("原因");
  expect(await say("keeper1", "盘点：A4纸 20箱，签字笔 98支")).toContain(
    "差异原因？如「是漏记」「是损耗」。",
  );
  expect(await say("keeper1", "是漏记")).toContain("已记下：签字笔：账面 100支");
  expect(await say("keeper1", "结束盘点")).not.toContain("A4纸：");
});

it("a difference of what waits in 待处理 is asked about as 漏记, and told so at the end", async () => {
  await say("u-li", "领用：订书机 9个");
  await say("keeper1", "入库：订书机 20个");
  await say("keeper1", "开始盘点");
  expect(await say("keeper1", "盘点：订书机 19个，A4纸 19箱")).toContain(
    "差异原因？订书机 正合待处理 1 没登记的数，对就回「订书机差的是漏记」。",
  );
  expect(await say("keeper1", "结束盘点")).toContain("差 -9个（可能漏记）");
});

it("where the sheet has another figure than is said, the answer says so", async () => {
  const told = "办公区发现差异，订书机系统显示9个，实际数了只有7个";
  expect(await say("keeper1", told)).toBe(
    "已盘点：订书机 8个 → 7个（盘差 -1个）\n订书机账面是 8个，不是 9个。",
  );
  expect(await say("keeper1", "订书机系统显示7个，实际数了只有6个")).not.toContain("账面是");
  // Who may only propose a count is not told what there is.
  expect(await say("u-li", "A4纸系统显示19箱，实际数了只有18箱")).toContain("A4纸账面不是 19箱。");
});

it("when the answers to writes are lost, the session begins once and each count stands once", async () => {
  const lost = new Set<string>();
  let message = "";
  office.intercept = async (call, apply) => {
    const answer = apply();
    if (call.kind !== "write" || lost.has(message)) return answer;
    lost.add(message);
    return "reset";
  };
  for (const [sender, text] of [
    ["keeper1", "开始盘点"],
    ["u-li", "我来盘A柜"],
    ["u-li", "A4纸 19"],
    ["keeper1", "结束盘点"],
  ] as const) {
    message = text;
    await say(sender, text);
  }
  expect(lost.size).toBe(4);
  expect(await rowsOf("盘点号", "物品名称", "账面数", "实盘数", "状态")).toEqual([
    [1, "A4纸", 20, 19, "已盘"],
    [1, "签字笔", "", "", "未盘"],
    [1, "订书机", "", "", "未盘"],
    [1, "便利贴", "", "", "未盘"],
  ]);
  expect(await office.rows("流水")).toHaveLength(1);
});

it("600 items in 40 zones are laid in one commit, and a count is one more", async () => {
  await office.close();
  const many = Array.from({ length: 600 }, (_, index) => ({
    ...{ 物品名称: `配件${String.fromCodePoint(0x4e00 + index * 7)}`, 规格型号: "", 单位: "个" },
    ...{ 当前库存: 10, 安全库存: 1, 负责人: "王芳", 存放位置: `库房 ${(index % 40) + 1}排` },
  }));
  office = await openOffice({ 库存: many });
  let appends = 0;
  office.intercept = async (call, apply) => {
    if (JSON.stringify(call.body ?? {}).includes("appendCells")) appends += 1;
    return apply();
  };
  expect(await say("keeper1", "开始盘点")).toContain("共 600 项：库房 1排 15 项");
  expect(await office.rows("盘点")).toHaveLength(600);
  expect(appends).toBe(1);
  expect(await say("keeper1", `盘点：${String(many[0]?.物品名称)} 9个`)).toContain("9个");
  expect(appends).toBe(2);
  const ended = await say("keeper1", "结束盘点");
  expect(ended).toContain("应盘 600 项，已盘 1 项，未盘 599 项，差异 1 项");
});
