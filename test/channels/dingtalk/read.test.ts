import { createCipheriv } from "node:crypto";
import { readDingtalk } from "../../../src/channels/dingtalk/read";
import { verifyDingtalk } from "../../../src/channels/dingtalk/verify";
import { hmac } from "../../../src/channels/transport/secrets";

const now = new Date(1794796205000);
const payload = (more: object = {}) => ({
  conversationId: "cid1",
  conversationType: "2",
  msgId: "m1",
  senderStaffId: "staff-1",
  senderId: "$:1",
  senderNick: "周敏",
  chatbotUserId: "$:bot",
  chatbotCorpId: "dingcorp",
  createAt: "1794796200000",
  msgtype: "text",
  text: { content: " 尺子 10 把" },
  ...more,
});
const read = (more: object = {}) => readDingtalk(payload(more), now)?.event;

describe("a DingTalk robot's callback", () => {
  it("is read with a time in text as in numbers, and without one as it came", () => {
    expect(read()).toMatchObject({
      message: { text: "尺子 10 把", sentAt: new Date(1794796200000) },
    });
    expect(read({ createAt: undefined })).toMatchObject({
      message: { sentAt: now, timeIsArrival: true },
    });
  });

  it("takes the outside id of a sender who is not staff, and no group in a direct chat", () => {
    expect(read({ senderStaffId: undefined, conversationType: "1" })).toMatchObject({
      message: { senderId: "$:1", groupId: undefined },
    });
  });

  it("names the quoted message", () => {
    const text = { content: "好", isReplyMsg: true, repliedMsg: { msgId: "m0", msgType: "text" } };
    expect(read({ text })).toMatchObject({
      message: { quotedMessageId: "m0" },
    });
  });

  it("reads what DingTalk heard in speech", () => {
    expect(read({ msgtype: "audio", content: { recognition: "领用一包" } })).toMatchObject({
      message: { text: "领用一包" },
    });
  });

  it.each([
    ["picture", { msgtype: "picture", content: { downloadCode: "x" } }, "no_text"],
    ["file", { msgtype: "file", content: { fileName: "a.pdf" } }, "no_text"],
    ["message of an unknown type", { msgtype: "unknownMsgType" }, "no_text"],
    ["message of the robot's own", { senderId: "$:bot" }, "own_message"],
  ])("ignores a %s", (_, more, reason) => {
    expect(read(more)).toMatchObject({ kind: "ignored", reason });
  });

  it.each([
    { msgId: undefined },
    { conversationId: "" },
    { msgId: "a\u0000b" },
    { senderId: undefined, senderStaffId: "" },
  ])("is none with %j", (more) => {
    expect(read(more)).toBeUndefined();
  });
});

describe("DingTalk's proof", () => {
  const appSecret = "secret";
  const aesKey = "YWlib3QtZGVtby1hZXMta2V5LWZvci10ZXN0cy0zMmI";
  const request = (body: unknown, timestamp = String(now.getTime())) => ({
    method: "POST",
    path: "/webhooks/dingtalk",
    headers: { timestamp, sign: hmac("sha256", appSecret, "base64", `${timestamp}\n${appSecret}`) },
    body: Buffer.from(JSON.stringify(body)),
  });
  /** WeCom's envelope, which DingTalk uses too. */
  const encrypted = (text: string, receiveId: string) => {
    const key = Buffer.from(`${aesKey}=`, "base64");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(text));
    const content = Buffer.concat([
      Buffer.alloc(16, 7),
      length,
      Buffer.from(text),
      Buffer.from(receiveId),
    ]);
    const padding = 32 - (content.length % 32);
    const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
    return { encrypt: Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64") };
  };
  const secrets = { appKey: "dingkey", appSecret, robotCode: "robot", aesKey };

  it("refuses a plain body where an AES key is set", () => {
    expect(verifyDingtalk(request(payload()), secrets, now)).toMatchObject({
      reason: "encryption_required",
    });
  });

  it.each(["dingkey", "robot", "dingcorp"])(
    "opens an encrypted body that is meant for %s",
    (receiveId) => {
      const body = encrypted(JSON.stringify(payload()), receiveId);
      expect(verifyDingtalk(request(body), secrets, now)).toMatchObject({
        kind: "verified",
        payload: { msgId: "m1" },
      });
    },
  );

  it("refuses an encrypted body that is meant for somebody else, and one that can't be opened", () => {
    const other = encrypted(JSON.stringify(payload()), "other");
    expect(verifyDingtalk(request(other), secrets, now)).toMatchObject({
      reason: "wrong_receive_id",
    });
    expect(verifyDingtalk(request({ encrypt: "AAAA" }), secrets, now)).toMatchObject({
      reason: "bad_signature",
    });
  });

  it("refuses a time that is more than an hour ahead", () => {
    const ahead = request(payload(), String(now.getTime() + 3_600_001));
    expect(verifyDingtalk(ahead, { appSecret }, now)).toMatchObject({
      status: 401,
      reason: "future_timestamp",
    });
  });
});
