import express from "express";
import { gzipSync } from "node:zlib";
import request from "supertest";
import type { Acceptance, Channel, InboundMessage } from "../../src/channels/channel";
import { InboxClosedError } from "../../src/errors";
import { createWebhookRoutes } from "../../src/web/webhooks";
import type { WebhookLog } from "../../src/web/webhooks";
import { content, generic, now, post } from "../channels/generic/posts";

let taken: InboundMessage[];
let logs: WebhookLog[];
let late: unknown[];
let take: (messages: readonly InboundMessage[]) => Promise<readonly Acceptance[]>;
beforeEach(() => {
  taken = [];
  logs = [];
  late = [];
  take = (messages) => {
    taken.push(...messages);
    return Promise.resolve(messages.map(() => "accepted" as const));
  };
});

/** A platform that answers a handshake, ignores some, and calls what is signed and senseless rejected with 200. */
const odd: Channel = {
  ...generic(),
  platform: "odd",
  maxBodyBytes: 10,
  answer: () => ({ status: 200, contentType: "text/plain; charset=utf-8", body: "" }),
  read: ({ method, path, body }) => {
    if (path.endsWith("?failed")) {
      const failures = [{ messageId: "m1", reason: "odd: 7 not reached" }];
      return { kind: "ignored", reason: "status_update", failures };
    }
    if (method === "GET")
      return {
        kind: "handshake",
        answer: { status: 200, contentType: "text/plain", body: path, headers: { "x-odd": "1" } },
      };
    return body.length > 0
      ? { kind: "ignored", reason: "own_message" }
      : { kind: "rejected", status: 200, reason: "malformed_body" };
  },
};

const app = () =>
  express().use(
    "/webhooks",
    createWebhookRoutes({
      channels: [generic(), odd],
      take: (messages) => take(messages),
      failedLate: (platform, failures) => late.push({ platform, failures }),
      now: () => now,
      log: (line) => logs.push(line),
    }),
  );

const send = (signed = post(), path = "/webhooks/generic") =>
  request(app())
    .post(path)
    .set(signed.headers as Record<string, string>)
    .serialize((body: unknown) => body as string)
    .send(signed.body);

describe("a webhook", () => {
  it("is answered once its messages are safe", async () => {
    let isSafe = false;
    take = async (messages) => {
      await new Promise(setImmediate);
      isSafe = true;
      return messages.map(() => "accepted" as const);
    };
    const { status, body } = await send();
    expect({ status, body, isSafe }).toEqual({
      status: 202,
      body: { status: "accepted" },
      isSafe: true,
    });
    expect(logs).toEqual([]);
  });

  it("gives its driver what was taken, for an answer of its own", async () => {
    const answered: unknown[] = [];
    const answer: Channel["answer"] = (acceptances, messages) => {
      answered.push([acceptances, messages?.map(({ messageId }) => messageId)]);
      return { status: 200, contentType: "text/plain", body: "" };
    };
    const routes = createWebhookRoutes({
      channels: [{ ...generic(), answer }],
      take,
      failedLate: () => undefined,
      now: () => now,
      log: () => undefined,
    });
    const { headers, body } = post();
    await request(express().use("/webhooks", routes))
      .post("/webhooks/generic")
      .set(headers as Record<string, string>)
      .serialize((text: unknown) => text as string)
      .send(body);
    expect(answered).toEqual([[["accepted"], ["m1"]]]);
  });

  it("gives its driver the bytes as they came", async () => {
    await send(post({ text: "领用：A4纸 1箱\u2028" }));
    expect(taken).toMatchObject([{ text: "领用：A4纸 1箱\u2028" }]);
  });

  it.each([
    ["duplicate", 200],
    ["forbidden-group", 403],
  ] as const)("tells of a %s by %d", async (acceptance, status) => {
    take = () => Promise.resolve([acceptance]);
    expect((await send()).status).toBe(status);
    expect(logs).toEqual([{ channel: "generic", outcome: acceptance, status }]);
  });

  it("that tells what could not be delivered passes it on and is answered 200", async () => {
    expect((await request(app()).post("/webhooks/odd?failed").send("x")).status).toBe(200);
    expect(late).toEqual([
      { platform: "odd", failures: [{ messageId: "m1", reason: "odd: 7 not reached" }] },
    ]);
    expect(logs).toEqual([
      { channel: "odd", outcome: "undelivered", status: 200, reason: "odd: 7 not reached" },
      { channel: "odd", outcome: "ignored", status: 200, reason: "status_update" },
    ]);
  });

  it("with a wrong field is 400 with the field and the reason", async () => {
    const { status, body } = await send(post({ messageId: "" }));
    expect(status).toBe(400);
    expect(body).toMatchObject({ reason: expect.stringMatching(/^messageId: should be/) });
    expect(taken).toEqual([]);
  });

  it("with a bad signature is 401, takes nothing, and logs nothing of what was posted", async () => {
    const signed = post();
    const headers = { ...signed.headers, "webhook-signature": "v1,AAAA" };
    expect((await send({ ...signed, headers })).status).toBe(401);
    expect(taken).toEqual([]);
    expect(logs).toEqual([
      { channel: "generic", outcome: "rejected", status: 401, reason: "bad_signature" },
    ]);
  });

  it("above what its channel reads is 413", async () => {
    const { status } = await send(post({ text: "领".repeat(90_000) }));
    expect(status).toBe(413);
    expect((await send(post(), "/webhooks/odd")).status).toBe(413);
    expect(taken).toEqual([]);
  });

  it("just below what its channel reads is taken", async () => {
    const most = 256 * 1024 - JSON.stringify({ ...content, text: "" }).length - 100;
    expect((await send(post({ text: "x".repeat(most) }))).status).toBe(202);
  });

  it("that is packed is refused, and never unpacked", async () => {
    const signed = post();
    const headers = { ...signed.headers, "content-encoding": "gzip" };
    const answer = await send({ ...signed, headers, body: gzipSync(signed.body) });
    expect(answer.status).toBe(415);
  });

  it("that can't be kept safe is 503 with a time to come back", async () => {
    take = () => Promise.reject(new InboxClosedError("10000 messages wait", 30));
    const { status, headers, body } = await send();
    expect({ status, retryAfter: headers["retry-after"] }).toEqual({
      status: 503,
      retryAfter: "30",
    });
    expect(body).toEqual({ status: "unavailable", reason: "10000 messages wait" });
    expect(logs).toMatchObject([{ outcome: "unsafe", status: 503 }]);
  });

  it("that meets a failure nobody foresaw is 503 too, and the failure stays inside", async () => {
    take = () => Promise.reject(new Error("secret detail"));
    const { status, headers, text } = await send();
    expect({ status, retryAfter: headers["retry-after"] }).toEqual({
      status: 503,
      retryAfter: "10",
    });
    expect(text).not.toMatch(/secret detail/);
  });

  it("of a channel that is not configured is 404", async () => {
    expect((await send(post(), "/webhooks/other")).status).toBe(404);
    expect((await send(post(), "/webhooks/")).status).toBe(404);
  });
});

describe("a webhook that brings no message", () => {
  it("gives a handshake its answer, with the path as the platform called it", async () => {
    const answer = await request(app()).get("/webhooks/odd?echo=%E4%BD%A0+1");
    expect(answer.text).toBe("/webhooks/odd?echo=%E4%BD%A0+1");
    expect(answer.headers).toMatchObject({
      "x-odd": "1",
      "content-type": expect.stringMatching(/^text\/plain/),
    });
    expect(logs).toEqual([{ channel: "odd", outcome: "handshake", status: 200 }]);
  });

  it("that is ignored, or signed and senseless, is answered as if it were taken", async () => {
    for (const body of ["short", ""]) {
      const answer = await request(app()).post("/webhooks/odd").type("text/plain").send(body);
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: "" });
    }
    expect(logs).toEqual([
      { channel: "odd", outcome: "ignored", status: 200, reason: "own_message" },
      { channel: "odd", outcome: "rejected", status: 200, reason: "malformed_body" },
    ]);
  });
});
