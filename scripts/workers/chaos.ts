/**
 * Chaos for workers: processes that are killed, frozen and thawed, a nats-server that is killed, webhooks that come twice and
 * people who type, while messages come for many companies. Then an audit: each accepted message once on its own company's
 * sheet, chains unbroken, the order of a sender's messages kept, nothing of another company's.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { content } from "../../test/story/office";
import { startProcess, type RelayProcess } from "../../test/story/relay-process";
import { openCompanies, type Companies, type CompanyAt } from "./companies";

export interface WorkerChaos {
  readonly seed: number;
  readonly workers: number;
  readonly sheets: number;
  readonly messages: number;
  /** A worker stands still for so long. */
  readonly frozenMs: number;
  readonly latencyMs: number;
  readonly trace: (line: string) => void;
}

export interface WorkerChaosReport {
  readonly faults: readonly string[];
  readonly accepted: number;
  readonly repeats: number;
  readonly kills: number;
  readonly frozen: number;
  readonly restarts: number;
  readonly edits: number;
}

/** Enough of everything, so that no message is refused for want of it. */
const stock = (content["库存"] ?? []).map((row) => ({ ...row, 当前库存: 100_000 }));
const names = ["签字笔", "A4纸", "订书机"];
const doneWithinMs = 150_000;
const repeated = 0.05;
const giveUpMs = 1_500;
/** Messages come as long as there is trouble, which takes so much longer than a worker stands still. */
const troubleMs = 12_000;

/** @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

interface Sent {
  readonly company: CompanyAt;
  readonly ids: string[];
  readonly typed: number[];
}

export async function runWorkerChaos(wish: WorkerChaos): Promise<WorkerChaosReport> {
  const { trace, latencyMs } = wish;
  const place = await openCompanies(wish.sheets, { stock, latencyMs });
  const random = randomFrom(wish.seed);
  const count = { accepted: 0, repeats: 0, kills: 0, frozen: 0, restarts: 0, edits: 0 };
  const running = await Promise.all(
    Array.from({ length: wish.workers }, () => startProcess(place.environment)),
  );
  const sent = place.companies.map((company): Sent => ({ company, ids: [], typed: [] }));
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error("nothing to choose from");
    return value;
  };

  async function post(one: Sent, number: number): Promise<void> {
    const { group } = one.company;
    const text = `领用：${pick(names)} ${1 + Math.floor(random() * 3)}`;
    const message = { messageId: `c${number}`, groupId: group, senderId: "u-li", text };
    const again = random() < repeated;
    for (;;) {
      const answered = place.bridge.send(pick(running).url, message).then(
        ({ status }) => status,
        () => 0,
      );
      // A platform gives up on who stands still, and posts again.
      const status = await Promise.race([answered, sleep(giveUpMs, 0)]);
      if (status === 202 || status === 200) break;
      await sleep(100);
    }
    one.ids.push(`generic:${group}:c${number}`);
    count.accepted += 1;
    if (!again) return;
    count.repeats += 1;
    void place.bridge.send(pick(running).url, message).catch(() => undefined);
  }

  async function disturb(what: "kill" | "freeze" | "restart"): Promise<void> {
    trace(what);
    if (what === "restart") {
      count.restarts += 1;
      return place.nats.restart();
    }
    const at = Math.floor(random() * running.length);
    const worker = running[at];
    if (worker === undefined) return;
    if (what === "kill") {
      count.kills += 1;
      await worker.kill();
      running[at] = await startProcess(place.environment);
      return;
    }
    count.frozen += 1;
    worker.signal("SIGSTOP");
    await sleep(wish.frozenMs);
    worker.signal("SIGCONT");
  }

  async function edit(one: Sent): Promise<void> {
    count.edits += 1;
    await one.company.desk.type("库存!G20", `看过 ${count.edits}`);
  }

  async function people(): Promise<void> {
    for (let number = 0; number < wish.messages; number += 1) {
      const one = pick(sent);
      await post(one, number);
      if (random() < 0.05) await edit(pick(sent));
      await sleep((wish.frozenMs + troubleMs) / wish.messages);
    }
  }

  async function trouble(): Promise<void> {
    for (const what of ["freeze", "kill", "restart"] as const) {
      await sleep(500 + random() * 1_500);
      await disturb(what);
    }
  }

  try {
    await Promise.all([people(), trouble()]);
    const late = await allBooked(sent);
    const faults = [...late, ...(await audit(place, sent))];
    return { faults, ...count };
  } finally {
    await Promise.all(running.map((worker: RelayProcess) => worker.kill()));
    await place.close();
  }
}

/** Sentences about what was not booked in time. */
async function allBooked(sent: readonly Sent[]): Promise<readonly string[]> {
  const until = performance.now() + doneWithinMs;
  for (const { company, ids } of sent) {
    for (;;) {
      const rows = await company.desk.rows("流水");
      const shown = await company.desk.stock();
      const ends = names.every((name) => {
        const newest = rows.filter((row) => row["物品名称"] === name).at(-1);
        return newest === undefined || shown[name] === newest["变动后"];
      });
      const booked = new Set(rows.map((row) => String(row["消息ID"])));
      const missing = ids.filter((id) => !booked.has(id));
      if (missing.length === 0 && ends) break;
      if (performance.now() > until)
        return [
          `${company.spreadsheetId}: ${missing.length} messages are not booked, or its stock does not follow`,
        ];
      await sleep(100);
    }
  }
  return [];
}

async function audit(place: Companies, sent: readonly Sent[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { company, ids, typed } of sent) {
    const told = [...(await place.faults(company, ids, typed))];
    const booked = (await company.desk.rows("流水")).map((row) => String(row["消息ID"]));
    const others = booked.filter((id) => !id.startsWith(`generic:${company.group}:`));
    told.push(...others.map((id) => `${id} belongs to another company`));
    if (booked.join() !== ids.filter((id) => booked.includes(id)).join())
      told.push("the sender's messages are not in their order");
    faults.push(...told.map((fault) => `${company.spreadsheetId}: ${fault}`));
  }
  return faults;
}
