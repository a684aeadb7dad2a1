import { createChannels, readChannels } from "../../../src/channels/configuration/configured";
import { robotsForm } from "../../../src/channels/wecom/platforms";
import { depsAt } from "../fake-platforms";

const aesKey = "YWlib3QtZGVtby1hZXMta2V5LWZvci10ZXN0cy0zMmI";
const every = {
  GENERIC_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  GENERIC_OUTBOUND_URL: "http://127.0.0.1:9",
  WHATSAPP_APP_SECRET: "s",
  WHATSAPP_VERIFY_TOKEN: "v",
  WHATSAPP_PHONE_NUMBER_ID: "300000000000001",
  WHATSAPP_TOKEN: "t",
  D360_API_KEY: "k",
  D360_WEBHOOK_HEADER: "Authorization: Bearer x",
  WECOM_AIBOT_TOKEN: "t",
  WECOM_AIBOT_AES_KEY: aesKey,
  WECOM_ROBOTS: "wr1=00000000-0000-4000-8000-000000000001, wr=2==key-2",
  WECOM_CORP_ID: "ww1",
  WECOM_AGENT_ID: "1000002",
  WECOM_APP_SECRET: "s",
  WECOM_APP_TOKEN: "t",
  WECOM_APP_AES_KEY: aesKey,
  DINGTALK_APP_KEY: "k",
  DINGTALK_APP_SECRET: "s",
  DINGTALK_ROBOT_CODE: "r",
  FEISHU_APP_ID: "a",
  FEISHU_APP_SECRET: "s",
  FEISHU_VERIFICATION_TOKEN: "v",
  TWILIO_ACCOUNT_SID: "AC1",
  TWILIO_AUTH_TOKEN: "t",
  TWILIO_FROM: "whatsapp:+15550100000",
  TELEGRAM_BOT_TOKEN: "700000001:T",
  TELEGRAM_SECRET_TOKEN: "secret",
  SLACK_SIGNING_SECRET: "s",
  SLACK_BOT_TOKEN: "xoxb-1",
};
const publicUrl = "https://relay.example.com";

describe("the channels' variables", () => {
  it("turn on nothing when none is set, also when only an API's base is", () => {
    expect(readChannels({ WECOM_API_URL: "http://127.0.0.1:1" }, undefined)).toEqual({
      channels: [],
      mistakes: [],
    });
  });

  it("turn on every channel when all are set, under the names of the contract", () => {
    const { channels: configured, mistakes } = readChannels(every, publicUrl);
    expect(mistakes).toEqual([]);
    const channels = createChannels(configured, depsAt(new Date()));
    expect(channels.map(({ platform }) => platform).sort()).toEqual([
      "360dialog",
      "dingtalk",
      "feishu",
      "generic",
      "slack",
      "telegram",
      "twilio",
      "wecom-aibot",
      "wecom-app",
      "whatsapp",
    ]);
  });

  it("keep a group's id whole, also where it holds an equals sign", () => {
    expect([...(robotsForm.parse(every.WECOM_ROBOTS) ?? [])]).toEqual([
      ["wr1", "00000000-0000-4000-8000-000000000001"],
      ["wr=2=", "key-2"],
    ]);
  });

  it.each(
    Object.keys(every).filter(
      (name) => !["D360_WEBHOOK_HEADER", "GENERIC_OUTBOUND_URL"].includes(name),
    ),
  )("name %s when it alone is missing", (missing) => {
    const { mistakes } = readChannels({ ...every, [missing]: " " }, publicUrl);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(`${missing} is missing`);
  });

  it("name both ways of 360dialog's proof when there is none", () => {
    const { mistakes } = readChannels({ D360_API_KEY: "k" }, undefined);
    expect(mistakes).toEqual([
      "D360_WEBHOOK_SECRET or D360_WEBHOOK_HEADER is missing; the channel 360dialog needs one of them",
    ]);
  });

  it("ask for PUBLIC_URL where Twilio is on", () => {
    const { mistakes } = readChannels(every, undefined);
    expect(mistakes.join()).toContain("PUBLIC_URL is missing");
  });

  it.each([
    ["GENERIC_WEBHOOK_SECRET", "hunter2"],
    ["GENERIC_OUTBOUND_URL", "bridge.example.com"],
    ["WECOM_AIBOT_AES_KEY", "short"],
    ["WECOM_ROBOTS", "wr1"],
    ["WECOM_AGENT_ID", "my-agent"],
    ["WHATSAPP_PHONE_NUMBER_ID", "+86 138"],
    ["WHATSAPP_API_URL", "graph.facebook.com"],
    ["D360_WEBHOOK_HEADER", "Bearer"],
    ["TWILIO_FROM", "13800000000"],
    ["TELEGRAM_BOT_TOKEN", "no-colon"],
    ["TELEGRAM_SECRET_TOKEN", "mit Leerzeichen"],
  ])("say what %s should be", (name, value) => {
    const { mistakes } = readChannels({ ...every, [name]: value }, publicUrl);
    expect(mistakes).toEqual([expect.stringMatching(new RegExp(`^${name} should be `))]);
    expect(mistakes.join()).not.toContain(value);
  });
});
