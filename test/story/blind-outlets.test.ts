/** No outlet tells the book figure of a drawn item, or how far a count was off, until the blind stocktake is over. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import pino from "pino";
import readXlsxFile from "read-excel-file/node";
import { visitSheet } from "../../scripts/beside-relay/visit-sheet";
import { whenQuiet } from "../../scripts/bridge";
import { exportFormats, exportFrom, type ExportAsked } from "../../src/export-files/export";
import { readSettings } from "../../src/settings";
import { openReceiver, secret, type Receiver } from "../events/receiver";
import { content, openOffice, until, type Office } from "./office";
import { onSheet, relayIn } from "./settings";

jest.setTimeout(180_000);

/** What pictures are made of. */
const mockDrawn: unknown[] = [];
jest.mock("../../src/reports/pictures/picture", () => {
  const real = jest.requireActual<{ drawPictures: (pages: unknown) => unknown }>(
    "../../src/reports/pictures/picture",
  );
  return {
    ...real,
    drawPictures: (pages: unknown) => {
      mockDrawn.push(pages);
      return real.drawPictures(pages);
    },
  };
});

/** Before the count 7331 and what is taken of it; the count is 486 fewer. To buy is what lacks to twice 6000. */
const [book, found, safety] = [7331, 6842, 6000];
const figures = /(?<!\w)(?:73[23]\d|486|-67\d|46[67]\d)(?!\w)/u;
/** The book figure once it is booked, and what is taken of it; a signed link may hold such digits between letters. */
const after = /(?<!\w)(?:68[34]\d|583\d|51[56]\d|616\d)(?!\w)/u;

const key = "r".repeat(32);
const member = (姓名: string, 角色: string, 账号: string) => ({
  ...{ 姓名, 部门: "采购部", 角色, 平台: "generic", 账号 },
});

const dayMs = 86_400_000;
/** Serial number of a moment in Shanghai. */
const serial = (at: number): number => (at + 8 * 3_600_000) / dayMs + 25_569;

/** Of the drawn item so many were taken on each of some days that what there is will not last. */
function history(): readonly Record<string, string | number>[] {
  const [days, daily, now] = [60, 1500, Date.now()];
  return Array.from({ length: days }, (_, day) => {
    const left = book + daily * (days - 1 - day);
    return {
      ...{ 时间: serial(now - (days - day) * dayMs), 类型: "领用", 物品名称: "订书机" },
      ...{ 变动: -daily, 单位: "个", 变动前: left + daily, 变动后: left, 领用人: "小李" },
      ...{ 部门: "市场部", 操作人: "小李", 来源: "generic", 消息ID: `generic:office:old${day}` },
    };
  });
}

let office: Office;
let receiver: Receiver;
let logged: string[];
async function open(safetyStock: number): Promise<void> {
  const stock = (content["库存"] ?? []).map((row) =>
    row["物品名称"] === "订书机" ? { ...row, 当前库存: book, 安全库存: safetyStock } : row,
  );
  receiver = await openReceiver();
  logged = [];
  mockDrawn.length = 0;
  office = await openOffice(
    {
      库存: stock,
      流水: history(),
      成员: [...(content["成员"] ?? []), member("何静", "采购", "buyer")],
      推送: [{ 名称: "仓库", 地址: receiver.url, 事件: "全部", 密钥名: "erp", 停用: "" }],
      设置: [...(content["设置"] ?? []), { 项目: "工作日", 值: "每天" }],
    },
    {
      API_KEYS: `bi:read:${key}`,
      WEBHOOK_SECRETS: `erp=${secret}`,
      WEBHOOK_ALLOW_PRIVATE: "1",
    },
    pino({ level: "trace" }, { write: (line: string) => void logged.push(line) }),
  );
}
afterEach(async () => {
  await office.close();
  await receiver.close();
});

const say = async (sender: string, text: string, more = {}): Promise<string> =>
  (await office.say(sender, text, more)).map((post) => post.text).join("\n");

const questions = [
  ..."查询 订书机|订书机还有吗？|库存|缺货|记录 订书机|谁领了订书机|订书机上周领了多少|我的".split(
    "|",
  ),
  ..."汇总|本周汇总|本月汇总|账实差异率|待处理|盘点进度|还有哪些没盘|盘点表|上次盘点是什么时候".split(
    "|",
  ),
  ..."系统里订书机多少？|看板|报表|断货预警|订书机还能用几天|为什么说订书机要断货|预测准不准|订书机趋势".split(
    "|",
  ),
  ..."畅销|滞销|哪些突然少了|各部门用量|环比|漏记率|预览日报".split("|"),
];
/** Of who buys. */
const buying = "采购清单|在途|订单1|为什么买这么多订书机|采纳 订书机|订单确认函 1|到货 订单1".split(
  "|",
);

const read = async (path: string): Promise<string> => {
  const answer = await fetch(`${office.relay.url}${path}`, {
    headers: path.startsWith("/api") ? { authorization: `Bearer ${key}` } : {},
  });
  expect([path, answer.status]).toEqual([path, 200]);
  if (path.includes("xlsx")) return textOfWorkbook(Buffer.from(await answer.arrayBuffer()));
  return (await answer.text()).replaceAll(drawnAttributes, "");
};
/** Where a chart's marks lie. */
const drawnAttributes = /\s(?:d|[xyr]|[xy][12]|c[xy]|r[xy]|width|height|points|viewBox)="[^"]*"/gu;
async function textOfWorkbook(bytes: Buffer): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-blind-"));
  await writeFile(path.join(dir, "all.xlsx"), bytes);
  const sheets = await readXlsxFile(path.join(dir, "all.xlsx"));
  await rm(dir, { recursive: true });
  return JSON.stringify(sheets);
}
const readAll = async (...paths: readonly string[]): Promise<string> =>
  (await Promise.all(paths.map((one) => read(one)))).join("\n");
const pages = (): Promise<string> =>
  readAll(
    ...["/board", "/board/parts", "/item?name=订书机&spec=", "/stocktake", "/report"],
    ...["/department?name=市场部", "/purchasing", "/order?number=1", "/export"],
  );
const period = "from=2026-01-01&to=2099-12-31";
/** Files, and what other systems are told. */
const machines = (): Promise<string> =>
  readAll(
    ...exportFormats.flatMap((format) => [
      `/export/file?tab=stock&format=${format}`,
      `/export/file?tab=ledger&format=${format}&${period}`,
    ]),
    ...[
      "items",
      "movements",
      "stocktakes",
      "pending",
      "orders",
      "reports/day",
      "reports/month",
    ].map((list) => `/api/v1/${list}`),
  );

/** What `npm run export` writes. */
async function files(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-blind-"));
  const settings = readSettings({ ...relayIn(dir), ...onSheet(office.sheet) });
  const ledger = { from: new Date(0), to: new Date("2099-12-31"), withPersons: true };
  const asked: readonly ExportAsked[] = [{ what: "stock" }, { what: "ledger", ...ledger }];
  const texts = await visitSheet(settings, (stockroom) =>
    Promise.all(
      asked.map(async (one) => {
        const { stream } = await exportFrom(stockroom, one, "csv");
        return String(await buffer(stream));
      }),
    ),
  );
  await rm(dir, { recursive: true });
  return texts.join("\n");
}

/** What left the relay besides its answers: pictures, log lines without how long each took, events. */
const besides = (): readonly (readonly [string, string])[] => [
  ["pictures", JSON.stringify(mockDrawn)],
  ["logs", logged.join("\n").replaceAll(/"(?:time|tookMs|pid)":\d+/gu, "")],
  [
    "events",
    JSON.stringify(receiver.events.map(({ type, subject, data }) => [type, subject, data])),
  ],
];

/** 日报 and 周报 as they are posted by the clock. */
async function postedByClock(): Promise<string> {
  office.bridge.posts.length = 0;
  const settings = await office.formulas("设置");
  const cell = (name: string): string =>
    `设置!B${settings.findIndex(([setting]) => setting === name) + 1}`;
  await office.relay.restart(async () => {
    await office.type(cell("日报时间"), "00:00");
  });
  await until(() => office.bridge.posts.some(({ text }) => text.startsWith("【库存日报】")));
  await whenQuiet(office.relay.url);
  return office.bridge.posts.map(({ text }) => text).join("\n");
}

type Told = readonly [what: string, text: string];

it("every outlet withholds them, and the end tells them", async () => {
  await open(safety);
  await say("u-li", "领用：订书机 3个");
  await say("u-li", "订书机只剩2个了");
  await say("buyer", "下单 青竹文具 便利贴 5包");
  await say("buyer", "是");
  await say("keeper1", "盲盘 4", { groupId: undefined });
  const rows = await office.rows("盘点");
  const ordinal = rows.find((row) => row["物品名称"] === "订书机")?.["序号"];
  mockDrawn.length = 0;
  logged.length = 0;
  await until(() => receiver.events.some(({ subject }) => subject.startsWith("订书机")));
  receiver.events.length = 0;
  const told: Told[] = [];
  const ask = async (sender: string, text: string, more = {}): Promise<string> => {
    const answer = await say(sender, text, more);
    told.push([text, answer]);
    return answer;
  };
  const askAll = async (sender: string): Promise<void> => {
    for (const text of questions) await ask(sender, text);
    for (const text of buying) await ask("buyer", text);
  };
  /** With what no answer is, and none of it tells a figure. */
  const expectNothing = async (when: string, hidden: readonly RegExp[]): Promise<void> => {
    told.push([`pages ${when}`, await pages()], [`machines ${when}`, await machines()]);
    told.push([`files ${when}`, await files()], ...besides());
    for (const [text, answer] of told)
      expect([text, ...hidden.map((one) => one.exec(answer)?.[0])]).toEqual([
        text,
        ...hidden.map(() => undefined),
      ]);
  };
  await askAll("u-li");
  expect(await ask("u-li", "领用：订书机 8000个")).toContain(
    "订书机不足8000个（盲盘中，结束后可查）",
  );
  expect(await ask("u-li", "领用：订书机 1个")).toContain("盲盘中，结束后可查");
  expect(await ask("u-li", "更正：订书机 2个")).toContain("盲盘中，结束后可查");
  expect(await ask("u-li", "撤销")).toContain("盲盘中，结束后可查");
  expect(await ask("u-li", "订书机只剩1个了")).toContain("盲盘中，结束后可查");
  expect(await ask("u-li", "盘点：订书机少了2个")).toContain("请直接回复数到的总数");
  await ask("u-li", "算了");
  expect(await ask("u-li", `${ordinal}号 100`)).toContain("请再数一次");
  expect(await ask("u-li", `${ordinal}号 100`)).toContain("订书机 100个（盲盘中，结束后可查）");
  await expectNothing("before", [figures]);
  const withheld = told.filter(([, answer]) => answer === "订书机：盲盘中，结束后可查。");
  expect(withheld.map(([text]) => text)).toEqual(
    "订书机还能用几天|为什么说订书机要断货|为什么买这么多订书机|采纳 订书机".split("|"),
  );
  told.length = 0;
  const beforeCount = new Date(Date.now() - 5_000);
  // Now the book figure is what was counted: who counted knows, the others do not.
  expect(await say("keeper1", `${ordinal}号 ${found}`)).toContain("请再数一次");
  expect(await say("keeper1", `${ordinal}号 ${found}`)).toContain(
    `订书机 ${found}个（盲盘中，结束后可查）`,
  );
  mockDrawn.length = 0;
  await askAll("u-wang");
  await ask("u-wang", "领用：订书机 5个");
  const late = await ask("u-wang", "领用：订书机 4个", { sentAt: beforeCount });
  expect(late).toContain("盘点过（盲盘中，结束后可查），这 4个是数之前拿的，还是数之后拿的？");
  await ask("u-wang", "算了");
  // Below the safety stock.
  await ask("u-wang", "领用：订书机 1000个");
  told.push(["by the clock", await postedByClock()]);
  await askAll("u-wang");
  await expectNothing("after", [figures, after]);
  expect(told.some(([, answer]) => answer.includes("【库存预警】物品：订书机"))).toBe(true);
  expect((await office.rows("采购")).map((row) => row["物品名称"])).toEqual(["便利贴"]);
  const ended = await say("keeper1", "结束盘点");
  expect(ended).toContain(`订书机：账面 ${book - 3}个，实盘 ${found}个，差 -486个`);
  expect(await say("u-li", "查询 订书机")).toContain(`${found - 1005}个`);
  expect(await pages()).toContain(`${found - 1005}个`);
  expect(await files()).toContain(`${found - 1005}`);
  expect(await say("buyer", "采购清单")).toContain(`${found - 1005}个`);
  expect(JSON.stringify(mockDrawn)).toContain(String(found));
});

it("the warning that a count itself causes tells what is low, not how much there is", async () => {
  await open(7000);
  await say("keeper1", "盲盘 4", { groupId: undefined });
  const rows = await office.rows("盘点");
  const ordinal = rows.find((row) => row["物品名称"] === "订书机")?.["序号"];
  const posts = await office.say("keeper1", `${ordinal}号 ${found}`);
  const warning = posts.find(({ text }) => text.includes("【库存预警】"))?.text;
  expect(warning).toContain("订书机，低于安全库存，建议采购（盲盘中，结束后可查）");
  expect(warning).not.toContain(String(found));
});
