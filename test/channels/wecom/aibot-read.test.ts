import { readAibot } from "../../../src/channels/wecom/aibot-read";

const sentAt = new Date(1794796201000);
const read = (more: object, botName?: string) =>
  readAibot(
    JSON.stringify({
      msgid: "m1",
      chatid: "wr1",
      chattype: "group",
      from: { userid: "zhoumin" },
      msgtype: "text",
      ...more,
    }),
    { sentAt, botName },
  )?.event;
const textOf = (content: string, botName?: string) => {
  const event = read({ text: { content } }, botName);
  return event?.kind === "message" ? event.message.text : event;
};

describe("a smart robot's callback", () => {
  it.each([
    ["@小助手 便利贴 10 本", "小助手", "便利贴 10 本"],
    ["便利贴 10 本 @小助手", "小助手", "便利贴 10 本"],
    ["@小助手\u2005便利贴 10 本", undefined, "便利贴 10 本"],
    ["便利贴 10 本 @小助手", undefined, "便利贴 10 本"],
    ["便利贴 10 本@小助手 急", undefined, "便利贴 10 本 急"],
    ["便利贴 10 本@小助手 急", "小助手", "便利贴 10 本 急"],
    ["@小助手 寄到 a@x.cn 便利贴 10 本", undefined, "寄到 a@x.cn 便利贴 10 本"],
    ["@小助手 @李想 便利贴 10 本", undefined, "@李想 便利贴 10 本"],
    ["@小助手 @李想 便利贴 10 本", "小助手", "@李想 便利贴 10 本"],
    ["领用：\n@小助手 便利贴 10 本", "小助手", "领用：\n便利贴 10 本"],
    ["便利贴 10 本", undefined, "便利贴 10 本"],
    ["@Stock Bot 领用：A4纸 1箱", undefined, "领用：A4纸 1箱"],
    ["@Stock Bot 领用：A4纸 1箱", "Stock Bot", "领用：A4纸 1箱"],
    ["@Office Stock Bot A4纸 1箱", undefined, "A4纸 1箱"],
    ["@Stock Bot @李想 便利贴 10 本", undefined, "@李想 便利贴 10 本"],
    ["便利贴 10 本 @Stock Bot", undefined, "便利贴 10 本"],
    ["@库存 播报员 领用：A4纸 1箱", "库存 播报员", "领用：A4纸 1箱"],
    ["@Bot USB线 1根", undefined, "USB线 1根"],
    ["@Bot help", undefined, "help"],
    ["@Bot Post-it 2包", undefined, "Post-it 2包"],
    ["@Bot 2", undefined, "2"],
  ])("reads %j without the mention that called the robot", (content, botName, text) => {
    expect(textOf(content, botName)).toBe(text);
  });

  it("gives away the robot's name, by which it is known where others are mentioned too", () => {
    const reading = (content: string, lastCalledAs?: string) =>
      readAibot(
        JSON.stringify({
          msgid: "m1",
          chatid: "wr1",
          chattype: "group",
          from: { userid: "zhoumin" },
          msgtype: "text",
          text: { content },
        }),
        { sentAt, lastCalledAs },
      );
    expect(reading("便利贴 10 本 @小助手")?.calledAs).toBe("小助手");
    expect(reading("@Stock Bot 领用A4纸1箱")?.calledAs).toBe("Stock Bot");
    expect(reading("@Stock Bot 2")?.calledAs).toBeUndefined();
    expect(reading("@Stock Bot 2", "Stock Bot")?.event).toMatchObject({ message: { text: "2" } });
    expect(reading("给 @李想 便利贴 10 本 @小助手", "小助手")?.event).toMatchObject({
      message: { text: "给 @李想 便利贴 10 本" },
    });
    expect(reading("@新助手 便利贴 10 本", "小助手")).toMatchObject({
      calledAs: "新助手",
      event: { message: { text: "便利贴 10 本" } },
    });
    expect(reading("@李想 @周敏 看看")?.calledAs).toBeUndefined();
  });

  it.each([
    [{ msgtype: "text", text: { content: "@小助手 领用：A4纸 1箱" } }, "领用：A4纸 1箱"],
    [
      { msgtype: "mixed", mixed: { msg_item: [{ text: { content: "A4纸 1箱" } }, {}] } },
      "A4纸 1箱",
    ],
    [{ msgtype: "image", image: { url: "https://x" } }, ""],
  ])("gives the quoted words of %j", (quote, quotedText) => {
    expect(read({ text: { content: "@小助手 撤销" }, quote })).toMatchObject({
      message: { text: "撤销", quotedText },
    });
  });

  it("keeps a direct message as it is", () => {
    expect(
      read({ chattype: "single", chatid: undefined, text: { content: "@小助手 在吗" } }),
    ).toMatchObject({
      message: { groupId: undefined, text: "@小助手 在吗", senderName: "", sentAt },
    });
  });

  it("joins the texts of a mixed message and reads what WeCom heard in speech", () => {
    const msg_item = [
      { msgtype: "text", text: { content: "@小助手 买这个" } },
      { msgtype: "image", image: { url: "https://x" } },
      { msgtype: "text", text: { content: "6 个" } },
    ];
    expect(read({ msgtype: "mixed", mixed: { msg_item } }, "小助手")).toMatchObject({
      message: { text: "买这个\n6 个" },
    });
    expect(
      read({ chattype: "single", msgtype: "voice", voice: { content: "领用一包" } }),
    ).toMatchObject({
      message: { text: "领用一包" },
    });
  });

  it.each([
    ["picture", { msgtype: "image", image: { url: "https://x" } }, "no_text"],
    ["file", { msgtype: "file", file: { url: "https://x" } }, "no_text"],
    ["stream refresh", { msgtype: "stream", stream: { id: "1" } }, "not_a_message"],
    ["event", { msgtype: "event", event: { eventtype: "enter_chat" } }, "not_a_message"],
  ])("ignores a %s", (_, more, reason) => {
    expect(read(more, "小助手")).toMatchObject({ kind: "ignored", reason });
  });

  it("passes on a bare mention, as a call without words", () => {
    expect(read({ text: { content: "@小助手" } }, "小助手")).toMatchObject({
      message: { text: "", isAddressed: true },
    });
  });

  it.each(["", "[]", "{}", '{"msgtype":"text","msgid":"m1"}'])("takes %j for none", (json) => {
    expect(readAibot(json, { sentAt })?.event.kind).not.toBe("message");
  });
});
