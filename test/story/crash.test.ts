/** kill -9 at any moment: what was answered 202 is in the ledger once when the relay is back. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openBridge, whenQuiet } from "../../scripts/bridge";
import type { Bridge, Post } from "../../scripts/bridge";
import { createWorkbook } from "../../scripts/workbook";
import { findSheetAddress } from "../../src/inbox/directory-lock";
import { startLocalSheet } from "../../src/local-sheet/server";
import { content, faultsOf, group, idOf, sitDownAt, unchanging, until } from "./office";
import { startProcess, type RelayProcess } from "./relay-process";
import { overBridge, relayIn } from "./settings";

jest.setTimeout(60_000);

let stateDir: string;
let bridge: Bridge;
let child: RelayProcess | undefined;

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-crash-"));
  bridge = await openBridge();
  const dir = path.join(stateDir, "sheet");
  const sheet = await startLocalSheet({ dir, spreadsheetId: "local", timeZone: "Asia/Shanghai" });
  await createWorkbook(sheet, content);
  await sheet.close();
});
afterEach(async () => {
  await child?.kill();
  child = undefined;
  await bridge.close();
  await rm(stateDir, { recursive: true, force: true });
});

const start = async (): Promise<RelayProcess> => {
  child = await startProcess({ ...relayIn(stateDir), ...overBridge(bridge) });
  return child;
};

it("after kill -9 during bursts every answered message is booked once and the stock adds up", async () => {
  const accepted = new Set<string>();
  const posted: { messageId: string; senderId: string; text: string; groupId: string }[] = [];
  const items = ["签字笔", "便利贴"];
  for (let round = 0; round < 3; round += 1) {
    const relay = await start();
    let killAfter = 1 + Math.floor(Math.random() * 25);
    let enough: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (enough = resolve));
    const post = async (message: (typeof posted)[number]): Promise<void> => {
      const answer = await bridge.send(relay.url, message).catch(() => undefined);
      if (answer?.status !== 202 && answer?.status !== 200) return;
      accepted.add(idOf(message.messageId));
      killAfter -= 1;
      if (killAfter === 0) enough();
    };
    // What was under way at the last kill comes again, as a bridge would post it.
    const again = posted.slice(-10);
    const burst = Array.from({ length: 25 }, (_, index) => {
      const senderId = ["u-li", "u-wang", "keeper1"][index % 3] ?? "";
      const text = `领用：${items[index % 2] ?? ""} 1`;
      return { messageId: `k${round}-${index}`, senderId, text, groupId: group };
    });
    posted.push(...burst);
    const posting = Promise.all([...again, ...burst].map(post));
    await reached;
    await sleep(Math.random() * 60);
    await relay.kill();
    await posting;
  }
  const relay = await start();
  await whenQuiet(relay.url);
  const address = await findSheetAddress(stateDir, () => new Date());
  const desk = sitDownAt({ url: "", ...address, spreadsheetId: "local" });
  expect(await unchanging(() => faultsOf(desk, accepted))).toEqual([]);
  for (const message of posted) {
    const { status } = await bridge.send(relay.url, message);
    expect([200, 202]).toContain(status);
  }
  await whenQuiet(relay.url);
  const ids = posted.map(({ messageId }) => idOf(messageId));
  expect(await unchanging(() => faultsOf(desk, ids))).toEqual([]);
  expect(await desk.rows("流水")).toHaveLength(posted.length);
  expect(accepted.size).toBeGreaterThan(0);
  await relay.kill();
});

it("after kill -9 a question is still answered by quoting it, or goes to 待处理, and its answer is booked once", async () => {
  const say = async (
    relay: RelayProcess,
    messageId: string,
    text: string,
    quotedMessageId?: string,
  ) =>
    bridge.send(relay.url, {
      messageId,
      senderId: "u-li",
      groupId: group,
      text,
      ...(quotedMessageId === undefined ? {} : { quotedMessageId }),
    });
  const postOf = async (messageId: string): Promise<Post> => {
    await until(() => bridge.posts.some(({ inReplyTo }) => inReplyTo === messageId));
    return bridge.posts.find(({ inReplyTo }) => inReplyTo === messageId)!;
  };
  const asked = await start();
  await say(asked, "q1", "A4纸 1箱");
  const question = await postOf("q1");
  await asked.kill();

  const booking = await start();
  await whenQuiet(booking.url);
  await say(booking, "b1", "领用：便利贴 1包");
  expect((await postOf("b1")).text).toContain("上一条「A4纸 1箱」没有答复，已转待处理 1。");
  await booking.kill();

  const answering = await start();
  await say(answering, "a1", "是", question.webhookId);
  const address = await findSheetAddress(stateDir, () => new Date());
  const desk = sitDownAt({ url: "", ...address, spreadsheetId: "local" });
  await until(async () => (await desk.rows("流水")).length === 2);
  await answering.kill();

  const last = await start();
  await whenQuiet(last.url);
  await say(last, "a2", "是", question.webhookId);
  await whenQuiet(last.url);
  const again = await findSheetAddress(stateDir, () => new Date());
  const now = sitDownAt({ url: "", ...again, spreadsheetId: "local" });
  expect((await now.rows("流水")).map((row) => row["消息ID"])).toEqual([idOf("b1"), idOf("a1")]);
  expect((await now.rows("待处理")).map((row) => row["状态"])).toEqual(["已确认"]);
  expect(await faultsOf(now, [idOf("b1"), idOf("a1")])).toEqual([]);
  await last.kill();
});

it("after kill -9 in a stocktake each count stands once, in 流水 and in its row", async () => {
  const counts = ["A4纸 19箱", "签字笔 99支", "订书机 7个", "便利贴 299包"];
  const posted: { messageId: string; senderId: string; text: string; groupId: string }[] = [];
  const opening = { messageId: "s0", senderId: "keeper1", text: "开始盘点", groupId: group };
  let relay = await start();
  await bridge.send(relay.url, opening);
  await until(() => bridge.posts.some(({ inReplyTo }) => inReplyTo === "s0"));
  for (let round = 1; round <= 2; round += 1) {
    const people = ["u-li", "keeper1"];
    const burst = counts.map((text, index) => ({
      ...{ messageId: `s${round}-${index}`, senderId: people[round - 1] ?? "", groupId: group },
      text: `盘点：${text.replace(/\d+(?=\D*$)/u, (figure) => String(Number(figure) - round))}`,
    }));
    posted.push(...burst);
    const posting = Promise.all(
      burst.map((message) => bridge.send(relay.url, message).catch(() => undefined)),
    );
    await sleep(Math.random() * 150);
    await relay.kill();
    await posting;
    relay = await start();
  }
  for (const message of [opening, ...posted]) await bridge.send(relay.url, message);
  await whenQuiet(relay.url);
  const address = await findSheetAddress(stateDir, () => new Date());
  const desk = sitDownAt({ url: "", ...address, spreadsheetId: "local" });
  const ids = posted.map(({ messageId }) => idOf(messageId));
  expect(await unchanging(() => faultsOf(desk, ids))).toEqual([]);
  const stock = await desk.stock();
  const rowsOf = async (...headers: string[]): Promise<unknown[][]> =>
    (await desk.rows("盘点")).map((row) => headers.map((header) => row[header]));
  const wanted = Object.entries(stock).map(([name, figure]) => [name, "已盘", figure]);
  // What fell behind is put right with the next look.
  await until(
    async () =>
      JSON.stringify(await rowsOf("物品名称", "状态", "实盘数")) === JSON.stringify(wanted),
  );
  expect(await rowsOf("账面数")).toEqual([[20], [100], [8], [300]]);
  await relay.kill();
});
