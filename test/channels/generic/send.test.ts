import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { createChannels, readChannels } from "../../../src/channels/configuration/configured";
import { DeliveryError } from "../../../src/errors";
import { depsAt } from "../fake-platforms";
import { outbound, picture, png } from "../messages";
import { generic, otherSecret } from "./posts";

interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const posts: Post[] = [];
let answer: Answer;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    posts.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
});
beforeEach(() => {
  posts.length = 0;
  answer = { status: 200, body: '{"messageId":"theirs-1"}' };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const channel = () =>
  generic({ outboundUrl: url, outboundSecret: otherSecret }, { now: () => new Date() });
const said = () => JSON.parse(posts[0]?.body ?? "") as unknown;

describe("what the relay says by the generic channel", () => {
  it("is the contract's JSON, signed, under the message's id", async () => {
    const message = outbound({ inReplyTo: ["m1"], mentions: ["u9"], kind: "notice" });
    expect(await channel().send(message)).toEqual({ messageId: "theirs-1" });
    expect(said()).toEqual({
      groupId: "g1",
      text: "已领用 A4纸 3包",
      inReplyTo: "m1",
      mentions: ["u9"],
      kind: "notice",
    });
    expect(posts[0]?.headers["webhook-id"]).toBe("out-1");
    const headers = posts[0]?.headers as Record<string, string>;
    expect(() => new Webhook(otherSecret).verify(posts[0]?.body ?? "", headers)).not.toThrow();
  });

  it("is signed by the webhook's secret where no other is given", async () => {
    const variables = { GENERIC_WEBHOOK_SECRET: otherSecret, GENERIC_OUTBOUND_URL: url };
    const [sender] = createChannels(
      readChannels(variables, undefined).channels,
      depsAt(new Date()),
    );
    await sender!.send(outbound());
    const headers = posts[0]?.headers as Record<string, string>;
    expect(() => new Webhook(otherSecret).verify(posts[0]?.body ?? "", headers)).not.toThrow();
  });

  it("names all messages that it answers, and the oldest of them", async () => {
    await channel().send(outbound({ inReplyTo: ["m1", "m2"], kind: "confirmation" }));
    expect(said()).toMatchObject({ inReplyTo: "m1", inReplyToAll: ["m1", "m2"] });
  });

  it("to one person names the person and no group", async () => {
    await channel().send(outbound({ groupId: undefined, recipientId: "u1" }));
    expect(said()).toEqual({ recipientId: "u1", text: "已领用 A4纸 3包", kind: "reply" });
  });

  it("carries its picture with it", async () => {
    await channel().send(outbound({ kind: "digest", picture }));
    expect(said()).toMatchObject({
      image: { contentType: "image/png", base64: png.toString("base64"), alt: "库存日报" },
    });
  });

  it("says a text where a reaction was wanted, for it has none", async () => {
    await channel().send(outbound({ reaction: "👌" }));
    expect(said()).toMatchObject({ text: "已领用 A4纸 3包" });
  });

  it.each(["", "ok", "[]", '{"messageId":""}', '{"messageId":"a\\nb"}'])(
    "is known by its own id where the answer is %j",
    async (body) => {
      answer = { status: 204 };
      if (body !== "") answer = { status: 201, body };
      expect(await channel().send(outbound())).toEqual({ messageId: "out-1" });
    },
  );

  it.each([
    [429, true],
    [500, true],
    [503, true],
    [400, false],
    [401, false],
    [404, false],
    [410, false],
    [302, false],
  ])("that is answered %d may be tried again: %s", async (status, retryable) => {
    answer = { status };
    const error: unknown = await channel()
      .send(outbound())
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ retryable, message: expect.stringContaining(String(status)) });
  });

  it.each([
    ["7", 7000],
    ["0", 0],
    ["999999999", 24 * 60 * 60_000],
    ["soon", undefined],
  ])("waits as long as Retry-After: %s asks", async (value, retryAfterMs) => {
    answer = { status: 503, headers: { "retry-after": value } };
    await expect(channel().send(outbound())).rejects.toMatchObject({ retryAfterMs });
  });

  it("waits until the date that Retry-After names", async () => {
    const at = new Date("2026-11-22T01:31:00Z");
    answer = { status: 429, headers: { "retry-after": "Sun, 22 Nov 2026 01:33:00 GMT" } };
    const sender = generic({ outboundUrl: url }, { now: () => at });
    await expect(sender.send(outbound())).rejects.toMatchObject({ retryAfterMs: 120_000 });
  });

  it("may be tried again when nobody answers, and the reason names no secret", async () => {
    const sender = generic({ outboundUrl: "http://127.0.0.1:9/?token=hidden" });
    const error: unknown = await sender.send(outbound()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ retryable: true });
    expect(String(error)).not.toMatch(/hidden/);
  });

  it("without an outbound URL counts as said, and is told to the log by its kind only", async () => {
    const undelivered: unknown[] = [];
    const silent = generic({}, { onUndelivered: (message) => undelivered.push(message) });
    expect(await silent.send(outbound())).toEqual({ messageId: "out-1" });
    expect(undelivered).toEqual([{ id: "out-1", kind: "reply" }]);
  });
});

describe("the generic channel's answer to a post", () => {
  it.each([
    ["accepted", 202, "accepted"],
    ["duplicate", 200, "duplicate"],
    ["forbidden-group", 403, "forbidden"],
  ] as const)("is for %s %d", (acceptance, status, word) => {
    const given = generic().answer([acceptance]);
    expect(given.status).toBe(status);
    expect(JSON.parse(given.body)).toMatchObject({ status: word });
  });
});

describe("the generic channel's line in the doctor's report", () => {
  it("tells whether the outbound URL answers, whatever it answers", async () => {
    answer = { status: 405 };
    expect(await channel().check?.()).toMatchObject([{ ok: true }]);
    const dead = generic({ outboundUrl: "http://127.0.0.1:9" });
    expect(await dead.check?.()).toMatchObject([
      { ok: false, sentence: expect.stringMatching(/GENERIC_OUTBOUND_URL/) },
    ]);
    expect(await generic().check?.()).toMatchObject([{ ok: true }]);
  });
});
