/**
 * What the relay reads in a recorded webhook request, offline. In: the recording with the secrets to read it by.
 * Out: one flat object as `npm run read-webhook` prints it. Nothing is sent: these drivers have no network.
 */
import type { Channel, RawRequest } from "../channel";
import { createDingtalkChannel } from "../dingtalk/channel";
import { createFeishuChannel } from "../feishu/channel";
import { createGenericChannel } from "../generic/channel";
import { createSlackChannel } from "../slack/channel";
import { createTelegramChannel } from "../telegram/channel";
import type { ChannelDeps } from "../transport/deps";
import { fieldsOf, momentOf, parseObject, textOf, type Fields } from "../transport/json";
import { createTwilioChannel } from "../twilio/channel";
import { createWecomAibotChannel } from "../wecom/aibot";
import { createWecomAppChannel } from "../wecom/app";
import { createWhatsappChannel } from "../whatsapp/cloud";
import { create360dialogChannel } from "../whatsapp/dialog360";
import { showReading, type Shown } from "./shown";

type Secret = (name: string) => string | undefined;

const drivers: Readonly<Record<string, (secret: Secret, deps: ChannelDeps) => Channel>> = {
  generic: (secret, { fetch, now }) =>
    createGenericChannel(
      { secret: secret("secret") ?? "", outboundUrl: undefined, outboundSecret: "" },
      { fetch, now, onUndelivered: () => undefined },
    ),
  whatsapp: (secret, deps) =>
    createWhatsappChannel(
      {
        appSecret: secret("appSecret") ?? "",
        verifyToken: secret("verifyToken") ?? "",
        phoneNumberId: secret("phoneNumberId"),
        token: "",
      },
      deps,
    ),
  "360dialog": (secret, deps) => {
    const [name, value = ""] = [secret("headerName"), secret("headerValue")];
    const platformSecret = secret("platformSecret") ?? "";
    const credential =
      name === undefined
        ? ({ kind: "signature", secret: platformSecret } as const)
        : ({ kind: "header", name, value } as const);
    return create360dialogChannel({ apiKey: "", credential }, deps);
  },
  "wecom-aibot": (secret, deps) =>
    createWecomAibotChannel(
      {
        token: secret("token") ?? "",
        encodingAesKey: secret("encodingAESKey") ?? "",
        receiveId: secret("receiveId") ?? "",
        botName: secret("botName"),
        robots: new Map(),
      },
      deps,
    ),
  "wecom-app": (secret, deps) =>
    createWecomAppChannel(
      {
        corpId: secret("receiveId") ?? secret("corpId") ?? "",
        agentId: "",
        appSecret: "",
        token: secret("token") ?? "",
        encodingAesKey: secret("encodingAESKey") ?? "",
      },
      deps,
    ),
  dingtalk: (secret, deps) =>
    createDingtalkChannel(
      {
        appKey: secret("appKey") ?? secret("clientId") ?? "",
        receiveId: secret("receiveId") ?? secret("corpId"),
        appSecret: secret("appSecret") ?? "",
        robotCode: secret("robotCode") ?? "",
        aesKey: secret("aesKey") ?? secret("encodingAESKey") ?? secret("encryptKey"),
      },
      deps,
    ),
  feishu: (secret, deps) =>
    createFeishuChannel(
      {
        appId: secret("appId") ?? "",
        appSecret: "",
        verificationToken: secret("verificationToken") ?? "",
        encryptKey: secret("encryptKey"),
        botOpenId: secret("botOpenId"),
      },
      deps,
    ),
  twilio: (secret, deps) =>
    createTwilioChannel(
      {
        accountSid: "",
        authToken: secret("authToken") ?? "",
        from: secret("from") ?? "",
        publicUrl: secret("publicBaseUrl") ?? "",
      },
      deps,
    ),
  telegram: (secret, deps) =>
    createTelegramChannel(
      {
        botToken: "",
        secretToken: secret("secretToken") ?? "",
        botId: secret("botId"),
        botUsername: secret("botUsername"),
      },
      deps,
    ),
  slack: (secret, deps) =>
    createSlackChannel(
      {
        signingSecret: secret("signingSecret") ?? "",
        botToken: "",
        botUserId: secret("botUserId"),
      },
      deps,
    ),
};

/** Names under which recordings know a driver by another name. */
const otherNames: Readonly<Record<string, string>> = { "whatsapp-cloud": "whatsapp" };

/** The names of the secrets that each platform's recordings are read by. */
export function secretNames(): ReadonlyMap<string, readonly string[]> {
  const deps = offline(new Date(0), "");
  return new Map(
    Object.entries(drivers).map(([platform, create]) => {
      const names: string[] = [];
      create((name) => void names.push(name), deps);
      return [platform, names];
    }),
  );
}

/**
 * @param everyone how a mention of everybody reads
 * @throws RecordingError when the recording is not one
 */
export function readRecorded(recording: string, everyone: string): Shown {
  const recorded = parseObject(recording);
  if (recorded === undefined) throw new RecordingError("The file is not one JSON object.");
  const platform = textOf(recorded["platform"]);
  const create = drivers[otherNames[platform] ?? platform];
  if (create === undefined) {
    throw new RecordingError(
      `platform should be one of ${[...Object.keys(otherNames), ...Object.keys(drivers)].join(", ")}.`,
    );
  }
  const now = momentOf(recorded["nowMs"], 1000);
  if (now === undefined) throw new RecordingError("nowMs should be a time in milliseconds.");
  const secrets = fieldsOf(recorded["secrets"]);
  // Blank is not set, as in the environment.
  const secret: Secret = (name) => textOf(secrets[name]) || undefined;
  const channel = create(secret, offline(now, everyone));
  return showReading(channel.read(requestOf(recorded), now));
}

/** What the person who called should read instead of a stack. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

function requestOf(recorded: Fields): RawRequest {
  const headers = Object.entries(fieldsOf(recorded["headers"])).map(([name, value]) => [
    name.toLowerCase(),
    // A header that came twice is one, as HTTP reads it.
    Array.isArray(value) ? value.map(textOf).join(", ") : textOf(value),
  ]);
  return {
    method: textOf(recorded["method"]).toUpperCase() || "POST",
    path: textOf(recorded["path"]),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.from(textOf(recorded["rawBody"]), "utf8"),
  };
}

function offline(now: Date, everyone: string): ChannelDeps {
  const noNetwork = (): Promise<never> => Promise.reject(new Error("read-webhook sends nothing"));
  return { fetch: noNetwork, now: () => now, publishPicture: noNetwork, everyone, choose: "" };
}
