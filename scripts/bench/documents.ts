/**
 * Documents of another system at a steady rate, and what is pushed of them: whether one is lost, how long each waits for
 * its answer, and what pushing costs the relay in processor time.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { whenQuiet } from "../bridge";
import { countRows, preciseNow, quantile, type Rows } from "./relay";
import { onRig, type Rig } from "./rig";
import { itemAt } from "./stock";
import { fillIn } from "./workbook";

export interface Documents extends Rows {
  /** Answered 201, 202, or with what else. */
  readonly answers: Readonly<Record<number, number>>;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the relay for each document; undefined where the system doesn't tell. */
  readonly cpuMs: number | undefined;
  /** Documents of which the receiver was not told; 0 where nothing is pushed. */
  readonly eventsMissing: number;
  /** From the last answer until the receiver had been told of all. */
  readonly behindMs: number;
}

const perSecond = 50;
/** The relay takes 256 connections. */
const mostAtOnce = 200;
const key = "k".repeat(32);
const secret = `whsec_${randomBytes(32).toString("base64")}`;
const pushTab = "推送";
/** The relay looks at its sheet once a minute. */
const untilSeenMs = 70_000;
const untilToldMs = 60_000;

/** Another system that takes every event. */
async function openReceiver() {
  const told = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      told.add((JSON.parse(Buffer.concat(chunks).toString()) as { readonly id: string }).id);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { told, url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

const pauseMs = 500;

/** As a careful client does it: what was not answered, or is not taken now, is posted again. */
async function postDocument({ relay }: Rig, index: number): Promise<number> {
  const { name: item, unit } = itemAt(index);
  const body = JSON.stringify({
    externalId: `bench-document-${index}`,
    lines: [{ item, quantity: 1, unit }],
  });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  for (;;) {
    const request = { method: "POST", headers, body };
    const answer = await fetch(`${relay.url}/api/v1/receipts`, request).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer !== undefined && answer.status !== 503) return answer.status;
    await sleep(pauseMs);
  }
}

/** @param seconds how long documents come */
export async function measureDocuments(seconds: number, isPushed: boolean): Promise<Documents> {
  const receiver = await openReceiver();
  const environment = {
    API_KEYS: `erp:write:${key}`,
    API_REQUESTS_PER_MINUTE: "100000",
    ...(isPushed && { WEBHOOK_SECRETS: `bench=${secret}`, WEBHOOK_ALLOW_PRIVATE: "1" }),
  };
  try {
    return await onRig({ ledgerRows: 0, environment }, async (rig) => {
      if (isPushed) {
        await sleep(5_000);
        await fillIn(rig.sheet, `${pushTab}!A3:E3`, ["", receiver.url, "登记", "bench", ""]);
        await sleep(untilSeenMs);
      }
      return measureOn(rig, seconds * perSecond, isPushed ? receiver.told : undefined);
    });
  } finally {
    receiver.close();
  }
}

async function measureOn(
  rig: Rig,
  count: number,
  told: ReadonlySet<string> | undefined,
): Promise<Documents> {
  const answers: Record<number, number> = {};
  const took: number[] = [];
  const post = async (index: number): Promise<void> => {
    const sentAt = preciseNow();
    const status = await postDocument(rig, index);
    took.push(preciseNow() - sentAt);
    answers[status] = (answers[status] ?? 0) + 1;
  };
  const cpuBefore = rig.relay.cpuMs();
  const startedAt = preciseNow();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      const early = startedAt + (index * 1_000) / perSecond - preciseNow();
      if (early > 0) await sleep(early);
      await post(index);
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, worker));
  // A connection that was kept may be closed in the moment in which it is asked.
  await whenQuiet(rig.relay.url).catch(() => whenQuiet(rig.relay.url));
  const answeredAt = preciseNow();
  const missing = (): number => {
    if (told === undefined) return 0;
    const ids = Array.from({ length: count }, (_, index) => `api:erp:bench-document-${index}`);
    return ids.filter((id) => !told.has(id)).length;
  };
  while (missing() > 0 && preciseNow() - answeredAt < untilToldMs) await sleep(50);
  const behindMs = preciseNow() - answeredAt;
  const cpuAfter = rig.relay.cpuMs();
  return {
    ...{ answers, p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99), behindMs },
    cpuMs:
      cpuBefore === undefined || cpuAfter === undefined
        ? undefined
        : (cpuAfter - cpuBefore) / count,
    eventsMissing: missing(),
    ...(await countRows(rig.sheet, "document", count)),
  };
}
