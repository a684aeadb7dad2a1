/**
 * Chaos for workers: processes that are killed, frozen and thawed, a nats-server that is killed, webhooks that come twice and
 * people who edit as in the chaos of one sheet, calls that are lost and refused, while messages come for many companies. Then
 * the audit of one sheet for each, and that the order of a sender's messages is kept and nothing of another company's stands there.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "../../test/sheet/audit";
import { takeCells, type SheetCells } from "../../test/sheet/audit-cells";
import { onBadNetwork } from "../../test/sheet/chaos";
import { createPerson, type Person } from "../../test/sheet/chaos-person";
import { itemNames, names, randomOf, specOf } from "../../test/sheet/chaos-stock";
import { peopleAt, type People } from "../../test/sheet/rig";
import { startProcess, type RelayProcess } from "../../test/story/relay-process";
import { openCompanies, whenServed, type CompanyAt } from "./companies";

export interface WorkerChaos {
  readonly seed: number;
  readonly workers: number;
  readonly sheets: number;
  readonly messages: number;
  /** A worker stands still for so long. */
  readonly frozenMs: number;
  readonly latencyMs: number;
  /** The part of all messages beside which a person edits a sheet. */
  readonly bustle: number;
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
  /** Figures of 库存 that people typed. */
  readonly typed: number;
}

const began = 1000;
const start = new Map(itemNames.map((name) => [name, began]));
const stock = names.map((物品名称, index) => ({
  ...{ 物品名称, 规格型号: specOf(index), 当前库存: began, 安全库存: 5, 单位: "箱" },
  负责人: "王芳",
}));
const doneWithinMs = 150_000;
const repeated = 0.05;
const giveUpMs = 1_500;
/** Longer than a commit that was under way when a worker froze. */
const lateMs = 3_000;
/** Messages come as long as there is trouble, which takes so much longer than a worker stands still. */
const troubleMs = 12_000;

interface Sent {
  readonly company: CompanyAt;
  readonly ids: string[];
  readonly people: People;
  /** Who edits the company's sheet. */
  readonly person: Person;
  /** As they stood at the start. */
  readonly cells: SheetCells;
}

export async function runWorkerChaos(wish: WorkerChaos): Promise<WorkerChaosReport> {
  const { trace, latencyMs } = wish;
  const random = randomOf(wish.seed);
  let isCalm = true;
  const place = await openCompanies(wish.sheets, {
    ...{ stock, latencyMs },
    intercept: (call, apply) =>
      Promise.resolve(isCalm ? apply() : onBadNetwork(call, apply, random)),
  });
  const count = { accepted: 0, repeats: 0, kills: 0, frozen: 0, restarts: 0 };
  const running = await Promise.all(
    Array.from({ length: wish.workers }, () => startProcess(place.environment)),
  );
  const sent = await Promise.all(
    place.companies.map(async (company): Promise<Sent> => {
      const people = peopleAt(company);
      const person = await createPerson(people, { random, trace: undefined });
      return { company, people, person, cells: await takeCells(people), ids: [] };
    }),
  );
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

  async function people(): Promise<void> {
    for (let number = 0; number < wish.messages; number += 1) {
      const one = pick(sent);
      await post(one, number);
      if (random() < wish.bustle) await pick(sent).person.act();
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
    // What a sheet showed before anybody looked is nobody's to know.
    await whenServed(running, wish.sheets);
    await sleep(1_000);
    isCalm = false;
    await Promise.all([people(), trouble()]);
    isCalm = true;
    const sumOf = (figure: "edits" | "typedCount"): number =>
      sent.reduce((sum, { person }) => sum + person[figure], 0);
    const figures = { ...count, edits: sumOf("edits"), typed: sumOf("typedCount") };
    return { faults: await auditAll(sent, trace), ...figures };
  } finally {
    await Promise.all(running.map((worker: RelayProcess) => worker.kill()));
    await place.close();
  }
}

/** Audits until everything has followed, and once more, since who was frozen may write late. */
async function auditAll(
  sent: readonly Sent[],
  trace: WorkerChaos["trace"],
): Promise<readonly string[]> {
  const until = performance.now() + doneWithinMs;
  for (const one of sent) {
    for (let faults = await auditOne(one); faults.length > 0; faults = await auditOne(one)) {
      trace(
        `${one.company.spreadsheetId} at ${Math.round(performance.now())} ms: ${faults.join("; ")}`,
      );
      if (performance.now() > until) break;
      await sleep(500);
    }
  }
  await sleep(lateMs);
  const found = await Promise.all(sent.map(auditOne));
  return found.flatMap((faults, index) =>
    faults.map((fault) => `${sent[index]?.company.spreadsheetId ?? ""}: ${fault}`),
  );
}

/** As a sheet of one relay is audited, and that nothing of another company's stands there. */
async function auditOne({ company, people, ids, person, cells }: Sent): Promise<readonly string[]> {
  const { typed, meant } = person;
  const expected = { start, typed, meant, cells, outcomes: new Map(), sent: new Set(ids) };
  const faults = await audit(people, expected);
  const rows = (await people.rows("ledger")).sort((a, b) => Number(a["时间"]) - Number(b["时间"]));
  const booked = rows.map((row) => String(row["消息ID"])).filter((id) => !id.startsWith("手工:"));
  const others = booked.filter((id) => !id.startsWith(`generic:${company.group}:`));
  const missing = ids.filter((id) => !booked.includes(id));
  const inOrder = ids.filter((id) => booked.includes(id));
  const astray = booked.findIndex((id, index) => id !== inOrder[index]);
  return [
    ...faults,
    ...missing.map((id) => `${id} is not booked`),
    ...others.map((id) => `${id} belongs to another company`),
    ...(astray < 0
      ? []
      : [`the sender's messages are not in their order: ${booked.slice(astray).join()}`]),
  ];
}
