/**
 * What every driver owes the relay, as tests that each of them runs. In: a driver with its secrets, a genuine
 * content and how the platform would seal any content. Knows nothing of a platform.
 */
import fc from "fast-check";
import type {
  Acceptance,
  Channel,
  InboundMessage,
  OutboundMessage,
  RawRequest,
  WebhookReading,
} from "../../src/channels/channel";
import type { ChannelDeps } from "../../src/channels/transport/deps";
import { DeliveryError } from "../../src/errors";
import { depsAt, openFakePlatforms } from "../channels/fake-platforms";
import type { FakeAnswer } from "../channels/fake-platforms";
import { outbound } from "../channels/messages";

export interface ChannelCase {
  /** The clock at which `seal` seals. */
  readonly now: Date;
  readonly create: (deps: ChannelDeps, apiUrl: string) => Channel;
  /** The same driver with other secrets. */
  readonly createStranger: (deps: ChannelDeps, apiUrl: string) => Channel;
  /** What the platform tells in one genuine POST, before it is sealed: a message at least. */
  readonly content: string;
  /** Any content as the platform would send it: signed, encrypted, with its headers. */
  readonly seal: (content: string) => RawRequest;
  /** What must not be told to a caller. */
  readonly secrets: readonly string[];
  /** What the credential covers: where that is not the body, a tampered one can't be told. */
  readonly covers: "body" | "nothing: it is a header" | "nothing: it is a token inside";
  /** A final no of the platform, for the next request whose path holds `part`. */
  readonly refusal: { readonly part: string; readonly answer: FakeAnswer };
  /** To whom the driver can send; the group `g1` when left out. */
  readonly address?: Partial<OutboundMessage>;
}

const acceptances: readonly Acceptance[] = ["accepted", "duplicate", "forbidden-group"];
const isId = (id: string): boolean => /^[^\p{Cc}]{1,200}$/u.test(id);

export function channelContract(platform: string, given: ChannelCase): void {
  const { now, content, seal } = given;
  const noNetwork: typeof fetch = () => Promise.reject(new TypeError("fetch failed"));
  const driver = (from: typeof given.create = given.create): Channel =>
    from(depsAt(now, { fetch: noNetwork }), "http://127.0.0.1:1");
  const read = (request: RawRequest): WebhookReading => driver().read(request, now);

  describe(`the contract of ${platform}, reading`, () => {
    it("gives a genuine request's messages, whole and under the driver's name", () => {
      const reading = read(seal(content));
      expect(reading.kind).toBe("messages");
      if (reading.kind === "messages") expect(reading.messages.length).toBeGreaterThan(0);
      expectWhole(reading, platform);
    });

    it("reads a replay the same, and leaves the request as it was", () => {
      const request = seal(content);
      const bytes = Buffer.from(request.body);
      const channel = driver();
      const first = channel.read(request, now);
      expect(channel.read(request, now)).toEqual(first);
      expect(request.body.equals(bytes)).toBe(true);
    });

    it("rejects what another secret sealed, and names no secret", () => {
      const reading = driver(given.createStranger).read(seal(content), now);
      expectRejected(reading, given.secrets);
    });

    it("rejects a request without its credential", () => {
      if (given.covers === "nothing: it is a token inside") return;
      const request = seal(content);
      const naked = { ...request, path: request.path.replace(/\?.*/, ""), headers: {} };
      expectRejected(read(naked), given.secrets);
    });

    it("reads nothing else out of a body that was tampered with", () => {
      if (given.covers !== "body") return;
      const request = seal(content);
      const genuine = read(request);
      fc.assert(
        fc.property(
          fc.nat({ max: request.body.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          (at, by) => {
            const body = Buffer.from(request.body);
            body[at] = (body[at] ?? 0) ^ by;
            const reading = read({ ...request, body });
            // What no signature covers may change, as long as nothing of it is read.
            if (reading.kind === "messages") expect(reading).toEqual(genuine);
            else expect(["rejected", "ignored"]).toContain(reading.kind);
          },
        ),
      );
    });

    it("never throws at what nobody sealed", () => {
      const header = fc.constantFrom(...Object.keys(seal(content).headers), "content-type", "x");
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 300 }),
          fc.dictionary(header, fc.string({ unit: "binary" })),
          fc.string(),
          fc.constantFrom("GET", "POST", "PUT", "HEAD"),
          (bytes, headers, query, method) => {
            const path = `/webhooks/${platform}?${query}`;
            const reading = read({ method, path, headers, body: Buffer.from(bytes) });
            expectWhole(reading, platform);
            expect(reading.kind).not.toBe("messages");
          },
        ),
      );
    });

    it("never throws at senseless content, however well it is sealed, and gives only whole messages", () => {
      expectHostileWhole(content, (text) => read(seal(text)), platform);
    });

    it("never throws at a clock that is far off", () => {
      for (const at of [new Date(0), new Date(8.64e15)]) {
        expectWhole(driver().read(seal(content), at), platform);
      }
    });
  });

  describe(`the contract of ${platform}, answering`, () => {
    it("tells the platform not to come again with what is safe, known or not for us", () => {
      for (const some of [[], ...acceptances.map((each) => [each]), acceptances]) {
        const { status, contentType } = driver().answer(some);
        expect(status).toBeGreaterThanOrEqual(200);
        if (platform !== "generic") expect(status).toBe(200);
        expect(contentType).toMatch(/^\w+\/\w+/);
      }
    });
  });

  sendingContract(platform, given);
  checkingContract(platform, given);

  describe(`the contract of ${platform}, limits`, () => {
    it("are set where the inbox and the outbox look for them", () => {
      const { maxBodyBytes, sendLimit, platform: name } = driver();
      expect(name).toBe(platform);
      expect(maxBodyBytes).toBeGreaterThanOrEqual(64 * 1024);
      expect(maxBodyBytes).toBeLessThanOrEqual(4 * 1024 * 1024);
      if (sendLimit !== undefined) {
        expect(sendLimit.messages).toBeGreaterThan(0);
        expect(sendLimit.perMs).toBeGreaterThan(0);
      }
    });
  });
}

function sendingContract(platform: string, given: ChannelCase): void {
  const message = (more: Partial<OutboundMessage> = {}): OutboundMessage =>
    outbound({ ...given.address, ...more });
  const answering =
    (status: number): typeof fetch =>
    () =>
      Promise.resolve(new Response("{}", { status, headers: { "retry-after": "7" } }));
  const failure = (fetchFrom: typeof fetch): Promise<unknown> =>
    given
      .create(depsAt(given.now, { fetch: fetchFrom }), "http://127.0.0.1:1")
      .send(message())
      .then(
        () => "it arrived",
        (error: unknown) => error,
      );

  describe(`the contract of ${platform}, sending`, () => {
    it("delivers a message, and tells its id where the platform does", async () => {
      const fake = await openFakePlatforms();
      try {
        const channel = given.create(depsAt(given.now), fake.url);
        const { messageId } = await channel.send(message());
        if (messageId !== undefined) expect(isId(messageId)).toBe(true);
        expect(fake.said().length).toBeGreaterThan(0);
      } finally {
        await fake.close();
      }
    });

    it("sends a text up to its limit whole, a longer one in more pieces", async () => {
      const { textLimit } = given.create(depsAt(given.now), "http://127.0.0.1:1");
      if (textLimit === undefined) return;
      const linesOf = (length: number): string =>
        "A4 3\n".repeat(length / 5 + 1).slice(-length - 1, -1);
      const postsOf = async (length: number): Promise<number> => {
        const fake = await openFakePlatforms();
        try {
          await given.create(depsAt(given.now), fake.url).send(message({ text: linesOf(length) }));
          return fake.said().length;
        } finally {
          await fake.close();
        }
      };
      const [short, longest, longer] = [1, textLimit.most, textLimit.most + 1].map(postsOf);
      expect(await longest).toBe(await short);
      expect(await longer).toBeGreaterThan((await short) ?? 0);
    });

    it.each([
      ["the network fails", () => Promise.reject(new TypeError("fetch failed"))],
      ["the platform answers 500", answering(500)],
      ["the platform answers 503", answering(503)],
      ["the platform answers 429", answering(429)],
    ] as const)("may be tried again when %s", async (_, fetchFrom) => {
      const error = await failure(fetchFrom);
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error).toMatchObject({ retryable: true });
      const { retryAfterMs } = error as DeliveryError;
      if (retryAfterMs !== undefined) expect(retryAfterMs).toBeGreaterThanOrEqual(0);
    });

    it("is given up when the platform refuses for good, with a reason that names no secret", async () => {
      const fake = await openFakePlatforms();
      try {
        fake.answerNext(given.refusal.part, given.refusal.answer);
        const sending = given.create(depsAt(given.now), fake.url).send(message());
        const error: unknown = await sending.catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(DeliveryError);
        expect(error).toMatchObject({ retryable: false });
        expectNoSecret((error as Error).message, given.secrets);
      } finally {
        await fake.close();
      }
    });
  });
}

/** What `npm run doctor` shows, however the platform answers. */
function checkingContract(platform: string, given: ChannelCase): void {
  const answering =
    (status: number, body: string): typeof fetch =>
    () =>
      Promise.resolve(new Response(body, { status }));
  describe(`the contract of ${platform}, looked at by doctor`, () => {
    it.each([
      ["the network fails", () => Promise.reject(new TypeError("fetch failed"))],
      ["everything is refused", answering(401, '{"errcode":40001,"code":"x","ok":false}')],
      ["the answer is no JSON", answering(200, "<html>")],
      ["the answer is empty JSON", answering(200, "{}")],
    ] as const)("says in a sentence what it found when %s, and no secret", async (_, fetchFrom) => {
      const channel = given.create(depsAt(given.now, { fetch: fetchFrom }), "http://127.0.0.1:1");
      const found = [
        ...((await channel.check?.()) ?? []),
        ...((await channel.checkGroup?.("g1")) ?? []),
      ];
      for (const { ok, sentence } of found) {
        expect(typeof ok).toBe("boolean");
        expect(sentence.startsWith(platform.split("-")[0] ?? "")).toBe(true);
        expectNoSecret(sentence, given.secrets);
      }
    });
  });
}

function expectRejected(reading: WebhookReading, secrets: readonly string[]): void {
  expect(reading).toMatchObject({ kind: "rejected" });
  if (reading.kind !== "rejected") return;
  expect(reading.status).toBeGreaterThanOrEqual(400);
  expect(reading.status).toBeLessThan(500);
  expectNoSecret(reading.reason, secrets);
}

function expectNoSecret(text: string, secrets: readonly string[]): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
}

/** Senseless variants of a content are read as whole messages, or as none. */
export function expectHostileWhole(
  content: string,
  read: (content: string) => WebhookReading,
  platform: string,
): void {
  fc.assert(
    fc.property(hostile(content), (text) => expectWhole(read(text), platform)),
    { numRuns: 200 },
  );
}

/** Whatever a reading holds is within the port's bounds. */
function expectWhole(reading: WebhookReading, platform: string): void {
  const { failures = [] } = "failures" in reading ? reading : {};
  for (const { messageId, reason } of failures) {
    expect({ messageId, isId: isId(messageId) }).toEqual({ messageId, isId: true });
    expect(reason.startsWith(`${platform}: `)).toBe(true);
  }
  switch (reading.kind) {
    case "messages":
      for (const message of reading.messages) expectMessage(message, platform);
      break;
    case "handshake":
      expect(reading.answer.status).toBe(200);
      break;
    case "ignored":
      expect(reading.reason).toMatch(/^\w+$/);
      break;
    case "rejected":
      expect(reading.status === 200 || (reading.status >= 400 && reading.status < 500)).toBe(true);
      expect(reading.reason).not.toBe("");
  }
}

function expectMessage(message: InboundMessage, platform: string): void {
  expect(message.platform).toBe(platform);
  expect(["message", "edited", "deleted"]).toContain(message.type);
  for (const id of [message.messageId, message.senderId]) {
    expect({ id, isId: isId(id) }).toEqual({ id, isId: true });
  }
  for (const id of [message.groupId, message.quotedMessageId, message.eventId]) {
    if (id !== undefined) expect({ id, isId: isId(id) }).toEqual({ id, isId: true });
  }
  expect(typeof message.text).toBe("string");
  expect(message.senderName).toMatch(/^[^\p{Cc}]{0,256}$/u);
  expect(Number.isNaN(message.sentAt.getTime())).toBe(false);
}

/** Noise, other JSON, and the genuine content with one of its values replaced or a piece of it cut. */
function hostile(content: string): fc.Arbitrary<string> {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, [], {}, -1, 1e400, 9007199254740993, "", "\u0000", "x".repeat(300)),
    fc.string({ unit: "binary" }),
  );
  const parts = leavesOf(content);
  const swapped = fc
    .tuple(fc.nat({ max: Math.max(0, parts.length - 1) }), value)
    .map(([at, other]) => withLeaf(content, parts[at], other));
  const cut = fc
    .tuple(fc.nat({ max: content.length }), fc.nat({ max: 40 }), fc.string())
    .map(([at, length, other]) => content.slice(0, at) + other + content.slice(at + length));
  return fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 3, arbitrary: cut },
    { weight: parts.length > 0 ? 6 : 0, arbitrary: swapped },
  );
}

type Leaf = readonly string[];

/** Paths to every value of a JSON text, objects and lists included; none where it is no JSON. */
function leavesOf(content: string): readonly Leaf[] {
  const paths: Leaf[] = [];
  const walk = (node: unknown, path: Leaf): void => {
    if (path.length > 0) paths.push(path);
    if (typeof node !== "object" || node === null) return;
    for (const [key, child] of Object.entries(node)) walk(child, [...path, key]);
  };
  try {
    walk(JSON.parse(content), []);
  } catch {
    return [];
  }
  return paths;
}

function withLeaf(content: string, path: Leaf | undefined, other: unknown): string {
  const [last, ...before] = [...(path ?? [])].reverse();
  if (last === undefined) return content;
  const whole = JSON.parse(content) as Record<string, unknown>;
  let node = whole;
  for (const key of before.reverse()) node = node[key] as Record<string, unknown>;
  node[last] = other;
  return JSON.stringify(whole);
}
