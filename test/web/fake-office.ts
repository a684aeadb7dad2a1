/**
 * An office for tests of the pages alone: the sample workbook on the fake sheet, a snapshot of it, and a relay that
 * understands 领用 of A4纸 and nothing else. What the real relay does is test/browser/demo.test.ts's.
 */
import { suggesting } from "../../src/inventory/purchasing/suggesting";
import express from "express";
import { randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { InboundMessage, OutboundMessage } from "../../src/channels/channel";
import { createSimulatedGroup } from "../../src/channels/simulated/simulated";
import type { SimulatedGroup } from "../../src/channels/simulated/simulated";
import { exportFrom } from "../../src/export-files/export";
import type { Item } from "../../src/inventory/items/item";
import type { Movement, MovementType } from "../../src/inventory/movements/movement";
import type {
  PendingEntry,
  PendingKind,
  PendingStatus,
} from "../../src/inventory/movements/pending";
import type { Member } from "../../src/inventory/people/member";
import type { Role } from "../../src/inventory/people/member";
import { defaultPolicy } from "../../src/inventory/policy";
import * as headings from "../../src/language/sheet-words/headings";
import type { TabName } from "../../src/language/sheet-words/headings";
import { sampleNewcomer } from "../../src/sample/people";
import { sampleWorkbook } from "../../src/sample/workbook";
import type { Snapshot } from "../../src/sheet/stockroom";
import { createBoardCharts } from "../../src/reports/board-charts";
import { createYearOfLedger } from "../../src/reports/forecasts/year-of-ledger";
import { createAccess } from "../../src/web/access/access";
import type { AccessRules } from "../../src/web/access/access";
import { createSignedLinks } from "../../src/web/access/signed-links";
import { trustedProxies } from "../../src/web/access/request-origin";
import { createTokenAttempts } from "../../src/web/access/token-attempts";
import { createMetrics } from "../../src/web/metrics";
import { createWeb } from "../../src/web/web";
import type { WebNeeds } from "../../src/web/web";
import { startFakeSheet } from "./fake-sheet";
import type { FakeSheet, Value } from "./fake-sheet";

const timeZone = "Asia/Shanghai";
export const signingKey = Buffer.alloc(32, "a key for tests");

/** The first pixel of nothing: a picture that every browser shows. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

type Cells = Readonly<Record<string, Value>>;

const word = <Key extends string>(words: Readonly<Record<Key, string>>, cell: unknown): Key =>
  headings.keyOfWord(words, String(cell)) as Key;
const words = (cell: Value | undefined): string => (typeof cell === "string" ? cell : "");
const moment = (cell: unknown): Date | undefined => (cell instanceof Date ? cell : undefined);

const itemOf = (cells: Cells, index: number): Item => ({
  name: words(cells["name"]),
  spec: words(cells["spec"]),
  unit: words(cells["unit"]),
  stock:
    typeof cells["stock"] === "number"
      ? { kind: "figure", quantity: cells["stock"] }
      : { kind: "unreadable", text: words(cells["stock"]) },
  safetyStock: typeof cells["safetyStock"] === "number" ? cells["safetyStock"] : undefined,
  updatedAt: moment(cells["updatedAt"]),
  owner: words(cells["owner"]),
  aliases: words(cells["aliases"]).split("、").filter(Boolean),
  conversions: [],
  purchaseQuantity: undefined,
  supplier: words(cells["supplier"]),
  location: words(cells["location"]),
  row: index + 2,
  duplicate: false,
});

const movementOf = (cells: Cells): Movement => ({
  ...(cells as unknown as Movement),
  sentAt: cells["at"] as Date,
  type: word<MovementType>(headings.movementTypes, cells["type"]),
  undoes: undefined,
});

const memberOf = (cells: Cells): Member => ({
  ...(cells as unknown as Member),
  role: word<Role>(headings.roles, cells["role"]),
});

const entryOf = (cells: Cells): PendingEntry => ({
  ...(cells as unknown as PendingEntry),
  kind: word<PendingKind>(headings.pendingKinds, cells["kind"]),
  status: word<PendingStatus>(headings.pendingStatuses, cells["status"]),
  handledAt: moment(cells["handledAt"]),
});

export interface FakeOffice {
  readonly url: string;
  readonly sheet: FakeSheet;
  readonly group: SimulatedGroup;
  readonly took: readonly InboundMessage[];
  snapshot(): Snapshot;
  send(message: Partial<OutboundMessage>): Promise<void>;
  close(): Promise<void>;
}

/** What the pages are made of, but for the access, which is made of its rules. */
export type OfficeNeeds = Omit<WebNeeds, "access"> & { readonly access: AccessRules };

/** The needs of an office that keeps so many items, 物品1, 物品2 and so on. */
export function keeping(count: number, needs: OfficeNeeds): OfficeNeeds {
  const latest = (): Snapshot | undefined => {
    const snapshot = needs.stockroom.latest();
    const [item] = snapshot?.items ?? [];
    if (snapshot === undefined || item === undefined) return snapshot;
    const nth = (index: number): Item => ({ ...item, name: `物品${index + 1}`, row: index + 2 });
    return { ...snapshot, items: Array.from({ length: count }, (_, index) => nth(index)) };
  };
  return { ...needs, stockroom: { ...needs.stockroom, latest } };
}

/** Lets the pages be served as by the relay; `change` replaces what a test cares about. */
export async function openFakeOffice(
  change: (needs: OfficeNeeds) => OfficeNeeds = (needs) => needs,
  now: () => Date = () => new Date(),
): Promise<FakeOffice> {
  const sample = sampleWorkbook(now(), timeZone);
  const columns = (tab: TabName) => Object.entries(headings.tabs[tab].columns);
  const names = Object.keys(headings.tabs) as TabName[];
  const sheet = await startFakeSheet(
    names.map((tab) => ({
      title: headings.tabs[tab].title,
      rows: [
        columns(tab).map(([, { header }]) => header),
        ...sample[tab].map((row) =>
          columns(tab).map(([column]) => (row as Readonly<Record<string, Value>>)[column] ?? ""),
        ),
      ],
    })),
  );
  const rowsOf = (tab: TabName): Value[][] => sheet.tabs[names.indexOf(tab)]!.rows;
  const read = (tab: TabName): Cells[] =>
    rowsOf(tab)
      .slice(1)
      .map((row) => Object.fromEntries(columns(tab).map(([key], at) => [key, row[at] ?? ""])));

  const snapshot = (): Snapshot => ({
    readAt: now(),
    timeZone,
    title: "办公用品库存",
    url: "",
    items: read("stock").map(itemOf),
    members: read("members").map(memberOf),
    policy: { ...defaultPolicy, allowedGroups: ["simulated:office"] },
    pending: read("pending").map(entryOf).reverse(),
    recent: read("ledger").map(movementOf).reverse(),
    broadcasts: [],
    problems: [],
  });

  const group = createSimulatedGroup({ now });
  const took: InboundMessage[] = [];
  const send = async (message: Partial<OutboundMessage>): Promise<void> => {
    const base = { id: randomUUID(), kind: "reply", groupId: "office", recipientId: undefined };
    const rest = { text: "", inReplyTo: [], mentions: [], picture: undefined, reaction: undefined };
    await group.channel.send({ ...base, ...rest, ...message } as OutboundMessage);
  };

  async function take(message: InboundMessage): Promise<void> {
    took.push(message);
    const inReplyTo = [message.messageId];
    const asked = /^领用：A4纸 (\d+)箱$/.exec(message.text);
    const row = rowsOf("stock").find(([name]) => name === "A4纸");
    if (asked === null || row === undefined || message.type !== "message") {
      return send({ text: "没看懂，发「帮助」看看怎么写。", inReplyTo });
    }
    const before = row[2] as number;
    const after = before - Number(asked[1]);
    row[2] = after;
    row[4] = now();
    const moved = [now(), "领用", "A4纸", "70g", -Number(asked[1]), "箱", before, after];
    const told = [message.senderName, "市场部", message.senderName, "simulated", message.text];
    rowsOf("ledger").push([...moved, ...told, `simulated:office:${message.messageId}`, ""]);
    await send({
      kind: "confirmation",
      text: `已登记：${message.senderName} 领用 A4纸 ${String(asked[1])}箱，剩 ${after}箱`,
      inReplyTo,
    });
    if (after < (row[3] as number)) {
      const text = `【库存预警】物品：A4纸，当前库存：${after}箱，建议采购 ${10 - after}箱（安全库存 5箱）`;
      await send({ kind: "alert", text, mentions: ["zhangsan"], inReplyTo });
    }
  }

  let url = "";
  let ownerKey = Buffer.alloc(32, "another key for tests");
  const movements: WebNeeds["stockroom"]["movements"] = (period) =>
    needs.stockroom.movements(period);
  const ledger = createYearOfLedger({ stockroom: { movements }, now });
  const needs: OfficeNeeds = change({
    charts: createBoardCharts({ ledger, now }),
    suggestOn: suggesting,
    stockroom: {
      latest: snapshot,
      history: ({ name, spec }, limit) =>
        Promise.resolve(
          snapshot()
            .recent.filter((row) => row.itemName === name && row.spec === spec)
            .slice(0, limit),
        ),
      movements: ({ from, to }) =>
        Promise.resolve(snapshot().recent.filter(({ at }) => at >= from && at < to)),
      state: () => ({
        sheet: "ok",
        degraded: false,
        reason: undefined,
        lastCommitAt: undefined,
      }),
    },
    reports: {
      preview: () =>
        Promise.resolve({
          text: "【库存日报】2026-11-24（周二）16:00\n今日变动：领用 2 笔、入库 1 笔",
          pictures: [{ png, alt: "库存表" }],
        }),
      lastDigest: () => undefined,
    },
    simulation: {
      group,
      take,
      sheetUrl: sheet.url,
      spreadsheetId: "fake",
      newcomers: [{ id: sampleNewcomer.account, name: sampleNewcomer.name }],
    },
    access: {
      adminToken: undefined,
      publicUrl: undefined,
      loopbackOnly: true,
      keys: {
        ownerCookie: () => ownerKey,
        renewOwnerCookie: async () => void (ownerKey = randomBytes(32)),
      },
      links: createSignedLinks({ signingKey, origin: () => url }),
      attempts: createTokenAttempts({ now, pause: async () => undefined, warn: () => undefined }),
    },
    exportFile: (asked, format) => {
      const { recent, ...rest } = snapshot();
      const movementPages = () => Readable.from([recent]);
      const latest = (): Snapshot => ({ recent, ...rest });
      const read = (): Promise<Snapshot> => Promise.resolve(latest());
      return exportFrom({ latest, read, movementPages }, asked, format);
    },
    metrics: createMetrics(),
    load: () => ({ backlog: 0, outbox: 0 }),
    now,
  });
  const web = createWeb({ ...needs, access: createAccess(needs.access, now) });
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustedProxies(needs.access.publicUrl));
  app.use(web);
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(Number(process.env["FAKE_PORT"] ?? 0), "127.0.0.1", () =>
      resolve(listening),
    );
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sheet,
    group,
    took,
    snapshot,
    send,
    async close() {
      await sheet.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
