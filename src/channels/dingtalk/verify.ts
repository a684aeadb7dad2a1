/**
 * DingTalk signs the time, not the body: whoever holds one header pair could forge for an hour. Hence the body
 * encryption, which is asked for whenever an AES key is set. It keeps others from writing a body of their own; it does
 * not tell whether the bytes of a captured one were changed.
 *
 * @see https://open.dingtalk.com/document/orgapp/receive-message
 */
import type { RawRequest } from "../channel";
import { parseObject, textOf, type Fields } from "../transport/json";
import {
  badSignature,
  malformedBody,
  missingSignature,
  outsideWindow,
  rejected,
  wrongMethod,
  type Rejected,
} from "../transport/webhook-reading";
import { hmac, sameSecret } from "../transport/secrets";
import { aesKeyOf, decrypt } from "../transport/callback-crypto";

const windowMs = 60 * 60_000;

export interface DingtalkSecrets {
  readonly appKey?: string | undefined;
  readonly appSecret: string;
  readonly robotCode?: string | undefined;
  /** Whom the encrypted bodies are for, where it is none of the two above. */
  readonly receiveId?: string | undefined;
  /** 43 characters; set: a plain body is refused. */
  readonly aesKey?: string | undefined;
}

export type Verified = { readonly kind: "verified"; readonly payload: Fields } | Rejected;

export function verifyDingtalk(request: RawRequest, secrets: DingtalkSecrets, now: Date): Verified {
  if (request.method !== "POST") return wrongMethod;
  const { timestamp, sign } = request.headers;
  if (timestamp === undefined || sign === undefined) return missingSignature;
  const expected = hmac(
    "sha256",
    secrets.appSecret,
    "base64",
    `${timestamp}\n${secrets.appSecret}`,
  );
  if (!/^\d{1,15}$/.test(timestamp) || !sameSecret(sign, expected)) return badSignature;
  const late = outsideWindow(new Date(Number(timestamp)), now, windowMs);
  if (late !== undefined) return late;
  const body = parseObject(request.body);
  if (body === undefined) return malformedBody;
  return openBody(body, secrets);
}

function openBody(body: Fields, secrets: DingtalkSecrets): Verified {
  const encrypted = textOf(body["encrypt"]);
  if (secrets.aesKey === undefined) {
    return encrypted === "" ? { kind: "verified", payload: body } : malformedBody;
  }
  if (encrypted === "") return rejected(401, "encryption_required");
  const aesKey = aesKeyOf(secrets.aesKey);
  const opened = aesKey === undefined ? undefined : decrypt(aesKey, encrypted);
  const payload = opened === undefined ? undefined : parseObject(opened.text);
  if (opened === undefined || payload === undefined) return badSignature;
  // Which of its ids DingTalk puts behind the text differs by the kind of app.
  const corp = textOf(payload["chatbotCorpId"]);
  const receivers = [secrets.appKey, secrets.robotCode, secrets.receiveId, corp];
  return receivers.some((id) => id !== undefined && id !== "" && sameSecret(opened.receiveId, id))
    ? { kind: "verified", payload }
    : rejected(401, "wrong_receive_id");
}
