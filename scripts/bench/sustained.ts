/**
 * The figures of minutes without a pause, and of one relay taking over from another while messages keep coming. Answers
 * numbers and judges nothing.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { whenQuiet, type Post } from "../bridge";
import { latencyMs, onRig, startRelay, type Relay, type Rig } from "./rig";
import { countRows, post, preciseNow, quantile, steadily, type Rows } from "./relay";

/** Messages a minute. */
export const sustainedRate = 2_000;
const perSecond = sustainedRate / 60;

export interface Waits {
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Takes the posts of a bridge as they come; answers how long the first answer to each message took. */
export function watchAnswers(posts: Post[]): {
  sent(messageId: string): void;
  waits(): Waits;
} {
  const sentAt = new Map<string, number>();
  const waited = new Map<string, number>();
  const take = (): void => {
    const at = preciseNow();
    for (const { inReplyTo, inReplyToAll = [] } of posts.splice(0)) {
      for (const id of [inReplyTo ?? "", ...inReplyToAll]) {
        if (!waited.has(id)) waited.set(id, at - (sentAt.get(id) ?? NaN));
      }
    }
  };
  const timer = setInterval(take, 2);
  return {
    sent: (messageId) => void sentAt.set(messageId, preciseNow()),
    waits() {
      clearInterval(timer);
      take();
      const known = [...sentAt.keys()].map((id) => waited.get(id) ?? Infinity);
      return { p99Ms: quantile(known, 0.99), maxMs: Math.max(...known) };
    },
  };
}

export interface Sustained extends Waits, Rows {
  readonly callsPerMessage: number;
  readonly refused: number;
  readonly startedMb: number | undefined;
  readonly usedMb: number | undefined;
}

export async function measureSustained(rig: Rig, minutes: number): Promise<Sustained> {
  const { bridge, sheet, relay } = rig;
  const startedMb = relay.residentMb();
  const answers = watchAnswers(bridge.posts);
  const count = Math.round(sustainedRate * minutes);
  await steadily(
    perSecond,
    (index) => index === count,
    (index) => {
      answers.sent(`bench-steady-${index}`);
      return post(rig, "steady", index);
    },
  );
  await whenQuiet(relay.url);
  const { reads, writes, refused } = await sheet.log();
  return {
    ...answers.waits(),
    ...(await countRows(sheet, "steady", count)),
    callsPerMessage: (reads + writes) / count,
    refused,
    startedMb,
    usedMb: relay.residentMb(),
  };
}

export interface Takeover extends Rows {
  /** From the start of the second relay until the first row of its own stood. */
  readonly toRowMs: number;
}

/** So long messages come before the second relay is started, and after its start. */
const beforeMs = 8_000;
const afterMs = 6_000;

/** A relay is killed under load, and another started on its state folder; what was not taken is posted again to it. */
export const measureKilled = (): Promise<Takeover> =>
  onRig({ ledgerRows: 10_000 }, async (rig) => {
    await bookFirst(rig);
    const load = startLoad(rig, "killed");
    await sleep(beforeMs);
    await rig.relay.kill();
    // What it sent last is applied before the next one looks.
    await sleep(latencyMs * 2);
    const startedAt = preciseNow();
    const second = await startRelay(rig.sheet, rig.bridge, { stateDir: rig.relay.stateDir });
    load.turnTo(second);
    return finish(rig, { load, second, series: "killed", startedAt });
  });

/** A second relay is started beside the first one, under load, and takes over what comes from then on. */
export const measureOvertaken = (): Promise<Takeover> =>
  onRig({ ledgerRows: 10_000 }, async (rig) => {
    await bookFirst(rig);
    const first = startLoad(rig, "first");
    await sleep(beforeMs);
    const startedAt = preciseNow();
    const second = await startRelay(rig.sheet, rig.bridge);
    const load = startLoad({ ...rig, relay: second }, "overtaken");
    await sleep(afterMs / 2);
    await first.stop();
    const result = await finish(rig, { load, second, series: "overtaken", startedAt });
    await whenQuiet(rig.relay.url);
    return result;
  });

/** The first booking of a workbook without the hidden tab waits some seconds for others to lay it. */
async function bookFirst(rig: Rig): Promise<void> {
  await post(rig, "opening", 0);
  await whenQuiet(rig.relay.url);
}

interface Loading {
  turnTo(relay: Relay): void;
  /** Resolves with how many messages were posted, once all were taken. */
  stop(): Promise<number>;
}

function startLoad(rig: Rig, series: string): Loading {
  let relay = rig.relay;
  let isOver = false;
  let count = 0;
  const untilTaken = async (index: number): Promise<void> => {
    count = index + 1;
    while (!(await post({ ...rig, relay }, series, index).then(yes, no))) await sleep(100);
  };
  const done = steadily(perSecond, () => isOver, untilTaken);
  return {
    turnTo: (next) => (relay = next),
    async stop() {
      isOver = true;
      await done;
      return count;
    },
  };
}

const yes = (): boolean => true;
const no = (): boolean => false;

async function finish(
  { sheet }: Rig,
  {
    load,
    second,
    series,
    startedAt,
  }: {
    readonly load: Loading;
    readonly second: Relay;
    readonly series: string;
    readonly startedAt: number;
  },
): Promise<Takeover> {
  try {
    await sleep(afterMs);
    const count = await load.stop();
    await whenQuiet(second.url);
    const { rows } = await sheet.log();
    const after = Object.entries(rows).flatMap(([id, at]) =>
      id.startsWith(`bench-${series}-`) && at > startedAt ? [at] : [],
    );
    return {
      toRowMs: Math.min(...after) - startedAt,
      ...(await countRows(sheet, series, count)),
    };
  } finally {
    await second.stop();
  }
}
