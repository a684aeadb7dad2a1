/**
 * Webhook requests as recordings, sealed here as each platform documents it, with the secrets of the fixtures. Comes in:
 * what the platform tells. Out: what `npm run read-webhook` prints of it.
 */
import { encrypt, getSignature } from "@wecom/crypto";
import { createCipheriv, createHash, createHmac } from "node:crypto";
import { readRecorded } from "../../src/channels/recordings/recorded";
import type { Shown } from "../../src/channels/recordings/shown";

export const nowMs = 1794796205000;
const seconds = String(nowMs / 1000);

interface Recording {
  readonly platform: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly method?: string;
  readonly body: string;
}

export function shown({ platform, secrets, headers, query = "", method, body }: Recording): Shown {
  const path = `/webhooks/${platform}${query}`;
  const recording = { platform, method, path, headers, rawBody: body, secrets, nowMs };
  return readRecorded(JSON.stringify(recording), "@所有人");
}

const hmac = (algorithm: string, key: string, text: string, as: "hex" | "base64"): string =>
  createHmac(algorithm, key).update(text).digest(as);
const written = (content: unknown): string =>
  typeof content === "string" ? content : JSON.stringify(content);

/** Meta writes all but ASCII as \uXXXX, and / as \/. */
const asMeta = (content: unknown): string =>
  JSON.stringify(content)
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");

export function fromWhatsapp(content: unknown): Shown {
  const appSecret = "0123456789abcdef0123456789abcdef";
  const body = typeof content === "string" ? content : asMeta(content);
  return shown({
    platform: "whatsapp-cloud",
    secrets: { appSecret, verifyToken: "office-verify-7f3a" },
    headers: { "X-Hub-Signature-256": `sha256=${hmac("sha256", appSecret, body, "hex")}` },
    body,
  });
}

export function from360dialog(content: unknown, prefix = ""): Shown {
  const platformSecret = "d360-platform-secret-demo";
  const body = written(content);
  return shown({
    platform: "360dialog",
    secrets: { mode: "platform-secret", platformSecret },
    headers: { "x-360dialog-signature": prefix + hmac("sha256", platformSecret, body, "hex") },
    body,
  });
}

const feishuSecrets = {
  encryptKey: "feishu-demo-encrypt-key",
  verificationToken: "v3r1f1c4t10nT0k3nDemo",
  botOpenId: "ou_bot0000000000000000000000000001",
};

export function fromFeishu(content: unknown, space = ""): Shown {
  const { encryptKey } = feishuSecrets;
  const vector = Buffer.alloc(16, 3);
  const key = createHash("sha256").update(encryptKey).digest();
  const cipher = createCipheriv("aes-256-cbc", key, vector);
  const bytes = Buffer.concat([vector, cipher.update(written(content), "utf8"), cipher.final()]);
  const body = `{${space}"encrypt":${space}"${bytes.toString("base64")}"}`;
  const signature = createHash("sha256").update(`${seconds}nonce${encryptKey}${body}`);
  return shown({
    platform: "feishu",
    secrets: feishuSecrets,
    headers: {
      "X-Lark-Request-Timestamp": seconds,
      "X-Lark-Request-Nonce": "nonce",
      "X-Lark-Signature": signature.digest("hex"),
    },
    body,
  });
}

export function fromPlainFeishu(content: unknown, encryptKey?: string): Shown {
  const { verificationToken, botOpenId } = feishuSecrets;
  const secrets = { verificationToken, botOpenId, ...(encryptKey !== undefined && { encryptKey }) };
  return shown({ platform: "feishu", secrets, body: written(content) });
}

export function fromDingtalk(content: unknown, sentMs = nowMs): Shown {
  const appSecret = "dingDemoAppSecret_0001";
  const sign = hmac("sha256", appSecret, `${sentMs}\n${appSecret}`, "base64");
  return shown({
    platform: "dingtalk",
    secrets: { appSecret, robotCode: "dingdemorobot0001" },
    headers: { Timestamp: String(sentMs), Sign: sign },
    body: written(content),
  });
}

const wecomToken = "aIbOtToKeN";
const wecomKey = "YWlib3QtZGVtby1hZXMta2V5LWZvci10ZXN0cy0zMmI";

function fromWecom(
  platform: string,
  {
    content,
    receiveId,
    wrap,
  }: { content: string; receiveId: string; wrap: (text: string) => string },
  expected = receiveId,
): Shown {
  const encrypted = encrypt(wecomKey, content, receiveId);
  const signature = getSignature(wecomToken, seconds, "n1", encrypted);
  return shown({
    platform,
    secrets: {
      token: wecomToken,
      encodingAESKey: wecomKey,
      receiveId: expected,
      botName: "采购小助手",
    },
    query: `?msg_signature=${signature}&timestamp=${seconds}&nonce=n1`,
    body: wrap(encrypted),
  });
}

export function fromAibot(content: unknown, receiveId = ""): Shown {
  const wrap = (text: string): string => JSON.stringify({ encrypt: text });
  return fromWecom("wecom-aibot", { content: written(content), receiveId, wrap }, "");
}

export function fromWecomApp(inner: string, receiveId = "wwdemo0000000001"): Shown {
  const wrap = (text: string): string =>
    `<xml><ToUserName><![CDATA[w]]></ToUserName><Encrypt><![CDATA[${text}]]></Encrypt></xml>`;
  return fromWecom("wecom-app", { content: inner, receiveId, wrap }, "wwdemo0000000001");
}

const twilioSecrets = {
  authToken: "1234567890abcdef1234567890abcdef",
  publicBaseUrl: "https://relay.example.com",
};

export function fromTwilio(form: Readonly<Record<string, string>>, method = "POST"): Shown {
  const fields = new URLSearchParams(form);
  const isGet = method === "GET";
  const query = isGet ? `?${fields.toString()}` : "";
  const signed = isGet
    ? ""
    : Object.keys(form)
        .sort()
        .map((name) => name + (form[name] ?? ""))
        .join("");
  const text = `${twilioSecrets.publicBaseUrl}/webhooks/twilio${query}${signed}`;
  return shown({
    platform: "twilio",
    secrets: twilioSecrets,
    headers: { "X-Twilio-Signature": hmac("sha1", twilioSecrets.authToken, text, "base64") },
    method,
    query,
    body: isGet ? "" : fields.toString(),
  });
}

export function fromTelegram(update: unknown): Shown {
  return shown({
    platform: "telegram",
    secrets: { secretToken: "s", botUsername: "office_relay_bot", botId: "700000001" },
    headers: { "X-Telegram-Bot-Api-Secret-Token": "s" },
    body: written(update),
  });
}

export function fromSlack(content: unknown, atMs = nowMs, headers = {}): Shown {
  const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
  const body = written(content);
  const timestamp = String(Math.floor(atMs / 1000));
  const signature = hmac("sha256", signingSecret, `v0:${timestamp}:${body}`, "hex");
  return shown({
    platform: "slack",
    secrets: { signingSecret, botUserId: "U0DEMOBOT1", botId: "B0DEMOBOT1" },
    headers: {
      "X-Slack-Request-Timestamp": timestamp,
      "X-Slack-Signature": `v0=${signature}`,
      ...headers,
    },
    body,
  });
}
