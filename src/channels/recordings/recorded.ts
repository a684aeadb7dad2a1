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

/** Reads a recording's secrets: under the first of some names that is set, or as the fields of a configuration that bear their names. */
interface Secrets {
  readonly one: (...names: readonly string[]) => string | undefined;
  /** "" for those that are not set. */
  readonly texts: <Name extends string>(
    ...names: readonly Name[]
  ) => Readonly<Record<Name, string>>;
  readonly optional: <Name extends string>(
    ...names: readonly Name[]
  ) => Readonly<Record<Name, string | undefined>>;
}

function secretsFrom(secret: (name: string) => string | undefined): Secrets {
  const fields = <Name extends string, Value>(
    names: readonly Name[],
    read: (name: Name) => Value,
  ): Readonly<Record<Name, Value>> =>
    Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Value>;
  return {
    one: (...names) => names.map(secret).find((value) => value !== undefined),
    texts: (...names) => fields(names, (name) => secret(name) ?? ""),
    optional: (...names) => fields(names, secret),
  };
}

const drivers: Readonly<Record<string, (secrets: Secrets, deps: ChannelDeps) => Channel>> = {
  generic: ({ texts }, { fetch, now }) =>
    createGenericChannel(
      { ...texts("secret"), outboundUrl: undefined, outboundSecret: "" },
      { fetch, now, onUndelivered: () => undefined },
    ),
  whatsapp: ({ texts, optional }, deps) =>
    createWhatsappChannel(
      { ...texts("appSecret", "verifyToken"), ...optional("phoneNumberId"), token: "" },
      deps,
    ),
  "360dialog": ({ one, texts }, deps) => {
    const [name, value = ""] = [one("headerName"), one("headerValue")];
    const { platformSecret: secret } = texts("platformSecret");
    const credential =
      name === undefined
        ? ({ kind: "signature", secret } as const)
        : ({ kind: "header", name, value } as const);
    return create360dialogChannel({ apiKey: "", credential }, deps);
  },
  "wecom-aibot": ({ one, texts, optional }, deps) => {
    const encodingAesKey = one("encodingAESKey") ?? "";
    const own = { ...texts("token", "receiveId"), ...optional("botName") };
    return createWecomAibotChannel({ ...own, encodingAesKey, robots: new Map() }, deps);
  },
  "wecom-app": ({ one, texts }, deps) => {
    const encodingAesKey = one("encodingAESKey") ?? "";
    const corpId = one("receiveId", "corpId") ?? "";
    const own = { ...texts("token"), corpId, encodingAesKey };
    return createWecomAppChannel({ ...own, agentId: "", appSecret: "" }, deps);
  },
  dingtalk: ({ one, texts }, deps) =>
    createDingtalkChannel(
      {
        ...texts("appSecret", "robotCode"),
        appKey: one("appKey", "clientId") ?? "",
        receiveId: one("receiveId", "corpId"),
        aesKey: one("aesKey", "encodingAESKey", "encryptKey"),
      },
      deps,
    ),
  feishu: ({ texts, optional }, deps) => {
    const own = { ...texts("appId", "verificationToken"), ...optional("encryptKey", "botOpenId") };
    return createFeishuChannel({ ...own, appSecret: "" }, deps);
  },
  twilio: ({ one, texts }, deps) => {
    const own = { ...texts("authToken", "from"), publicUrl: one("publicBaseUrl") ?? "" };
    return createTwilioChannel({ ...own, accountSid: "" }, deps);
  },
  telegram: ({ texts, optional }, deps) =>
    createTelegramChannel(
      { ...texts("secretToken"), ...optional("botId", "botUsername"), botToken: "" },
      deps,
    ),
  slack: ({ texts, optional }, deps) =>
    createSlackChannel({ ...texts("signingSecret"), ...optional("botUserId"), botToken: "" }, deps),
};

/** Names under which recordings know a driver by another name. */
const otherNames: Readonly<Record<string, string>> = { "whatsapp-cloud": "whatsapp" };

/** The names of the secrets that each platform's recordings are read by. */
export function secretNames(): ReadonlyMap<string, readonly string[]> {
  const deps = offline(new Date(0), "");
  return new Map(
    Object.entries(drivers).map(([platform, create]) => {
      const names: string[] = [];
      create(
        secretsFrom((name) => void names.push(name)),
        deps,
      );
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
  const given = secretsFrom((name) => textOf(secrets[name]) || undefined);
  const channel = create(given, offline(now, everyone));
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
