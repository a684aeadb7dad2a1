/**
 * `npm run digest`: posts today's digest now, through the 播报 tab like the scheduled one. A running relay on the same
 * STATE_DIR sends it; else this command does. With --dry-run it only shows the text and writes the pictures.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { createApp } from "../src/app";
import { StateDirTakenError } from "../src/errors";
import { drawPictures } from "../src/reports/pictures/picture";
import { createReports } from "../src/reports/reports";
import { complain, tell } from "../src/command-language";
import { environment, readSettings, type Settings } from "../src/settings";
import type { Stockroom } from "../src/sheet/stockroom";
import { UsageError, command } from "./command";
import { leaveToRelay } from "./beside-relay/leave-to-relay";
import { visitSheet } from "./beside-relay/visit-sheet";

const help = `npm run digest -- [--dry-run] [--out FILE.png]

Posts today's digest now to 日报群 (or every 允许的群). It is that day's digest: at the scheduled time nothing more is
posted, and running this again says so. --dry-run prints the text, writes the picture to FILE.png (further ones to
FILE-2.png …) and posts nothing.
`;

const chineseHelp = `npm run digest -- [--dry-run] [--out 文件.png]

现在就把今天的日报发到「日报群」（没有填就发到每个「允许的群」）。它就是当天的日报：到点不再发，再运行一次也只会说明已发过。
--dry-run 只显示文字、把图片写到「文件.png」（后面的写到 文件-2.png …），什么也不发。
`;

type DigestNow = Awaited<ReturnType<ReturnType<typeof createReports>["postDigestNow"]>>;

const now = (): Date => new Date();
const sentWithinMs = 60_000;

/** The sheet beside a relay that may be running; books nothing by itself. */
const visit = <Result>(
  settings: Settings,
  work: (stockroom: Stockroom, reports: ReturnType<typeof createReports>) => Promise<Result>,
): Promise<Result> =>
  visitSheet(settings, (stockroom) =>
    work(stockroom, createReports({ stockroom, now, draw: drawPictures, onError: console.error })),
  );

async function show(settings: Settings, out: string | undefined): Promise<void> {
  const { text, pictures } = await visit(settings, (_stockroom, reports) => reports.preview());
  console.log(text);
  if (out === undefined) return;
  const { dir, name, ext } = path.parse(out);
  for (const [index, { png }] of pictures.entries()) {
    const file = index === 0 ? out : path.join(dir, `${name}-${index + 1}${ext}`);
    await writeFile(file, png).catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      throw new UsageError(`${file} can't be written (${code ?? ""}): is there such a folder?`);
    });
    complain(`wrote ${file}`);
  }
  if (pictures.length === 0) complain("there is nothing to draw: no picture was written");
}

/** Leaves the sending to the relay that owns STATE_DIR. */
function postByRelay(settings: Settings): Promise<DigestNow> {
  return visit(settings, async (stockroom, reports) => {
    await stockroom.start();
    const result = await reports.postDigestNow();
    await leaveToRelay(stockroom);
    const until = Date.now() + sentWithinMs;
    const isWaiting = async (): Promise<boolean> =>
      (await stockroom.read()).broadcasts.some(
        ({ type, status }) => type === "digest" && status === "waiting",
      );
    while (result.kind === "posted" && Date.now() < until && (await isWaiting())) await sleep(2000);
    return result;
  });
}

async function post(settings: Settings): Promise<DigestNow> {
  const log = pino({ level: "warn", base: null }, pino.destination(2));
  try {
    const app = await createApp(settings, log);
    await app.start(settings.publicUrl ?? "");
    const result = await app.reports.postDigestNow();
    await app.stop();
    return result;
  } catch (error) {
    if (error instanceof StateDirTakenError) return postByRelay(settings);
    throw error;
  }
}

command(
  { help, chineseHelp, options: { "dry-run": { type: "boolean" }, out: { type: "string" } } },
  async ({ values }) => {
    const settings = readSettings(environment());
    const out = typeof values["out"] === "string" ? values["out"] : undefined;
    if (values["dry-run"] === true) {
      await show(settings, out);
      return 0;
    }
    const result = await post(settings);
    if (result.kind === "no-groups") {
      complain("No group to post to: list one under 允许的群 or 日报群 in the 设置 tab.");
      return 1;
    }
    tell(
      result.kind === "posted"
        ? `Posted today's digest to ${result.groups.join(", ")}.`
        : "Today's digest was posted already; nothing more is posted today.",
    );
    return 0;
  },
);
