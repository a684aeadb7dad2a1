/**
 * One sheet with one relay on it or several, and people who edit it by the Sheets API: for stories in which the network,
 * the machine or a colleague gets in the way. What the relays call can be held up, refused or lost; what people do can't.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { openBridge, whenQuiet } from "../../scripts/bridge";
import type { Bridge, BridgeMessage, Post } from "../../scripts/bridge";
import { createWorkbook } from "../../scripts/workbook";
import { tabs } from "../../src/language/sheet-words/headings";
import { startLocalSheet } from "../../src/local-sheet/server";
import type { Intercept, LocalSheet, SheetCall } from "../../src/local-sheet/server";
import { serve } from "../../src/server";
import type { Serving } from "../../src/server";
import { readSettings } from "../../src/settings";
import { onlyGroup, onSheet, overBridge, relayIn } from "./settings";

export const group = "office";

export type Row = Readonly<Record<string, string | number | boolean>>;

const stock: readonly (readonly [string, string, number | string, number | string, string])[] = [
  ["A4纸", "70g", 20, 5, "箱"],
  ["签字笔", "黑色", 100, 20, "支"],
  ["订书机", "", 8, 5, "个"],
  ["便利贴", "76x76", 300, 10, "包"],
];
const members: readonly (readonly [string, string, string, string])[] = [
  ["王芳", "行政部", "播报员", "keeper1"],
  ["小李", "市场部", "员工", "u-li"],
  ["小王", "技术部", "员工", "u-wang"],
  ["老张", "仓储部", "停用", "u-zhang"],
];

/** What the office's workbook begins with, by tab. */
export const content: Readonly<Record<string, readonly Record<string, string | number>[]>> = {
  库存: stock.map(([物品名称, 规格型号, 当前库存, 安全库存, 单位]) => ({
    物品名称,
    规格型号,
    当前库存,
    安全库存,
    单位,
    负责人: "王芳",
  })),
  成员: members.map(([姓名, 部门, 角色, 账号]) => ({ 姓名, 部门, 角色, 平台: "generic", 账号 })),
  设置: [...onlyGroup(`generic:${group}`), { 项目: "刷新间隔", 值: 1 }],
};

/** What people do at the sheet, over the API as any other client. */
export interface Desk {
  /** The rows of a tab below its header, wherever that stands, by header; blank rows left out. */
  rows(tab: string): Promise<readonly Row[]>;
  /** 当前库存 by name. */
  stock(): Promise<Readonly<Record<string, unknown>>>;
  /** Cells as typed: formulas as text. */
  formulas(tab: string): Promise<readonly (readonly unknown[])[]>;
  type(range: string, value: string | number): Promise<void>;
  edit(...requests: readonly object[]): Promise<void>;
  sheetId(title: string): Promise<number>;
}

export function sitDownAt({
  url,
  spreadsheetId,
  token = "",
}: Pick<LocalSheet, "url" | "spreadsheetId"> & { readonly token?: string }): Desk {
  const base = `${url}/v4/spreadsheets/${spreadsheetId}`;
  const call = async (where: string, method = "GET", body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${base}${where}`, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const cells = async (tab: string, option: string): Promise<Row[string][][]> => {
    const where = `/values/${encodeURIComponent(`'${tab}'`)}?valueRenderOption=${option}`;
    return ((await call(where)) as { values?: Row[string][][] }).values ?? [];
  };
  const headers = new Set<unknown>(
    Object.values(tabs).flatMap(({ columns }) => Object.values(columns).map((each) => each.header)),
  );
  const desk: Desk = {
    async rows(tab) {
      const all = await cells(tab, "UNFORMATTED_VALUE");
      const found = all.findIndex((row) => row.filter((cell) => headers.has(cell)).length > 2);
      const at = Math.max(0, found);
      const header = all[at] ?? [];
      return all
        .slice(at + 1)
        .filter((row) => row.some((cell) => cell !== ""))
        .map((row) =>
          Object.fromEntries(header.map((name, index) => [String(name), row[index] ?? ""])),
        );
    },
    async stock() {
      const rows = await desk.rows("库存");
      return Object.fromEntries(rows.map((row) => [String(row["物品名称"]), row["当前库存"]]));
    },
    formulas: (tab) => cells(tab, "FORMULA"),
    async type(range, value) {
      const where = `/values/${encodeURIComponent(range)}?valueInputOption=USER_ENTERED`;
      await call(where, "PUT", { values: [[value]] });
    },
    async edit(...requests) {
      await call(":batchUpdate", "POST", { requests, includeSpreadsheetInResponse: false });
    },
    async sheetId(title) {
      const { sheets } = (await call("?fields=sheets.properties")) as {
        sheets: { properties: { title: string; sheetId: number } }[];
      };
      const found = sheets.find(({ properties }) => properties.title === title);
      if (found === undefined) throw new Error(`no tab ${title}`);
      return found.properties.sheetId;
    },
  };
  return desk;
}

/** A relay's own calls: people read and type values, and ask for no cells when they edit. */
export function isRelays({ kind, path: where, body }: SheetCall): boolean {
  if (kind === "read") return !where.includes("/values") || where.endsWith(":batchGet");
  const batch = body as { includeSpreadsheetInResponse?: unknown } | undefined;
  return batch?.includeSpreadsheetInResponse === true;
}

export interface Relay {
  readonly url: string;
  readonly stateDir: string;
  /** Posts a message; answers the status. */
  post(message: BridgeMessage): Promise<number>;
  ready(): Promise<Readonly<Record<string, unknown>>>;
  /** Stops and starts again on the same STATE_DIR; `meanwhile` is what happens while it is down. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
}

export interface Office extends Desk {
  readonly sheet: LocalSheet;
  readonly bridge: Bridge;
  /** Sees the relays' calls only. */
  intercept: Intercept | undefined;
  /** The first relay. */
  readonly relay: Relay;
  /** Starts one more relay on the same sheet, with a STATE_DIR of its own, or with this one. */
  open(stateDir?: string): Promise<Relay>;
  /** Posts to the first relay under a new id, waits until all is done and shown, and answers what was said. */
  say(senderId: string, text: string, more?: Partial<BridgeMessage>): Promise<readonly Post[]>;
  /** Resolves when the relays have written what follows their commits. */
  settled(): Promise<unknown>;
  close(): Promise<void>;
}

/** `environment`: what its relays are set to besides; `log`: where they write theirs. */
export async function openOffice(
  changed: typeof content = {},
  environment: Readonly<Record<string, string>> = {},
  log?: Logger,
): Promise<Office> {
  let intercept: Intercept | undefined;
  let writes = 0;
  /** Whether the last write that may have been applied added no rows: it wrote what follows those before it. */
  let isFollowed = true;
  const prices = environment["PRICE_SPREADSHEET_ID"];
  const sheet = await startLocalSheet({
    dir: undefined,
    further: prices === undefined ? [] : [{ spreadsheetId: prices, dir: undefined, title: "价格" }],
    timeZone: "Asia/Shanghai",
    async intercept(call, apply) {
      if (!isRelays(call)) return apply();
      const answer = intercept === undefined ? apply() : await intercept(call, apply);
      if (call.kind === "write") {
        writes += 1;
        const status = answer === "reset" ? 500 : answer.status;
        const isFollowing = status < 400 && !JSON.stringify(call.body).includes("appendCells");
        // What was refused changed nothing.
        if (status < 400 || status >= 500) isFollowed = isFollowing;
      }
      return answer;
    },
  });
  await createWorkbook(sheet, { ...content, ...changed });
  const bridge = await openBridge();
  const endings: (() => Promise<unknown>)[] = [];
  let count = 0;

  async function open(given?: string): Promise<Relay> {
    const stateDir = given ?? (await mkdtemp(path.join(tmpdir(), "stockcaster-office-")));
    const settings = readSettings({
      ...relayIn(stateDir),
      ...onSheet(sheet),
      ...overBridge(bridge),
      ...environment,
    });
    let serving: Serving = await serve(settings, log);
    endings.push(async () => {
      await serving.stop();
      if (given === undefined) await rm(stateDir, { recursive: true, force: true });
    });
    return {
      stateDir,
      get url() {
        return serving.url;
      },
      post: async (message) => (await bridge.send(serving.url, message)).status,
      async ready() {
        return (await (await fetch(`${serving.url}/readyz`)).json()) as Record<string, unknown>;
      },
      async restart(meanwhile) {
        await serving.stop();
        await meanwhile?.();
        serving = await serve(settings, log);
      },
    };
  }

  const relay = await open();
  const office: Office = {
    ...sitDownAt(sheet),
    sheet,
    bridge,
    relay,
    open,
    get intercept() {
      return intercept;
    },
    set intercept(next) {
      intercept = next;
    },
    async say(senderId, text, more = {}) {
      bridge.posts.length = 0;
      count += 1;
      const before = writes;
      await relay.post({ messageId: `m${count}`, groupId: group, senderId, text, ...more });
      await whenQuiet(relay.url);
      if (writes !== before) await office.settled();
      return [...bridge.posts];
    },
    settled: () =>
      unchanging(
        () => writes,
        () => isFollowed,
      ),
    async close() {
      intercept = undefined;
      await Promise.all(endings.map((end) => end()));
      await bridge.close();
      await sheet.close();
    },
  };
  return office;
}

/** Longer than a relay holds the cells that follow a commit. */
const quietMs = 250;

/** Resolves with what `read` answers once that is all, or has stayed the same for a while: nothing more follows a commit. */
export async function unchanging<Value>(
  read: () => Promise<Value> | Value,
  isAll: () => boolean = () => false,
): Promise<Value> {
  let value = await read();
  for (let since = performance.now(); !isAll() && performance.now() - since < quietMs;) {
    await sleep(20);
    const next = await read();
    if (JSON.stringify(next) !== JSON.stringify(value)) since = performance.now();
    value = next;
  }
  return value;
}

/** Waits for something that comes of itself, such as the relay's next look at the sheet. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await sleep(20);
}

/** 消息ID of a group's message. */
export const idOf = (messageId: string): string => `generic:${group}:${messageId}`;

/**
 * Sentences about what doesn't hold although it must after any run: each accepted message exactly once, every item's
 * chain unbroken from its start to what the sheet shows, every adjustment ending at a figure that a person typed.
 */
export async function faultsOf(
  desk: Desk,
  accepted: Iterable<string>,
  typed: readonly number[] = [],
  stock = content["库存"] ?? [],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const ledger = [...(await desk.rows("流水"))];
  const byId = new Map<string, number>();
  for (const row of ledger) {
    const id = String(row["消息ID"]);
    byId.set(id, (byId.get(id) ?? 0) + 1);
  }
  for (const [id, count] of byId) if (count !== 1) faults.push(`${id} stands ${count} times`);
  for (const id of accepted) if (!byId.has(id)) faults.push(`${id} was accepted and is not there`);
  const shown = await desk.stock();
  for (const each of stock) {
    const name = String(each["物品名称"]);
    let figure = each["当前库存"];
    const rows = ledger.filter((row) => row["物品名称"] === name);
    for (const row of rows.sort((a, b) => Number(a["时间"]) - Number(b["时间"]))) {
      if (row["变动前"] !== figure)
        faults.push(`${name}: ${String(row["消息ID"])} begins elsewhere`);
      figure = Number(row["变动后"]);
      if (Number(row["变动前"]) + Number(row["变动"]) !== figure) {
        faults.push(`${name}: ${String(row["消息ID"])} doesn't add up`);
      }
      if (row["类型"] === "手工调整" && !typed.includes(figure)) {
        faults.push(`${name}: an adjustment ends at ${figure}, which nobody typed`);
      }
    }
    if (shown[name] !== figure) {
      faults.push(`${name}: the sheet shows ${String(shown[name])}, the ledger ends at ${figure}`);
    }
  }
  return faults;
}
