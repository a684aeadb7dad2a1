/**
 * Seeded chaos around one stocktake session: people count and take out over two relays, answers get lost, one relay is killed
 * and the other restarted, a colleague sorts the tab, types figures, deletes a row and blanks a header. Then the audit.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { whenQuiet, type BridgeMessage } from "../../scripts/bridge";
import type { SheetAnswer } from "../../src/local-sheet/server";
import { randomOf } from "../sheet/chaos-stock";
import { traced, type Trace } from "../sheet/chaos-trace";
import { sort } from "../sheet/requests";
import { group, openOffice, unchanging, until, type Office } from "./office";
import { startProcess, type RelayProcess } from "./relay-process";
import { onSheet, overBridge, relayIn } from "./settings";
import { auditSession, type Counted, type SaidMessage } from "./stocktake-audit";

const began = 100;
const names = ["A4纸", "签字笔", "便利贴", "剪刀", "订书机", "文件夹", "墨盒", "胶带"];
const stock = names.map((物品名称, index) => ({
  ...{ 物品名称, 规格型号: "", 单位: "个", 当前库存: began, 安全库存: 5 },
  存放位置: index < 4 ? "A柜" : "B柜",
}));
/** How long what stands behind is waited for. */
const patientMs = 60_000;

export interface SessionReport {
  readonly faults: readonly string[];
  readonly counts: number;
  readonly edits: number;
  readonly lost: number;
}

/** `trace`: what was said, called and written, line by line. */
export async function runSessionChaos(
  seed: number,
  { messageCount = 40, trace }: { readonly messageCount?: number; readonly trace?: Trace } = {},
): Promise<SessionReport> {
  const office = await openOffice({ 库存: stock });
  const stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-chaos-"));
  const start = (): Promise<RelayProcess> =>
    startProcess({
      ...relayIn(stateDir),
      ...onSheet(office.sheet),
      ...overBridge(office.bridge),
    });
  let other = await start();
  try {
    const sentAt = new Date(Date.now() - 2 * messageCount * 1_000);
    await office.say("keeper1", "开始盘点", { sentAt });
    await office.say("u-li", "我来盘A柜", { sentAt });
    await office.say("u-wang", "我来盘B柜", { sentAt });
    const chaos = createChaos(office, await office.sheetId("盘点"), { seed, trace });
    const said = chaos.messages(messageCount);
    const at = (part: number): number => Math.floor(part * messageCount);
    office.intercept = chaos.meddle;
    const posts = said.map((message) => ({ message, isTaken: false }));
    for (const [index, post] of posts.entries()) {
      // Both relays may get one message.
      const both = chaos.random() < 0.2;
      const toOther = both || chaos.random() < 0.5;
      const { senderId, text } = post.message;
      trace?.(`## ${senderId} ${text}, to ${both ? "both" : toOther ? "the other" : "the first"}`);
      const sent: Promise<boolean>[] = [];
      if (!toOther || both) sent.push(taken(office.relay.post(post.message)));
      if (toOther) sent.push(taken(office.bridge.send(other.url, post.message)));
      const noted = Promise.all(sent).then((all) => (post.isTaken = all.includes(true)));
      if (chaos.random() < 0.5) await noted;
      if (index === at(0.3) || index === at(0.7)) {
        await other.kill();
        other = await start();
      }
      if (index === at(0.5)) await office.relay.restart();
      await sleep(chaos.random() * 150);
    }
    office.intercept = undefined;
    await chaos.mend();
    // What was not taken comes again.
    for (const { message } of posts.filter(({ isTaken }) => !isTaken))
      await office.relay.post(message);
    await Promise.all([whenQuiet(office.relay.url), whenQuiet(other.url)]);
    const audit = (): Promise<readonly string[]> => auditSession(office, said, chaos.typed);
    // The relays look at the sheet every second.
    const deadline = performance.now() + patientMs;
    await until(async () => (await audit()).length === 0 || performance.now() > deadline);
    await unchanging(() => office.rows("盘点"));
    const faults = await audit();
    const ended = (await office.say("keeper1", "结束盘点")).map(({ text }) => text).join("\n");
    const rows = await office.rows("盘点");
    const done = rows.filter((row) => row["状态"] === "已盘").length;
    const isTold = ended.includes(`应盘 ${rows.length} 项，已盘 ${done} 项`);
    const counts = (await office.rows("流水")).filter((row) => row["类型"] === "盘点").length;
    return {
      faults: isTold
        ? faults
        : [...faults, `the end told otherwise: ${ended}\n${JSON.stringify(rows)}`],
      ...{ counts, edits: chaos.edits(), lost: chaos.lost() },
    };
  } finally {
    await other.kill();
    await office.close();
    await rm(stateDir, { recursive: true, force: true });
  }
}

const taken = async (answer: Promise<number | Response>): Promise<boolean> => {
  const status = await answer.catch(() => 0);
  return [200, 202].includes(typeof status === "number" ? status : status.status);
};

const unavailable = (status: number): SheetAnswer => ({
  status,
  body: { error: { code: status, message: "chaos", status: "UNAVAILABLE" } },
});

/** What is said, by chance, and what happens to the relays' calls and to the tab. */
function createChaos(
  office: Office,
  sheetId: number,
  { seed, trace }: { readonly seed: number; readonly trace: Trace | undefined },
) {
  const random = randomOf(seed);
  const pick = <One>(from: readonly One[]): One => from[Math.floor(random() * from.length)]!;
  const typed: Counted[] = [];
  let [edits, lost, isDeleted] = [0, 0, false];
  let blanked: { readonly cell: string; readonly header: string } | undefined;

  function messages(count: number): readonly SaidMessage[] {
    return Array.from({ length: count }, (_, index): SaidMessage => {
      const name = pick(names);
      const isCount = random() < 0.55;
      const sender = isCount
        ? pick(["keeper1", "keeper1", "u-li", "u-wang"])
        : pick(["u-li", "u-wang"]);
      const figure = isCount ? 85 + Math.floor(random() * 15) : 1 + Math.floor(random() * 3);
      const text = `${isCount ? "盘点" : "领用"}：${name} ${figure}个`;
      // A second apart, so that no two have one moment.
      const sentAt = new Date(Date.now() - (count - index) * 1_000);
      const message: BridgeMessage = {
        messageId: `s${index}`,
        groupId: group,
        senderId: sender,
        text,
      };
      return { ...message, sentAt, name, figure, isCount };
    });
  }

  const columnOf = (header: readonly unknown[], name: string): string =>
    String.fromCodePoint(65 + header.indexOf(name));

  async function mend(): Promise<void> {
    await turn;
    await putHeaderBack();
  }

  async function putHeaderBack(): Promise<void> {
    if (blanked !== undefined) await office.type(blanked.cell, blanked.header);
    blanked = undefined;
  }

  async function edit(): Promise<void> {
    edits += 1;
    trace?.(`## person ${edits}`);
    if (blanked !== undefined) return putHeaderBack();
    const [header = [], ...rows] = await office.formulas("盘点");
    const deed = random();
    if (deed < 0.6) {
      const order = pick(["ASCENDING", "DESCENDING"] as const);
      const column = Math.floor(random() * header.length);
      return office.edit(sort(sheetId, column, order, [1, rows.length + 1]));
    }
    if (deed < 0.75) {
      const name = pick(["状态", "实盘数", "物品名称"]);
      blanked = { cell: `盘点!${columnOf(header, name)}1`, header: name };
      return office.type(blanked.cell, "");
    }
    if (deed < 0.8 && !isDeleted) {
      isDeleted = true;
      const at = 1 + Math.floor(random() * rows.length);
      const range = { sheetId, dimension: "ROWS", startIndex: at, endIndex: at + 1 };
      return office.edit({ deleteDimension: { range } });
    }
    const at = rows.findIndex((row) => row[header.indexOf("状态")] === "待盘");
    if (at < 0) return undefined;
    const counted = 85 + Math.floor(random() * 15);
    typed.push({ name: String(rows[at]?.[header.indexOf("物品名称")]), counted });
    return office.type(`盘点!${columnOf(header, "实盘数")}${at + 2}`, counted);
  }

  let turn: Promise<unknown> = Promise.resolve();
  /** One call at a time, so that no two edits mix. */
  const meddle: NonNullable<Office["intercept"]> = (call, apply) => {
    const mine = turn.then(() => traced(office, { call, trace }, () => meddleWith(call, apply)));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const meddleWith: typeof meddle = async (call, apply) => {
    if (call.kind === "read") return random() < 0.05 ? unavailable(429) : apply();
    if (random() < 0.25) await edit();
    const fate = random();
    if (fate > 0.14) return apply();
    lost += 1;
    if (fate < 0.04) return "reset";
    if (fate < 0.08) return unavailable(503);
    apply();
    return fate < 0.11 ? "reset" : unavailable(500);
  };

  return { random, typed, messages, mend, meddle, edits: () => edits, lost: () => lost };
}
