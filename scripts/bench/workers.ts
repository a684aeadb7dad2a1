/**
 * Workers over NATS: how fast messages of many companies are booked by one, two and four of them, how long a webhook takes, what
 * it costs in calls, and how long nobody serves a company when its worker stops or is killed.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { content } from "../../test/story/office";
import { startProcess, type RelayProcess } from "../../test/story/relay-process";
import { openCompanies, type Companies, type CompanyAt } from "../workers/companies";

const latencyMs = 200;
const stock = (content["库存"] ?? []).map((row) => ({ ...row, 当前库存: 100_000 }));

export interface WorkerFigures {
  readonly workers: number;
  readonly messagesPerSecond: number;
  readonly webhookP99Ms: number;
  readonly callsPerMessage: number;
}

let number = 0;

async function post(place: Companies, worker: RelayProcess, company: CompanyAt): Promise<number> {
  number += 1;
  const startedAt = performance.now();
  const message = { messageId: `w${number}`, groupId: company.group, senderId: "u-li" };
  const answer = await place.bridge.send(worker.url, { ...message, text: "领用：签字笔 1" });
  if (answer.status !== 202) throw new Error(`a worker answered ${answer.status}`);
  return performance.now() - startedAt;
}

const stateOf = async ({ url }: RelayProcess): Promise<Readonly<Record<string, unknown>>> =>
  (await (await fetch(`${url}/readyz`)).json()) as Record<string, unknown>;

async function whenServed(workers: readonly RelayProcess[], sheets: number): Promise<void> {
  for (;;) {
    const states = await Promise.all(workers.map(stateOf));
    if (states.reduce((sum, { companies }) => sum + Number(companies), 0) === sheets) return;
    await sleep(50);
  }
}

const isBooked = async ({ desk }: CompanyAt, count: number): Promise<boolean> =>
  (await desk.rows("流水")).length >= count;

export async function measureWorkers(
  workers: number,
  { sheets, each }: { readonly sheets: number; readonly each: number },
): Promise<WorkerFigures> {
  let calls = 0;
  const place = await openCompanies(sheets, {
    ...{ stock, latencyMs },
    intercept: (_call, apply) => ((calls += 1), Promise.resolve(apply())),
  });
  const running = await Promise.all(
    Array.from({ length: workers }, () => startProcess(place.environment)),
  );
  try {
    await whenServed(running, sheets);
    calls = 0;
    const startedAt = performance.now();
    const took: number[] = [];
    for (let round = 0; round < each; round += 1) {
      const posts = place.companies.map((company, index) => {
        const worker = running[(round + index) % running.length];
        return worker === undefined ? Promise.resolve(0) : post(place, worker, company);
      });
      took.push(...(await Promise.all(posts)));
    }
    const own = calls;
    while (place.bridge.posts.length < sheets * each) await sleep(20);
    const seconds = (performance.now() - startedAt) / 1_000;
    const made = Math.max(own, calls);
    took.sort((left, right) => left - right);
    return {
      workers,
      messagesPerSecond: (sheets * each) / seconds,
      webhookP99Ms: took[Math.floor(took.length * 0.99)] ?? 0,
      callsPerMessage: made / (sheets * each),
    };
  } finally {
    await Promise.all(running.map((worker) => worker.kill()));
    await place.close();
  }
}

/** From the signal until another worker has booked a message that came meanwhile, ms. */
export async function measureHandover(signal: "SIGTERM" | "SIGKILL"): Promise<number> {
  const sheets = 8;
  const place = await openCompanies(sheets, { stock, latencyMs });
  const [first, second] = await Promise.all([
    startProcess(place.environment),
    startProcess(place.environment),
  ]);
  try {
    await whenServed([first, second], sheets);
    // A company's first booking lays what the engine needs, and takes longer.
    await Promise.all(place.companies.map((company) => post(place, second, company)));
    for (const company of place.companies) while (!(await isBooked(company, 1))) await sleep(20);
    const startedAt = performance.now();
    first.signal(signal);
    await Promise.all(place.companies.map((company) => post(place, second, company)));
    for (const company of place.companies) while (!(await isBooked(company, 2))) await sleep(20);
    return performance.now() - startedAt;
  } finally {
    await Promise.all([first, second].map((worker) => worker.kill()));
    await place.close();
  }
}
