/**
 * Workers over NATS: what messages of many companies cost one, two and four of them, how long a webhook takes, what it costs
 * in calls beside relays of one company each, and how long nobody serves a company when its worker stops or is killed.
 */
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { content } from "../../test/story/office";
import { startProcess } from "../../test/story/relay-process";
import { openCompanies, whenServed, type Companies, type CompanyAt } from "../workers/companies";
import { cpuMs, makeStateDir } from "./rig";

const latencyMs = 200;
/** As a keeper finds it set. */
const refreshSeconds = 15;
const stock = (content["库存"] ?? []).map((row) => ({ ...row, 当前库存: 100_000 }));

export interface WorkerFigures {
  readonly workers: number;
  /** On this machine, which the sheets, the people and NATS share. */
  readonly messagesPerSecond: number;
  /** Processor time of all workers together. */
  readonly cpuMsPerMessage: number;
  /** Of the sheets and the people. */
  readonly othersMsPerMessage: number;
  /** At a steady rate. */
  readonly webhookP99Ms: number;
}

/** More connections at once are refused. */
const postsAtOnce = 50;
let number = 0;

async function post(place: Companies, url: string, { group: groupId }: CompanyAt): Promise<number> {
  number += 1;
  const startedAt = performance.now();
  const message = { messageId: `w${number}`, groupId, senderId: "u-li" };
  const answer = await place.bridge.send(url, { ...message, text: "领用：签字笔 1" });
  if (answer.status !== 202) throw new Error(`a worker answered ${answer.status}`);
  return performance.now() - startedAt;
}

async function whenAnswered({ bridge }: Companies, count: number): Promise<void> {
  // Messages that came together may share an answer.
  const answered = (): number =>
    bridge.posts.reduce((sum, { inReplyToAll }) => sum + (inReplyToAll?.length ?? 1), 0);
  while (answered() < count) await sleep(10);
  bridge.posts.length = 0;
}

/** Posts for each company in turn, at a worker each; answers how long each took. `perSecond` Infinity: as fast as a round is taken. */
async function postRounds(
  place: Companies,
  workers: readonly { readonly url: string }[],
  { rounds, perSecond = Infinity }: { readonly rounds: number; readonly perSecond?: number },
): Promise<readonly number[]> {
  const took: Promise<number>[] = [];
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    for (const company of place.companies) {
      const worker = workers[took.length % workers.length];
      if (worker === undefined) continue;
      took.push(post(place, worker.url, company));
      const due = startedAt + (took.length * 1_000) / perSecond;
      if (perSecond < Infinity) await sleep(Math.max(0, due - performance.now()));
      else if (took.length % postsAtOnce === 0) await Promise.all(took.slice(-postsAtOnce));
    }
    await Promise.all(took);
  }
  return Promise.all(took);
}

export async function measureWorkers(
  workers: number,
  { sheets, rounds, perSecond }: Record<"sheets" | "rounds" | "perSecond", number>,
): Promise<WorkerFigures> {
  const place = await openCompanies(sheets, { stock, latencyMs, refreshSeconds });
  const running = await Promise.all(
    Array.from({ length: workers }, () => startProcess(place.environment)),
  );
  const spent = (): { readonly workers: number; readonly others: number } => {
    const { user, system } = process.cpuUsage();
    const ofWorkers = running.map(({ pid }) => cpuMs(pid) ?? NaN);
    return { workers: ofWorkers.reduce((sum, ms) => sum + ms, 0), others: (user + system) / 1_000 };
  };
  try {
    await whenServed(running, sheets);
    // A company's first booking lays what the engine needs, and takes longer.
    await postRounds(place, running, { rounds: 1 });
    await whenAnswered(place, sheets);
    const before = spent();
    const startedAt = performance.now();
    await postRounds(place, running, { rounds });
    await whenAnswered(place, sheets * rounds);
    const seconds = (performance.now() - startedAt) / 1_000;
    const after = spent();
    const took = [...(await postRounds(place, running, { rounds: 2, perSecond }))];
    await whenAnswered(place, sheets * 2);
    took.sort((left, right) => left - right);
    return {
      workers,
      messagesPerSecond: (sheets * rounds) / seconds,
      cpuMsPerMessage: (after.workers - before.workers) / (sheets * rounds),
      othersMsPerMessage: (after.others - before.others) / (sheets * rounds),
      webhookP99Ms: took[Math.floor(took.length * 0.99)] ?? 0,
    };
  } finally {
    await Promise.all(running.map((worker) => worker.kill()));
    await place.close();
  }
}
/** Calls that a message costs: one that came alone, and those of a busy minute. In the same steps for a worker and for relays of one company each. */
export async function measureCalls(): Promise<{ readonly shared: number; readonly alone: number }> {
  const sheets = 4;
  const [rounds, perSecond] = [20, 4];
  let calls = 0;
  const place = await openCompanies(sheets, {
    ...{ stock, latencyMs, refreshSeconds },
    intercept: (_call, apply) => ((calls += 1), Promise.resolve(apply())),
  });
  const measure = async (relays: readonly { readonly url: string }[]): Promise<number> => {
    await postRounds(place, relays, { rounds: 1 });
    await whenAnswered(place, sheets);
    await sleep(2_000);
    calls = 0;
    await postRounds(place, relays, { rounds, perSecond });
    await whenAnswered(place, sheets * rounds);
    await sleep(2_000);
    return calls / (sheets * rounds);
  };
  const single = await Promise.all(
    place.companies.map(async ({ spreadsheetId }) => {
      const stateDir = await makeStateDir();
      const relay = await startProcess({
        ...place.environment,
        ...{ NATS_URL: "", REGISTRY_SPREADSHEET_ID: "" },
        STATE_DIR: stateDir,
        SPREADSHEET_ID: spreadsheetId,
      });
      return { ...relay, stateDir };
    }),
  );
  try {
    const alone = await measure(single);
    await Promise.all(single.map((relay) => relay.kill()));
    const worker = await startProcess(place.environment);
    try {
      await whenServed([worker], sheets);
      return { shared: await measure([worker]), alone };
    } finally {
      await worker.kill();
    }
  } finally {
    await Promise.all(single.map((relay) => relay.kill()));
    for (const { stateDir } of single) await rm(stateDir, { recursive: true, force: true });
    await place.close();
  }
}

/** From the signal until another worker has booked and answered, for every company, a message that came meanwhile, ms. */
export async function measureHandover(signal: "SIGTERM" | "SIGKILL"): Promise<number> {
  const sheets = 8;
  const place = await openCompanies(sheets, { stock, latencyMs, refreshSeconds });
  const [first, second] = await Promise.all([
    startProcess(place.environment),
    startProcess(place.environment),
  ]);
  try {
    await whenServed([first, second], sheets);
    // A company's first booking lays what the engine needs, and takes longer.
    await postRounds(place, [second], { rounds: 1 });
    await whenAnswered(place, sheets);
    const startedAt = performance.now();
    first.signal(signal);
    await postRounds(place, [second], { rounds: 1 });
    await whenAnswered(place, sheets);
    return performance.now() - startedAt;
  } finally {
    await Promise.all([first, second].map((worker) => worker.kill()));
    await place.close();
  }
}
