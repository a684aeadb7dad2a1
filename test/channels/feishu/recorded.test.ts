import { fromFeishu, fromPlainFeishu } from "../recordings";

const bot = "ou_bot0000000000000000000000000001";
const header = { event_id: "e1", create_time: "1794796200000", token: "v3r1f1c4t10nT0k3nDemo" };
const event = (event_type: string, content: object) => ({
  schema: "2.0",
  header: { ...header, event_type },
  event: content,
});
const message = (more: object, sender: object = {}) =>
  event("im.message.receive_v1", {
    sender: { sender_id: { open_id: "ou_1", union_id: "on_1" }, sender_type: "user", ...sender },
    message: {
      message_id: "om_1",
      create_time: "1794796200000",
      chat_id: "oc_1",
      chat_type: "group",
      message_type: "text",
      content: JSON.stringify({ text: "A4 纸 3 箱" }),
      ...more,
    },
  });
const content = (value: unknown) => ({ content: JSON.stringify(value) });
const mentions = [
  { key: "@_user_1", id: { open_id: bot }, name: "播报员" },
  { key: "@_user_2", id: { open_id: "ou_2" }, name: "李想" },
];
const read = {
  kind: "message",
  messageId: "om_1",
  groupId: "oc_1",
  senderId: "ou_1",
  senderName: null,
  text: "A4 纸 3 箱",
  timestamp: 1794796200000,
};

describe("a request of Feishu", () => {
  it("is read however its body is spaced: its raw bytes are what is signed", () => {
    expect(fromFeishu(message({}), " ")).toEqual(read);
  });

  it.each([
    ["a direct chat", { chat_type: "p2p" }, { groupId: null }],
    ["an answer in a thread", { root_id: "om_r", parent_id: "om_0" }, { replyTo: "om_0" }],
    ["a call to all", content({ text: "@_all 今天盘点" }), { text: "@所有人 今天盘点" }],
    [
      "a call to a colleague",
      { ...content({ text: "@_user_2 要 2 箱" }), mentions: mentions.slice(1) },
      { text: "@李想 要 2 箱" },
    ],
    [
      "a call to the bot and another",
      { ...content({ text: "领用 @_user_1 @_user_2 要 2 箱" }), mentions },
      { text: "领用 @李想 要 2 箱", mentionsBot: true },
    ],
    [
      "a rich text with a picture",
      {
        message_type: "post",
        mentions,
        ...content({
          title: "领用",
          content: [
            [
              { tag: "at", user_id: "@_user_1" },
              { tag: "text", text: " A4 纸 3 箱" },
            ],
            [{ tag: "img", image_key: "img_1" }],
          ],
        }),
      },
      { text: "领用\nA4 纸 3 箱", mentionsBot: true },
    ],
  ])("gives the words of %s", (_, more, expected) => {
    expect(fromFeishu(message(more))).toEqual({ ...read, ...expected });
  });

  it.each([
    ["picture", { message_type: "image", ...content({ image_key: "i" }) }, {}, "no_text"],
    [
      "file",
      { message_type: "file", ...content({ file_key: "f", file_name: "a.xlsx" }) },
      {},
      "no_text",
    ],
    ["shared chat", { message_type: "share_chat", ...content({ chat_id: "oc_2" }) }, {}, "no_text"],
    ["bare call to the bot", { ...content({ text: "@_user_1 " }), mentions }, {}, "no_text"],
    ["message of an app", {}, { sender_type: "app" }, "own_message"],
  ])("is ignored when it is a %s", (_, more, sender, reason) => {
    expect(fromFeishu(message(more, sender))).toMatchObject({
      kind: "ignored",
      reason,
      messageId: "om_1",
      groupId: "oc_1",
    });
  });

  it("shows a recall as what became of the original", () => {
    const recall = {
      message_id: "om_0",
      chat_id: "oc_1",
      recall_time: "1794796230000",
      recall_type: "message_owner",
    };
    expect(fromFeishu(event("im.message.recalled_v1", recall))).toMatchObject({
      kind: "ignored",
      groupId: "oc_1",
      lifecycle: { type: "revoke", targetMessageId: "om_0" },
    });
  });

  it.each([
    ["a reaction", "im.message.reaction.created_v1", { message_id: "om_1", reaction_type: {} }],
    ["that it was read", "im.message.message_read_v1", { reader: {}, message_id_list: ["om_1"] }],
    ["that the bot was added", "im.chat.member.bot.added_v1", { chat_id: "oc_1", name: "群" }],
  ])("is ignored when it tells %s", (_, type, told) => {
    expect(fromFeishu(event(type, told))).toMatchObject({
      kind: "ignored",
      reason: "not_a_message",
    });
  });

  it.each([
    [
      "has another token inside",
      { ...message({}), header: { ...header, token: "x" } },
      "wrong_verify_token",
    ],
    ["holds no JSON", "hello", "malformed_body"],
    ["is a message without an id", message({ message_id: undefined }), "malformed_body"],
  ])("is rejected when it %s", (_, body, reason) => {
    expect(fromFeishu(body)).toMatchObject({ kind: "rejected", reason });
  });

  it("that comes plain is read where there is no key, and rejected where there is one", () => {
    expect(fromPlainFeishu(message({}))).toEqual(read);
    expect(fromPlainFeishu(message({}), "feishu-demo-encrypt-key")).toMatchObject({
      kind: "rejected",
      reason: "encryption_required",
    });
    expect(
      fromPlainFeishu({ type: "url_verification", token: header.token, challenge: "c" }),
    ).toMatchObject({
      kind: "handshake",
      response: { status: 200, bodyJson: { challenge: "c" } },
    });
  });
});
