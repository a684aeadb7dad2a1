/**
 * Every driver under the contract. The contents are those of the recorded fixtures; they are sealed here as the
 * platforms document it, by packages of theirs where there is one.
 */
import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { createCipheriv, createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { RawRequest } from "../../src/channels/channel";
import { createDingtalkChannel } from "../../src/channels/dingtalk/channel";
import { createFeishuChannel } from "../../src/channels/feishu/channel";
import { createSlackChannel } from "../../src/channels/slack/channel";
import { createTelegramChannel } from "../../src/channels/telegram/channel";
import { createTwilioChannel } from "../../src/channels/twilio/channel";
import { createWecomAibotChannel } from "../../src/channels/wecom/aibot";
import { createWecomAppChannel } from "../../src/channels/wecom/app";
import { createWhatsappChannel } from "../../src/channels/whatsapp/cloud";
import { create360dialogChannel } from "../../src/channels/whatsapp/dialog360";
import {
  content as genericContent,
  generic,
  now as genericNow,
  otherSecret,
  sealed,
  secret,
} from "../channels/generic/posts";
import type { Taken } from "../channels/fake-platforms";
import { channelContract } from "./channel";
import { tapContract } from "./taps";

const now = new Date(1794796205000);
const seconds = String(Math.floor(now.getTime() / 1000));

/** The body of a recorded request. */
function recorded(name: string): string {
  const file = path.join(__dirname, "../channels/fixtures/dev", `${name}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly rawBody: string }).rawBody;
}

/** A tap's event as the platform documents it, with what is different in each filled in. */
function tapEvent(name: string): any {
  const file = path.join(__dirname, "../channels/fixtures/taps", name);
  return JSON.parse(readFileSync(file, "utf8"));
}

const tappedCard = "0123456789abcdef0123456789abcdef";
const tapData = `${tappedCard}:1`;

/** A tap's event with a button's data wherever a platform carries it. */
function filledEvent(name: string): string {
  const text = JSON.stringify(tapEvent(name));
  const action = Buffer.from(tapData).toString("base64url");
  const content = JSON.stringify({ cardPrivateData: { actionIds: [action], params: {} } });
  return text
    .replace('"data":""', `"data":"${tapData}"`)
    .replace('"type":"button","action_ts"', `"type":"button","value":"${tapData}","action_ts"`)
    .replace('"value":{}', `"value":{"tap":"${tapData}"}`)
    .replace('"id":"","title":""', `"id":"${tapData}","title":"1"`)
    .replace('"event_key":""', `"event_key":"${tapData}"`)
    .replace('"content":""', `"content":${JSON.stringify(content)}`);
}

/** What a driver sent, as JSON. */
const contentOf = (sent: Taken): any => sent.content;

function post(
  body: string,
  headers: Readonly<Record<string, string>>,
  to = "/webhooks/x",
): RawRequest {
  return {
    method: "POST",
    path: to,
    headers: { "content-type": "application/json", ...headers },
    body: Buffer.from(body),
  };
}

const hmac = (algorithm: string, key: string, text: string, as: "hex" | "base64"): string =>
  createHmac(algorithm, key).update(text).digest(as);

channelContract("generic", {
  now: genericNow,
  create: ({ fetch }, apiUrl) => generic({ outboundUrl: apiUrl }, { fetch }),
  createStranger: () => generic({ secret: otherSecret }),
  content: JSON.stringify({ ...genericContent, quotedMessageId: "q1", mentions: ["u2"] }),
  seal: (content) => sealed(content),
  secrets: [secret],
  covers: "body",
  refusal: { part: "", answer: { status: 404 } },
});

tapContract("generic", {
  now: genericNow,
  create: ({ fetch }, apiUrl) => generic({ outboundUrl: apiUrl }, { fetch }),
  createStranger: () => generic({ secret: otherSecret }),
  address: {},
  tap: (sent, index, nth) =>
    sealed(
      JSON.stringify({
        ...{ ...genericContent, messageId: `tap-${nth}`, tapped: true },
        text: contentOf(sent).choices[index].value,
        quotedMessageId: sent.headers["webhook-id"],
      }),
    ),
  sealing: {
    event: JSON.stringify({ ...genericContent, tapped: true, quotedMessageId: "q1" }),
    seal: (content) => sealed(content),
  },
  shown: (sent) => {
    const { text, choices } = contentOf(sent);
    return { text, labels: choices.map(({ label }: { label: string }) => label) };
  },
  expected: { groupId: "g1", senderId: "u1", senderName: "小王" },
});

const slack = {
  signingSecret: "8f742231b10e8888abcd99yyyzzz85a5",
  botToken: "xoxb-secret",
};
const slackHeaders = (content: string): Readonly<Record<string, string>> => ({
  "x-slack-request-timestamp": seconds,
  "x-slack-signature": `v0=${hmac("sha256", slack.signingSecret, `v0:${seconds}:${content}`, "hex")}`,
});
channelContract("slack", {
  now,
  create: (deps, apiUrl) => createSlackChannel({ ...slack, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createSlackChannel({ ...slack, signingSecret: "other", apiUrl }, deps),
  content: recorded("slack-d02-channel-message"),
  seal: (content) => post(content, slackHeaders(content)),
  secrets: Object.values(slack),
  covers: "body",
  refusal: {
    part: "chat.postMessage",
    answer: { json: { ok: false, error: "channel_not_found" } },
  },
});

tapContract("slack", {
  now,
  create: (deps, apiUrl) => createSlackChannel({ ...slack, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createSlackChannel({ ...slack, signingSecret: "other", apiUrl }, deps),
  address: { groupId: "C0DEMO0001" },
  tap: (sent, index, nth) => {
    const event = tapEvent("slack.json");
    const { type, text, value, action_id } = contentOf(sent).blocks[1].elements[index];
    const action_ts = `179479620${nth}.840180`;
    Object.assign(event.actions[0], { type, text, value, action_id, action_ts });
    const form = new URLSearchParams({ payload: JSON.stringify(event) }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", ...slackHeaders(form) };
    return post(form, headers);
  },
  sealing: {
    event: filledEvent("slack.json"),
    seal: (content) => {
      const form = new URLSearchParams({ payload: content }).toString();
      const type = { "content-type": "application/x-www-form-urlencoded" };
      return post(form, { ...type, ...slackHeaders(form) });
    },
  },
  shown: (sent) => {
    const [section, actions] = contentOf(sent).blocks;
    return { text: section.text.text, labels: actions.elements.map((each: any) => each.text.text) };
  },
  expected: {
    groupId: "C0DEMO0001",
    senderId: "U0DEMO0001",
    tap: { answerTo: "1794796300.000100" },
  },
});

const telegram = { botToken: "700000001:T", secretToken: "tg_secret-Token_2026" };
channelContract("telegram", {
  now,
  create: (deps, apiUrl) => createTelegramChannel({ ...telegram, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createTelegramChannel({ ...telegram, secretToken: "other", apiUrl }, deps),
  content: recorded("telegram-d01-group-text"),
  seal: (content) => post(content, { "x-telegram-bot-api-secret-token": telegram.secretToken }),
  secrets: Object.values(telegram),
  covers: "nothing: it is a header",
  refusal: {
    part: "sendMessage",
    answer: { status: 403, json: { ok: false, error_code: 403, description: "Forbidden" } },
  },
  address: { groupId: "-1001" },
});

tapContract("telegram", {
  now,
  create: (deps, apiUrl) => createTelegramChannel({ ...telegram, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createTelegramChannel({ ...telegram, secretToken: "other", apiUrl }, deps),
  address: { groupId: "-1001000000001" },
  tap: (sent, index, nth) => {
    const event = tapEvent("telegram.json");
    const [{ callback_data }] = contentOf(sent).reply_markup.inline_keyboard[index];
    Object.assign(event.callback_query, { id: `4382bfdwdsb323b2d${nth}`, data: callback_data });
    expect(Buffer.byteLength(String(callback_data))).toBeLessThanOrEqual(64);
    const headers = { "x-telegram-bot-api-secret-token": telegram.secretToken };
    return post(JSON.stringify(event), headers);
  },
  sealing: {
    event: filledEvent("telegram.json"),
    seal: (content) => post(content, { "x-telegram-bot-api-secret-token": telegram.secretToken }),
  },
  shown: (sent) => {
    const { text, reply_markup } = contentOf(sent);
    return { text, labels: reply_markup.inline_keyboard.map(([button]: any) => button.text) };
  },
  expected: {
    groupId: "-1001000000001",
    senderId: "600000011",
    senderName: "敏 周",
    tap: { answerTo: "501" },
  },
});

const feishu = {
  appId: "cli_1",
  appSecret: "feishu-app-secret",
  verificationToken: "v3r1f1c4t10nT0k3nDemo",
  encryptKey: "feishu-encrypt-key",
};
const feishuRefusal = {
  part: "/im/v1/messages",
  answer: { status: 400, json: { code: 230002, msg: "Bot not in chat" } },
};
/** @see https://open.feishu.cn/document/event-subscription-guide/event-subscriptions/event-subscription-configure-/encrypt-key-encryption-configuration-case */
function sealFeishu(content: string): RawRequest {
  const iv = Buffer.alloc(16, 3);
  const key = createHash("sha256").update(feishu.encryptKey).digest();
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const bytes = Buffer.concat([iv, cipher.update(content, "utf8"), cipher.final()]);
  const body = JSON.stringify({ encrypt: bytes.toString("base64") });
  const signed = `${seconds}nonce${feishu.encryptKey}${body}`;
  return post(body, {
    "x-lark-request-timestamp": seconds,
    "x-lark-request-nonce": "nonce",
    "x-lark-signature": createHash("sha256").update(signed).digest("hex"),
  });
}
channelContract("feishu", {
  now,
  create: (deps, apiUrl) => createFeishuChannel({ ...feishu, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createFeishuChannel({ ...feishu, encryptKey: "other", apiUrl }, deps),
  content: recorded("feishu-d05-group-text-plain-token"),
  seal: sealFeishu,
  secrets: Object.values(feishu),
  covers: "body",
  refusal: feishuRefusal,
});

for (const [direct, address, groupId] of [
  [
    false,
    { groupId: "oc_demo0000000000000000000000000001" },
    "oc_demo0000000000000000000000000001",
  ],
  [true, { groupId: undefined, recipientId: "ou_demo0000000000000000000000000001" }, undefined],
] as const) {
  describe(direct ? "in a direct chat" : "in a group", () => {
    tapContract("feishu", {
      now,
      create: (deps, apiUrl) => createFeishuChannel({ ...feishu, apiUrl }, deps),
      createStranger: (deps, apiUrl) =>
        createFeishuChannel({ ...feishu, encryptKey: "other", apiUrl }, deps),
      address,
      tap: (sent, index, nth) => {
        const { value } = cardIn(sent).elements.at(-1).actions[index];
        const event = tapEvent("feishu.json");
        event.header.event_id = `f7984f25108f8137722bb63c0000000${nth}`;
        event.event.action.value = value;
        return sealFeishu(JSON.stringify(event));
      },
      sealing: { event: filledEvent("feishu.json"), seal: sealFeishu },
      shown: (sent) => {
        const { elements } = cardIn(sent);
        const labels = elements.at(-1).actions.map((action: any) => action.text.content);
        return { text: elements[0].text.content, labels };
      },
      expected: {
        groupId,
        senderId: "ou_demo0000000000000000000000000001",
        sentAt: new Date(1794796204000),
        tap: { answerTo: "om_sent" },
      },
    });
  });
}

/** The card of what was sent: JSON within JSON. */
function cardIn(sent: Taken): any {
  expect(contentOf(sent).msg_type).toBe("interactive");
  return JSON.parse(String(contentOf(sent).content));
}

describe("without an Encrypt Key", () => {
  const plain = { ...feishu, encryptKey: undefined };
  channelContract("feishu", {
    now,
    create: (deps, apiUrl) => createFeishuChannel({ ...plain, apiUrl }, deps),
    createStranger: (deps, apiUrl) =>
      createFeishuChannel({ ...plain, verificationToken: "other", apiUrl }, deps),
    content: recorded("feishu-d05-group-text-plain-token"),
    seal: (content) => post(content, {}),
    secrets: [plain.appSecret, plain.verificationToken],
    covers: "nothing: it is a token inside",
    refusal: feishuRefusal,
  });
});

const dingtalk = {
  appKey: "ding-key",
  appSecret: "dingDemoAppSecret_0001",
  robotCode: "dingdemorobot0001",
};
const dingtalkHeaders = {
  timestamp: String(now.getTime()),
  sign: hmac("sha256", dingtalk.appSecret, `${now.getTime()}\n${dingtalk.appSecret}`, "base64"),
};
channelContract("dingtalk", {
  now,
  create: (deps, apiUrl) => createDingtalkChannel({ ...dingtalk, apiUrl, oapiUrl: apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createDingtalkChannel({ ...dingtalk, appSecret: "other", apiUrl }, deps),
  content: recorded("dingtalk-d01-group-at-text"),
  seal: (content) => post(content, dingtalkHeaders),
  secrets: [dingtalk.appSecret],
  covers: "nothing: it is a header",
  refusal: {
    part: "/v1.0/robot/",
    answer: { status: 400, json: { code: "invalidParameter.robotCode", message: "no" } },
  },
});

tapContract("dingtalk", {
  now,
  create: (deps, apiUrl) =>
    createDingtalkChannel(
      { ...dingtalk, publicUrl: "https://relay.example.com", apiUrl, oapiUrl: apiUrl },
      deps,
    ),
  createStranger: (deps, apiUrl) =>
    createDingtalkChannel({ ...dingtalk, appSecret: "other", apiUrl }, deps),
  address: { groupId: "cidDemo==" },
  tap: (sent, index) => {
    const { cardBizId, callbackUrl, cardData } = contentOf(sent);
    const { pathname, search } = new URL(String(callbackUrl));
    const actionIds = [JSON.parse(String(cardData)).contents[1].actions[index].id];
    const content = JSON.stringify({ cardPrivateData: { actionIds, params: {} } });
    const event = { ...tapEvent("dingtalk.json"), outTrackId: cardBizId, content };
    return post(JSON.stringify(event), {}, `${pathname}${search}`);
  },
  sealing: {
    event: filledEvent("dingtalk.json"),
    seal: (content) => {
      const proof = hmac("sha256", dingtalk.appSecret, `card\n${tappedCard}\ncid`, "hex");
      return post(content, {}, `/webhooks/dingtalk?card=${tappedCard}&group=cid&proof=${proof}`);
    },
  },
  shown: (sent) => {
    const [{ text }, { actions }] = JSON.parse(String(contentOf(sent).cardData)).contents;
    return { text, labels: actions.map(({ label }: any) => label.text) };
  },
  expected: { groupId: "cidDemo==", senderId: "manager0001" },
});

const whatsapp = {
  appSecret: "0123456789abcdef0123456789abcdef",
  verifyToken: "office-verify-7f3a",
  phoneNumberId: "300000000000001",
  token: "meta-token",
};
function sealWhatsapp(content: string): RawRequest {
  const signature = hmac("sha256", whatsapp.appSecret, content, "hex");
  return post(content, { "x-hub-signature-256": `sha256=${signature}` });
}
const whatsappContent = recorded("whatsapp-cloud-d03-group-text");
const whatsappRefusal = {
  part: "/messages",
  answer: { status: 400, json: { error: { code: 131020, message: "no such group" } } },
};
channelContract("whatsapp", {
  now,
  create: (deps, apiUrl) => createWhatsappChannel({ ...whatsapp, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createWhatsappChannel({ ...whatsapp, appSecret: "other", apiUrl }, deps),
  content: whatsappContent,
  seal: sealWhatsapp,
  secrets: [whatsapp.appSecret, whatsapp.verifyToken, whatsapp.token],
  covers: "body",
  refusal: whatsappRefusal,
});

tapContract("whatsapp", {
  now,
  create: (deps, apiUrl) => createWhatsappChannel({ ...whatsapp, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createWhatsappChannel({ ...whatsapp, appSecret: "other", apiUrl }, deps),
  address: { groupId: undefined, recipientId: "15550100011" },
  tap: (sent, index, nth) => {
    const { id, title } = contentOf(sent).interactive.action.buttons[index].reply;
    const event = tapEvent("whatsapp.json");
    const [message] = event.entry[0].changes[0].value.messages;
    message.id = `wamid.TAP${nth}`;
    message.interactive.button_reply = { id, title };
    return sealWhatsapp(JSON.stringify(event));
  },
  sealing: { event: filledEvent("whatsapp.json"), seal: sealWhatsapp },
  shown: (sent) => {
    const { body, action } = contentOf(sent).interactive;
    return { text: body.text, labels: action.buttons.map(({ reply }: any) => reply.title) };
  },
  expected: { groupId: undefined, senderId: "15550100011", senderName: "周敏", tap: {} },
});

const partner = { kind: "signature", secret: "d360-platform-secret" } as const;
channelContract("360dialog", {
  now,
  create: (deps, apiUrl) =>
    create360dialogChannel({ apiKey: "d360-key", credential: partner, apiUrl }, deps),
  createStranger: (deps, apiUrl) => {
    const credential = { ...partner, secret: "other" };
    return create360dialogChannel({ apiKey: "d360-key", credential, apiUrl }, deps);
  },
  content: whatsappContent,
  seal: (content) =>
    post(content, { "x-360dialog-signature": hmac("sha256", partner.secret, content, "hex") }),
  secrets: [partner.secret, "d360-key"],
  covers: "body",
  refusal: whatsappRefusal,
});

describe("with a header that a direct customer registered", () => {
  const direct = { kind: "header", name: "Authorization", value: "Bearer d360-static" } as const;
  channelContract("360dialog", {
    now,
    create: (deps, apiUrl) =>
      create360dialogChannel({ apiKey: "d360-key", credential: direct, apiUrl }, deps),
    createStranger: (deps, apiUrl) => {
      const credential = { ...direct, value: "Bearer other" };
      return create360dialogChannel({ apiKey: "d360-key", credential, apiUrl }, deps);
    },
    content: whatsappContent,
    seal: (content) => post(content, { authorization: direct.value }),
    secrets: [direct.value, "d360-key"],
    covers: "nothing: it is a header",
    refusal: whatsappRefusal,
  });
});

const twilio = {
  accountSid: "AC1",
  authToken: "1234567890abcdef1234567890abcdef",
  from: "whatsapp:+15550100000",
  publicUrl: "https://relay.example.com",
};
/** @see https://www.twilio.com/docs/usage/security#validating-requests */
function sealTwilio(content: string): RawRequest {
  const fields = new URLSearchParams(content);
  const names = [...new Set(fields.keys())].sort();
  const signed = names.flatMap((name) =>
    [...new Set(fields.getAll(name))].sort().map((value) => name + value),
  );
  const text = `${twilio.publicUrl}/webhooks/twilio${signed.join("")}`;
  return post(
    content,
    {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": hmac("sha1", twilio.authToken, text, "base64"),
    },
    "/webhooks/twilio",
  );
}
for (const [means, recording, address] of [
  ["by a Conversation", "twilio-d01-conversation-message", { groupId: "CH1" }],
  [
    "directly",
    "twilio-d02-messaging-whatsapp-1to1",
    { groupId: undefined, recipientId: "whatsapp:+15550100012" },
  ],
] as const) {
  describe(means, () => {
    channelContract("twilio", {
      now,
      create: (deps, apiUrl) => createTwilioChannel({ ...twilio, apiUrl }, deps),
      createStranger: (deps, apiUrl) =>
        createTwilioChannel({ ...twilio, authToken: "other", apiUrl }, deps),
      content: recorded(recording),
      seal: sealTwilio,
      secrets: [twilio.authToken],
      covers: "body",
      refusal: {
        part: "Messages",
        answer: { status: 400, json: { code: 63016, message: "outside the window" } },
      },
      address,
    });
  });
}

const aesKey = "YWlib3QtZGVtby1hZXMta2V5LWZvci10ZXN0cy0zMmI";
const otherAesKey = "d2Vjb20tZGVtby1hZXMta2V5LWZvci10ZXN0cy0zMmI";
function sealWecom(
  content: string,
  receiveId: string,
  wrap: (encrypted: string) => string,
): RawRequest {
  const encrypted = encrypt(aesKey, content, receiveId);
  const signature = getSignature("wecom-token", seconds, "n1", encrypted);
  const query = `msg_signature=${signature}&timestamp=${seconds}&nonce=n1`;
  return post(wrap(encrypted), {}, `/webhooks/wecom?${query}`);
}
const recordedAibot = JSON.parse(recorded("wecom-aibot-d02-group-at-text")) as {
  readonly encrypt: string;
};
const robotKey = "00000000-0000-4000-8000-000000000001";
const aibot = { token: "wecom-token", encodingAesKey: aesKey, robots: new Map([["g1", robotKey]]) };
channelContract("wecom-aibot", {
  now,
  create: (deps, apiUrl) => createWecomAibotChannel({ ...aibot, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createWecomAibotChannel({ ...aibot, token: "other", apiUrl }, deps),
  content: decrypt(aesKey, recordedAibot.encrypt).message,
  seal: (content) => sealWecom(content, "", (encrypted) => JSON.stringify({ encrypt: encrypted })),
  secrets: ["wecom-token", aesKey, robotKey],
  covers: "body",
  refusal: { part: "/webhook/send", answer: { json: { errcode: 93000, errmsg: "invalid key" } } },
});

const wecomApp = {
  corpId: "wwdemo0000000001",
  agentId: "1000002",
  appSecret: "wecom-app-secret",
  token: "wecom-token",
  encodingAesKey: aesKey,
};
const [, recordedApp = ""] =
  /<Encrypt><!\[CDATA\[(.*)\]\]><\/Encrypt>/.exec(recorded("wecom-app-d02-text")) ?? [];
function sealApp(content: string): RawRequest {
  return sealWecom(
    content,
    wecomApp.corpId,
    (encrypted) =>
      `<xml><ToUserName><![CDATA[w]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  );
}
channelContract("wecom-app", {
  now,
  create: (deps, apiUrl) => createWecomAppChannel({ ...wecomApp, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createWecomAppChannel({ ...wecomApp, token: "other", apiUrl }, deps),
  content: decrypt(otherAesKey, recordedApp).message,
  seal: sealApp,
  secrets: ["wecom-token", aesKey, wecomApp.appSecret],
  covers: "body",
  refusal: {
    part: "/message/send",
    answer: { json: { errcode: 81013, errmsg: "user & party & tag all invalid" } },
  },
  address: { groupId: undefined, recipientId: "u1" },
});

function appTap(key: string, card: string): string {
  const file = path.join(__dirname, "../channels/fixtures/taps/wecom-app.xml");
  return readFileSync(file, "utf8")
    .replace("<EventKey><![CDATA[", `$&${key}`)
    .replace("<TaskId><![CDATA[", `$&${card}`);
}

const cardShown = ({ sub_title_text, button_list }: any): { text: string; labels: string[] } => ({
  text: sub_title_text,
  labels: button_list.map(({ text }: any) => text),
});
const askedAt = (apiUrl: string): string =>
  JSON.stringify({
    ...JSON.parse(decrypt(aesKey, recordedAibot.encrypt).message),
    ...{ msgid: "asked-1", response_url: `${apiUrl}/cgi-bin/aibot/response?response_code=1` },
  });
const sealAibot = (content: string): RawRequest =>
  sealWecom(content, "", (encrypted) => JSON.stringify({ encrypt: encrypted }));
tapContract("wecom-aibot", {
  now,
  create: (deps, apiUrl) => createWecomAibotChannel({ ...aibot, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createWecomAibotChannel({ ...aibot, token: "other", apiUrl }, deps),
  address: { groupId: "g1", inReplyTo: ["asked-1"] },
  asked: (apiUrl) => sealAibot(askedAt(apiUrl)),
  tap: (sent, index, nth) => {
    const { button_list, task_id } = contentOf(sent).template_card;
    const event = tapEvent("wecom-aibot.json");
    event.msgid = `CAIQ16HMjQYY/NGagIOAgAMgq4KM0A${nth}=`;
    Object.assign(event.event.template_card_event, { event_key: button_list[index].key, task_id });
    return sealAibot(JSON.stringify(event));
  },
  sealing: { event: filledEvent("wecom-aibot.json"), seal: sealAibot },
  shown: (sent) => cardShown(contentOf(sent).template_card),
  expected: {
    groupId: "wrkSFfCgAAdemo",
    senderId: "zhoumin",
    sentAt: new Date(1794796204000),
    tap: {},
  },
});

tapContract("wecom-app", {
  now,
  create: (deps, apiUrl) => createWecomAppChannel({ ...wecomApp, apiUrl }, deps),
  createStranger: (deps, apiUrl) =>
    createWecomAppChannel({ ...wecomApp, token: "other", apiUrl }, deps),
  address: { groupId: undefined, recipientId: "zhoumin" },
  tap: (sent, index, nth) => {
    const { button_list, task_id } = contentOf(sent).template_card;
    const event = appTap(String(button_list[index].key), String(task_id));
    return sealApp(event.replace("1794796204", `179479620${nth}`));
  },
  sealing: { event: appTap(`${tappedCard}:1`, tappedCard), seal: sealApp },
  shown: (sent) => cardShown(contentOf(sent).template_card),
  expected: { groupId: undefined, senderId: "zhoumin", tap: {} },
});
