/** Prices: told and asked by buyers in private, in a spreadsheet of their own, and found nowhere else. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { content, openOffice, sitDownAt, until, type Desk, type Office } from "./office";

jest.setTimeout(120_000);

const member = (姓名: string, 部门: string, 角色: string, 账号: string) => ({
  ...{ 姓名, 部门, 角色, 平台: "generic", 账号 },
});
const people = { 成员: [...(content["成员"] ?? []), member("何静", "采购部", "采购", "buyer")] };
const paper = (content["库存"] ?? []).map((row) =>
  row["物品名称"] === "A4纸" ? { ...row, 供应商: "青竹文具", 单位换算: "1箱=5包" } : row,
);
const key = "r".repeat(32);
const environment = {
  PRICE_SPREADSHEET_ID: "prices",
  API_KEYS: `bi:read:${key}`,
  API_REQUESTS_PER_MINUTE: "100000",
  LOG_LEVEL: "trace",
};
/** As it was told, of a stock unit, and of ten of them. */
const planted = /7319\.37|1463\.87|73193\.7/u;

let office: Office;
let logged: string[];
afterEach(() => office.close());

async function open(settings: Readonly<Record<string, string>> = environment): Promise<void> {
  logged = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void logged.push(line) });
  office = await openOffice({ ...people, 库存: paper }, settings, log);
}

const say = async (sender: string, text: string, more = {}): Promise<string> =>
  (await office.say(sender, text, more)).map((post) => post.text).join("\n");
const privately = { groupId: undefined };
const buyer = (text: string): Promise<string> => say("buyer", text, privately);
const priceSheet = (): Desk => sitDownAt({ url: office.sheet.url, spreadsheetId: "prices" });
const cellsOf = async (tab: string): Promise<string> =>
  JSON.stringify(await priceSheet().formulas(tab));

it("a buyer's quote in private is stored once, compared, and is the price of the order that follows", async () => {
  await open();
  expect(await buyer("青竹报价 A4纸 128一箱，含税")).toBe(
    "已登记报价 青竹文具：A4纸 128元/箱（含税）",
  );
  const [header, row, ...more] = await priceSheet().formulas("报价");
  expect(header?.slice(0, 4)).toEqual(["时间", "供应商", "物品名称", "规格型号"]);
  expect(row?.slice(1, 6)).toEqual(["青竹文具", "A4纸", "70g", 128, "是"]);
  expect(more).toEqual([]);
  expect(await buyer("比价 A4纸")).toContain("1. 青竹文具 128元/箱（含税）");
  await buyer("下单 青竹文具 A4纸30箱");
  await until(async () => (await cellsOf("采购价").catch(() => "")).includes("3840"));
  expect(await buyer("订单1多少钱")).toContain("A4纸 30箱：128元/箱，3840元\n合计 3840元");
  expect(await buyer("这个月在青竹订了多少")).toContain("这个月采购金额：青竹文具 3840元");
  expect(await say("buyer", "这个月在青竹订了多少")).not.toContain("3840");
  await say("buyer", "订单1 A4纸 30箱改20箱");
  expect(await buyer("订单1多少钱")).toContain("合计 2560元");
});

it("a message that comes again stores no second row, also after a restart", async () => {
  await open();
  const message = { messageId: "q1", senderId: "buyer", text: "青竹报价 A4纸 128一箱" };
  await office.relay.post(message);
  await until(async () => (await cellsOf("报价").catch(() => "")).includes("128"));
  await office.relay.restart();
  await office.relay.post(message);
  const other = await office.open();
  await other.post(message);
  await until(() => office.bridge.posts.filter(({ text }) => text.includes("已登记")).length >= 2);
  expect(await priceSheet().formulas("报价")).toHaveLength(2);
});

it("without a spreadsheet of prices none is stored, and that is said", async () => {
  await open({ ...environment, PRICE_SPREADSHEET_ID: "" });
  expect(await buyer("青竹报价 A4纸 7319.37一箱")).toContain("价格不登记");
  expect(await buyer("比价 A4纸")).toContain("PRICE_SPREADSHEET_ID");
  await until(async () => !planted.test(await onDisk()));
});

it("while it can't be reached, a buyer hears that nothing was stored, and the stock goes on", async () => {
  await open();
  office.intercept = (call, apply) =>
    Promise.resolve(
      call.path.includes("/prices") ? { status: 503, body: { error: { code: 503 } } } : apply(),
    );
  expect(await buyer("青竹报价 A4纸 128一箱")).toContain("这条报价没有登记");
  expect(await say("buyer", "到货 A4纸2箱")).toContain("A4纸");
  expect((await office.relay.ready())["sheet"]).toBe("ok");
});

/** Every file of STATE_DIR. */
async function onDisk(): Promise<string> {
  const names = await readdir(office.relay.stateDir, { recursive: true, withFileTypes: true });
  const files = names
    .filter((one) => one.isFile())
    .map((one) => path.join(one.parentPath, one.name));
  return (await Promise.all(files.map((file) => readFile(file, "latin1")))).join("\n");
}

const pages =
  "/ /board /board/parts /item?name=A4纸&spec=70g /purchasing /purchasing?by=supplier /order?number=1 /letter?order=1 /report /stocktake /export/file?tab=stock&format=csv /export/file?tab=stock&format=jsonl /export/file?tab=ledger&format=csv&from=2026-01-01&to=2099-12-31 /metrics /healthz /readyz";
const lists =
  "items movements pending stocktakes orders reports/day reports/week reports/month openapi.json";
const asked =
  "库存|查询 A4纸|A4纸多少钱|A4纸上次多少钱买的|比价 A4纸|订单1|订单1多少钱|在途|采购清单|供应商统计|订单确认函 1|订单确认函 1 带价格|这个月在青竹订了多少|汇总|本周汇总|记录 A4纸|缺货|待处理|为什么买这么多A4纸";

it("a planted price is in no other outlet", async () => {
  await open();
  const told: (readonly [string, string])[] = [];
  const hear = async (sender: string, text: string, more = {}): Promise<void> => {
    told.push([`${sender}: ${text}`, await say(sender, text, more)]);
  };
  await hear("buyer", "青竹报价 A4纸 7319.37一箱");
  expect(told[0]?.[1]).toBe("价格请私聊我。");
  expect(await buyer("青竹报价 A4纸 7319.37一箱")).toContain("已登记报价");
  await hear("u-li", "青竹报价 A4纸 7319.37一箱");
  await hear("u-li", "青竹报价 A4纸 7319.37一箱", privately);
  await hear("buyer", "下单 青竹文具 A4纸10箱");
  await until(async () => (await cellsOf("采购价").catch(() => "")).includes("73193.7"));
  await hear("buyer", "到货 A4纸2箱，单价7319.37元");
  await hear("buyer", "到货：A4纸 1箱，7319.37元一箱");
  for (const text of asked.split("|")) {
    await hear("buyer", text);
    await hear("u-li", text);
    await hear("u-li", text, privately);
  }
  const headers = { authorization: `Bearer ${key}` };
  const read = async (where: string): Promise<void> => {
    const answer = await fetch(`${office.relay.url}${where}`, { headers });
    expect([where, answer.status]).toEqual([where, 200]);
    told.push([where, await answer.text()]);
  };
  for (const where of pages.split(" ")) await read(where);
  for (const list of lists.split(" ")) await read(`/api/v1/${list}`);
  for (const tab of "库存 流水 待处理 成员 设置 播报 采购 采购记录 供应商 _stockcaster".split(" "))
    told.push([tab, JSON.stringify(await office.formulas(tab))]);
  told.push(["log", logged.join("")]);
  expect(logged.length).toBeGreaterThan(20);
  expect(told.map(([where, text]) => [where, planted.exec(text)?.[0]])).toEqual(
    told.map(([where]) => [where, undefined]),
  );
  // What was taken of it leaves the disk by itself.
  await until(async () => !planted.test(await onDisk()));
  expect(await onDisk()).toContain("generic::");
  expect(await buyer("比价 A4纸")).toMatch(planted);
});
