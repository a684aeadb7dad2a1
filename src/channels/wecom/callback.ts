/**
 * WeCom's callback: the URL check (GET) and the encrypted POST, the same for a self-built app and a smart robot. Comes
 * in: the raw request; goes out: the decrypted text, or a reading that ends it. What the text says is not known here.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90930
 */
import type { RawRequest, Reading } from "../channel";
import { momentOf } from "../json";
import {
  badSignature,
  handshake,
  malformedBody,
  missingSignature,
  queryOf,
  rejected,
  textAnswer,
  wrongMethod,
} from "../readings";
import { sameSecret } from "../secrets";
import { aesKeyOf, decrypt, signatureOf } from "./crypto";
import type { Opened } from "./crypto";

export interface CallbackSecrets {
  readonly token: string;
  /** 43 characters. */
  readonly encodingAesKey: string;
  /** The corp's id for an app, "" for a robot of the own corp. */
  readonly receiveId: string;
}

export type OpenedCallback =
  { readonly kind: "opened"; readonly text: string; readonly sentAt: Date | undefined } | Reading;

/** `encryptedOf` finds the encrypted text in the body of a POST; "" when there is none. */
export function openCallback(
  request: RawRequest,
  secrets: CallbackSecrets,
  encryptedOf: (body: string) => string,
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
  if (!sameSecret(part("msg_signature"), expected)) return badSignature;
  const opened = decryptWith(secrets.encodingAesKey, encrypted);
  if (opened === undefined) return malformedBody;
  if (!sameSecret(opened.receiveId, secrets.receiveId)) return rejected(401, "wrong_receive_id");
  if (isCheck) return handshake(textAnswer(opened.text));
  return { kind: "opened", text: opened.text, sentAt: momentOf(part("timestamp"), 1) };
}

function decryptWith(encodingAesKey: string, encrypted: string): Opened | undefined {
  const aesKey = aesKeyOf(encodingAesKey);
  return aesKey === undefined ? undefined : decrypt(aesKey, encrypted);
}
