/**
 * Twilio signs the public address that it called and the form's fields. The address can't be read off the request
 * (proxies rewrite it), so PUBLIC_URL says it.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
import { createHash } from "node:crypto";
import type { RawRequest } from "../channel";
import {
  badSignature,
  missingSignature,
  queryOf,
  rejected,
  wrongMethod,
  type Rejected,
} from "../transport/webhook-reading";
import { hmac, sameSecret } from "../transport/secrets";

export interface TwilioSecrets {
  readonly authToken: string;
  /** Scheme, host and port under which Twilio calls the relay. */
  readonly publicUrl: string;
}

/** Several times what Twilio sends; more is refused before anything is computed from it. */
const mostFields = 200;

export type Verified = { readonly kind: "verified"; readonly fields: URLSearchParams } | Rejected;

export function verifyTwilio(request: RawRequest, secrets: TwilioSecrets): Verified {
  if (request.method !== "POST" && request.method !== "GET") return wrongMethod;
  const signature = request.headers["x-twilio-signature"];
  if (signature === undefined) return missingSignature;
  const query = queryOf(request.path);
  const bodyHash = query.get("bodySHA256");
  const isForm = bodyHash === null && request.method === "POST";
  const form = new URLSearchParams(isForm ? request.body.toString("utf8") : "");
  if (form.size > mostFields) return rejected(400, "too_many_fields");
  const hashed =
    bodyHash === null ||
    sameSecret(bodyHash, createHash("sha256").update(request.body).digest("hex"));
  const address = secrets.publicUrl.replace(/\/+$/, "") + request.path;
  const fields = fieldsSigned(form);
  const signed = addressesOf(address).some((each) =>
    sameSecret(signature, hmac("sha1", secrets.authToken, "base64", each, fields)),
  );
  if (!signed || !hashed) return badSignature;
  return { kind: "verified", fields: request.method === "GET" ? query : form };
}

/** Keys in order, each with its distinct values in order, nothing between them. */
function fieldsSigned(form: URLSearchParams): string {
  const valuesByKey = new Map<string, Set<string>>();
  for (const [key, value] of form) {
    const values = valuesByKey.get(key) ?? new Set();
    valuesByKey.set(key, values.add(value));
  }
  return [...valuesByKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, values]) => [...values].sort().map((value) => key + value))
    .join("");
}

/** Twilio signs the address with or without its standard port, and an apostrophe escaped or not. */
function addressesOf(address: string): readonly string[] {
  const [, scheme = "", host = "", port = "", rest = ""] =
    /^(https?:\/\/)([^/?]*?)(:\d+)?([/?].*)?$/.exec(address) ?? [];
  const standardPort = scheme === "https://" ? ":443" : ":80";
  const withPort = scheme + host + (port === "" ? standardPort : port) + rest;
  const all =
    port === "" || port === standardPort
      ? [scheme + host + rest, withPort]
      : [withPort, scheme + host + rest];
  return [address, ...all].flatMap((each) => [each, each.replaceAll("'", "%27")]);
}
