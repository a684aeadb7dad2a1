import type { Channel } from "../../src/channels/channel";
import { createDingtalkChannel } from "../../src/channels/dingtalk/channel";
import { createFeishuChannel } from "../../src/channels/feishu/channel";
import { createSlackChannel } from "../../src/channels/slack/channel";
import { createTelegramChannel } from "../../src/channels/telegram/channel";
import { createTwilioChannel } from "../../src/channels/twilio/channel";
import { createWecomAibotChannel } from "../../src/channels/wecom/aibot";
import { createWecomAppChannel } from "../../src/channels/wecom/app";
import { createWhatsappChannel } from "../../src/channels/whatsapp/cloud";
import { create360dialogChannel } from "../../src/channels/whatsapp/dialog360";
import { depsAt, openFakePlatforms } from "./fake-platforms";
import type { FakeAnswer, FakePlatforms } from "./fake-platforms";

let fake: FakePlatforms;
beforeEach(async () => (fake = await openFakePlatforms()));
afterEach(() => fake.close());

const deps = depsAt(new Date(1794796205000));
const wecom = { token: "t", encodingAesKey: "a".repeat(43) };
const channels: Readonly<Record<string, (apiUrl: string) => Channel>> = {
  whatsapp: (apiUrl) =>
    createWhatsappChannel(
      { appSecret: "a", verifyToken: "v", phoneNumberId: "1", token: "t", apiUrl },
      deps,
    ),
  feishu: (apiUrl) =>
    createFeishuChannel({ appId: "a", appSecret: "s", verificationToken: "v", apiUrl }, deps),
  dingtalk: (apiUrl) =>
    createDingtalkChannel(
      { appKey: "k", appSecret: "s", robotCode: "robot1", apiUrl, oapiUrl: apiUrl },
      deps,
    ),
  twilio: (apiUrl) =>
    createTwilioChannel(
      { accountSid: "AC1", authToken: "t", from: "f", publicUrl: "https://r", apiUrl },
      deps,
    ),
  telegram: (apiUrl) =>
    createTelegramChannel({ botToken: "700000001:T", secretToken: "s", apiUrl }, deps),
  slack: (apiUrl) => createSlackChannel({ signingSecret: "s", botToken: "xoxb", apiUrl }, deps),
};
const look = (platform: string, group = "g/1") =>
  channels[platform]?.(fake.url).checkGroup?.(group);

/** What the platform answers, by a part of the path. */
type Told = readonly (readonly [string, FakeAnswer])[];
const tell = (told: Told): void => {
  for (const [part, answer] of told) fake.answerNext(part, answer);
};
const isMember = (status: string): Told => [
  ["/getChatMember", { json: { ok: true, result: { status } } }],
];
const readsAll = (can_read_all_group_messages: boolean): Told => [
  ["/getMe", { json: { ok: true, result: { can_read_all_group_messages } } }],
];

describe("doctor, of a group that the sheet lists,", () => {
  it.each<[string, Told, string]>([
    ["whatsapp", [["/v26.0/g%2F1?fields=subject", { json: { subject: "办公" } }]], "Meta knows"],
    [
      "feishu",
      [["/chats/g%2F1/members/is_in_chat", { json: { code: 0, data: { is_in_chat: true } } }]],
      "in group g/1",
    ],
    [
      "dingtalk",
      [
        [
          "/v1.0/robot/getBotListInGroup",
          { json: { chatbotInstanceVOList: [{ robotCode: "robot1" }] } },
        ],
      ],
      "in group g/1",
    ],
    ["twilio", [["/v1/Conversations/g%2F1", { json: { state: "active" } }]], "Twilio knows"],
    [
      "slack",
      [["/conversations.info", { json: { ok: true, channel: { is_member: true } } }]],
      "member",
    ],
    ["telegram", isMember("administrator"), "hears all"],
    ["telegram", [...isMember("member"), ...readsAll(true)], "hears all"],
    ["telegram", [...isMember("member"), ...readsAll(false)], "privacy mode off"],
    [
      "dingtalk",
      [
        [
          "/v1.0/robot/getBotListInGroup",
          { status: 403, json: { code: "Forbidden.AccessDenied.AccessTokenPermissionDenied" } },
        ],
      ],
      "qyapi_chat_manage",
    ],
  ])("says that %s knows it (%#)", async (platform, told, sentence) => {
    tell(told);
    expect(await look(platform)).toEqual([
      { ok: true, sentence: expect.stringContaining(sentence) as string },
    ]);
  });

  it.each<[string, Told, string]>([
    [
      "whatsapp",
      [
        [
          "/v26.0/g%2F1",
          { status: 400, json: { error: { code: 100, message: "no such object" } } },
        ],
      ],
      "100 no such object; list a group that the API made",
    ],
    ["whatsapp", [["/v26.0/g%2F1", { json: { suspended: true } }]], "suspended group g/1"],
    [
      "feishu",
      [["/is_in_chat", { json: { code: 0, data: { is_in_chat: false } } }]],
      "not in it; add the bot",
    ],
    [
      "feishu",
      [["/is_in_chat", { status: 400, json: { code: 232006, msg: "invalid chat_id" } }]],
      "232006 invalid chat_id; add the bot",
    ],
    [
      "dingtalk",
      [["/getBotListInGroup", { json: { chatbotInstanceVOList: [{ robotCode: "other" }] } }]],
      "not in it; add the robot",
    ],
    ["twilio", [["/v1/Conversations/", { json: { state: "closed" } }]], "is closed; list the SID"],
    [
      "twilio",
      [["/v1/Conversations/", { status: 404, json: { code: 20404, message: "not found" } }]],
      "20404",
    ],
    [
      "slack",
      [["/conversations.info", { json: { ok: true, channel: { is_member: false } } }]],
      "no member of it; invite the app",
    ],
    [
      "slack",
      [
        [
          "/conversations.info",
          { json: { ok: false, error: "missing_scope", needed: "channels:read" } },
        ],
      ],
      "needs the scope channels:read",
    ],
    ["telegram", isMember("kicked"), "kicked; add the bot to group g/1"],
    [
      "telegram",
      [
        [
          "/getChatMember",
          { status: 400, json: { ok: false, error_code: 400, description: "chat not found" } },
        ],
      ],
      "chat not found; add the bot",
    ],
  ])("says that %s doesn't, and how to mend it (%#)", async (platform, told, sentence) => {
    tell(told);
    expect(await look(platform)).toEqual([
      { ok: false, sentence: expect.stringContaining(sentence) as string },
    ]);
  });

  it("asks Slack and Telegram for that group, and for the bot itself", async () => {
    tell([...isMember("administrator")]);
    await look("telegram", "-1001");
    await look("slack", "C1");
    expect(fake.taken.map(({ content }) => content)).toEqual([
      { chat_id: "-1001", user_id: 700000001 },
      { channel: "C1" },
    ]);
  });

  it("finds the robots of WeCom's groups in the settings, and no group of an app", async () => {
    const robots = new Map([["g1", "00000000-0000-4000-8000-000000000001"]]);
    const aibot = createWecomAibotChannel({ ...wecom, robots, apiUrl: fake.url }, deps);
    expect(await aibot.checkGroup?.("g1")).toMatchObject([{ ok: true }]);
    expect(await aibot.checkGroup?.("g2")).toMatchObject([
      { ok: false, sentence: expect.stringContaining("add g2=key to WECOM_ROBOTS") as string },
    ]);
    const app = createWecomAppChannel(
      { ...wecom, corpId: "c", agentId: "1", appSecret: "s" },
      deps,
    );
    expect(await app.checkGroup?.("g1")).toMatchObject([
      { ok: false, sentence: expect.stringContaining("take wecom-app:g1 out") as string },
    ]);
    expect(fake.taken).toEqual([]);
  });

  it("can't ask where the platform has no address for it", () => {
    const credential = { kind: "signature", secret: "s" } as const;
    expect(create360dialogChannel({ apiKey: "k", credential }, deps).checkGroup).toBeUndefined();
  });
});
