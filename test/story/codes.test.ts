/** Codes of other systems: asked about once, taught by one answer or by hand, and the documents that waited are booked. */
import { group, openOffice, until, type Office } from "./office";

jest.setTimeout(60_000);

const key = "w".repeat(32);
let office: Office;
const said: string[] = [];

beforeEach(async () => {
  said.length = 0;
  office = await openOffice({}, { API_KEYS: `erp:write:${key}` });
});
afterEach(() => office.close());

async function post(where: string, body: unknown) {
  const answer = await fetch(`${office.relay.url}/api/v1${where}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const paper = (externalId: string, ...lines: readonly object[]) => ({
  externalId,
  document: { approvedBy: "王芳" },
  lines,
});
const unknown = (quantity: number, unit: string) => ({
  code: "MAT-0192",
  item: "得力复印纸",
  quantity,
  unit,
});
const entriesOf = async (id: string) =>
  (await office.rows("待处理")).filter((row) => row["消息ID"] === `api:erp:${id}`);
const bookedOf = async (id: string) =>
  (await office.rows("流水")).filter((row) => String(row["消息ID"]).startsWith(`api:erp:${id}`));
const heard = (start: string) => () => office.bridge.posts.some(({ text }) => text.includes(start));
const keeper = async (text: string) =>
  (await office.say("keeper1", text))
    .filter(({ kind }) => kind !== "notice")
    .map((one) => one.text);

it("an unknown code is asked about, and one answer books every document that waits for it", async () => {
  const first = await post("/receipts", paper("RK-1", unknown(2, "箱")));
  expect(first.status).toBe(422);
  expect(first.body).toMatchObject({
    pending: 1,
    errors: [
      { pointer: "/lines/0/code", detail: "外部编码 MAT-0192（erp，得力复印纸）是哪个物品？" },
    ],
  });
  await until(heard("播报员请回「确认 1 物品名称」"));
  office.bridge.posts.length = 0;
  expect((await post("/receipts", paper("RK-2", unknown(3, "箱")))).body["pending"]).toBe(2);
  expect(await keeper("待处理")).toEqual([
    expect.stringContaining("（外部编码），请回「确认 1 物品名称」"),
  ]);
  expect(office.bridge.posts.filter(({ kind }) => kind === "notice")).toEqual([]);
  expect(await office.rows("流水")).toEqual([]);

  expect(await keeper("确认 1 A4纸")).toEqual([
    "已记下：erp MAT-0192 是 A4纸。待处理 1 的单据随后登记。",
  ]);
  await until(async () => (await office.rows("流水")).length === 2);
  await office.settled();
  expect(await office.rows("外部编码")).toMatchObject([
    { 系统: "erp", 外部编码: "MAT-0192", 物品名称: "A4纸", 规格型号: "70g", 单位换算: "" },
  ]);
  expect((await office.stock())["A4纸"]).toBe(25);
  for (const [id, quantity] of [["RK-1", 2] as const, ["RK-2", 3] as const]) {
    expect(await bookedOf(id)).toMatchObject([{ 变动: quantity, 操作人: "王芳" }]);
    expect(await entriesOf(id)).toMatchObject([{ 类型: "外部编码", 状态: "已确认" }]);
  }
  expect((await post("/receipts", paper("RK-1", unknown(2, "箱")))).status).toBe(200);
  expect((await post("/receipts", paper("RK-3", unknown(1, "箱")))).status).toBe(201);
});

it("what is not clear about the answer is asked for, and only a keeper teaches", async () => {
  await post("/receipts", paper("RK-1", unknown(10, "包"), { code: "X-7", quantity: 1 }));
  expect(await keeper("确认 1")).toEqual([
    "外部编码 MAT-0192（erp，得力复印纸）是哪个物品？请回「确认 1 物品名称」。",
  ]);
  expect(await keeper("确认 1 A4打印纸")).toEqual([
    "库存表里没有「A4打印纸」。相近的有：A4纸。请回「确认 1 A4纸」。",
  ]);
  expect(await keeper("确认 1 A4纸")).toEqual([
    "单据上写的是「10包」，A4纸没有「包」的单位换算。请连换算一起回，如「确认 1 A4纸 1箱=5包」。",
  ]);
  expect(await office.say("u-li", "确认 1 A4纸，1箱=5包")).toMatchObject([
    { text: expect.stringContaining("王芳") as string },
  ]);
  expect(await keeper("确认 9 A4纸")).toEqual([]);
  expect(await office.rows("流水")).toEqual([]);
  expect(await keeper("确认 1 是 A4纸，1箱=5包")).toEqual([
    "已记下：erp MAT-0192 是 A4纸。\n外部编码 X-7（erp）是哪个物品？请回「确认 1 物品名称」。",
  ]);
  expect(await keeper("确认1：订书机。")).toEqual([
    "已记下：erp X-7 是 订书机。待处理 1 的单据随后登记。",
  ]);
  await until(async () => (await office.rows("流水")).length === 2);
  expect(await bookedOf("RK-1")).toMatchObject([
    { 物品名称: "A4纸", 变动: 2 },
    { 物品名称: "订书机", 变动: 1 },
  ]);
});

it("a row typed into 外部编码 teaches as well, also while the relay is down", async () => {
  await post("/receipts", paper("RK-1", unknown(1, "箱"), { code: "X-7", quantity: 2 }));
  await keeper("确认 1 A4纸");
  await office.relay.restart(async () => {
    const cells = ["ERP", "X-7", "便利贴", "76x76"];
    for (const [column, value] of cells.entries())
      await office.type(`外部编码!${"ABCD"[column] ?? ""}3`, value);
  });
  await until(async () => (await bookedOf("RK-1")).length === 2);
  expect(await entriesOf("RK-1")).toMatchObject([{ 状态: "已确认" }]);
});

it("a document that is taken back or turned down while it waits is never booked", async () => {
  await post("/receipts", paper("RK-1", unknown(1, "箱")));
  await post("/receipts", paper("RK-2", unknown(1, "箱")));
  await post("/receipts", paper("RK-3", unknown(1, "箱")));
  expect((await post("/documents/RK-1/void", {})).body).toMatchObject({ status: "voided" });
  await keeper("驳回 2");
  await keeper("确认 3 A4纸");
  await until(async () => (await bookedOf("RK-3")).length === 1);
  for (const id of ["RK-1", "RK-2"]) {
    expect((await post("/receipts", paper(id, unknown(1, "箱")))).status).toBe(422);
    expect(await bookedOf(id)).toEqual([]);
    expect(await entriesOf(id)).toMatchObject([{ 状态: "已驳回" }]);
  }
});

it("two relays and two keepers at once teach a code and book its document once", async () => {
  const other = await office.open();
  await post("/receipts", paper("RK-1", unknown(1, "箱")));
  await until(async () => (await entriesOf("RK-1")).length === 1);
  await until(heard("「确认 1 物品名称」"));
  const message = { groupId: group, senderId: "keeper1" };
  await Promise.all([
    office.relay.post({ ...message, messageId: "k1", text: "确认 1 A4纸" }),
    other.post({ ...message, messageId: "k2", text: "确认 1 订书机" }),
  ]);
  await until(async () => (await bookedOf("RK-1")).length > 0);
  await office.settled();
  expect(await office.rows("外部编码")).toHaveLength(1);
  expect(await bookedOf("RK-1")).toHaveLength(1);
});
