import { readTelegram } from "../../../src/channels/telegram/read";

const arrivedAt = new Date(1794796205000);
const bot = { id: "700", username: "Office_Bot" };
const read = (update: object) =>
  readTelegram(Buffer.from(JSON.stringify(update)), { bot, arrivedAt });
const message = (more: object = {}) => ({
  message_id: 101,
  from: { id: 600, is_bot: false, first_name: "敏", last_name: "周" },
  chat: { id: -100, type: "supergroup", title: "群" },
  date: 1794796200,
  text: "A4纸 3包",
  ...more,
});

describe("a Telegram update", () => {
  it.each([
    ["@office_bot 汇总", [{ type: "mention", offset: 0, length: 11 }], "汇总"],
    ["1箱@office_bot 2卷", [{ type: "mention", offset: 2, length: 11 }], "1箱 2卷"],
    ["汇总 @office_bot", [{ type: "mention", offset: 3, length: 11 }], "汇总"],
    ["😀 @office_bot 汇总", [{ type: "mention", offset: 3, length: 11 }], "😀 汇总"],
    [
      "李想 也要",
      [{ type: "text_mention", offset: 0, length: 2, user: { id: 601 } }],
      "@李想 也要",
    ],
    ["小助手 也要", [{ type: "text_mention", offset: 0, length: 3, user: { id: 700 } }], "也要"],
    ["@zhou 也要", [{ type: "mention", offset: 0, length: 5 }], "@zhou 也要"],
    ["/start@office_bot", [{ type: "bot_command", offset: 0, length: 17 }], "/start"],
    ["A4纸", [{ type: "mention", offset: 5, length: 900 }], "A4纸"],
  ])("reads %j by its entities", (text, entities, expected) => {
    expect(read({ message: message({ text, entities }) })).toMatchObject({
      message: { text: expected },
    });
  });

  it("reads a caption by its own entities", () => {
    const captioned = {
      text: undefined,
      photo: [{}],
      caption: "@office_bot 台灯 3个",
      caption_entities: [{ type: "mention", offset: 0, length: 11 }],
    };
    expect(read({ message: message(captioned) })).toMatchObject({ message: { text: "台灯 3个" } });
  });

  it("takes an anonymous admin for the group, and no group in a private chat", () => {
    const anonymous = {
      from: { id: 1087968824, is_bot: true, first_name: "Group" },
      sender_chat: { id: -100, title: "办公用品群" },
    };
    expect(read({ message: message(anonymous) })).toMatchObject({
      message: { senderId: "-100", senderName: "办公用品群" },
    });
    expect(read({ message: message({ chat: { id: 600, type: "private" } }) })).toMatchObject({
      message: { groupId: undefined },
    });
  });

  it("reads an edit as an event of the original at the time of the edit", () => {
    expect(
      read({ edited_message: message({ edit_date: 1794796260, text: "A4纸 5包" }) }),
    ).toMatchObject({
      message: {
        type: "edited",
        messageId: "101",
        text: "A4纸 5包",
        sentAt: new Date(1794796260000),
      },
    });
  });

  it("takes a reply for a quote, but not the start of a topic", () => {
    const reply = (quoted: object) =>
      read({ message: message({ reply_to_message: { message_id: 90, ...quoted } }) });
    expect(reply({})).toMatchObject({ message: { quotedMessageId: "90" } });
    expect(reply({ forum_topic_created: { name: "x" } })).toMatchObject({
      message: { quotedMessageId: undefined },
    });
  });

  it("tells where a group has moved", () => {
    expect(
      read({ message: message({ text: undefined, migrate_to_chat_id: -1002 }) }),
    ).toMatchObject({
      kind: "ignored",
      about: { groupId: "-100", movedToGroupId: "-1002" },
    });
  });

  it.each([
    ["sticker", { text: undefined, sticker: {} }, "no_text"],
    ["newcomer", { text: undefined, new_chat_members: [{}] }, "no_text"],
    ["message of another bot", { from: { id: 5, is_bot: true, first_name: "b" } }, "bot_message"],
    ["message of its own", { from: { id: 700, is_bot: true, first_name: "b" } }, "own_message"],
    [
      "post of a linked channel",
      { is_automatic_forward: true, sender_chat: { id: -5, title: "c" } },
      "bot_message",
    ],
  ])("is ignored when it is a %s", (_, more, reason) => {
    expect(read({ message: message(more) })).toMatchObject({ kind: "ignored", reason });
  });

  it("is ignored when it is no message, and none when it is no update", () => {
    expect(read({ my_chat_member: {} })).toMatchObject({
      kind: "ignored",
      reason: "not_a_message",
    });
    expect(readTelegram(Buffer.from("[1]"), { bot, arrivedAt })).toBeUndefined();
    expect(read({ message: 7 })).toBeUndefined();
  });
});
