/** Workers that share companies over NATS: each message once on its own company's sheet, whichever worker takes it or goes away. */
import type { Post } from "../../scripts/bridge";
import { openCompanies, type Companies, type CompanyAt } from "../../scripts/workers/companies";
import { tenantHash } from "../../src/inbox/jetstream/subjects";
import { serve, type Serving } from "../../src/server";
import { readSettings } from "../../src/settings";
import { describeOnNats } from "../inbox/describe-on-nats";
import { content, until } from "./office";

jest.setTimeout(60_000);

const batteries = ["5号电池", "7号电池"].map((物品名称) => ({
  ...{ 物品名称, 规格型号: "", 当前库存: 40, 安全库存: 5 },
  ...{ 单位: "节", 负责人: "王芳" },
}));

let place: Companies;
let refusal: { readonly spreadsheetId: string; readonly status: number } | undefined;
let workers: Serving[] = [];
let count = 0;

async function startWorker(more: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const worker = await serve(readSettings({ ...place.environment, ...more }));
  workers.push(worker);
  return worker;
}

async function stopWorker(worker: Serving): Promise<void> {
  workers = workers.filter((one) => one !== worker);
  await worker.stop();
}

const readyz = async ({ url }: Serving): Promise<Readonly<Record<string, unknown>>> =>
  (await (await fetch(`${url}/readyz`)).json()) as Record<string, unknown>;

async function when(
  worker: Serving,
  holds: (state: Readonly<Record<string, unknown>>) => boolean,
): Promise<Readonly<Record<string, unknown>>> {
  await until(async () => holds(await readyz(worker)));
  return readyz(worker);
}

/** Posts a take-out; answers its 消息ID. */
async function issue(worker: Serving, company: CompanyAt, quantity: number): Promise<string> {
  count += 1;
  const messageId = `m${count}`;
  const answer = await place.bridge.send(worker.url, {
    ...{ messageId, groupId: company.group, senderId: "u-li" },
    text: `领用：签字笔 ${quantity}支`,
  });
  expect(answer.status).toBe(202);
  return `generic:${company.group}:${messageId}`;
}

const booked = async ({ desk }: CompanyAt): Promise<readonly string[]> =>
  (await desk.rows("流水")).map((row) => String(row["消息ID"]));

const whenBooked = (company: CompanyAt, ids: readonly string[]): Promise<void> =>
  until(async () => {
    const found = await booked(company);
    return ids.every((id) => found.includes(id));
  });

/** Resolves when the sheet shows what its ledger ends at. */
const settled = ({ desk }: CompanyAt): Promise<void> =>
  until(async () => {
    const rows = (await desk.rows("流水")).filter((row) => row["物品名称"] === "签字笔");
    const newest = rows
      .toSorted((one, other) => Number(one["时间"]) - Number(other["时间"]))
      .at(-1);
    return (await desk.stock())["签字笔"] === newest?.["变动后"];
  });

const nth = (index: number): CompanyAt => place.companies[index]!;

describeOnNats("workers", () => {
  beforeEach(async () => {
    refusal = undefined;
    place = await openCompanies(4, {
      stock: [...(content["库存"] ?? []), ...batteries],
      intercept: (call, apply) =>
        Promise.resolve(
          refusal !== undefined && call.path.includes(`/${refusal.spreadsheetId}`)
            ? {
                status: refusal.status,
                body: { error: { code: refusal.status, message: "no access" } },
              }
            : apply(),
        ),
    });
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
    await place.close();
  });

  it("book each message on its own company's sheet, whichever takes it, and answer in its group", async () => {
    const [first, second] = [await startWorker(), await startWorker()];
    const sent = await Promise.all(
      place.companies.map(
        async (company, index) =>
          [
            company,
            [await issue(first, company, 1 + index), await issue(second, company, 2)],
          ] as const,
      ),
    );
    for (const [company, ids] of sent) {
      await whenBooked(company, ids);
      await until(async () => (await company.desk.stock())["签字笔"] !== 100);
      expect((await booked(company)).toSorted()).toEqual(ids.toSorted());
    }
    await until(() => place.bridge.posts.length === 8);
    const groups = place.bridge.posts.map(({ groupId }) => groupId);
    expect(new Set(groups)).toEqual(new Set(place.companies.map(({ group }) => group)));
  });

  it("hand their companies over when they stop, and nothing is left behind", async () => {
    const [first, second] = [await startWorker(), await startWorker()];
    const company = nth(0);
    const before = [await issue(first, company, 1), await issue(second, company, 2)];
    await stopWorker(first);
    const after = [await issue(second, company, 3)];
    await whenBooked(company, [...before, ...after]);
    await when(second, ({ companies }) => companies === 4);
    expect(await readyz(second)).toMatchObject({ workers: 1, partitions: 64, parked: 0 });
    await settled(company);
    expect(await place.faults(company, [...before, ...after])).toEqual([]);
  });

  it("answer 503 with Retry-After while NATS is away, say so, and go on when it is back", async () => {
    const worker = await startWorker();
    const company = nth(0);
    const early = await issue(worker, company, 1);
    await place.nats.kill();
    await until(async () => (await fetch(`${worker.url}/readyz`)).status === 503);
    expect((await readyz(worker))["reason"]).toMatch(/NATS can't be reached/);
    const message = {
      messageId: "away",
      groupId: company.group,
      senderId: "u-li",
      text: "领用：签字笔 2支",
    };
    const refused = await place.bridge.send(worker.url, message);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "10"]);
    await place.nats.start();
    await until(async () => (await fetch(`${worker.url}/readyz`)).status === 200);
    expect((await place.bridge.send(worker.url, message)).status).toBe(202);
    expect((await place.bridge.send(worker.url, message)).status).toBe(200);
    const ids = [early, `generic:${company.group}:away`];
    await whenBooked(company, ids);
    await settled(company);
    expect(await place.faults(company, ids)).toEqual([]);
  });

  it("start while NATS is away, and serve once it is there", async () => {
    await place.nats.kill();
    const worker = await startWorker();
    expect((await fetch(`${worker.url}/readyz`)).status).toBe(503);
    const text = "领用：签字笔 2支";
    const message = { messageId: "early", groupId: nth(0).group, senderId: "u-li", text };
    expect((await place.bridge.send(worker.url, message)).status).toBe(503);
    await place.nats.start();
    await until(async () => (await place.bridge.send(worker.url, message)).status === 202);
    await whenBooked(nth(0), [`generic:${nth(0).group}:early`]);
  });

  it("serve the others where a row of the registry is wrong, a group is claimed twice or a company is paused", async () => {
    const worker = await startWorker();
    await place.registry.type("公司!B2", "not an id");
    await place.registry.type("公司!C3", `generic:${nth(1).group}，generic:${nth(2).group}`);
    await place.registry.type("公司!F5", "停用");
    const { problems } = await when(worker, ({ companies, problems: told }) =>
      Boolean(companies === 2 && told),
    );
    expect(problems).toEqual([
      "公司第 2 行的表格ID「not an id」不对，请填表格链接里 /d/ 和 /edit 之间的那一长串；这一行没有用上",
      `群「generic:${nth(2).group}」同时填在第 3、4 行，这几家都不收它的消息，请只留一家`,
    ]);
    const booked = await issue(worker, nth(1), 3);
    await whenBooked(nth(1), [booked]);
    for (const index of [0, 2, 3]) {
      const message = { groupId: nth(index).group, senderId: "u-li", text: "领用：签字笔 1支" };
      const answer = await place.bridge.send(worker.url, { ...message, messageId: `no${index}` });
      expect(await answer.text()).toContain("this group is not allowed to book");
    }
    await place.registry.type("公司!F5", "启用");
    await when(worker, ({ companies }) => companies === 3);
    await whenBooked(nth(3), [await issue(worker, nth(3), 2)]);
  });

  it.each([403, 404])(
    "park a company whose sheet answers %d while it runs, alone, and serve it again when access is given",
    async (status) => {
      const worker = await startWorker();
      const [locked, other] = [nth(0), nth(1)];
      const first = [await issue(worker, locked, 1)];
      await whenBooked(locked, first);
      refusal = { spreadsheetId: locked.spreadsheetId, status };
      const state = await when(worker, ({ parked }) => parked === 1);
      expect(state).toMatchObject({ companies: 3, status: "degraded", sheet: "ok" });
      expect(state["problems"]).toEqual([
        expect.stringMatching(
          `^${tenantHash(locked.spreadsheetId)}: .*${status}.*; this company alone is parked`,
        ),
      ]);
      const figures = await (await fetch(`${worker.url}/metrics`)).text();
      expect(figures).toMatch(/^stockcaster_parked 1$/m);
      const later = [await issue(worker, locked, 2)];
      await whenBooked(other, [await issue(worker, other, 2)]);
      const isTold = ({ groupId, text }: Post): boolean =>
        groupId === locked.group && /表格.*(连不上|打不开|权限|稍后|恢复)/.test(text);
      await until(() => place.bridge.posts.some(isTold));
      refusal = undefined;
      await whenBooked(locked, [...first, ...later]);
      await when(worker, ({ parked, companies }) => parked === 0 && companies === 4);
      await settled(locked);
      expect(await place.faults(locked, [...first, ...later])).toEqual([]);
    },
  );

  it("say in the group and at the address that there is no board, no export and no API", async () => {
    const worker = await startWorker();
    const { group } = nth(0);
    for (const [messageId, text] of Object.entries({ a1: "看板", a2: "导出本月流水" })) {
      await place.bridge.send(worker.url, { messageId, groupId: group, senderId: "keeper1", text });
      await until(() => place.bridge.posts.some(({ inReplyTo }) => inReplyTo === messageId));
      const said = place.bridge.posts.find(({ inReplyTo }) => inReplyTo === messageId)?.text;
      expect(said).toContain("这里没有开看板和导出网页，请直接看表格");
    }
    for (const path of ["/board", "/api/v1/items"]) {
      const answer = await fetch(`${worker.url}${path}`);
      expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("sheet")]);
    }
  });

  it("tell their figures by company, by hashes alone", async () => {
    const worker = await startWorker();
    await whenBooked(nth(0), [await issue(worker, nth(0), 4)]);
    const read = async (): Promise<string> => (await fetch(`${worker.url}/metrics`)).text();
    const booking = `stockcaster_bookings_total{tenant="${tenantHash("company-1")}"} 1`;
    await until(async () => (await read()).includes(booking));
    const text = await read();
    expect(text).toMatch(/^stockcaster_partitions 64$/m);
    expect(text).not.toContain("company-1");
  });

  it("ask a question at one worker and understand its answer at another", async () => {
    const [first, second] = [await startWorker(), await startWorker()];
    const company = nth(0);
    const say = (worker: Serving, messageId: string, text: string): Promise<Response> =>
      place.bridge.send(worker.url, { messageId, groupId: company.group, senderId: "u-li", text });
    await say(second, "q1", "领用：电池 3节");
    await until(() => place.bridge.posts.length === 1);
    await stopWorker(first);
    await say(second, "q2", "7号电池");
    await whenBooked(company, [`generic:${company.group}:q2`]);
    expect((await company.desk.rows("流水"))[0]).toMatchObject({ 物品名称: "7号电池", 变动: -3 });
  });
});
