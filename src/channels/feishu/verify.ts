/**
 * Feishu's request into its event. With an Encrypt Key the body is encrypted and the raw bytes are signed; without one
 * there is only the token inside. The URL check carries no usable signature, so its token alone is compared.
 *
 * @see https://open.feishu.cn/document/event-subscription-guide/event-subscriptions/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
import { createDecipheriv, createHash } from "node:crypto";
import type { RawRequest, WebhookReading } from "../channel";
import { fieldsOf, momentOf, parseObject, textOf, type Fields } from "../transport/json";
import {
  badSignature,
  handshake,
  jsonAnswer,
  malformedBody,
  missingSignature,
  outsideWindow,
  rejected,
  wrongMethod,
} from "../transport/webhook-reading";
import { sameSecret } from "../transport/secrets";

export interface FeishuSecrets {
  readonly verificationToken: string;
  /** Set: a plain body is refused. */
  readonly encryptKey?: string | undefined;
}

export type Verified = { readonly kind: "verified"; readonly payload: Fields } | WebhookReading;

/**
 * Feishu sends an event again after 15 s, 5 min, 1 h and 6 h, and does not say whether it signs anew: what is older than
 * these together is a captured request.
 *
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
 */
const windowMs = 8 * 60 * 60_000;

export function verifyFeishu(request: RawRequest, secrets: FeishuSecrets, now: Date): Verified {
  if (request.method !== "POST") return wrongMethod;
  const body = parseObject(request.body);
  const { encryptKey } = secrets;
  if (encryptKey !== undefined)
    return openEncrypted(request, body, { ...secrets, encryptKey, now });
  return body === undefined ? malformedBody : checkToken(body, secrets);
}

function openEncrypted(
  request: RawRequest,
  body: Fields | undefined,
  secrets: FeishuSecrets & { readonly encryptKey: string; readonly now: Date },
): Verified {
  const encrypted = textOf(body?.["encrypt"]);
  const payload = encrypted === "" ? undefined : decrypt(secrets.encryptKey, encrypted);
  if (payload?.["type"] === "url_verification") return checkToken(payload, secrets);
  if (encrypted === "" && body !== undefined) return rejected(401, "encryption_required");
  const signature = request.headers["x-lark-signature"];
  if (signature === undefined) return missingSignature;
  const signedAt = momentOf(request.headers["x-lark-request-timestamp"], 1);
  if (!sameSecret(signature, signatureOf(request, secrets.encryptKey)) || signedAt === undefined)
    return badSignature;
  const late = outsideWindow(signedAt, secrets.now, windowMs);
  if (late !== undefined) return late;
  return payload === undefined ? malformedBody : checkToken(payload, secrets);
}

function checkToken(payload: Fields, { verificationToken }: FeishuSecrets): Verified {
  const token = textOf(fieldsOf(payload["header"])["token"]) || textOf(payload["token"]);
  if (!sameSecret(token, verificationToken)) return rejected(401, "wrong_verify_token");
  if (payload["type"] !== "url_verification") return { kind: "verified", payload };
  return handshake(jsonAnswer({ challenge: textOf(payload["challenge"]) }));
}

function signatureOf({ headers, body }: RawRequest, encryptKey: string): string {
  return createHash("sha256")
    .update(headers["x-lark-request-timestamp"] ?? "")
    .update(headers["x-lark-request-nonce"] ?? "")
    .update(encryptKey)
    .update(body)
    .digest("hex");
}

/** AES-256-CBC under SHA-256 of the key; the first 16 bytes are the vector. */
function decrypt(encryptKey: string, encrypted: string): Fields | undefined {
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length < 32) return undefined;
  try {
    const key = createHash("sha256").update(encryptKey).digest();
    const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
    return parseObject(Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]));
  } catch {
    return undefined;
  }
}
