/**
 * Signing and checking by the Standard Webhooks specification, on raw bytes. Replays within the window are left to
 * the inbox.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHmac } from "node:crypto";
import type { RawRequest, WebhookReading } from "../channel";
import { badSignature, missingSignature, outsideWindow } from "./webhook-reading";
import { sameSecret } from "./secrets";

const windowMs = 5 * 60_000;
/** A sender that rotates its secret signs with the old and the new one; nobody needs more than a few. */
const signaturesRead = 10;

/** Whether a text is a secret: `whsec_` and the base64 of 24 to 64 random bytes. */
export function isWebhookSecret(value: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? [];
  const bytes = Buffer.from(base64 ?? "", "base64").length;
  return bytes >= 24 && bytes <= 64;
}

/** What is wrong with the signature, as a rejection; undefined when nothing is. */
export function verifyWebhook(
  { headers, body }: Pick<RawRequest, "headers" | "body">,
  secret: string,
  now: Date,
): WebhookReading | undefined {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  if (!id || !timestamp || !signatures) return missingSignature;
  if (!/^\d{1,12}$/.test(timestamp)) return badSignature;
  const expected = signature({ id, timestamp, body }, secret);
  const isSigned = signatures
    .split(" ", signaturesRead)
    .map((each) => sameSecret(each, expected))
    .includes(true);
  return isSigned ? outsideWindow(new Date(Number(timestamp) * 1000), now, windowMs) : badSignature;
}

/** The three headers of a signed post. */
export function signWebhook(
  { id, body }: { readonly id: string; readonly body: Buffer },
  secret: string,
  now: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature({ id, timestamp, body }, secret),
  };
}

/** `v1,` and the base64 HMAC-SHA256; the key is the base64 behind `whsec_`. */
function signature(
  {
    id,
    timestamp,
    body,
  }: { readonly id: string; readonly timestamp: string; readonly body: Buffer },
  secret: string,
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const digest = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${digest.digest("base64")}`;
}
