/** How each channel's configuration is read from its environment variables. */
import type { Dialog360Credential } from "../whatsapp/dialog360";
import type { ChannelConfigs } from "./channel-configs";
import { aesKeyForm, apiUrlForm, type Form, type VariableReader } from "./variables";

type ChannelReaders = {
  readonly [Platform in keyof ChannelConfigs]-?: (
    reader: VariableReader,
    publicUrl: string | undefined,
  ) => NonNullable<ChannelConfigs[Platform]>;
};

export const channelReaders: ChannelReaders = {
  "wecom-aibot": (from) => ({
    token: from.required("WECOM_AIBOT_TOKEN"),
    encodingAesKey: from.requiredAs("WECOM_AIBOT_AES_KEY", aesKeyForm, ""),
    robots: from.requiredAs("WECOM_ROBOTS", robotsForm, new Map()),
    apiUrl: from.optionalAs("WECOM_API_URL", apiUrlForm),
  }),
  "wecom-app": (from) => ({
    corpId: from.required("WECOM_CORP_ID"),
    agentId: from.requiredAs("WECOM_AGENT_ID", agentIdForm, ""),
    appSecret: from.required("WECOM_APP_SECRET"),
    token: from.required("WECOM_APP_TOKEN"),
    encodingAesKey: from.requiredAs("WECOM_APP_AES_KEY", aesKeyForm, ""),
    apiUrl: from.optionalAs("WECOM_API_URL", apiUrlForm),
  }),
  dingtalk: (from, publicUrl) => ({
    appKey: from.required("DINGTALK_APP_KEY"),
    appSecret: from.required("DINGTALK_APP_SECRET"),
    robotCode: from.required("DINGTALK_ROBOT_CODE"),
    aesKey: from.optionalAs("DINGTALK_AES_KEY", aesKeyForm),
    apiUrl: from.optionalAs("DINGTALK_API_URL", apiUrlForm),
    oapiUrl: from.optionalAs("DINGTALK_OAPI_URL", apiUrlForm),
    publicUrl,
  }),
  feishu: (from) => ({
    appId: from.required("FEISHU_APP_ID"),
    appSecret: from.required("FEISHU_APP_SECRET"),
    verificationToken: from.required("FEISHU_VERIFICATION_TOKEN"),
    encryptKey: from.optional("FEISHU_ENCRYPT_KEY"),
    apiUrl: from.optionalAs("FEISHU_API_URL", apiUrlForm),
  }),
  whatsapp: (from) => ({
    appSecret: from.required("WHATSAPP_APP_SECRET"),
    verifyToken: from.required("WHATSAPP_VERIFY_TOKEN"),
    phoneNumberId: from.requiredAs("WHATSAPP_PHONE_NUMBER_ID", phoneNumberIdForm, ""),
    token: from.required("WHATSAPP_TOKEN"),
    apiUrl: from.optionalAs("WHATSAPP_API_URL", apiUrlForm),
  }),
  "360dialog": (from) => ({
    apiKey: from.required("D360_API_KEY"),
    credential: read360dialogCredential(from),
    apiUrl: from.optionalAs("D360_API_URL", apiUrlForm),
  }),
  twilio: (from, publicUrl) => {
    if (publicUrl === undefined) {
      from.mistake(
        "PUBLIC_URL is missing; the channel twilio needs it, since Twilio signs the address that it calls",
      );
    }
    return {
      accountSid: from.required("TWILIO_ACCOUNT_SID"),
      authToken: from.required("TWILIO_AUTH_TOKEN"),
      from: from.requiredAs("TWILIO_FROM", twilioNumberForm, ""),
      publicUrl: publicUrl ?? "",
      apiUrl: from.optionalAs("TWILIO_API_URL", apiUrlForm),
    };
  },
  telegram: (from) => ({
    botToken: from.requiredAs("TELEGRAM_BOT_TOKEN", botTokenForm, ""),
    secretToken: from.requiredAs("TELEGRAM_SECRET_TOKEN", secretTokenForm, ""),
    apiUrl: from.optionalAs("TELEGRAM_API_URL", apiUrlForm),
  }),
  slack: (from) => ({
    signingSecret: from.required("SLACK_SIGNING_SECRET"),
    botToken: from.required("SLACK_BOT_TOKEN"),
    apiUrl: from.optionalAs("SLACK_API_URL", apiUrlForm),
  }),
};

/** A signature for partners, or the header that a direct customer registered. */
function read360dialogCredential(from: VariableReader): Dialog360Credential {
  const secret = from.optional("D360_WEBHOOK_SECRET");
  if (secret !== undefined) return { kind: "signature", secret };
  if (from.optional("D360_WEBHOOK_HEADER") === undefined) {
    from.mistake(
      "D360_WEBHOOK_SECRET or D360_WEBHOOK_HEADER is missing; the channel 360dialog needs one of them",
    );
  }
  const header = from.optionalAs("D360_WEBHOOK_HEADER", headerForm);
  return { kind: "header", name: header?.name ?? "", value: header?.value ?? "" };
}

const matching = (should: string, pattern: RegExp): Form<string> => ({
  should,
  parse: (value) => (pattern.test(value) ? value : undefined),
});

const agentIdForm = matching("the app's AgentId, a number", /^\d+$/);
const phoneNumberIdForm = matching(
  "the phone number's id, a number (not the phone number)",
  /^\d+$/,
);
const twilioNumberForm = matching(
  "whatsapp:+… or +… with country code",
  /^(whatsapp:)?\+\d{6,20}$/,
);
const botTokenForm = matching("the token from @BotFather, 123456:ABC…", /^\d+:[\w-]+$/);
const secretTokenForm = matching("1 to 256 of A-Z, a-z, 0-9, _ and -", /^[\w-]{1,256}$/);

const headerForm: Form<{ readonly name: string; readonly value: string }> = {
  should: "a header as `Name: value`",
  parse(value) {
    const [, name, content] = /^([\w-]+):\s*(\S.*)$/.exec(value) ?? [];
    return name === undefined || content === undefined ? undefined : { name, value: content };
  },
};

/** `group=key` pairs. A group's id may itself hold a =, a key doesn't. */
const robotsForm: Form<ReadonlyMap<string, string>> = {
  should: "pairs `group id=robot key`, separated by commas",
  parse(value) {
    const pairs = value
      .split(/[,\n]/)
      .map((pair) => pair.trim())
      .filter((pair) => pair !== "")
      .map((pair) =>
        /^(.+)=\s*([\w-]+)$/
          .exec(pair)
          ?.slice(1)
          .map((part) => part.trim()),
      );
    if (pairs.length === 0 || pairs.includes(undefined)) return undefined;
    return new Map(
      pairs.flatMap((pair) => (pair?.[0] && pair[1] ? [[pair[0], pair[1]] as const] : [])),
    );
  },
};
