/** Other systems at the door: documents booked once, whatever they send, and whatever happens to the sheet meanwhile. */
import { apiExamples } from "../../src/language/page-words/api-words";
import { group, openOffice, until, type Office } from "./office";

jest.setTimeout(60_000);

const write = "w".repeat(32);
const read = "r".repeat(32);
const environment = {
  API_KEYS: `erp:write:${write},bi:read:${read}`,
  API_REQUESTS_PER_MINUTE: "100000",
};

let office: Office;
let base: string;

beforeAll(async () => {
  office = await openOffice({}, environment);
  base = `${office.relay.url}/api/v1`;
});

afterAll(() => office.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function call(
  method: string,
  where: string,
  { body, key = write, headers = {} }: { body?: unknown; key?: string; headers?: object } = {},
): Promise<Answer> {
  const answer = await fetch(`${base}${where}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    ...(body !== undefined && {
      body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

const post = (where: string, body: unknown): Promise<Answer> => call("POST", where, { body });
const a4 = (quantity: number) => ({ item: "A4纸", spec: "70g", quantity, unit: "箱" });
const rowsOf = async (id: string) =>
  (await office.rows("流水")).filter((row) => String(row["消息ID"]).startsWith(id));

it("a receipt is booked once, told to the group, and taken back", async () => {
  const document = { externalId: "RK-1", document: { approvedBy: "王芳" }, lines: [a4(10)] };
  office.bridge.posts.length = 0;
  const first = await post("/receipts", document);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({
    externalId: "RK-1",
    status: "booked",
    movements: [{ id: "api:erp:RK-1", change: 10, before: 20, after: 30, operator: "王芳" }],
  });
  await until(() => office.bridge.posts.some(({ text }) => text.startsWith("【入库通知】")));
  expect(office.bridge.posts[0]).toMatchObject({
    groupId: group,
    kind: "notice",
    text: expect.stringMatching(
      /^【入库通知】品名：A4纸，数量：10箱，操作人：王芳，时间：/,
    ) as string,
  });
  expect((await post("/receipts", document)).status).toBe(200);
  const other = await post("/receipts", { ...document, lines: [a4(11)] });
  expect(other.status).toBe(409);
  expect((await post("/documents/RK-1/void", {})).body).toMatchObject({
    status: "voided",
    movements: [{ change: -10 }],
  });
  expect((await post("/documents/RK-1/void", {})).status).toBe(200);
  expect((await post("/receipts", document)).status).toBe(409);
  expect(await rowsOf("api:erp:RK-1")).toHaveLength(2);
  await office.settled();
  expect((await office.stock())["A4纸"]).toBe(20);
});

it("an issue, a return and a count are booked as from the chat", async () => {
  const person = { requester: "小李", department: "市场部" };
  await post("/issues", { externalId: "LY-1", ...person, lines: [a4(2)] });
  await post("/returns", { externalId: "TH-1", ...person, lines: [a4(1)] });
  await post("/counts", { externalId: "PD-1", lines: [a4(20)] });
  const rows = (await office.rows("流水")).filter((row) =>
    /api:erp:(LY|TH|PD)-1/.test(String(row["消息ID"])),
  );
  expect(rows.map((row) => [row["类型"], row["变动"], row["领用人"], row["部门"]])).toEqual([
    ["领用", -2, "小李", "市场部"],
    ["归还", 1, "小李", "市场部"],
    ["盘点", 1, "", ""],
  ]);
});

it("the same document twice at once stands once", async () => {
  const document = { externalId: "RK-2", lines: [{ item: "订书机", quantity: 1 }] };
  const answers = await Promise.all(Array.from({ length: 8 }, () => post("/receipts", document)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201]);
  expect(await rowsOf("api:erp:RK-2")).toHaveLength(1);
});

it("what can't be booked says why of each line, and waits for the keepers once", async () => {
  const document = {
    externalId: "RK-3",
    lines: [a4(1), { item: "A4打印纸", quantity: 1 }, { ...a4(1), unit: "吨" }],
  };
  const answer = await post("/receipts", document);
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(answer.body["errors"]).toEqual([
    { pointer: "/lines/1/item", detail: "库存表里没有「A4打印纸」", closest: ["A4纸"] },
    { pointer: "/lines/2/unit", detail: expect.stringContaining("没有「1吨」的单位换算") },
  ]);
  const again = await post("/receipts", document);
  expect(again.body["pending"]).toBe(answer.body["pending"]);
  expect(await rowsOf("api:erp:RK-3")).toEqual([]);
  const entries = (await office.rows("待处理")).filter((row) => row["消息ID"] === "api:erp:RK-3");
  expect(entries).toHaveLength(1);
  const mended = await post("/receipts", { ...document, lines: [a4(1)] });
  expect(mended.status).toBe(201);
  await office.settled();
  const closed = (await office.rows("待处理")).find((row) => row["消息ID"] === "api:erp:RK-3");
  expect(closed?.["状态"]).toBe("已确认");
});

it("a receipt of 200 lines is one commit", async () => {
  let appending = 0;
  office.intercept = (sent, apply) => {
    if (sent.kind === "write" && JSON.stringify(sent.body).includes("api:erp:RK-200"))
      appending += 1;
    return Promise.resolve(apply());
  };
  const lines = Array.from({ length: 200 }, () => ({ item: "签字笔", spec: "黑色", quantity: 1 }));
  const answer = await post("/receipts", { externalId: "RK-200", lines });
  office.intercept = undefined;
  expect(answer.status).toBe(201);
  expect(await rowsOf("api:erp:RK-200")).toHaveLength(200);
  expect(appending).toBe(1);
});

it("a document that comes while the sheet is away is on disk, and is booked after a restart", async () => {
  office.intercept = () => Promise.resolve({ status: 503, body: {} });
  const document = { externalId: "RK-9", lines: [{ item: "便利贴", quantity: 5 }] };
  const answer = await post("/receipts", document);
  expect(answer.status).toBe(202);
  expect(answer.headers.get("location")).toBe("/api/v1/documents/RK-9");
  expect((await call("GET", "/documents/RK-9")).body).toMatchObject({ status: "waiting" });
  expect((await post("/receipts", document)).status).toBe(202);
  await office.relay.restart(() => {
    office.intercept = undefined;
    return Promise.resolve();
  });
  base = `${office.relay.url}/api/v1`;
  await until(async () => (await call("GET", "/documents/RK-9")).body["status"] === "booked");
  expect(await rowsOf("api:erp:RK-9")).toHaveLength(1);
  expect((await post("/receipts", document)).status).toBe(200);
});

it("lists come in pages, newest first, and not again where nothing changed", async () => {
  const seen: unknown[] = [];
  let next: unknown;
  do {
    const cursor = typeof next === "string" ? `&cursor=${next}` : "";
    const { body } = await call("GET", `/movements?limit=2${cursor}`, { key: read });
    seen.push(...(body["data"] as { id: string }[]).map(({ id }) => id));
    next = body["next"];
  } while (next !== null);
  const all = await office.rows("流水");
  expect(new Set(seen)).toEqual(new Set(all.map((row) => row["消息ID"])));
  expect(seen).toHaveLength(all.length);
  const items = await call("GET", "/items?name=A4", { key: read });
  expect(items.body["data"]).toMatchObject([{ item: "A4纸", unit: "箱", safetyStock: 5 }]);
  const [{ id }] = items.body["data"] as [{ id: string }];
  expect((await call("GET", `/items/${id}`)).body).toMatchObject({ item: "A4纸" });
  const etag = items.headers.get("etag") ?? "";
  const same = await call("GET", "/items?name=A4", {
    key: read,
    headers: { "if-none-match": etag, "cache-control": "max-age=0" },
  });
  expect(same.status).toBe(304);
  expect((await call("GET", "/reports/day")).body["text"]).toContain("库存日报");
  expect((await call("GET", "/stocktakes")).body).toEqual({ data: [], next: null });
  expect((await call("GET", "/orders", { key: read })).body).toEqual({ data: [], next: null });
});

it("the examples of its own description are taken", async () => {
  const { body } = await call("GET", "/openapi.json", { key: read });
  const { schemas } = body["components"] as {
    schemas: Record<string, { examples: [{ lines: { spec?: string }[] }] }>;
  };
  const paths = { Receipt: "/receipts", Issue: "/issues", Return: "/returns", Count: "/counts" };
  for (const [name, where] of Object.entries(paths)) {
    const [example] = schemas[name]?.examples ?? [];
    expect(example).toBeDefined();
    expect([name, (await post(where, example)).status]).toEqual([name, 201]);
  }
  expect(Object.values(schemas)).toEqual(
    expect.arrayContaining([expect.objectContaining({ examples: [apiExamples.receipt] })]),
  );
});

const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const line = a4(1);
const ok = { externalId: "X-1", lines: [line] };
const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e400,
  "",
  "x",
  [],
  {},
  [[]],
  "\u0000",
  "\ud800",
  "../../etc/passwd",
  "a#2",
  "a@1",
  "a b",
  "x".repeat(300),
  { $ne: 1 },
  ["a"],
  "api:erp:1",
  "=1+1",
  "\u202e",
  "٣",
];
const hostile: readonly (readonly [string, string, unknown])[] = [
  ...strange.map((value) => ["POST", "/receipts", value] as const),
  ...strange
    .map((value) => ["POST", "/receipts", { ...ok, externalId: value }] as const)
    .filter(
      ([, , body]) =>
        (body as { externalId: unknown }).externalId !== "x" &&
        (body as { externalId: unknown }).externalId !== "٣",
    ),
  ...strange.map((value) => ["POST", "/receipts", { ...ok, lines: value }] as const),
  ...strange.map((value) => ["POST", "/receipts", { ...ok, lines: [value] }] as const),
  ...strange.map(
    (value) => ["POST", "/issues", { ...ok, lines: [{ ...line, item: value }] }] as const,
  ),
  ...strange
    .filter((value) => value !== "")
    .map((value) => ["POST", "/issues", { ...ok, lines: [{ ...line, unit: value }] }] as const),
  ...strange.map((value) => ["POST", "/counts", { ...ok, countedAt: value }] as const),
  ...strange
    .filter((value) => typeof value !== "number" || value < 0)
    .map(
      (value) => ["POST", "/returns", { ...ok, lines: [{ ...line, quantity: value }] }] as const,
    ),
  ...strange.map((value) => ["POST", "/receipts", { ...ok, extra: value }] as const),
  ...[
    "{",
    "[",
    "nul",
    "{'a':1}",
    '{"a":1,}',
    deep,
    '{"externalId":"X","externalId":"Y","lines":[]}',
    `{"externalId":"X-2","lines":[{"item":"A4纸","spec":"70g","quantity":1,"quantity":9}]}`,
    `{"__proto__":{"scope":"write"},"lines":[]}`,
    `{"externalId":"X-3","lines":${deep}}`,
  ].map((text) => ["POST", "/receipts", text] as const),
  ["POST", "/receipts", `{"externalId":"X-4","lines":[${"1,".repeat(200_000)}1]}`],
  ["POST", "/receipts", { ...ok, lines: Array.from({ length: 501 }, () => line) }],
  ["POST", "/receipts", new Uint8Array([0xff, 0xfe, 0x7b])],
  ["POST", "/receipts", { ...ok, lines: [{ ...line, quantity: 1e9 }] }],
  ["POST", "/issues", { ...ok, lines: [{ ...line, quantity: 999_999 }] }],
  ["PUT", "/receipts", ok],
  ["PATCH", "/receipts", ok],
  ["DELETE", "/documents/RK-2", undefined],
  ["POST", "/Receipts", ok],
  ["POST", "/receipts/1", ok],
  ["POST", "/documents/%00/void", {}],
  ["POST", "/documents/nobody/void", {}],
  ["GET", "/documents/%E0%A4%A", undefined],
  ["GET", "/items?limit=0", undefined],
  ["GET", "/items?limit=501", undefined],
  ["GET", "/items?limit=a", undefined],
  ["GET", "/items?cursor=zzz", undefined],
  ["GET", "/items?name[$ne]=1", undefined],
  ["GET", "/items?unknown=1", undefined],
  ["GET", "/items/zzz", undefined],
  ["GET", "/movements?from=yesterday", undefined],
  ["GET", "/movements?from=2026-12-01T00:00:00Z&to=2026-11-01T00:00:00Z", undefined],
  ["GET", "/movements?type=theft", undefined],
  ["GET", "/reports/year", undefined],
  ["GET", "/pending?open=maybe", undefined],
];

it(`${hostile.length} hostile requests book nothing, and each is told why`, async () => {
  expect(hostile.length).toBeGreaterThanOrEqual(200);
  const before = (await office.rows("流水")).length;
  const wrong: unknown[] = [];
  for (const [method, where, body] of hostile) {
    const answer = await call(method, where, { body });
    const isTold = typeof answer.body["detail"] === "string" && answer.body["detail"] !== "";
    if (answer.status < 400 || answer.status >= 500 || !isTold)
      wrong.push([
        method,
        where,
        (JSON.stringify(body) as string | undefined)?.slice(0, 80),
        answer.status,
        answer.body,
      ]);
  }
  expect(wrong).toEqual([]);
  expect((await office.rows("流水")).length).toBe(before);
});

it("without the right key nothing is read or booked", async () => {
  for (const key of ["", "x".repeat(32), `${write}x`]) {
    expect((await call("POST", "/receipts", { body: ok, key })).status).toBe(401);
    expect((await call("GET", "/items", { key })).status).toBe(401);
  }
  expect((await call("POST", "/receipts", { body: ok, key: read })).status).toBe(403);
  const plain = { "content-type": "text/plain" };
  expect((await call("POST", "/receipts", { body: ok, headers: plain })).status).toBe(415);
  expect(await rowsOf("api:erp:X-1")).toEqual([]);
});
