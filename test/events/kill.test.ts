/** The receiver that the guide shows, and a relay that is killed -9 while it tells it of documents: nothing is lost. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../scripts/bench/free-port";
import { createWorkbook } from "../../scripts/workbook";
import { startLocalSheet } from "../../src/local-sheet/server";
import { readText, root } from "../source-tree";
import { content } from "../story/office";
import { relayIn } from "../story/settings";
import { secret } from "./receiver";

jest.setTimeout(120_000);

const [, program = ""] = /```js\n([\s\S]+?)```/.exec(readText(".github/API.md")) ?? [];
const write = "w".repeat(32);

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stockcaster-events-"));
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

interface Printed {
  readonly id: string;
  readonly subject: string;
  readonly data: { readonly sequence: number; readonly after: number };
}

/** What the guide's receiver prints. */
async function receive(port: number): Promise<Printed[]> {
  const file = path.join(folder, "receiver.mjs");
  await writeFile(file, program);
  const env = { PATH: process.env["PATH"], SECRET: secret, PORT: String(port) };
  const child = spawn(process.execPath, [file], { env, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const printed: Printed[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    printed.push(JSON.parse(line) as Printed);
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST" }).catch(
      () => undefined,
    );
    // What is not signed is refused.
    if (answer?.status === 401) return printed;
    await sleep(50);
  }
  throw new Error("the receiver does not answer");
}

async function startRelay(): Promise<{ readonly url: string; readonly kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ["--require", "tsx/cjs", "src/index.ts"], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      ...relayIn(path.join(folder, "state")),
      LOG_LEVEL: "info",
      API_KEYS: `erp:write:${write}`,
      API_REQUESTS_PER_MINUTE: "100000",
      WEBHOOK_SECRETS: `other=${secret}`,
      WEBHOOK_ALLOW_PRIVATE: "1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const ended = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { msg, url: own } = JSON.parse(line) as { msg?: string; url?: string };
      if (msg === "ready" && own !== undefined) resolve(own);
    });
    void ended.then(([code]) => reject(new Error(`the relay ended with ${String(code)}`)));
  });
  return {
    url,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

it("the receiver of the guide prints each document once or again, in order, through two kills of the relay", async () => {
  const port = await freePort();
  const dir = path.join(folder, "state", "sheet");
  const sheet = await startLocalSheet({ dir, spreadsheetId: "local", timeZone: "Asia/Shanghai" });
  const row = {
    名称: "别的系统",
    地址: `http://127.0.0.1:${port}/in`,
    事件: "登记",
    密钥名: "other",
  };
  const notes = { 停用: "", 上次成功: "", 失败次数: "", 最近错误: "" };
  await createWorkbook(sheet, { ...content, 推送: [{ ...row, ...notes }] });
  await sheet.close();
  const printed = await receive(port);

  const items = [
    { item: "便利贴", spec: "76x76" },
    { item: "签字笔", spec: "黑色" },
    { item: "订书机", spec: "" },
  ];
  const booked = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const relay = await startRelay();
    const post = async (index: number): Promise<void> => {
      const externalId = `RK-${round}-${index}`;
      const body = JSON.stringify({ externalId, lines: [{ ...items[index % 3], quantity: 1 }] });
      const headers = { authorization: `Bearer ${write}`, "content-type": "application/json" };
      const answer = await fetch(`${relay.url}/api/v1/receipts`, { method: "POST", headers, body });
      if (answer.status === 201) booked.add(`api:erp:${externalId}`);
    };
    const posts = Array.from({ length: 30 }, (_, index) => post(index).catch(() => undefined));
    while (printed.length < round * 30 + 5) await sleep(5);
    if (round < 2) await relay.kill();
    await Promise.all(posts);
  }
  const told = (): Set<string> => new Set(printed.map(({ id }) => id));
  while (![...booked].every((id) => told().has(id))) await sleep(50);

  expect(booked.size).toBeGreaterThanOrEqual(30);
  const seen = new Set<string>();
  const last = new Map<string, number>();
  for (const { id, subject, data } of printed) {
    if (seen.has(id)) continue;
    seen.add(id);
    expect(data.sequence).toBeGreaterThan(last.get(subject) ?? 0);
    last.set(subject, data.sequence);
  }
});
