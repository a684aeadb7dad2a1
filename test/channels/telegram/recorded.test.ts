import { fromTelegram } from "../recordings";

const message = (more: object = {}) => ({
  message_id: 101,
  from: { id: 600000011, is_bot: false, first_name: "敏", last_name: "周", username: "zhoumin" },
  chat: { id: -1001000000001, title: "办公用品群", type: "supergroup" },
  date: 1794796200,
  text: "中性笔 2 盒",
  ...more,
});
const update = (more: object = {}) => ({ update_id: 880001, message: message(more) });
const read = {
  kind: "message",
  messageId: "101",
  groupId: "-1001000000001",
  senderId: "600000011",
  senderName: "敏 周",
  text: "中性笔 2 盒",
  timestamp: 1794796200000,
};
const name = (offset: number) => ({ type: "mention", offset, length: 17 });

describe("a request of Telegram", () => {
  it.each([
    ["a direct chat", { chat: { id: 600000011, type: "private" } }, { groupId: null }],
    ["a small group", { chat: { id: -42, type: "group", title: "群" } }, { groupId: "-42" }],
    ["an answer", { reply_to_message: { message_id: 90, text: "…" } }, { replyTo: "90" }],
    [
      "an answer to the bot",
      { reply_to_message: { message_id: 90, from: { id: 700000001, is_bot: true }, text: "…" } },
      { replyTo: "90", mentionsBot: true },
    ],
    [
      "a topic",
      {
        message_thread_id: 5,
        is_topic_message: true,
        reply_to_message: { message_id: 5, forum_topic_created: {} },
      },
      { replyTo: "5", threadId: "5" },
    ],
    [
      "what was forwarded",
      { forward_origin: { type: "user" }, forward_date: 1794796000 },
      { forwarded: true },
    ],
    [
      "a name without a user name",
      { from: { id: 600000011, is_bot: false, first_name: "敏" } },
      { senderName: "敏" },
    ],
    [
      "bold that holds the bot's name",
      {
        text: "@office_relay_bot 汇总",
        entities: [{ type: "bold", offset: 0, length: 20 }, name(0)],
      },
      { text: "汇总", mentionsBot: true },
    ],
    [
      "a call behind an emoji",
      { text: "😀😀 @office_relay_bot 汇总", entities: [name(5)] },
      { text: "😀😀 汇总", mentionsBot: true },
    ],
    [
      "a command to the bot",
      {
        text: "/stock@office_relay_bot A4纸",
        entities: [{ type: "bot_command", offset: 0, length: 23 }],
      },
      { text: "/stock A4纸", mentionsBot: true },
    ],
    [
      "a colleague without a user name",
      {
        text: "李想 要 2 盒",
        entities: [{ type: "text_mention", offset: 0, length: 2, user: { id: 601 } }],
      },
      { text: "@李想 要 2 盒" },
    ],
    [
      "a caption",
      {
        text: undefined,
        document: { file_id: "f" },
        caption: "@office_relay_bot 台灯 3 个",
        caption_entities: [name(0)],
      },
      { text: "台灯 3 个", mentionsBot: true },
    ],
    [
      "an admin who hides",
      {
        from: { id: 1087968824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" },
        sender_chat: { id: -1001000000001, title: "办公用品群", type: "supergroup" },
      },
      { senderId: "-1001000000001", senderName: "办公用品群" },
    ],
  ])("gives the words of %s", (_, more, expected) => {
    expect(fromTelegram(update(more))).toEqual({ ...read, ...expected });
  });

  it("shows an edit as what became of the original", () => {
    const edited_message = message({ edit_date: 1794796260, text: "中性笔 3 盒" });
    expect(fromTelegram({ update_id: 2, edited_message })).toMatchObject({
      kind: "ignored",
      messageId: "101",
      groupId: read.groupId,
      senderId: read.senderId,
      lifecycle: { type: "edit", targetMessageId: "101", newText: "中性笔 3 盒" },
    });
  });

  it("shows where a group has moved", () => {
    const moved = { text: undefined, chat: { id: -42, type: "group" }, migrate_to_chat_id: -1002 };
    expect(fromTelegram(update(moved))).toMatchObject({
      kind: "ignored",
      groupId: "-42",
      lifecycle: { type: "migrate", toGroupId: "-1002" },
    });
  });

  it.each([
    ["picture without words", update({ text: undefined, photo: [{}] }), "no_text"],
    ["sticker", update({ text: undefined, sticker: { emoji: "👍" } }), "no_text"],
    ["bare call to the bot", update({ text: "@office_relay_bot", entities: [name(0)] }), "no_text"],
    ["newcomer", update({ text: undefined, new_chat_members: [{ id: 1 }] }), "no_text"],
    [
      "message of another bot",
      update({ from: { id: 9, is_bot: true, first_name: "b" } }),
      "bot_message",
    ],
    ["message of its own", update({ from: { id: 700000001, is_bot: true } }), "own_message"],
    [
      "channel's post",
      { update_id: 1, channel_post: message({ from: undefined }) },
      "not_a_message",
    ],
    [
      "change of members",
      { update_id: 1, my_chat_member: { chat: { id: -1001000000001 } } },
      "not_a_message",
    ],
  ])("is ignored when it is a %s, and still tells where", (_, body, reason) => {
    expect(fromTelegram(body)).toMatchObject({ kind: "ignored", reason, groupId: read.groupId });
  });

  it("is ignored when a button was tapped", () => {
    const tapped = { update_id: 1, callback_query: { id: "1", data: "x" } };
    expect(fromTelegram(tapped)).toMatchObject({ kind: "ignored", reason: "not_a_message" });
  });

  it.each(["", "[1]", "{", '{"message":"text"}'])("is senseless when its body is %j", (body) => {
    expect(fromTelegram(body)).toMatchObject({ kind: "rejected", reason: "malformed_body" });
  });
});
