/**
 * WeCom's callback: the URL check (GET) and the encrypted POST, the same for a self-built app and a smart robot.
 * In: the raw request. Out: the decrypted text, or a reading that ends it. What the text says is not known here.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90930
 */
import type { RawRequest, WebhookReading } from "../channel";
import { momentOf } from "../transport/json";
import {
  badSignature,
  handshake,
  malformedBody,
  missingSignature,
  outsideWindow,
  queryOf,
  rejected,
  textAnswer,
  wrongMethod,
} from "../transport/webhook-reading";
import { sameSecret } from "../transport/secrets";
import { aesKeyOf, decrypt, signatureOf, type Opened } from "../transport/callback-crypto";

interface CallbackSecrets {
  readonly token: string;
  /** 43 characters. */
  readonly encodingAesKey: string;
  /** The corp's id for an app, "" for a robot of the own corp. */
  readonly receiveId: string;
}

export type OpenedCallback =
  { readonly kind: "opened"; readonly text: string; readonly sentAt: Date } | WebhookReading;

interface CallbackContext {
  readonly secrets: CallbackSecrets;
  readonly now: Date;
  /** Finds the encrypted text in the body of a POST; "" when there is none. */
  readonly encryptedOf: (body: string) => string;
}

/**
 * WeCom gives up after three tries, five seconds each, so an older request is a captured one.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90238
 */
const windowMs = 60 * 60_000;

export function openCallback(
  request: RawRequest,
  { secrets, now, encryptedOf }: CallbackContext,
): OpenedCallback {
  const query = queryOf(request.path);
  const part = (name: string): string => query.get(name) ?? "";
  const isCheck = request.method === "GET";
  if (!isCheck && request.method !== "POST") return wrongMethod;
  if (part("msg_signature") === "") return missingSignature;
  // A proxy may have left the + of base64 as it was, which a query reads as a space.
  const encrypted = isCheck
    ? part("echostr").replaceAll(" ", "+")
    : encryptedOf(request.body.toString("utf8"));
  if (encrypted === "") return rejected(400, malformedBody.reason);
  const expected = signatureOf(secrets.token, part("timestamp"), part("nonce"), encrypted);
  const sentAt = momentOf(part("timestamp"), 1);
  if (!sameSecret(part("msg_signature"), expected) || sentAt === undefined) return badSignature;
  const late = outsideWindow(sentAt, now, windowMs);
  if (late !== undefined) return late;
  const opened = decryptWith(secrets.encodingAesKey, encrypted);
  if (opened === undefined) return malformedBody;
  if (!sameSecret(opened.receiveId, secrets.receiveId)) return rejected(401, "wrong_receive_id");
  if (isCheck) return handshake(textAnswer(opened.text));
  return { kind: "opened", text: opened.text, sentAt };
}

function decryptWith(encodingAesKey: string, encrypted: string): Opened | undefined {
  const aesKey = aesKeyOf(encodingAesKey);
  return aesKey === undefined ? undefined : decrypt(aesKey, encrypted);
}
