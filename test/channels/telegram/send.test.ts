import { createTelegramChannel } from "../../../src/channels/telegram/channel";
import { depsAt, openFakePlatforms } from "../fake-platforms";
import type { FakePlatforms } from "../fake-platforms";
import { outbound, picture, png } from "../messages";

let fake: FakePlatforms;
beforeEach(async () => {
  fake = await openFakePlatforms();
});
afterEach(() => fake.close());

const now = new Date(1794796205000);
const channel = () =>
  createTelegramChannel(
    { botToken: "700000001:T", secretToken: "secret", apiUrl: fake.url },
    depsAt(now),
  );
const posted = (message: object) => ({
  method: "POST",
  path: "/webhooks/telegram",
  headers: { "x-telegram-bot-api-secret-token": "secret" },
  body: Buffer.from(
    JSON.stringify({
      update_id: 1,
      message: {
        message_id: 1,
        date: 1794796200,
        chat: { id: -100, type: "supergroup" },
        from: { id: 600, first_name: "敏" },
        ...message,
      },
    }),
  ),
});

describe("Telegram's bot", () => {
  it("says text as a reply to what was asked", async () => {
    expect(await channel().send(outbound({ groupId: "-100", inReplyTo: ["101"] }))).toEqual({
      messageId: "501",
    });
    expect(fake.taken).toMatchObject([
      {
        path: "/bot700000001:T/sendMessage",
        content: {
          chat_id: "-100",
          text: "已领用 A4纸 3包",
          link_preview_options: { is_disabled: true },
          reply_parameters: { message_id: 101, allow_sending_without_reply: true },
        },
      },
    ]);
  });

  it("sends a picture with the text as its caption", async () => {
    await channel().send(outbound({ groupId: "-100", picture }));
    expect(fake.taken).toMatchObject([
      {
        path: "/bot700000001:T/sendPhoto",
        content: {
          chat_id: "-100",
          caption: "已领用 A4纸 3包",
          photo: `picture.png;image/png;${png.length}`,
        },
      },
    ]);
  });

  it("says the text alone where the group allows no pictures, and tells the refusal", async () => {
    const description = "not enough rights to send photos to the chat";
    fake.answerNext("sendPhoto", {
      status: 400,
      json: { ok: false, error_code: 400, description },
    });
    const sending = channel().send(outbound({ groupId: "-100", picture }));
    await expect(sending).rejects.toMatchObject({
      retryable: false,
      message: `telegram: 400 ${description}`,
    });
    expect(fake.taken.at(-1)).toMatchObject({
      path: "/bot700000001:T/sendMessage",
      content: { chat_id: "-100", text: "已领用 A4纸 3包" },
    });
  });

  it("says nothing alone while the picture may still be taken", async () => {
    fake.answerNext("sendPhoto", { status: 502, json: {} });
    const bot = channel();
    const message = outbound({ groupId: "-100", picture });
    await expect(bot.send(message)).rejects.toMatchObject({ retryable: true });
    await bot.send(message);
    expect(fake.taken.map(({ path }) => path.split("/").at(-1))).toEqual([
      "sendPhoto",
      "sendPhoto",
    ]);
  });

  it("mentions keepers by name, where it has heard them, with ranges that fit", async () => {
    const bot = channel();
    bot.read(posted({ text: "在吗" }), now);
    await bot.send(outbound({ groupId: "-100", text: "缺货😀", mentions: ["600", "601"] }));
    const { text, entities } = fake.taken[0]?.content as {
      text: string;
      entities: { offset: number; length: number; user: { id: number } }[];
    };
    expect(text).toBe("缺货😀\n@敏 @");
    expect(
      entities.map(({ offset, length, user }) => [text.slice(offset, offset + length), user.id]),
    ).toEqual([
      ["@敏", 600],
      ["@", 601],
    ]);
  });

  it("mentions keepers in the last piece of a long text, each piece within the limit", async () => {
    const bot = channel();
    bot.read(posted({ text: "在吗" }), now);
    const lines = Array.from({ length: 500 }, (_, at) => `物品${at} 剩 ${at} 个`);
    await bot.send(outbound({ groupId: "-100", text: lines.join("\n"), mentions: ["600"] }));
    const said = fake.taken.map(
      ({ content }) => content as { text: string; entities?: { offset: number; length: number }[] },
    );
    expect(said.length).toBeGreaterThan(1);
    expect(said.every(({ text }) => text.length <= 4096)).toBe(true);
    expect(said.flatMap(({ text }) => text.split("\n"))).toEqual([...lines, "@敏"]);
    const marked = said.map(({ text, entities = [] }) =>
      entities.map(({ offset, length }) => text.slice(offset, offset + length)),
    );
    expect(marked).toEqual([...said.slice(1).map(() => []), ["@敏"]]);
  });

  it("follows a group that has moved, and goes there at once the next time", async () => {
    fake.answerNext("sendMessage", {
      status: 400,
      json: {
        ok: false,
        error_code: 400,
        description: "upgraded",
        parameters: { migrate_to_chat_id: -1002 },
      },
    });
    const bot = channel();
    await bot.send(outbound({ groupId: "-100" }));
    await bot.send(outbound({ id: "out-2", groupId: "-100" }));
    expect(fake.taken.map(({ content }) => (content as { chat_id: string }).chat_id)).toEqual([
      "-100",
      "-1002",
      "-1002",
    ]);
  });

  it("reacts with an emoji that Telegram allows", async () => {
    await channel().send(outbound({ groupId: "-100", inReplyTo: ["101"], reaction: "✅" }));
    expect(fake.taken).toMatchObject([
      {
        path: "/bot700000001:T/setMessageReaction",
        content: { chat_id: "-100", message_id: 101, reaction: [{ type: "emoji", emoji: "👌" }] },
      },
    ]);
  });

  it.each([
    [
      {
        status: 429,
        json: {
          ok: false,
          error_code: 429,
          description: "Too Many Requests",
          parameters: { retry_after: 7 },
        },
      },
      true,
      7000,
    ],
    [
      { status: 403, json: { ok: false, error_code: 403, description: "bot was kicked" } },
      false,
      undefined,
    ],
    [{ status: 502, json: {} }, true, undefined],
  ])("knows by %j whether to try again", async (answer, retryable, retryAfterMs) => {
    fake.answerNext("sendMessage", answer);
    await expect(channel().send(outbound())).rejects.toMatchObject({ retryable, retryAfterMs });
  });

  it("never tells its token when it can't be reached", async () => {
    const bot = createTelegramChannel(
      { botToken: "700000001:T", secretToken: "s", apiUrl: "http://127.0.0.1:1" },
      depsAt(now),
    );
    const error = (await bot.send(outbound()).catch((reason: unknown) => reason)) as Error;
    expect(error).toMatchObject({ retryable: true });
    expect(error.message).not.toContain("700000001");
  });

  it("asks for its own name once somebody is mentioned, so that its mention can go", async () => {
    const bot = channel();
    const textNow = () => {
      const reading = bot.read(
        posted({
          text: "@office_bot 汇总",
          entities: [{ type: "mention", offset: 0, length: 11 }],
        }),
        now,
      );
      return reading.kind === "messages" ? reading.messages[0]?.text : reading;
    };
    expect(textNow()).toBe("@office_bot 汇总");
    while (textNow() !== "汇总") await new Promise((resolve) => setImmediate(resolve));
    expect(fake.taken).toHaveLength(1);
  });

  it("tells doctor whether Telegram knows a webhook and calls it well", async () => {
    const webhook = (result: object) =>
      fake.answerNext("getWebhookInfo", { json: { ok: true, result } });
    webhook({ url: "https://relay.example.com/webhooks/telegram" });
    expect(await channel().check?.()).toMatchObject([{ ok: true }, { ok: true }]);
    webhook({ url: "" });
    expect(await channel().check?.()).toMatchObject([
      { ok: true },
      { ok: false, sentence: expect.stringContaining("call setWebhook") as string },
    ]);
    webhook({ url: "https://x", last_error_message: "Wrong response: 502" });
    expect(await channel().check?.()).toMatchObject([
      { ok: true },
      { ok: false, sentence: expect.stringContaining("502") as string },
    ]);
  });

  it("answers a tap in the answer to its webhook call, and a message with nothing", () => {
    const bot = channel();
    const from = { id: 600, first_name: "敏" };
    const message = { message_id: 7, chat: { id: -100, type: "supergroup" }, date: 0 };
    const tap = { id: "4382", from, message, data: "out-1:是" };
    const told = { ...posted({}), body: Buffer.from(JSON.stringify({ callback_query: tap })) };
    const answerOf = (request: typeof told): string => {
      const reading = bot.read(request, now);
      return bot.answer(["duplicate"], reading.kind === "messages" ? reading.messages : []).body;
    };
    const answer = { method: "answerCallbackQuery", callback_query_id: "4382" };
    expect(JSON.parse(answerOf(told))).toEqual(answer);
    expect(answerOf(posted({ text: "是" }))).toBe("");
  });

  it("leaves out buttons whose words Telegram would not carry", async () => {
    const choices = [{ value: "是".repeat(11), label: "是" }];
    await channel().send(outbound({ id: "a".repeat(32), groupId: "-100", choices }));
    expect(fake.taken[0]?.content).not.toHaveProperty("reply_markup");
  });
});
