/**
 * `npm run import-chat`: books the take-outs of an exported WhatsApp chat, each once. What is booked and why the rest is
 * not is relay/import/import-chat's; here the file is read, the sheet opened and the result told.
 */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { openInbox } from "../src/inbox/journal";
import { ownStateDir } from "../src/inbox/directory-lock";
import { readExport, type ChatExport } from "../src/language/exports/whatsapp-export";
import { dateOrders, type DateOrder } from "../src/language/exports/whatsapp-export-header";
import {
  bookImport,
  planImport,
  suspectLines,
  type ImportEntry,
  type ImportSource,
} from "../src/relay/import/import-chat";
import { suggesting } from "../src/inventory/purchasing/suggesting";
import { crossingAlerts } from "../src/reports/crossing-alerts";
import { complain, tell } from "../src/command-language";
import { openSheetForCommand } from "../src/resources";
import { environment, readSettings, type Settings } from "../src/settings";
import { createStockroom } from "../src/sheet/create-stockroom";
import type { Stockroom } from "../src/sheet/stockroom";
import { UsageError, command } from "./command";
import { bookingTable, countLines, leftTable, lineTable, short } from "./import-chat/report";
import { leaveToRelay } from "./beside-relay/leave-to-relay";

const help = `npm run import-chat -- FILE [--dry-run] [--time-zone ZONE] [--dates ORDER]

Books the 领用 messages of a WhatsApp “export chat” text file in the configured spreadsheet, each once, however often it
is run and whichever phone exported it. Their 来源 is import, their own time stands in 备注. Not booked, but listed, is what
the relay would ask about or refuse, and what its sender undid or corrected later in the chat. Not booked either is what
the relay took when it was written: a row of the same person and text within two minutes. Listed is also what may have
been booked under another name or before it was edited. Lines that look like a message and can't be read, and lines that were
pasted into one, are listed by their number.

  FILE              the .txt of the export (_chat.txt on iOS); unpack a .zip first
  --dry-run         prints what would be booked and what not, and writes nothing
  --dates ORDER     dmy, mdy or ymd: what comes first in the file's dates; asked for where they fit several orders, or none
  --time-zone ZONE  where the exporting phone was, such as Asia/Hong_Kong (default: the spreadsheet's)

It may run while the relay does.
`;

const chineseHelp = `npm run import-chat -- 文件 [--dry-run] [--time-zone 时区] [--dates 顺序]

把 WhatsApp「导出聊天」文本里的领用登记到配置的表格，每条只登记一次，不管运行几次、用谁的手机导出。「来源」记为 import，原来的时间记在「备注」。
机器人会追问或拒绝的、后来被本人撤销或更正的，只列出、不登记；当时已登记的（同一人、同样文字、两分钟内）不再登记；可能用别的名字或在修改前
登记过的也会列出。像消息却读不懂的行、粘贴进来的行，按行号列出。

  文件               导出的 .txt（iOS 是 _chat.txt）；.zip 请先解压
  --dry-run          只显示会登记什么、不登记什么，不写入
  --dates 顺序       dmy、mdy 或 ymd：日期里先写的是什么；有几种读法时会要求写明
  --time-zone 时区   导出的手机所在时区，如 Asia/Hong_Kong（默认用表格的时区）

服务运行时也可以导入。
`;

const mostBytes = 50_000_000;
const dayMs = 24 * 60 * 60_000;
const now = (): Date => new Date();

function textOf(file: string): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new UsageError(`There is no ${file}; name the exported text file.`);
  if (size > mostBytes) throw new UsageError(`${file} is above 50 MB; export it without media.`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UsageError(`${file} can't be read; name the exported text file.`);
  }
  if (bytes.subarray(0, 2).toString("latin1") === "PK") {
    throw new UsageError(`${file} is a zip; unpack it and name the text file in it.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(
      `${file} is no text in UTF-8; name the .txt of an exported WhatsApp chat.`,
    );
  }
}

function zoneOf(given: string | boolean | undefined): string | undefined {
  if (typeof given !== "string") return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: given });
    return given;
  } catch {
    throw new UsageError(`${given} is no time zone; write it as Asia/Shanghai.`);
  }
}

function orderOf(given: string | boolean | undefined): DateOrder | undefined {
  if (typeof given !== "string") return undefined;
  const order = dateOrders.get(given.toLowerCase());
  if (order === undefined) {
    throw new UsageError(
      `--dates ${given} is no order; write ${[...dateOrders.keys()].join(", ")}.`,
    );
  }
  return order;
}

interface Opened {
  readonly stockroom: Stockroom;
  readonly close: () => Promise<void>;
}

/** The sheet, beside a relay that may be running: commits are noted in a folder of the import's own. */
async function openStockroom(settings: Settings): Promise<Opened> {
  const dir = path.join(settings.stateDir, "import-chat");
  const owned = await ownStateDir(dir, now);
  const visit = await openSheetForCommand(settings, { now, warn: complain });
  const inbox = await openInbox({ dir, now, log: console.error });
  const stockroom = createStockroom({
    client: visit.client,
    spreadsheetId: visit.sheet.spreadsheetId,
    notebook: inbox,
    now,
    timeZone: settings.timeZone,
    announceCrossings: (movements, items, policy) =>
      crossingAlerts(movements, items, { policy, suggest: suggesting({ policy }) }),
    log: () => undefined,
    limits: settings,
    deadLetterFile: path.join(dir, "dead-letters.jsonl"),
  });
  return {
    stockroom,
    async close() {
      await stockroom.stop();
      await inbox.close();
      await visit.close();
      await owned.release();
    },
  };
}

/** What the sheet knows of the chat's time; rows that the relay wrote late count as well. */
async function sourceOf(
  text: string,
  stockroom: Stockroom,
  { zone, order }: Told,
): Promise<ImportSource> {
  const snapshot = await stockroom.read();
  const names = snapshot.members.map(({ name }) => name);
  const chat = readExport(text, zone ?? snapshot.timeZone, { order, names });
  const sentAt = chat.messages.map(({ sentAt: at }) => at.getTime());
  const first = sentAt.reduce((left, right) => Math.min(left, right));
  const from = new Date(first - dayMs);
  const to = new Date(now().getTime() + dayMs);
  complain(`${sentAt.length} messages; reading what is booked …`);
  const movements = from < to ? await stockroom.movements({ from, to }) : [];
  return { chat, snapshot, ids: await stockroom.allIds(), movements, now: now() };
}

/** Languages whose clocks and dates are read. */
const languages =
  "Chinese, English, Spanish, Portuguese, French, German, Italian, Japanese, Korean and Arabic";

/** @throws UsageError where nothing can be read, or the dates can be read in several ways */
function assertReadable(file: string, { messages, skipped, dates }: ChatExport): void {
  if (messages.length === 0 && dates.isCertain) {
    const [first] = skipped;
    const shown = first === undefined ? "" : ` Its line ${first.line} is: ${short(first.text, 60)}`;
    throw new UsageError(
      `${file} holds no message of an exported WhatsApp chat that can be read. Exports of Android and iOS phones are read that are set to ${languages}; set the phone to one of these and export the chat again.${shown}`,
    );
  }
  if (dates.isCertain) return;
  const orders = [...dateOrders].filter(([, { name }]) => dates.fitting.includes(name));
  const why =
    orders.length === 0
      ? "Its dates fit no order"
      : `Its dates can be read as ${orders.map(([key, { name }]) => `${name} (${key})`).join(" or ")}`;
  throw new UsageError(
    `${why}, so nothing is booked. Say which it is: --dates ${[...dateOrders.keys()].join(", --dates ")}.`,
  );
}

async function book(plan: readonly ImportEntry[], stockroom: Stockroom, timeZone: string) {
  await stockroom.start();
  const { booked, notBooked } = await bookImport(plan, stockroom, (done, all) =>
    console.error(`${done}/${all} …`),
  );
  await leaveToRelay(stockroom);
  tell(`Booked ${booked}.`);
  if (notBooked.length === 0) return 0;
  tell(`The stock changed meanwhile, so these are not booked; run the import again:`);
  console.log(bookingTable({ plan: notBooked, timeZone }));
  return 1;
}

/** What the caller says about the exporting phone. */
interface Told {
  readonly zone: string | undefined;
  readonly order: DateOrder | undefined;
}

async function importFile(file: string, dryRun: boolean, told: Told) {
  const text = textOf(file);
  assertReadable(file, readExport(text, "UTC", { order: told.order }));
  const { stockroom, close } = await openStockroom(readSettings(environment()));
  try {
    const source = await sourceOf(text, stockroom, told);
    const plan = planImport(source);
    const due = plan.filter(({ outcome }) => outcome.kind === "books");
    const suspects = suspectLines(source);
    const report = { plan, chat: source.chat, suspects, timeZone: source.snapshot.timeZone };
    if (dryRun && due.length > 0) tell(`Would be booked:\n\n${bookingTable(report)}\n`);
    const left = leftTable(report);
    if (left !== "") tell(`Not booked, to be looked at by a person:\n\n${left}\n`);
    const lines = lineTable(report);
    if (lines !== "") tell(`Lines of the file that are no messages of their own:\n\n${lines}\n`);
    tell(countLines(report, dryRun));
    return dryRun || due.length === 0 ? 0 : await book(due, stockroom, report.timeZone);
  } finally {
    await close();
  }
}

command(
  {
    help,
    chineseHelp,
    options: {
      "dry-run": { type: "boolean" },
      "time-zone": { type: "string" },
      dates: { type: "string" },
    },
  },
  ({ values, positionals }) => {
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) {
      throw new UsageError("Say which file to import: npm run import-chat -- FILE (--help tells).");
    }
    const told = { zone: zoneOf(values["time-zone"]), order: orderOf(values["dates"]) };
    return importFile(file, values["dry-run"] === true, told);
  },
);
