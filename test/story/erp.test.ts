/** ERPs at the door: what they approve is booked once and told to the group, what they take back is taken back. */
import { createHmac } from "node:crypto";
import {
  complaint,
  credentials,
  startFakeKingdee,
  type FakeKingdee,
  type FakeReceipt,
} from "../erp/fake-kingdee";
import { fixture } from "../erp/fixtures";
import { auditEvent, eventOf, startFakeYonbip, yonbip, type FakeYonbip } from "../erp/fake-yonbip";
import { openOffice, until, type Office } from "./office";

jest.setTimeout(60_000);

const secret = "erpnext-webhook-secret";
let office: Office;
let kingdee: FakeKingdee;
let bip: FakeYonbip;

beforeEach(async () => {
  [kingdee, bip] = await Promise.all([startFakeKingdee(), startFakeYonbip()]);
  office = await openOffice(
    {},
    {
      KINGDEE_URL: kingdee.url,
      KINGDEE_APP_ID: credentials.appId,
      KINGDEE_APP_SECRET: credentials.appSecret,
      KINGDEE_ACCOUNT: credentials.account,
      KINGDEE_USER: credentials.user,
      KINGDEE_EVERY_SECONDS: "1",
      YONBIP_APP_KEY: yonbip.appKey,
      YONBIP_APP_SECRET: yonbip.appSecret,
      YONBIP_AES_KEY: yonbip.aesKey,
      YONBIP_URL: bip.url,
      ERPNEXT_WEBHOOK_SECRET: secret,
    },
  );
  await layCodes(
    ["系统", "外部编码", "物品名称", "规格型号", "单位换算"],
    ["金蝶", "MAT-1", "A4纸", "70g", "1CTN=2箱"],
    ["用友", "000192", "A4纸", "70g", ""],
    ["ERPNext", "PAPER", "A4纸", "70g", ""],
  );
});

async function layCodes(...rows: readonly (readonly string[])[]): Promise<void> {
  const sheetId = 4711;
  const cell = (stringValue: string) => ({ userEnteredValue: { stringValue } });
  await office.edit(
    { addSheet: { properties: { sheetId, title: "外部编码" } } },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: rows.map((row) => ({ values: row.map(cell) })),
        fields: "userEnteredValue",
      },
    },
  );
}

afterEach(async () => {
  await office.close();
  await Promise.all([kingdee.close(), bip.close()]);
});

/** Now as people in the sheet's zone read it; seconds later by `later`. */
const local = (later = 0): string =>
  new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "medium",
  })
    .format(Date.now() + later * 1000)
    .replace(" ", "T");
const receipt = (id: number, code: string, quantity: number, unit: string): FakeReceipt => ({
  id,
  number: `CGRK${id}`,
  status: "C",
  approvedAt: local(),
  lines: [{ code, name: "复印纸", quantity, unit }],
});
const rowsOf = async (source: string) =>
  (await office.rows("流水")).filter((row) => String(row["消息ID"]).startsWith(`api:${source}:`));
const heard = (words: string) => () => office.bridge.posts.some(({ text }) => text.includes(words));

async function push(name: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${office.relay.url}/webhooks/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: text,
  });
  return { status: answer.status, text: await answer.text() };
}
const signed = (body: unknown) => ({
  "x-frappe-webhook-signature": createHmac("sha256", secret)
    .update(JSON.stringify(body))
    .digest("base64"),
});
const paper = (name: string, docstatus: number, more: object = {}) => ({
  ...(fixture("erpnext-submitted") as object),
  ...{ name, docstatus, ...more },
});
const erpnext = (body: unknown) => push("erpnext", body, signed(body));

it("金蝶: an approved receipt is booked once and told, over failures and a restart, and taken back with its approval", async () => {
  kingdee.next = { status: 500, body: {} };
  const first = receipt(1, "MAT-1", 2, "CTN");
  kingdee.receipts.push(first);
  await until(heard("【入库通知】品名：A4纸，数量：4箱，操作人：王芳"));
  kingdee.next = { status: 200, body: complaint("会话信息已丢失，请重新登录") };
  await office.relay.restart(() => {
    kingdee.receipts.push(receipt(2, "MAT-9", 1, "箱"));
    return Promise.resolve();
  });
  await until(heard("外部编码 MAT-9（金蝶，复印纸）是哪个物品？播报员请回「确认 1 物品名称」。"));
  await office.say("keeper1", "确认 1 订书机 1箱=10个");
  await until(async () => (await rowsOf("kingdee")).length === 2);
  expect(await rowsOf("kingdee")).toMatchObject([
    { 物品名称: "A4纸", 变动: 4, 操作人: "王芳" },
    { 物品名称: "订书机", 变动: 10 },
  ]);
  first.status = "D";
  await until(heard("【入库撤销】A4纸 -4箱（单据 CGRK1 已作废）"));
  Object.assign(first, { status: "C", approvedAt: local(1) });
  await until(async () => (await rowsOf("kingdee")).length === 4);
  const calls = kingdee.calls;
  await until(() => kingdee.calls > calls + 4);
  await office.settled();
  expect(await rowsOf("kingdee")).toHaveLength(4);
  expect((await office.stock())["A4纸"]).toBe(24);
});

it("金蝶: one that is taken back while it waits for a code is never booked", async () => {
  const waiting = receipt(1, "MAT-9", 1, "箱");
  kingdee.receipts.push(waiting);
  await until(async () => (await office.rows("待处理")).length === 1);
  waiting.status = "D";
  await until(async () => (await office.rows("待处理"))[0]?.["状态"] === "已驳回");
  await office.type("外部编码!A5", "金蝶");
  await office.type("外部编码!B5", "MAT-9");
  await office.type("外部编码!C5", "订书机");
  const calls = kingdee.calls;
  await until(() => kingdee.calls > calls + 4);
  expect(await rowsOf("kingdee")).toEqual([]);
});

it("ERPNext: a submitted receipt is booked once, a cancelled one taken back, in whichever order they come", async () => {
  const body = paper("MAT-PRE-2026-00001", 1);
  const answers = await Promise.all([erpnext(body), erpnext(body), erpnext(body)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await until(heard("【入库通知】品名：A4纸，数量：3箱，操作人：fang"));
  await erpnext(paper("PR 2", 2));
  await erpnext(paper("PR 2", 1));
  await erpnext(paper("MAT-PRE-2026-00001", 2));
  await until(heard("【入库撤销】A4纸 -3箱（单据 MAT-PRE-2026-00001 已作废）"));
  await erpnext(body);
  await erpnext(paper("PR-RET", 1, { is_return: 1 }));
  await until(heard("是退货或红字单据"));
  await office.settled();
  expect((await rowsOf("erpnext")).map((row) => row["变动"])).toEqual([3, -3]);
});

it.each([1, 2])(
  "用友: events of generation %i book, and take back what is approved no more",
  async (generation) => {
    const id = "2031234567890123457";
    const detail = {
      ...{ code: "CGRK-7", status: 1, auditTime: "2026-11-30 09:30:00", auditor: "陈静" },
      purInRecords: [{ product_cCode: "000192", product_cName: "复印纸", qty: 6, unit_name: "箱" }],
    };
    bip.details.set(id, detail);
    const event = eventOf(auditEvent(id), { generation });
    expect(await push("yonbip", event)).toEqual({ status: 200, text: "success" });
    expect(await push("yonbip", event)).toEqual({ status: 200, text: "success" });
    await until(heard("【入库通知】品名：A4纸，数量：6箱，操作人：陈静"));
    bip.details.set(id, { ...detail, status: 0, auditTime: "" });
    await push("yonbip", eventOf(auditEvent(id, { type: "ST_PURINRECORD_UNAUDIT" })));
    await until(heard("【入库撤销】A4纸 -6箱"));
    await push("yonbip", event);
    bip.details.set(id, { ...detail, auditTime: "2026-11-30 10:00:00" });
    await push("yonbip", event);
    await until(async () => (await rowsOf("yonbip")).length === 3);
    expect((await rowsOf("yonbip")).map((row) => row["变动"])).toEqual([6, -6, 6]);
  },
);

it("用友: an event is answered and kept while 用友 itself does not answer", async () => {
  const id = "7";
  bip.failures = 1;
  bip.details.set(id, {
    ...{ code: "CGRK-8", status: 1, auditTime: "2026-11-30 09:30:00", auditor: "" },
    purInRecords: [{ product_cCode: "000192", qty: 1, unit_name: "箱" }],
  });
  expect((await push("yonbip", eventOf(auditEvent(id)))).text).toBe("success");
  await until(() => bip.failures === 0);
  expect(await rowsOf("yonbip")).toEqual([]);
  await office.relay.restart();
  await until(async () => (await rowsOf("yonbip")).length === 1);
});

const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  "",
  "x",
  [],
  {},
  [[]],
  "\u0000",
  "\ud800",
  "../../etc/passwd",
  "x".repeat(3_000),
  { $ne: 1 },
  "=1+1",
  1e400,
];

it("hostile requests book nothing, and none is answered with 500", async () => {
  await until(() => kingdee.calls > 0);
  const statuses: [string, number][] = [];
  const note = async (what: string, answer: Promise<{ status: number }>): Promise<void> => {
    statuses.push([what, (await answer).status]);
  };
  for (const value of strange) {
    const text = JSON.stringify(value);
    await note(`erpnext unsigned ${text}`, push("erpnext", value));
    await note(`erpnext ${text}`, erpnext(value));
    for (const field of ["doctype", "name", "docstatus", "items"])
      await note(`erpnext ${field} ${text}`, erpnext({ ...paper("PR-9", 0), [field]: value }));
    await note(`erpnext item ${text}`, erpnext(paper("PR-9", 0, { items: [value] })));
    await note(`yonbip ${text}`, push("yonbip", value));
    for (const field of ["signature", "timestamp", "nonce", "encrypt"])
      await note(
        `yonbip ${field} ${text}`,
        push("yonbip", { ...eventOf(auditEvent("1")), [field]: value }),
      );
    await note(`yonbip event ${text}`, push("yonbip", eventOf({ content: value, type: value })));
  }
  for (const name of ["erpnext", "yonbip"]) {
    await note(`${name} deep`, push(name, deep));
    await note(`${name} broken`, push(name, "{"));
    await note(`${name} large`, push(name, "x".repeat(300_000)));
    await note(`${name} packed`, push(name, "{}", { "content-encoding": "gzip" }));
    for (const method of ["GET", "PUT", "DELETE"])
      await note(`${name} ${method}`, fetch(`${office.relay.url}/webhooks/${name}`, { method }));
  }
  const wrong = { "x-frappe-webhook-signature": "x".repeat(44) };
  await note("erpnext forged", push("erpnext", paper("PR-9", 1), wrong));
  await note("yonbip old", push("yonbip", eventOf(auditEvent("1"), { at: Date.now() - 9e7 })));
  await note("yonbip foreign", push("yonbip", eventOf(auditEvent("1"), { appKey: "another" })));
  await note("yonbip forged", push("yonbip", eventOf(auditEvent("1"), { secret: "guess" })));
  expect(statuses.filter(([, status]) => status >= 500)).toEqual([]);
  const taken = statuses.filter(([, status]) => status < 400).map(([what]) => what);
  expect(
    taken.filter(
      (what) => !/^(erpnext (name|item|items)|erpnext docstatus 0|yonbip event)( |$)/.test(what),
    ),
  ).toEqual([]);
  expect(statuses.length).toBeGreaterThan(200);
  await office.settled();
  expect(await office.rows("流水")).toEqual([]);
});
