import { createHmac } from "node:crypto";
import { generic, now, otherSecret, post, sealed, secret } from "./posts";

const read = (...args: Parameters<typeof post>) => generic().read(post(...args), now);
const minutesAway = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("a post to the generic channel", () => {
  it("is read as the contract has it", () => {
    expect(read({ quotedMessageId: "q1", mentions: ["u2"] })).toEqual({
      kind: "messages",
      messages: [
        {
          type: "message",
          platform: "generic",
          messageId: "m1",
          groupId: "g1",
          senderId: "u1",
          senderName: "小王",
          text: "领用：A4纸 1箱",
          sentAt: new Date("2026-11-22T01:30:00Z"),
          quotedMessageId: "q1",
        },
      ],
    });
  });

  it.each(["edited", "deleted"])("may tell that a message was %s", (type) => {
    expect(read({ type })).toMatchObject({ messages: [{ type, messageId: "m1" }] });
  });

  it("takes an id without the blanks around it, which no cell keeps", () => {
    const ids = { messageId: " m 1 ", groupId: "g\u3000" };
    expect(read(ids)).toMatchObject({ messages: [{ messageId: "m 1", groupId: "g" }] });
    expect(read({ messageId: "  " })).toMatchObject({ kind: "rejected", status: 400 });
  });

  it("may tell that the message is said to the relay", () => {
    expect(read({ addressed: true })).toMatchObject({ messages: [{ isAddressed: true }] });
    expect(read({ addressed: "yes" })).toMatchObject({
      kind: "rejected",
      reason: "addressed: should be true or false",
    });
  });

  it("without a group is a direct message, also where the group is null", () => {
    for (const groupId of [undefined, null]) {
      expect(read({ groupId })).toMatchObject({ messages: [{ groupId: undefined }] });
    }
  });

  it("of a deleted message needs neither text nor name", () => {
    const fields = { type: "deleted", text: undefined, senderName: undefined };
    expect(read(fields)).toMatchObject({ messages: [{ text: "", senderName: "" }] });
  });

  it.each([
    ["2026-11-22T09:30:00+08:00", "2026-11-22T01:30:00.000Z"],
    ["2026-11-22T01:30:00Z", "2026-11-22T01:30:00.000Z"],
    ["2026-11-22T01:30:00.123456Z", "2026-11-22T01:30:00.123Z"],
    ["2026-11-22T09:30+0800", "2026-11-22T01:30:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("was sent at %s, which is %s", (sentAt, expected) => {
    expect(read({ sentAt })).toMatchObject({ messages: [{ sentAt: new Date(expected) }] });
  });

  it.each([
    ["type", undefined],
    ["type", "Message"],
    ["type", ["message"]],
    ["messageId", undefined],
    ["messageId", ""],
    ["messageId", "x".repeat(201)],
    ["messageId", "a\nb"],
    ["messageId", "a\u0000"],
    ["messageId", "a\u0085"],
    ["messageId", "\ud800"],
    ["messageId", 5],
    ["groupId", ""],
    ["groupId", "g\t"],
    ["senderId", null],
    ["senderId", { id: "u" }],
    ["senderName", undefined],
    ["senderName", 7],
    ["text", undefined],
    ["text", ["领用"]],
    ["sentAt", undefined],
    ["sentAt", "2026-11-22"],
    ["sentAt", "2026-11-22T09:30:00"],
    ["sentAt", "2026-02-30T09:30:00Z"],
    ["sentAt", "2026-11-22T25:30:00Z"],
    ["sentAt", 1795311000000],
    ["quotedMessageId", "q\r"],
    ["mentions", "u2"],
    ["mentions", [""]],
    ["mentions", Array.from({ length: 101 }, () => "u")],
  ])("is 400 and names %s when that is %j", (field, value) => {
    expect(read({ [field]: value })).toEqual({
      kind: "rejected",
      status: 400,
      reason: expect.stringMatching(new RegExp(`^${field}: .*should be`)),
    });
  });

  it("counts the characters of an id as people do", () => {
    const messageId = "😀".repeat(200);
    expect(read({ messageId })).toMatchObject({ messages: [{ messageId }] });
  });

  it("keeps a text as it was written, but for halves of characters", () => {
    const text = "=1+1\r\n\u0000 领用 \ud83d";
    expect(read({ text })).toMatchObject({ messages: [{ text: "=1+1\r\n\u0000 领用 \ufffd" }] });
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["nothing", ""],
    ["no UTF-8", Buffer.from([123, 34, 255, 34, 125])],
  ])("is 400 when its body is %s", (_, body) => {
    // The specification's package signs text only; its bytes are ours to sign where they are no text.
    const reading = Buffer.isBuffer(body)
      ? generic().read(signedBytes(body), now)
      : generic().read(sealed(body), now);
    expect(reading).toMatchObject({ kind: "rejected", status: 400 });
    expect(reading).toMatchObject({ reason: expect.stringMatching(/^body: should be/) });
  });

  it("is read as fields of its own even when it names a prototype", () => {
    const reading = generic().read(sealed('{"__proto__":{"type":"message","messageId":"m"}}'), now);
    expect(reading).toMatchObject({ status: 400, reason: expect.stringMatching(/^type: /) });
  });
});

describe("the signature of a post", () => {
  it.each([
    ["another secret", () => post({}, { by: otherSecret })],
    ["another body", () => ({ ...post(), body: post({ text: "领用：A4纸 9箱" }).body })],
    ["another id", () => withHeader("webhook-id", "h2")],
    ["another time", () => withHeader("webhook-timestamp", String(now.getTime() / 1000 + 1))],
    ["another version", () => withHeader("webhook-signature", signature().replace("v1,", "v1a,"))],
    ["no words", () => withHeader("webhook-signature", " , ,,")],
    ["a time in words", () => withHeader("webhook-timestamp", "now")],
  ])("is bad with %s", (_, request) => {
    expect(generic().read(request(), now)).toEqual({
      kind: "rejected",
      status: 401,
      reason: "bad_signature",
    });
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])(
    "is missing without %s",
    (name) => {
      expect(generic().read(withHeader(name, undefined), now)).toMatchObject({
        status: 401,
        reason: "missing_signature",
      });
    },
  );

  it.each([
    [-6, "stale_timestamp"],
    [6, "future_timestamp"],
  ])("%d minutes away from now is refused", (minutes, reason) => {
    expect(read({}, { at: minutesAway(minutes) })).toMatchObject({ status: 401, reason });
  });

  it.each([-4.9, 4.9])("%d minutes away from now still holds", (minutes) => {
    expect(read({}, { at: minutesAway(minutes) })).toMatchObject({ kind: "messages" });
  });

  it("may stand among those of other secrets, while one is rotated out", () => {
    const other = post({}, { by: otherSecret }).headers["webhook-signature"] ?? "";
    for (const all of [`${other} ${signature()}`, `${signature()} ${other}`]) {
      expect(generic().read(withHeader("webhook-signature", all), now).kind).toBe("messages");
    }
  });

  it("is needed on a POST; other methods are refused", () => {
    expect(generic().read({ ...post(), method: "GET" }, now)).toMatchObject({ status: 405 });
  });

  it("agrees with the specification's package whatever the body", () => {
    const channel = generic({ secret: otherSecret });
    for (const text of ["", "领用", "\u2028", "😀", "\\u0041"]) {
      const request = post({ text }, { by: otherSecret, id: "msg_p5jXN8AQM9LWM0D4loKWxJek" });
      expect(channel.read(request, now)).toMatchObject({ messages: [{ text }] });
    }
  });
});

const signature = () => post().headers["webhook-signature"] ?? "";
const withHeader = (name: string, value: string | undefined) => {
  const request = post();
  return { ...request, headers: { ...request.headers, [name]: value } };
};

function signedBytes(body: Buffer) {
  const request = sealed("");
  const key = Buffer.from(secret.slice(6), "base64");
  const { "webhook-id": id, "webhook-timestamp": at } = request.headers;
  const digest = createHmac("sha256", key).update(`${id}.${at}.`).update(body).digest("base64");
  return { ...request, body, headers: { ...request.headers, "webhook-signature": `v1,${digest}` } };
}
