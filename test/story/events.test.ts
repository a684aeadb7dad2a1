/** What happens in the sheet is told to other systems, by whomever it was caused: signed, in order, again until it is taken. */
import { openReceiver, secret, type Received, type Receiver } from "../events/receiver";
import { setTimeout as sleep } from "node:timers/promises";
import { group, openOffice, type Office } from "./office";

jest.setTimeout(60_000);

const write = "w".repeat(32);
const environment = {
  API_KEYS: `erp:write:${write}`,
  WEBHOOK_SECRETS: `erp=${secret}`,
  WEBHOOK_ALLOW_PRIVATE: "1",
};

let office: Office;
let receiver: Receiver;

const blank = { 名称: "", 地址: "", 事件: "全部", 密钥名: "erp", 停用: "" };
const notes = { 上次成功: "", 失败次数: "", 最近错误: "" };
const pushTab = (rows: readonly Record<string, string>[]) => ({
  推送: rows.map((row) => ({ ...blank, ...notes, ...row })),
});

async function open(rows: (url: string) => readonly Record<string, string>[]): Promise<void> {
  receiver = await openReceiver();
  office = await openOffice(pushTab(rows(receiver.url)), environment);
}

/** Waits for something that comes of itself, but not for ever. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error(
    `it did not come; taken: ${JSON.stringify(receiver.events)}, refused: ${receiver.refused.join()}`,
  );
}

afterEach(async () => {
  await office.close();
  await receiver.close();
});

const has = (type: string, subject: string) => (event: Received) =>
  event.type === `stockcaster.${type}.v1` && event.subject === subject;
const some = (type: string, subject: string): Promise<void> =>
  until(() => receiver.events.some(has(type, subject)));
const typesOf = (subject: string): string[] =>
  receiver.events
    .filter((event) => event.subject === subject)
    .map(({ type }) => type.replace(/^stockcaster\.|\.v1$/g, ""));

const receive = (externalId: string, quantity: number): Promise<Response> =>
  fetch(`${office.relay.url}/api/v1/receipts`, {
    method: "POST",
    headers: { authorization: `Bearer ${write}`, "content-type": "application/json" },
    body: JSON.stringify({ externalId, lines: [{ item: "便利贴", spec: "76x76", quantity }] }),
  });

it("a booking, what it crosses, its taking back and a hand's edit are told in the order of the ledger", async () => {
  await open((地址) => [{ 名称: "仓库系统", 地址 }]);
  await office.say("u-li", "领用：A4纸 16箱");
  await office.say("u-li", "撤销");
  await office.type("库存!C3", 90);
  await some("movement.booked", "签字笔 黑色");
  await until(() => typesOf("A4纸 70g").length === 4);
  expect(typesOf("A4纸 70g")).toEqual([
    "movement.booked",
    "stock.low",
    "movement.undone",
    "stock.recovered",
  ]);
  const [booked, low, undone] = receiver.events;
  expect(booked).toMatchObject({
    id: `generic:${group}:m1`,
    source: "urn:stockcaster:local",
    data: {
      item: "A4纸",
      spec: "70g",
      type: "issue",
      change: -16,
      before: 20,
      after: 4,
      unit: "箱",
      requester: "小李",
    },
  });
  expect(low).toMatchObject({ data: { item: "A4纸", stock: 4, safetyStock: 5, unit: "箱" } });
  expect(undone).toMatchObject({ data: { undoes: `generic:${group}:m1`, change: 16 } });
  expect(receiver.events.find(has("movement.booked", "签字笔 黑色"))).toMatchObject({
    data: { type: "adjustment", before: 100, after: 90, source: "表格" },
  });
  const sequences = receiver.events.slice(0, 4).map(({ data }) => data.sequence);
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  expect(new Set(sequences).size).toBe(4);
  expect(new Set(receiver.events.map(({ webhookId }) => webhookId)).size).toBe(5);
  expect(receiver.refused).toEqual([]);
});

it("what is refused comes again with the same id, and nothing of its item overtakes it", async () => {
  await open((地址) => [{ 名称: "仓库系统", 地址 }]);
  let tries = 0;
  const ids: string[] = [];
  receiver.answer = (event) => {
    ids.push(event.webhookId);
    tries += 1;
    return tries === 1 ? 500 : 204;
  };
  await office.say("u-li", "领用：便利贴 1包");
  await office.say("u-li", "领用：便利贴 2包");
  await until(() => receiver.events.length === 2);
  expect(receiver.events.map(({ data }) => data["change"])).toEqual([-1, -2]);
  expect(ids[1]).toBe(ids[0]);
});

it("what is refused holds back its own item alone, also over a restart, and comes before what follows of it", async () => {
  await open((地址) => [{ 名称: "仓库系统", 地址 }]);
  receiver.answer = ({ data }) => (data["change"] === -1 ? 422 : 204);
  await office.say("u-li", "领用：便利贴 1包");
  await until(() => receiver.refused.length > 0);
  await office.say("u-li", "领用：便利贴 2包");
  await office.say("u-li", "领用：A4纸 3箱");
  await until(() => receiver.events.length === 1);
  expect(receiver.events[0]).toMatchObject({ subject: "A4纸 70g" });
  await until(async () => (await office.rows("推送"))[0]?.["最近错误"] === "对方回答 422");
  await office.relay.restart(() => {
    receiver.answer = () => 204;
    return Promise.resolve();
  });
  await until(() => receiver.events.length === 3);
  expect(receiver.events.map(({ data }) => data["change"])).toEqual([-3, -1, -2]);
});

it("what was booked while the relay stood still, and what was not told before, is told after its start", async () => {
  await open((地址) => [{ 名称: "仓库系统", 地址 }]);
  receiver.answer = () => 503;
  await office.say("u-li", "领用：便利贴 1包");
  await until(() => receiver.refused.length > 0);
  await office.relay.restart(async () => {
    receiver.answer = () => 204;
    await office.type("库存!C5", 200);
  });
  await until(() => receiver.events.length === 2);
  expect(receiver.events.map(({ data }) => [data["type"], data["after"]])).toEqual([
    ["issue", 299],
    ["adjustment", 200],
  ]);
});

it("nothing is told back to the system that caused it, and each is told only what it asked for", async () => {
  const others = await openReceiver();
  await open((地址) => [
    { 名称: "erp", 地址 },
    { 名称: "看板", 地址: others.url, 事件: "低库存、登记" },
  ]);
  expect((await receive("RK-1", 5)).status).toBe(201);
  await until(() => others.events.length === 1);
  await office.say("u-wang", "领用：便利贴 1包");
  await until(() => receiver.events.length === 1);
  expect(receiver.events.map(({ id }) => id)).toEqual([`generic:${group}:m1`]);
  expect(others.events.map(({ id }) => id)).toEqual(["api:erp:RK-1", `generic:${group}:m1`]);
  await others.close();
});

it("an address that answers 410 is stopped in the sheet, keepers are told once, and it goes on where a person lets it", async () => {
  await open((地址) => [{ 名称: "仓库系统", 地址 }]);
  receiver.answer = () => 410;
  await office.say("u-li", "领用：便利贴 1包");
  await until(async () => (await office.rows("推送"))[0]?.["停用"] === "是");
  const [row] = await office.rows("推送");
  expect(row).toMatchObject({ 失败次数: 1, 最近错误: "对方回答 410" });
  const told = () => office.bridge.posts.filter(({ text }) => text.startsWith("【推送提醒】"));
  await until(() => told().length > 0);
  await office.say("u-li", "领用：便利贴 2包");
  expect(receiver.refused).toEqual([410]);
  receiver.answer = () => 204;
  await office.relay.restart();
  await office.type("推送!E2", "");
  await until(() => receiver.events.length === 2);
  expect(receiver.events.map(({ data }) => data["change"])).toEqual([-1, -2]);
  const notices = (await office.rows("播报")).filter(({ 内容 }) =>
    String(内容).startsWith("【推送提醒】"),
  );
  expect(notices).toHaveLength(1);
});

it("rows that can't be used are named with their cell, and nothing is posted for them", async () => {
  await open((地址) => [
    { 名称: "a", 地址: "ftp://example.com/x" },
    { 名称: "b", 地址, 事件: "登记、退货" },
    { 名称: "c", 地址: `${地址}/c`, 密钥名: "wms" },
    { 名称: "d", 地址: `${地址}/d`, 密钥名: "" },
    { 名称: "e", 地址: "" },
  ]);
  const problems = async (): Promise<string[]> =>
    ((await office.relay.ready())["problems"] as string[]).filter((each) =>
      each.startsWith("推送"),
    );
  await until(async () => (await problems()).length === 5);
  expect((await problems()).sort()).toEqual([
    "推送 B2：「ftp://example.com/x」不能推送，请写 https:// 开头的网址",
    "推送 B6 没有地址，这一行没有用上",
    "推送 C3：没有「退货」这种事件，请用：全部、登记、撤销、低库存、库存恢复、采购、盘点结束",
    "推送 D4：WEBHOOK_SECRETS 里没有叫「wms」的密钥，加上后重新启动",
    "推送 D5：没有写密钥名；密钥放在 WEBHOOK_SECRETS 里，这里只写它的名字",
  ]);
  await office.say("u-li", "领用：便利贴 1包");
  expect([...receiver.events, ...receiver.refused]).toEqual([]);
});

it("the tab is laid with a row that shows how to fill it in, and calls nobody", async () => {
  receiver = await openReceiver();
  office = await openOffice({}, environment);
  await until(() =>
    office.rows("推送").then(
      (rows) => rows.length === 1,
      () => false,
    ),
  );
  expect(await office.rows("推送")).toMatchObject([
    {
      名称: "示例",
      地址: "https://example.com/stockcaster",
      事件: "全部",
      密钥名: "erp",
      停用: "是",
    },
  ]);
});
