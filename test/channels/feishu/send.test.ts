import { createFeishuChannel } from "../../../src/channels/feishu/channel";
import { depsAt, openFakePlatforms } from "../fake-platforms";
import type { FakePlatforms } from "../fake-platforms";
import { outbound, picture, png } from "../messages";

let fake: FakePlatforms;
beforeEach(async () => {
  fake = await openFakePlatforms();
});
afterEach(() => fake.close());

const now = new Date(1794796205000);
const channel = (more: { encryptKey?: string } = {}) =>
  createFeishuChannel(
    { appId: "cli_1", appSecret: "s", verificationToken: "v", apiUrl: fake.url, ...more },
    depsAt(now),
  );
const contents = () =>
  fake.said().map(({ content }) => content as { uuid?: string; content?: string });

describe("Feishu's bot", () => {
  it("says text and picture in a group, each with a key of its own", async () => {
    expect(await channel().send(outbound({ groupId: "oc_1", picture }))).toEqual({
      messageId: "om_sent",
    });
    expect(fake.taken[0]).toMatchObject({
      path: "/open-apis/auth/v3/tenant_access_token/internal",
      content: { app_id: "cli_1", app_secret: "s" },
    });
    expect(fake.said()).toMatchObject([
      {
        path: "/open-apis/im/v1/messages?receive_id_type=chat_id",
        headers: { authorization: "Bearer t-1" },
        content: { receive_id: "oc_1", msg_type: "text", content: '{"text":"已领用 A4纸 3包"}' },
      },
      {
        path: "/open-apis/im/v1/images",
        content: { image_type: "message", image: `picture.png;image/png;${png.length}` },
      },
      { content: { msg_type: "image", content: '{"image_key":"img_1"}' } },
    ]);
    const keys = [contents()[0]?.uuid, contents()[2]?.uuid];
    expect(new Set(keys).size).toBe(2);
    expect(keys.every((key) => key !== undefined && key.length <= 50)).toBe(true);
  });

  it("uses the same key when the same message is sent again", async () => {
    const message = outbound({ groupId: "oc_1" });
    await channel().send(message);
    await channel().send(message);
    expect(contents()[0]?.uuid).toBe(contents()[1]?.uuid);
  });

  it("answers as a reply, and in the chat when what was asked is gone", async () => {
    const bot = channel();
    await bot.send(outbound({ groupId: "oc_1", inReplyTo: ["om_1", "om_2"] }));
    fake.answerNext("/reply", { status: 400, json: { code: 230011, msg: "withdrawn" } });
    await bot.send(outbound({ id: "out-2", groupId: "oc_1", inReplyTo: ["om_1"] }));
    expect(fake.said().map(({ path }) => path)).toEqual([
      "/open-apis/im/v1/messages/om_2/reply",
      "/open-apis/im/v1/messages/om_1/reply",
      "/open-apis/im/v1/messages?receive_id_type=chat_id",
    ]);
  });

  it("mentions keepers, and shows people's own markup as they wrote it", async () => {
    await channel().send(
      outbound({
        groupId: "oc_1",
        text: '<at user_id="all">x</at>[点这里](https://x.cn)',
        mentions: ["ou_2"],
      }),
    );
    expect(JSON.parse(contents()[0]?.content ?? "")).toEqual({
      text: '＜at user_id="all">x＜/at>［点这里](https://x.cn)\n<at user_id="ou_2"></at>',
    });
  });

  it("speaks to a person by their open id", async () => {
    await channel().send(outbound({ groupId: undefined, recipientId: "ou_1" }));
    expect(fake.said()).toMatchObject([
      {
        path: "/open-apis/im/v1/messages?receive_id_type=open_id",
        content: { receive_id: "ou_1" },
      },
    ]);
  });

  it("puts an emoji on the message instead of a text, and says the text where it can't", async () => {
    const receipt = outbound({ groupId: "oc_1", inReplyTo: ["om_1"], reaction: "✅" });
    await channel().send(receipt);
    fake.answerNext("/reactions", { status: 400, json: { code: 231002, msg: "no permission" } });
    await channel().send(receipt);
    expect(fake.said()).toMatchObject([
      {
        path: "/open-apis/im/v1/messages/om_1/reactions",
        content: { reaction_type: { emoji_type: "DONE" } },
      },
      { path: "/open-apis/im/v1/messages/om_1/reactions" },
      { path: "/open-apis/im/v1/messages/om_1/reply" },
    ]);
  });

  it.each([
    [
      {
        status: 400,
        json: { code: 99991400, msg: "limited" },
        headers: { "x-ogw-ratelimit-reset": "3" },
      },
      true,
      3000,
    ],
    [{ status: 429, json: { code: 99991400, msg: "limited" } }, true, undefined],
    [{ json: { code: 230020, msg: "chat limited" } }, true, undefined],
    [{ status: 400, json: { code: 230002, msg: "bot not in chat" } }, false, undefined],
    [{ json: { code: 230025, msg: "too long" } }, false, undefined],
    [{ status: 503, json: {} }, true, undefined],
  ])("knows by %j whether to try again", async (answer, retryable, retryAfterMs) => {
    fake.answerNext("/im/v1/messages", answer);
    await expect(channel().send(outbound())).rejects.toMatchObject({ retryable, retryAfterMs });
  });

  it("fetches a new token when the old one has ended", async () => {
    fake.answerNext("/im/v1/messages", {
      status: 400,
      json: { code: 99991663, msg: "invalid token" },
    });
    await channel().send(outbound());
    expect(fake.taken.filter(({ path }) => path.includes("tenant_access_token"))).toHaveLength(2);
  });

  it("finds the name of a sender, and tells doctor whether the app has a bot", async () => {
    expect(await channel().fetchName?.("ou_1")).toBe("周敏");
    const bot = channel({ encryptKey: "key" });
    expect(await bot.check?.()).toMatchObject([{ ok: true }]);
    fake.answerNext("/bot/v3/info", { json: { code: 0 } });
    expect(await bot.check?.()).toMatchObject([
      { ok: false, sentence: expect.stringContaining("no bot") as string },
    ]);
  });

  it("fails before doctor without an Encrypt Key", async () => {
    expect(await channel().check?.()).toMatchObject([
      { ok: false, sentence: expect.stringContaining("FEISHU_ENCRYPT_KEY") as string },
      { ok: true },
    ]);
  });

  it("asks for its own id once somebody is mentioned, so that its mention can go", async () => {
    const bot = channel();
    const mentions = [{ key: "@_user_1", id: { open_id: "ou_bot" }, name: "播报员" }];
    const message = {
      message_id: "om_1",
      chat_id: "oc_1",
      chat_type: "group",
      message_type: "text",
      content: '{"text":"@_user_1 汇总"}',
      mentions,
    };
    const body = {
      schema: "2.0",
      header: { token: "v", event_type: "im.message.receive_v1" },
      event: { sender: { sender_id: { open_id: "ou_1" }, sender_type: "user" }, message },
    };
    const textNow = () => {
      const reading = bot.read(
        { method: "POST", path: "/", headers: {}, body: Buffer.from(JSON.stringify(body)) },
        now,
      );
      return reading.kind === "messages" ? reading.messages[0]?.text : reading;
    };
    expect(textNow()).toBe("@播报员 汇总");
    while (textNow() !== "汇总") await new Promise((resolve) => setImmediate(resolve));
    expect(fake.taken.filter(({ path }) => path.includes("/bot/v3/info"))).toHaveLength(1);
  });
});
