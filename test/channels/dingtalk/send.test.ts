import { createDingtalkChannel } from "../../../src/channels/dingtalk/channel";
import { hmac } from "../../../src/channels/transport/secrets";
import { depsAt, openFakePlatforms } from "../fake-platforms";
import type { FakePlatforms } from "../fake-platforms";
import { outbound, picture, png } from "../messages";

const now = new Date(1794796205000);
let clock = now;
let fake: FakePlatforms;
beforeEach(async () => {
  clock = now;
  fake = await openFakePlatforms();
});
afterEach(() => fake.close());

const appSecret = "secret";
const channel = (more: { aesKey?: string; publicUrl?: string } = {}) =>
  createDingtalkChannel(
    { appKey: "key", appSecret, robotCode: "robot1", apiUrl: fake.url, oapiUrl: fake.url, ...more },
    { ...depsAt(now), now: () => clock },
  );
const posted = (more: object = {}) => {
  const timestamp = String(now.getTime());
  const body = {
    conversationId: "cid1",
    conversationType: "2",
    msgId: "m1",
    senderStaffId: "staff-1",
    msgtype: "text",
    text: { content: "尺子 10 把" },
    sessionWebhook: `${fake.url}/robot/sendBySession?session=1`,
    sessionWebhookExpiredTime: now.getTime() + 5_400_000,
    ...more,
  };
  return {
    method: "POST",
    path: "/webhooks/dingtalk",
    headers: { timestamp, sign: hmac("sha256", appSecret, "base64", `${timestamp}\n${appSecret}`) },
    body: Buffer.from(JSON.stringify(body)),
  };
};
const heard = (more: object = {}) => {
  const robot = channel();
  robot.read(posted(more), now);
  return robot;
};
const inGroup = (more = {}) => outbound({ groupId: "cid1", ...more });
const paths = () => fake.said().map(({ path }) => path.split("?")[0]);

describe("DingTalk's robot", () => {
  it("answers by the conversation's session, with mentions in the text too", async () => {
    await heard().send(inGroup({ mentions: ["staff-2"] }));
    expect(fake.taken).toMatchObject([
      {
        path: "/robot/sendBySession?session=1",
        content: {
          msgtype: "text",
          text: { content: "已领用 A4纸 3包\n@staff-2" },
          at: { atUserIds: ["staff-2"], isAtAll: false },
        },
      },
    ]);
  });

  it("sends a digest with its picture by the OpenAPI", async () => {
    const delivery = await heard().send(inGroup({ kind: "digest", picture }));
    expect(delivery).toEqual({ messageId: "ding-query-1" });
    expect(fake.taken[0]).toMatchObject({
      path: "/v1.0/oauth2/accessToken",
      content: { appKey: "key", appSecret },
    });
    expect(fake.said()).toMatchObject([
      {
        path: "/v1.0/robot/groupMessages/send",
        headers: { "x-acs-dingtalk-access-token": "ding-token" },
        content: {
          robotCode: "robot1",
          openConversationId: "cid1",
          msgKey: "sampleText",
          msgParam: '{"content":"已领用 A4纸 3包"}',
        },
      },
      {
        path: "/media/upload?access_token=ding-token&type=image",
        content: { media: `picture.png;image/png;${png.length}` },
      },
      { content: { msgKey: "sampleImageMsg", msgParam: '{"photoURL":"@lADP1"}' } },
    ]);
  });

  it("speaks by the OpenAPI when the session has ended, and to a person by another door", async () => {
    const robot = heard();
    clock = new Date(now.getTime() + 5_400_000);
    await robot.send(inGroup());
    await robot.send(outbound({ id: "out-2", groupId: undefined, recipientId: "staff-9" }));
    expect(paths()).toEqual([
      "/v1.0/robot/groupMessages/send",
      "/v1.0/robot/oToMessages/batchSend",
    ]);
    expect(fake.taken.at(-1)?.content).toMatchObject({ userIds: ["staff-9"] });
  });

  it("falls back to the OpenAPI when the session is refused for good", async () => {
    fake.answerNext("sendBySession", { json: { errcode: 300001, errmsg: "session is not exist" } });
    await heard().send(inGroup());
    expect(paths()).toEqual(["/robot/sendBySession", "/v1.0/robot/groupMessages/send"]);
  });

  it.each(["oapi.dingtalk.com.evil.cn", "page.dingtalk.com"])(
    "never calls a session address on %s, where DingTalk has no robots",
    async (host) => {
      await heard({ sessionWebhook: `https://${host}/robot/sendBySession` }).send(inGroup());
      expect(paths()).toEqual(["/v1.0/robot/groupMessages/send"]);
    },
  );

  it.each([
    ["sendBySession", { json: { errcode: 130101, errmsg: "send too fast" } }, 60_000],
    ["sendBySession", { json: { errcode: -1, errmsg: "busy" } }, 60_000],
    ["sendBySession", { status: 502, json: {} }, undefined],
  ])("is tried again after %s %j", async (part, answer, retryAfterMs) => {
    fake.answerNext(part, answer);
    await expect(heard().send(inGroup())).rejects.toMatchObject({ retryable: true, retryAfterMs });
  });

  it.each([
    [
      { status: 403, json: { code: "Forbidden.AccessDenied.QpsLimitForApi", message: "qps" } },
      true,
    ],
    [{ status: 400, json: { code: "invalidParameter.robotCode", message: "no robot" } }, false],
    [{ status: 400, json: { code: "bot.stopped", message: "stopped" } }, false],
  ])("knows by the code of %j whether to try again", async (answer, retryable) => {
    fake.answerNext("groupMessages", answer);
    const { code, message } = answer.json;
    await expect(channel().send(inGroup())).rejects.toMatchObject({
      retryable,
      message: `dingtalk: ${code} ${message}`,
    });
  });

  it("fetches a new token when DingTalk no longer knows the old one", async () => {
    fake.answerNext("groupMessages", {
      status: 400,
      json: { code: "InvalidAuthentication", message: "x" },
    });
    await channel().send(inGroup());
    expect(fake.taken.filter(({ path }) => path.includes("accessToken"))).toHaveLength(2);
  });

  it("tells doctor whether the app's key is taken", async () => {
    const sealed = { aesKey: "a".repeat(43), publicUrl: "https://relay.example.com" };
    expect(await channel(sealed).check?.()).toMatchObject([{ ok: true }]);
    fake.answerNext("accessToken", {
      status: 400,
      json: { code: "invalidClientIdOrSecret", message: "no" },
    });
    expect(await channel(sealed).check?.()).toMatchObject([{ ok: false }]);
  });

  it("tells doctor that there are no buttons without an address for taps", async () => {
    expect(await channel({ aesKey: "a".repeat(43) }).check?.()).toMatchObject([
      { ok: true, sentence: expect.stringContaining("PUBLIC_URL") as string },
      { ok: true },
    ]);
  });

  it("shows choices as a card that calls keepers, and as text where it has no address", async () => {
    const choices = [{ value: "确认 12", label: "确认 12" }];
    const asked = outbound({ id: "c".repeat(32), groupId: "cid1", mentions: ["u9"], choices });
    await channel({ publicUrl: "https://relay.example.com" }).send(asked);
    await channel().send(asked);
    const [card, text] = fake.said();
    expect(card).toMatchObject({
      path: "/v1.0/im/v1.0/robot/interactiveCards/send",
      content: {
        ...{ cardTemplateId: "StandardCard", cardBizId: "c".repeat(32), robotCode: "robot1" },
        openConversationId: "cid1",
        sendOptions: { atUserListJson: '[{"userId":"u9","nickName":"u9"}]' },
      },
    });
    expect(text?.path).toBe("/v1.0/robot/groupMessages/send");
  });

  it.each([
    ["the proof of another card", (url: URL) => url.searchParams.set("card", "d".repeat(32))],
    ["the proof of another group", (url: URL) => url.searchParams.set("group", "cid2")],
    ["no proof", (url: URL) => url.searchParams.delete("proof")],
  ])("takes no tap with %s", async (_, change) => {
    const choices = [{ value: "1", label: "1. 黑色" }];
    const robot = channel({ publicUrl: "https://relay.example.com" });
    await robot.send(outbound({ id: "c".repeat(32), groupId: "cid1", choices }));
    const { callbackUrl } = fake.said()[0]?.content as { readonly callbackUrl: string };
    const url = new URL(callbackUrl);
    change(url);
    const request = { method: "POST", path: `${url.pathname}${url.search}`, headers: {} };
    const body = Buffer.from('{"userId":"u1","content":"{}"}');
    expect(robot.read({ ...request, body }, now)).toMatchObject({ kind: "rejected", status: 401 });
  });

  it("fails before doctor without an AES key", async () => {
    const open = channel({ publicUrl: "https://relay.example.com" });
    expect(await open.check?.()).toMatchObject([
      { ok: false, sentence: expect.stringContaining("DINGTALK_AES_KEY") as string },
      { ok: true },
    ]);
  });
});
