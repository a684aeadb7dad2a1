/** The naive design's figures, taken as the relay's are: at light load, and as many messages as it books in a minute. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { preciseNow, quantile } from "./relay";
import { latencyMs, openSheet, type Sheet } from "./rig";
import { itemAt, personAt } from "./stock";

export interface Compared {
  readonly perMinute: number;
  readonly callsPerMessage: number;
  readonly toRow: number;
  readonly toReply: number;
}

async function book(child: ChildProcess, series: string, index: number): Promise<number> {
  const answer = once(child, "message");
  const id = `bench-${series}-${index}`;
  child.send({ id, name: itemAt(index).name, person: personAt(index) });
  return ((await answer) as [{ readonly at: number }])[0].at;
}

async function light(child: ChildProcess, sheet: Sheet, count: number) {
  const toRow: number[] = [];
  const toReply: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const sentAt = preciseNow();
    toReply.push((await book(child, "plain", index)) - sentAt);
    toRow.push(((await sheet.log()).rows[`bench-plain-${index}`] ?? NaN) - sentAt);
    await sleep(2_500);
  }
  return { toRow: quantile(toRow, 0.5) / latencyMs, toReply: quantile(toReply, 0.5) / latencyMs };
}

async function load(child: ChildProcess, sheet: Sheet, forMs: number) {
  await sheet.measure("everything");
  const until = performance.now() + forMs;
  let booked = 0;
  for (let index = 0; ; index += 1) {
    await book(child, "flat", index);
    if (performance.now() > until) break;
    booked += 1;
  }
  const { reads, writes, refused } = await sheet.log();
  return {
    perMinute: (booked * 60_000) / forMs,
    callsPerMessage: (reads + writes - refused) / (booked + 1),
  };
}

export async function measureNaive(seconds: number, lightCount: number): Promise<Compared> {
  const sheet = await openSheet({ ledgerRows: 0 });
  await sheet.measure("everything");
  const child = fork(path.join(__dirname, "naive.mjs"), {
    env: {
      PATH: process.env["PATH"] ?? "",
      SHEET_URL: sheet.url,
      SPREADSHEET_ID: sheet.spreadsheetId,
    },
  });
  try {
    const died = once(child, "exit").then(() =>
      Promise.reject(new Error("the naive relay stopped")),
    );
    died.catch(() => undefined);
    await Promise.race([once(child, "message"), died]);
    const figures = (async () => {
      const small = await light(child, sheet, lightCount);
      await sleep(20_000);
      return { ...small, ...(await load(child, sheet, seconds * 1000)) };
    })();
    return await Promise.race([figures, died]);
  } finally {
    child.kill();
    await sheet.close();
  }
}
