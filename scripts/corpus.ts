/**
 * `npm run corpus`: posts every labelled message through a relay of its own (embedded sheet in memory, generic channel,
 * real HTTP both ways) and prints how many rows, 待处理 entries and replies are right. Judges nothing else; exits 1
 * when a wrong row was written.
 */
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalSheet } from "../src/local-sheet/server";
import { serve } from "../src/server";
import { readSettings } from "../src/settings";
import { openBridge, whenQuiet, type Bridge } from "./bridge";
import { command, UsageError } from "./command";
import { compareWithLabel, type CorpusCase, type Effects } from "./corpus/compare";
import { createWorkbook, type Workbook } from "./workbook";

const help = `npm run corpus -- [--dir DIR] [--verbose] [--only ID,ID]

Posts the messages of DIR (default test/corpus/clinic: catalog.json, dev.jsonl) through a relay on an embedded sheet and
prints the figures. --verbose prints each difference; --only prints those cases in full (all are still posted).
`;

const group = "corpus";

interface Bench {
  readonly url: string;
  readonly bridge: Bridge;
  readonly workbook: Workbook;
}

async function play(item: CorpusCase, { url, bridge, workbook }: Bench): Promise<Effects> {
  const rowsBefore = await workbook.rows("流水");
  const pendingBefore = await workbook.rows("待处理");
  bridge.posts.length = 0;
  // Entries of questions that nobody answered make numbers higher than labels say.
  const meant = pendingBefore.find((row) => row["消息ID"] === `generic:${group}:${item.refers}`);
  const text = meant === undefined ? item.text : item.text.replace(/\d+/, String(meant["编号"]));
  const answer = await bridge.send(url, {
    type: item.type ?? "message",
    messageId: item.type === undefined ? item.id : (item.refers ?? item.id),
    groupId: group,
    senderId: item.sender,
    text: item.type === undefined ? text : item.text,
    ...(item.quotes === undefined ? {} : { quotedMessageId: item.quotes }),
  });
  if (answer.status !== 202) throw new Error(`${item.id}: HTTP ${answer.status}`);
  await whenQuiet(url);
  const rows = await workbook.rows("流水");
  const pending = await workbook.rows("待处理");
  return {
    rows: rows.slice(rowsBefore.length),
    pending: pending.length - pendingBefore.length,
    posts: [...bridge.posts],
  };
}

interface Options {
  readonly verbose: boolean;
  readonly only: ReadonlySet<string>;
}

async function compareAll(cases: readonly CorpusCase[], bench: Bench, options: Options) {
  const tally = { right: 0, rows: 0, pending: 0, replies: 0, wrongRows: 0 };
  for (const [index, item] of cases.entries()) {
    const effects = await play(item, bench);
    const comparison = compareWithLabel(item.expect, effects);
    tally.rows += Number(comparison.rows);
    tally.pending += Number(comparison.pending);
    tally.replies += Number(comparison.reply);
    tally.right += Number(comparison.rows && comparison.pending && comparison.reply);
    tally.wrongRows += Number(comparison.wrongRow);
    if (options.verbose && comparison.differences.length > 0) {
      console.log(`${item.id} ${item.sender} ${JSON.stringify(item.text)}`);
      for (const difference of comparison.differences) console.log(`    ${difference}`);
    }
    if (options.only.has(item.id))
      console.log(item.id, item.text, JSON.stringify(effects, null, 1));
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${cases.length} `);
  }
  return tally;
}

const options = {
  dir: { type: "string", default: "test/corpus/clinic" },
  verbose: { type: "boolean" },
  only: { type: "string", default: "" },
} as const;

command({ help, options }, async ({ values }) => {
  const dir = String(values["dir"]);
  const file = path.join(dir, "dev.jsonl");
  if (!existsSync(file)) throw new UsageError(`There is no ${file}; name the corpus with --dir`);
  const cases = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as CorpusCase);
  const catalog = JSON.parse(readFileSync(path.join(dir, "catalog.json"), "utf8")) as {
    stock: Record<string, string | number>[];
    members: Record<string, string | number>[];
  };

  const sheet = await startLocalSheet({ dir: undefined, timeZone: "Asia/Shanghai" });
  const workbook = await createWorkbook(sheet, {
    库存: catalog.stock,
    成员: catalog.members,
    设置: [
      { 项目: "允许的群", 值: `generic:${group}` },
      { 项目: "日报时间", 值: "关" },
      { 项目: "周报时间", 值: "关" },
    ],
  });
  const bridge = await openBridge();
  const stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-corpus-"));
  const relay = await serve(
    readSettings({
      PORT: "0",
      SHEETS_API_URL: sheet.url,
      SPREADSHEET_ID: sheet.spreadsheetId,
      SHEETS_READS_PER_MINUTE: "100000",
      SHEETS_WRITES_PER_MINUTE: "100000",
      STATE_DIR: stateDir,
      LOG_LEVEL: "error",
      GENERIC_WEBHOOK_SECRET: bridge.secret,
      GENERIC_OUTBOUND_URL: bridge.url,
    }),
  );
  const bench = { url: relay.url, bridge, workbook };
  const only = new Set(String(values["only"]).split(",").filter(Boolean));
  const tally = await compareAll(cases, bench, { verbose: values["verbose"] === true, only });
  const share = (count: number): string =>
    `${count}/${cases.length} (${((100 * count) / cases.length).toFixed(1)}%)`;
  console.log(
    `messages right ${share(tally.right)}: rows ${share(tally.rows)}, 待处理 ${share(tally.pending)}, ` +
      `replies ${share(tally.replies)}; messages with a wrong row: ${tally.wrongRows}`,
  );
  await relay.stop();
  await bridge.close();
  await sheet.close();
  await rm(stateDir, { recursive: true, force: true });
  return tally.wrongRows > 0 ? 1 : 0;
});
