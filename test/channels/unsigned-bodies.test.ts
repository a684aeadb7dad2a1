/** What strangers may make the relay do before anybody has signed: the worst bodies of each driver, as large as it reads. */
import express from "express";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Channel } from "../../src/channels/channel";
import { createChannels, readChannels } from "../../src/channels/configuration/configured";
import { createWebhookRoutes } from "../../src/web/webhooks";
import { depsAt } from "./fake-platforms";
import { generic } from "./generic/posts";

const now = new Date(1794796205000);
const aesKey = "a".repeat(43);
const { channels: configured, mistakes } = readChannels(
  {
    WECOM_AIBOT_TOKEN: "t",
    WECOM_AIBOT_AES_KEY: aesKey,
    WECOM_ROBOTS: "g1=00000000-0000-4000-8000-000000000001",
    WECOM_CORP_ID: "ww1",
    WECOM_AGENT_ID: "1",
    WECOM_APP_SECRET: "s",
    WECOM_APP_TOKEN: "t",
    WECOM_APP_AES_KEY: aesKey,
    DINGTALK_APP_KEY: "k",
    DINGTALK_APP_SECRET: "s",
    DINGTALK_ROBOT_CODE: "r",
    DINGTALK_AES_KEY: aesKey,
    FEISHU_APP_ID: "a",
    FEISHU_APP_SECRET: "s",
    FEISHU_VERIFICATION_TOKEN: "v",
    FEISHU_ENCRYPT_KEY: "e",
    WHATSAPP_APP_SECRET: "s",
    WHATSAPP_VERIFY_TOKEN: "v",
    WHATSAPP_PHONE_NUMBER_ID: "1",
    WHATSAPP_TOKEN: "t",
    D360_API_KEY: "k",
    D360_WEBHOOK_SECRET: "s",
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "t",
    TWILIO_FROM: "whatsapp:+15550100000",
    TELEGRAM_BOT_TOKEN: "700000001:T",
    TELEGRAM_SECRET_TOKEN: "s",
    SLACK_SIGNING_SECRET: "s",
    SLACK_BOT_TOKEN: "xoxb",
  },
  "https://relay.example.com",
);
const noNetwork: typeof fetch = () => Promise.reject(new TypeError("fetch failed"));
const channels = [generic(), ...createChannels(configured, depsAt(now, { fetch: noNetwork }))];

/** Every credential that a driver looks for, and none of them right. */
const headers = {
  "content-type": "application/json",
  "webhook-id": "h1",
  "webhook-timestamp": String(now.getTime() / 1000),
  "webhook-signature": "v1,AAAA ".repeat(200),
  "x-hub-signature-256": "sha256=00",
  "x-360dialog-signature": "00",
  "x-twilio-signature": "00",
  "x-telegram-bot-api-secret-token": "00",
  "x-slack-signature": "v0=00",
  "x-slack-request-timestamp": String(now.getTime() / 1000),
  "x-lark-signature": "00",
  "x-lark-request-timestamp": String(now.getTime() / 1000),
  timestamp: String(now.getTime()),
  sign: "00",
};
const query = "?msg_signature=00&timestamp=1794796200&nonce=n";

/** The text with as many of the pieces in it as fit. */
const filled = (
  bytes: number,
  piece: (at: number) => string,
  [before, after]: readonly [string, string] = ["", ""],
): string => {
  const pieces: string[] = [];
  let left = bytes - before.length - after.length;
  for (let at = 0; piece(at).length <= left; at += 1) {
    pieces.push(piece(at));
    left -= piece(at).length;
  }
  return before + pieces.join("") + after;
};

const worst: Readonly<Record<string, (bytes: number) => string>> = {
  "a form of distinct fields": (bytes) => filled(bytes, (at) => `${at.toString(36)}&`),
  "a form of one field again and again": (bytes) => filled(bytes, (at) => `a=${at}&`),
  "JSON that goes deep": (bytes) => filled(bytes, () => '{"a":'),
  "JSON of distinct keys": (bytes) =>
    filled(bytes, (at) => `"${at.toString(36)}":0,`, ["{", '"encrypt":"AAAA"}']),
  "JSON of keys that are large numbers": (bytes) =>
    filled(bytes, (at) => `"${at * 2 ** 24}":0,`, ["{", '"encrypt":"AAAA"}']),
  "something long to decrypt": (bytes) => filled(bytes, () => "AAAA", ['{"encrypt":"', '"}']),
  "XML of many elements": (bytes) => filled(bytes, () => "a<b/>", ["<xml>", "</xml>"]),
  "XML that goes deep": (bytes) => filled(bytes, () => "<xml>"),
  "XML that begins again and again": (bytes) => filled(bytes, () => "<Encrypt>A", ["<xml>", ""]),
};

let server: Server;
let url: string;
beforeAll(async () => {
  const routes = createWebhookRoutes({
    channels,
    take: () => Promise.reject(new Error("nothing was signed")),
    failedLate: () => undefined,
    now: () => now,
    log: () => undefined,
  });
  server = createServer(express().use("/webhooks", routes));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
});
afterAll(() => server.close());

async function delayOf(channel: Channel, body: string): Promise<{ status: number; ms: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // It counts from its first tick on.
  await sleep(20);
  const answer = await fetch(`${url}/${channel.platform}${query}`, {
    method: "POST",
    headers,
    body,
  });
  await answer.arrayBuffer();
  await sleep(5);
  delay.disable();
  return { status: answer.status, ms: delay.max / 1e6 };
}

describe.each(channels.map((channel) => [channel.platform, channel] as const))(
  "an unsigned post to %s",
  (_, channel) => {
    it.each(Object.entries(worst))(
      "is refused and holds nothing up, were it %s",
      async (__, write) => {
        const body = write(channel.maxBodyBytes);
        // Whatever else the machine does may hold one try up, hardly all of them.
        const tries = [];
        for (let count = 0; count < 4; count += 1) {
          tries.push(await delayOf(channel, body));
          if ((tries.at(-1)?.ms ?? Infinity) < 100) break;
        }
        for (const { status } of tries) {
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        }
        expect(Math.min(...tries.map(({ ms }) => ms))).toBeLessThan(100);
      },
    );
  },
);

describe("the largest body", () => {
  it("that a driver reads is near what its platform sends", () => {
    expect(mistakes).toEqual([]);
    const kilobytes = channels.map(({ platform, maxBodyBytes }) => [platform, maxBodyBytes / 1024]);
    expect(Object.fromEntries(kilobytes)).toEqual({
      generic: 256,
      "wecom-aibot": 64,
      "wecom-app": 64,
      dingtalk: 256,
      feishu: 256,
      whatsapp: 3072,
      "360dialog": 3072,
      twilio: 64,
      telegram: 256,
      slack: 256,
    });
  });
});
