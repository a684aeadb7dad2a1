/**
 * What several platforms tell, each in its own way, and is read as the same thing everywhere: forwarded words, threads,
 * the robot's own name, rich text in parts.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  from360dialog,
  fromAibot,
  fromDingtalk,
  fromFeishu,
  fromSlack,
  fromTelegram,
  fromTwilio,
  fromWhatsapp,
} from "./recordings";

/** The content of a recorded request, changed at its depth by `change`. */
function recorded(
  name: string,
  change: (content: Record<string, unknown>) => void,
): Record<string, unknown> {
  const file = path.join(__dirname, "fixtures/dev", `${name}.json`);
  const { rawBody } = JSON.parse(readFileSync(file, "utf8")) as { readonly rawBody: string };
  const content = JSON.parse(rawBody) as Record<string, unknown>;
  change(content);
  return content;
}

/** The first object that has `key`, wherever it stands. */
function holderOf(key: string, content: unknown): Record<string, unknown> {
  const seek = (value: unknown): Record<string, unknown> | undefined => {
    if (typeof value !== "object" || value === null) return undefined;
    if (key in value) return value as Record<string, unknown>;
    for (const each of Object.values(value)) {
      const found = seek(each);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = seek(content);
  if (found === undefined) throw new Error(`nothing has ${key}`);
  return found;
}

const withMore = (name: string, key: string, more: object): Record<string, unknown> =>
  recorded(name, (content) => Object.assign(holderOf(key, content), more));

const twilioForm = (more: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  MessageSid: "SM1",
  From: "whatsapp:+15550100012",
  To: "whatsapp:+15550100000",
  ProfileName: "吴桐",
  Body: "领用：A4纸 1箱",
  ...more,
});

describe("forwarded words", () => {
  const inGroup = (context: object) =>
    recorded("whatsapp-cloud-d03-group-text", (content) => {
      Object.assign(holderOf("group_id", content), { context });
    });
  const onTelegram = (more: object) => withMore("telegram-d01-group-text", "message_id", more);

  it.each([
    ["WhatsApp", () => fromWhatsapp(inGroup({ forwarded: true }))],
    ["WhatsApp, many times", () => fromWhatsapp(inGroup({ frequently_forwarded: true }))],
    ["360dialog", () => from360dialog(inGroup({ forwarded: true }))],
    ["Twilio", () => fromTwilio(twilioForm({ Forwarded: "true" }))],
    ["Twilio, many times", () => fromTwilio(twilioForm({ FrequentlyForwarded: "true" }))],
    [
      "Twilio Conversations",
      () =>
        fromTwilio({
          EventType: "onMessageAdded",
          ConversationSid: "CH1",
          MessageSid: "IM1",
          Author: "whatsapp:+15550100011",
          Body: "领用：A4纸 1箱",
          Forwarded: "true",
        }),
    ],
    [
      "Telegram",
      () =>
        fromTelegram(
          onTelegram({ forward_origin: { type: "user", date: 1, sender_user: { id: 7 } } }),
        ),
    ],
    [
      "Telegram, of somebody hidden",
      () =>
        fromTelegram(
          onTelegram({ forward_origin: { type: "hidden_user", date: 1, sender_user_name: "李" } }),
        ),
    ],
    [
      "Telegram, of a channel",
      () => fromTelegram(onTelegram({ forward_from_chat: { id: -1 }, forward_date: 1 })),
    ],
  ])("are marked as such: %s", (_, read) => {
    expect(read()).toMatchObject({ kind: "message", forwarded: true });
  });

  it.each([
    ["a WhatsApp message", () => fromWhatsapp(inGroup({ id: "wamid.0", from: "1555" }))],
    ["a Twilio message", () => fromTwilio(twilioForm({ Forwarded: "false" }))],
    [
      "one's own words, forwarded on Telegram",
      () =>
        fromTelegram(
          recorded("telegram-d01-group-text", (content) => {
            const message = holderOf("message_id", content);
            const { id } = message["from"] as { readonly id: number };
            message["forward_origin"] = { type: "user", date: 1, sender_user: { id } };
          }),
        ),
    ],
  ])("are not: %s", (_, read) => {
    expect(read()).not.toHaveProperty("forwarded");
  });
});

describe("a thread is a place", () => {
  it.each([
    [
      "Slack",
      () => fromSlack(withMore("slack-d02-channel-message", "ts", { thread_ts: "1794796100.1" })),
      "1794796100.1",
    ],
    [
      "a Telegram topic",
      () =>
        fromTelegram(
          withMore("telegram-d01-group-text", "message_id", {
            message_thread_id: 5,
            is_topic_message: true,
            reply_to_message: { message_id: 5, forum_topic_created: {} },
          }),
        ),
      "5",
    ],
    [
      "a Feishu thread",
      () =>
        fromFeishu(
          withMore("feishu-d05-group-text-plain-token", "message_id", {
            root_id: "om_r",
            parent_id: "om_r",
            thread_id: "omt_1",
          }),
        ),
      "om_r",
    ],
  ])("with its first message's id: %s", (_, read, threadId) => {
    expect(read()).toMatchObject({ kind: "message", threadId });
  });
});

describe("the robot's own name", () => {
  const aibot = (content: string) =>
    fromAibot({
      msgid: "m1",
      chatid: "wr1",
      chattype: "group",
      from: { userid: "li" },
      msgtype: "text",
      text: { content },
    });
  const text = "领用：A4纸 1箱";
  const dingtalk = (...richText: readonly object[]) =>
    fromDingtalk(
      recorded("dingtalk-d02-group-richtext", (content) => {
        content["content"] = { richText };
      }),
    );

  it.each([
    ["WeCom", () => aibot(`@采购小助手 ${text}`)],
    [
      "DingTalk, repeated as a part of rich text",
      () => dingtalk({ text: "@Stock Bot " }, { text }),
    ],
    ["DingTalk, within a part", () => dingtalk({ text: `@库存播报员 ${text}` })],
    [
      "Slack, beside its rich text",
      () =>
        fromSlack(
          withMore("slack-d02-channel-message", "ts", {
            text: `<@U0DEMOBOT1> ${text}`,
            blocks: [{ type: "rich_text", elements: [{ type: "user", user_id: "U0DEMOBOT1" }] }],
          }),
        ),
    ],
    [
      "Feishu, in a rich text",
      () =>
        fromFeishu(
          recorded("feishu-d05-group-text-plain-token", (content) => {
            Object.assign(holderOf("message_id", content), {
              message_type: "post",
              content: JSON.stringify({
                content: [
                  [
                    { tag: "at", user_id: "@_user_1", user_name: "Stock Bot" },
                    { tag: "text", text: ` ${text}` },
                  ],
                ],
              }),
              mentions: [
                {
                  key: "@_user_1",
                  id: { open_id: "ou_bot0000000000000000000000000001" },
                  name: "Stock Bot",
                },
              ],
            });
          }),
        ),
    ],
    [
      "Telegram, as a name without a user name",
      () =>
        fromTelegram(
          withMore("telegram-d01-group-text", "message_id", {
            text: `Stock Bot ${text}`,
            entities: [{ type: "text_mention", offset: 0, length: 9, user: { id: 700000001 } }],
          }),
        ),
    ],
  ])("goes: %s", (_, read) => {
    expect(read()).toMatchObject({ text });
  });

  it("stays where it is a colleague's", () => {
    const toColleague = fromDingtalk(
      recorded("dingtalk-d02-group-richtext", (content) => {
        content["content"] = { richText: [{ text: "@小王 来拿" }] };
        content["atUsers"] = [{ dingtalkId: "$:bot" }, { dingtalkId: "$:2" }];
      }),
    );
    expect(toColleague).toMatchObject({ text: "@小王 来拿" });
  });
});

describe("rich text in parts", () => {
  const dingtalk = (...richText: readonly object[]) =>
    fromDingtalk(
      recorded("dingtalk-d02-group-richtext", (content) => {
        content["content"] = { richText };
      }),
    ).text;
  const aibot = (...items: readonly (string | undefined)[]) =>
    fromAibot({
      msgid: "m1",
      chatid: "wr1",
      chattype: "group",
      from: { userid: "li" },
      msgtype: "mixed",
      mixed: {
        msg_item: items.map((content) =>
          content === undefined
            ? { msgtype: "image", image: { url: "https://x" } }
            : { msgtype: "text", text: { content } },
        ),
      },
    }).text;
  const feishu = (...content: readonly (readonly object[])[]) =>
    fromFeishu(
      withMore("feishu-d05-group-text-plain-token", "message_id", {
        message_type: "post",
        content: JSON.stringify({ content }),
      }),
    ).text;
  const bold = { attrs: { bold: true } };

  it("is one line unless the platform marks its end", () => {
    expect(
      dingtalk({ text: "领用：" }, { text: "\n" }, { text: "A4" }, { text: "纸 1箱", ...bold }),
    ).toBe("领用：\nA4纸 1箱");
    expect(
      dingtalk({ text: "A4", ...bold }, { text: "纸 " }, { text: "1箱\n" }, { text: "胶带 2卷" }),
    ).toBe("A4纸 1箱\n胶带 2卷");
    expect(dingtalk({ text: "领用 A4" }, { type: "picture" }, { text: "纸" })).toBe("领用 A4\n纸");
    expect(aibot("@采购小助手 领用：A4", "纸 1箱", undefined, "谢谢")).toBe("领用：A4纸 1箱\n谢谢");
    const at = (text: string) => ({ tag: "text", text });
    expect(feishu([at("领用：")], [at("A4"), { ...at("纸 1箱"), style: ["bold"] }])).toBe(
      "领用：\nA4纸 1箱",
    );
  });
});

describe("what is said to the relay", () => {
  const own = "15550100000";
  const inGroup = (body: string, context?: object) =>
    recorded("whatsapp-cloud-d03-group-text", (content) => {
      holderOf("display_phone_number", content)["display_phone_number"] = own;
      const message = holderOf("group_id", content);
      message["text"] = { body };
      if (context !== undefined) message["context"] = context;
    });

  it.each([
    ["mentions its number", inGroup(`@${own} 在吗`), "在吗"],
    ["answers it", inGroup("在吗", { from: own, id: "wamid.1" }), "在吗"],
  ])("on WhatsApp %s", (_, content, text) => {
    expect(fromWhatsapp(content)).toMatchObject({ kind: "message", text, mentionsBot: true });
  });

  it.each([
    ["nobody", inGroup("在吗")],
    ["a colleague", inGroup("@15550100012 在吗")],
    ["a colleague, in an answer", inGroup("在吗", { from: "15550100012", id: "wamid.1" })],
  ])("is not what calls %s", (_, content) => {
    const { kind, mentionsBot } = fromWhatsapp(content);
    expect({ kind, mentionsBot }).toEqual({ kind: "message", mentionsBot: undefined });
  });
});
