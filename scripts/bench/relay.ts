/**
 * The figures of the relay under load, at light load and at its start. Each takes a rig, answers numbers and judges
 * nothing.
 */
import { open, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { latencyMs, makeStateDir, type Rig } from "./rig";
import { group, itemAt, personAt } from "./stock";
import { bookedIds, type SheetAt } from "./workbook";
import { whenQuiet, type Post } from "../bridge";

export const preciseNow = (): number => performance.timeOrigin + performance.now();

/** @example quantile([1, 2, 3], 0.5) // 2 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

const messageText = (index: number): string => {
  const { name, unit } = itemAt(index);
  return `领用：${name} 1${unit}`;
};

export const post = (rig: Rig, series: string, index: number): Promise<void> =>
  postText(rig, `bench-${series}-${index}`, {
    senderId: personAt(index),
    text: messageText(index),
  });

async function inParallel(count: number, width: number, work: (index: number) => Promise<void>) {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

export interface Load extends Rows {
  readonly seconds: number;
  readonly callsPerMessage: number;
  readonly refused: number;
  readonly mostPerMinute: number;
}

/** Posts as fast as they are taken, until the last row stands. */
export async function measureLoad(rig: Rig, count: number): Promise<Load> {
  const { sheet, relay } = rig;
  await sheet.measure("relay");
  const startedAt = preciseNow();
  await inParallel(count, 20, (index) => post(rig, "load", index));
  await whenQuiet(relay.url);
  const log = await sheet.log();
  const lastRow = Math.max(...Object.values(log.rows));
  return {
    seconds: (lastRow - startedAt) / 1000,
    callsPerMessage: (log.reads + log.writes) / count,
    refused: log.refused,
    mostPerMinute: log.mostPerMinute,
    ...(await countRows(sheet, "load", count)),
  };
}

export interface Rows {
  readonly rowsMissing: number;
  readonly rowsTwice: number;
}

/** Which of the messages of a series have no row, or two. */
export async function countRows(sheet: SheetAt, series: string, count: number): Promise<Rows> {
  const ids = (await bookedIds(sheet)).filter((id) => id.includes(`:bench-${series}-`));
  const { size } = new Set(ids);
  return { rowsMissing: count - size, rowsTwice: ids.length - size };
}

export interface Light {
  /** Medians, in round trips to the API. */
  readonly toRow: number;
  readonly toReply: number;
  readonly toCell: number;
  readonly writesPerBooking: number;
}

/** One message at a time, as a person would, with time between them that no clock of the relay shares. */
export const measureLight = (rig: Rig, count: number): Promise<Light> =>
  measureOneByOne(rig, {
    series: "light",
    count,
    pauseMs: (index) => 2_200 + ((index * 397) % 600),
  });

/** Each message 40 ms after the reply to the one before; on a rig whose limit of calls is never met. */
export const measurePaced = (rig: Rig, count: number): Promise<Light> =>
  measureOneByOne(rig, { series: "paced", count, pauseMs: () => 40 });

/** After a first message, with which the relay lays its hidden tab. */
async function measureOneByOne(
  rig: Rig,
  {
    series,
    count,
    pauseMs,
  }: {
    readonly series: string;
    readonly count: number;
    readonly pauseMs: (index: number) => number;
  },
): Promise<Light> {
  const { bridge, sheet } = rig;
  await post(rig, "first", 0);
  await answerTo(bridge.posts, "bench-first-0");
  await sleep(1_000);
  const ids = Array.from({ length: count }, (_, index) => `bench-${series}-${index}`);
  const sent: number[] = [];
  const answered: number[] = [];
  const { writes: before } = await sheet.log();
  for (const [index, id] of ids.entries()) {
    bridge.posts.length = 0;
    sent.push(preciseNow());
    await post(rig, series, index);
    await answerTo(bridge.posts, id);
    answered.push(preciseNow());
    await sleep(pauseMs(index));
  }
  await sleep(longestHoldMs);
  const { rows, cells, writes } = await sheet.log();
  const trips = (times: readonly (number | undefined)[]): number =>
    quantile(since(sent, times), 0.5) / latencyMs;
  return {
    toRow: trips(ids.map((id) => rows[id])),
    toReply: trips(answered),
    toCell: trips(ids.map((id) => cells[id])),
    writesPerBooking: (writes - before) / count,
  };
}

/** So long the relay puts off cells at most while writes are short. */
const longestHoldMs = 5_500;

function since(sent: readonly number[], times: readonly (number | undefined)[]): number[] {
  return times.map((time, index) => {
    if (time === undefined) throw new Error("a message was answered that has no row or no figure");
    return time - (sent[index] ?? NaN);
  });
}

export async function answerTo(posts: readonly Post[], messageId: string): Promise<void> {
  const isAnswer = (said: Post): boolean =>
    said.inReplyTo === messageId || said.inReplyToAll?.includes(messageId) === true;
  for (let waitedMs = 0; !posts.some(isAnswer); waitedMs += 1) {
    if (waitedMs > 30_000) throw new Error("a message was not answered within 30 s");
    await sleep(1);
  }
}

/** Posts as a bridge does: once more where the connection broke, which can't book twice. */
export async function postText(
  { bridge, relay }: Rig,
  messageId: string,
  { senderId, text }: { readonly senderId: string; readonly text: string },
): Promise<void> {
  const send = (): Promise<Response> =>
    bridge.send(relay.url, { messageId, groupId: group, senderId, text });
  const answer = await send().catch(send);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`a post was answered ${answer.status}`);
}

export interface Flooded {
  /** The slowest answer to a colleague's question while nobody else asks, and during the flood. */
  readonly aloneMs: number;
  readonly floodedMs: number;
}

/**
 * 90 look-ups at once, of so many items by so many people, and every three seconds a colleague who asks for a figure.
 */
export async function measureFlood(
  rig: Rig,
  { items, people }: { readonly items: number; readonly people: number },
): Promise<Flooded> {
  const { bridge } = rig;
  const asked = async (messageId: string): Promise<number> => {
    const sentAt = preciseNow();
    const text = `查询 ${itemAt(1).name}`;
    await postText(rig, messageId, { senderId: personAt(1), text });
    await answerTo(bridge.posts, messageId);
    return preciseNow() - sentAt;
  };
  const askedOften = async (series: string): Promise<number> => {
    const waits: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      waits.push(await asked(`bench-${series}-${index}`));
      await sleep(3_000);
    }
    return Math.max(...waits);
  };
  const aloneMs = await askedOften("alone");
  await inParallel(90, 20, (index) =>
    postText(rig, `bench-flood-${index}`, {
      senderId: personAt(2 + (index % people)),
      text: `记录 ${itemAt(index % items).name}`,
    }),
  );
  return { aloneMs, floodedMs: await askedOften("flooded") };
}

/** Does something so often a second, whatever became of what was done before, until `isOver`. */
export async function steadily(
  perSecond: number,
  isOver: (index: number) => boolean,
  work: (index: number) => Promise<void>,
): Promise<void> {
  const under: Promise<void>[] = [];
  const startedAt = preciseNow();
  for (let index = 0; !isOver(index); index += 1) {
    const dueAt = startedAt + (index * 1000) / perSecond;
    if (dueAt > preciseNow()) await sleep(dueAt - preciseNow());
    under.push(work(index));
  }
  await Promise.all(under);
}

/** How long a post waits for its answer when 200 come in a second, whatever became of those before. */
export async function measureWebhook(rig: Rig, seconds: number): Promise<{ readonly p99: number }> {
  const perSecond = 200;
  const waits: number[] = [];
  await steadily(
    perSecond,
    (index) => index === perSecond * seconds,
    async (index) => {
      const sentAt = preciseNow();
      await post(rig, "hook", index);
      waits.push(preciseNow() - sentAt);
    },
  );
  return { p99: quantile(waits, 0.99) };
}

/** What one fsync costs on the disk of STATE_DIR: the median, in ms. For reading the webhook's figure. */
export async function measureFsync(): Promise<number> {
  const dir = await makeStateDir();
  const file = await open(path.join(dir, "fsync"), "a");
  const waits: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    await file.write("x".repeat(300));
    const startedAt = performance.now();
    await file.sync();
    waits.push(performance.now() - startedAt);
  }
  await file.close();
  await rm(dir, { recursive: true, force: true });
  return quantile(waits, 0.5);
}
