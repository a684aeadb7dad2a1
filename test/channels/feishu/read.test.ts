import { createCipheriv, createHash } from "node:crypto";
import { readFeishu } from "../../../src/channels/feishu/read";
import { verifyFeishu } from "../../../src/channels/feishu/verify";

const arrivedAt = new Date(1794796205000);
const context = { arrivedAt, botOpenId: "ou_bot", everyone: "@所有人" };
const event = (message: object, sender: object = {}) => ({
  header: { event_type: "im.message.receive_v1" },
  event: {
    sender: { sender_id: { open_id: "ou_1" }, sender_type: "user", ...sender },
    message: {
      message_id: "om_1",
      chat_id: "oc_1",
      chat_type: "group",
      create_time: "1794796200000",
      message_type: "text",
      ...message,
    },
  },
});
const content = (value: unknown) => ({ content: JSON.stringify(value) });
const textOf = (message: object, known: object = context) => {
  const read = readFeishu(event(message), { ...context, ...known });
  return read?.kind === "message" ? read.message.text : read;
};
const mentions = [
  { key: "@_user_1", id: { open_id: "ou_bot" }, name: "播报员", mentioned_type: "bot" },
  { key: "@_user_2", id: { open_id: "ou_2" }, name: "李想", mentioned_type: "user" },
  ...Array.from({ length: 8 }, (_, at) => ({
    key: `@_user_${at + 3}`,
    id: { open_id: `ou_${at + 3}` },
    name: `同事${at + 3}`,
  })),
];

describe("a Feishu event", () => {
  it.each([
    ["@_user_1 @_user_2 看一下", "@李想 看一下"],
    ["看一下 @_user_1", "看一下"],
    ["A4纸 1箱@_user_1 胶带 2卷", "A4纸 1箱 胶带 2卷"],
    ["@_user_10 和 @_user_1 都在", "@同事10 和 都在"],
    ["@_all 今天盘点", "@所有人 今天盘点"],
    ["@_user_11 没有这个人", "@_user_11 没有这个人"],
  ])("reads %j with names for placeholders", (text, read) => {
    expect(textOf({ ...content({ text }), mentions })).toBe(read);
  });

  it("takes what is marked as a bot for itself while its own id is not known", () => {
    expect(
      textOf({ ...content({ text: "@_user_1 @_user_2 好" }), mentions }, { botOpenId: undefined }),
    ).toBe("@李想 好");
  });

  it("names the quoted message", () => {
    const read = readFeishu(
      event({
        ...content({ text: "@_user_1 @_user_2" }),
        mentions: mentions.slice(0, 2),
        parent_id: "om_0",
        root_id: "om_r",
      }),
      context,
    );
    expect(read).toMatchObject({ message: { quotedMessageId: "om_0" } });
  });

  it.each([
    [
      "of people",
      {
        title: "领用",
        content: [
          [
            { tag: "text", text: "A4纸 3包，" },
            { tag: "a", text: "链接", href: "https://x" },
          ],
          [{ tag: "img", image_key: "i" }],
          [
            { tag: "at", user_id: "@_user_1" },
            { tag: "text", text: " 胶带 2卷" },
          ],
        ],
      },
    ],
    [
      "under a locale",
      {
        zh_cn: {
          title: "领用",
          content: [
            [
              { tag: "text", text: "A4纸 3包，" },
              { tag: "a", text: "链接" },
            ],
            [],
            [{ tag: "text", text: " 胶带 2卷" }],
          ],
        },
      },
    ],
  ])("reads a post %s as lines", (_, post) => {
    expect(textOf({ message_type: "post", ...content(post), mentions })).toBe(
      "领用\nA4纸 3包，链接\n胶带 2卷",
    );
  });

  it("reads mentions of others in a post by name, with a placeholder or without", () => {
    const post = {
      content: [
        [
          { tag: "at", user_id: "@_user_2", user_name: "李想" },
          { tag: "at", user_id: "ou_9", user_name: "周敏" },
          { tag: "at", user_id: "all" },
        ],
      ],
    };
    expect(textOf({ message_type: "post", ...content(post), mentions })).toBe("@李想@周敏@所有人");
  });

  it.each([
    ["picture", event({ message_type: "image", ...content({ image_key: "i" }) }), "no_text"],
    ["sticker", event({ message_type: "sticker", ...content({ file_key: "f" }) }), "no_text"],
    ["card", event({ message_type: "interactive", ...content({ elements: [] }) }), "no_text"],
    ["text whose content is no JSON", event({ content: "{" }), "no_text"],
    [
      "message of an app",
      event(content({ text: "1" }), { sender_type: "app", sender_id: { open_id: "cli_1" } }),
      "own_message",
    ],
    [
      "message of its own",
      event(content({ text: "1" }), { sender_id: { open_id: "ou_bot" } }),
      "own_message",
    ],
    [
      "reaction",
      { header: { event_type: "im.message.reaction.created_v1" }, event: {} },
      "not_a_message",
    ],
  ])("is ignored when it is a %s", (_, payload, reason) => {
    expect(readFeishu(payload, context)).toMatchObject({ kind: "ignored", reason });
  });

  it("reads a recall as the deletion of the original, in seconds as in milliseconds", () => {
    const recall = (recall_time: string) =>
      readFeishu(
        {
          header: { event_type: "im.message.recalled_v1" },
          event: { message_id: "om_1", chat_id: "oc_1", recall_time, recall_type: "message_owner" },
        },
        context,
      );
    const deleted = {
      type: "deleted",
      messageId: "om_1",
      groupId: "oc_1",
      sentAt: new Date(1794796201000),
    };
    expect(recall("1794796201000")).toMatchObject({ kind: "message", message: deleted });
    expect(recall("1794796201")).toMatchObject({ kind: "message", message: deleted });
  });

  it("has no group in a direct chat, nor in the recall of one", () => {
    expect(
      readFeishu(event({ chat_type: "p2p", ...content({ text: "在吗" }) }), context),
    ).toMatchObject({ message: { groupId: undefined } });
    const recall = {
      header: { event_type: "im.message.recalled_v1" },
      event: { message_id: "om_1", chat_id: "oc_9" },
    };
    expect(readFeishu(recall, { ...context, isDirect: (id) => id === "oc_9" })).toMatchObject({
      message: { groupId: undefined },
    });
  });

  it("is none without the ids of message, chat and sender", () => {
    expect(readFeishu(event({ message_id: undefined }), context)).toBeUndefined();
    expect(readFeishu(event(content({ text: "1" }), { sender_id: {} }), context)).toBeUndefined();
  });
});

describe("Feishu's proof", () => {
  const encryptKey = "key";
  const verificationToken = "token";
  const encrypt = (value: unknown) => {
    const cipher = createCipheriv(
      "aes-256-cbc",
      createHash("sha256").update(encryptKey).digest(),
      Buffer.alloc(16, 1),
    );
    return Buffer.concat([
      Buffer.alloc(16, 1),
      cipher.update(JSON.stringify(value)),
      cipher.final(),
    ]).toString("base64");
  };
  const request = (body: string, headers: Record<string, string> = {}) => ({
    method: "POST",
    path: "/webhooks/feishu",
    headers,
    body: Buffer.from(body),
  });
  const now = new Date(1794796205000);
  const signed = (body: string, at = "1794796200") =>
    request(body, {
      "x-lark-request-timestamp": at,
      "x-lark-request-nonce": "2",
      "x-lark-signature": createHash("sha256").update(`${at}2${encryptKey}${body}`).digest("hex"),
    });
  const secrets = { encryptKey, verificationToken };
  const payload = { schema: "2.0", header: { token: verificationToken }, event: {} };

  it("is over the raw bytes, whatever the white space", () => {
    const body = `{ "encrypt" : "${encrypt(payload)}" }\n`;
    expect(verifyFeishu(signed(body), secrets, now)).toMatchObject({ kind: "verified" });
  });

  it("refuses a plain body where an encrypt key is set, also a challenge", () => {
    const challenge = { type: "url_verification", token: verificationToken, challenge: "c" };
    for (const body of [payload, challenge]) {
      expect(verifyFeishu(request(JSON.stringify(body)), secrets, now)).toMatchObject({
        reason: "encryption_required",
      });
    }
  });

  it("refuses an encrypted event without a signature, and one whose token is another's", () => {
    expect(
      verifyFeishu(request(JSON.stringify({ encrypt: encrypt(payload) })), secrets, now),
    ).toMatchObject({ status: 401, reason: "missing_signature" });
    const other = JSON.stringify({ encrypt: encrypt({ ...payload, header: { token: "x" } }) });
    expect(verifyFeishu(signed(other), secrets, now)).toMatchObject({
      reason: "wrong_verify_token",
    });
  });

  it.each<[string, number, object]>([
    ["a last repeat, seven hours later", 7.1, { kind: "verified" }],
    ["what was captured before the last repeat", 8.1, { status: 401, reason: "stale_timestamp" }],
    ["what was captured years ago", 26_000, { status: 401, reason: "stale_timestamp" }],
  ])("goes by the time that it covers, for %s", (_, hours, expected) => {
    const later = new Date(now.getTime() + hours * 3_600_000);
    const request = signed(JSON.stringify({ encrypt: encrypt(payload) }));
    expect(verifyFeishu(request, secrets, later)).toMatchObject(expected);
  });

  it("is refused where the time that it covers is none", () => {
    const request = signed(JSON.stringify({ encrypt: encrypt(payload) }), "soon");
    expect(verifyFeishu(request, secrets, now)).toMatchObject({ status: 401 });
  });

  it("takes signed nonsense with 200, so that it doesn't come again for hours", () => {
    expect(verifyFeishu(signed("nonsense"), secrets, now)).toMatchObject({
      status: 200,
      reason: "malformed_body",
    });
    expect(verifyFeishu(request("nonsense"), { verificationToken }, now)).toMatchObject({
      status: 200,
      reason: "malformed_body",
    });
  });
});
