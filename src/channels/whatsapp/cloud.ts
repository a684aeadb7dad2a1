/**
 * WhatsApp's Cloud API (Meta). It hears direct messages and groups that the API itself made, up to 8 people; an
 * ordinary group of people can't be heard by any official API.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
import type { Channel, RawRequest, WebhookReading } from "../channel";
import { baseOf } from "../transport/addresses";
import { createApiClient } from "../transport/api-call";
import type { ChannelDeps } from "../transport/deps";
import {
  badSignature,
  handshake,
  missingSignature,
  queryOf,
  rejected,
  textAnswer,
  wrongMethod,
} from "../transport/webhook-reading";
import { hmac, sameSecret } from "../transport/secrets";
import { createWhatsappDriver } from "./driver";

export interface WhatsappConfig {
  readonly appSecret: string;
  readonly verifyToken: string;
  /** undefined in read-webhook: messages to any number are read. */
  readonly phoneNumberId: string | undefined;
  readonly token: string;
  readonly apiUrl?: string | undefined;
}

const platform = "whatsapp";

export function createWhatsappChannel(
  config: WhatsappConfig,
  { fetch, now, choose }: ChannelDeps,
): Channel {
  const base = baseOf(config.apiUrl, "https://graph.facebook.com");
  // A base may name a version of its own.
  const versioned = /\/v\d+\.\d+$/.test(base) ? base : `${base}/v26.0`;
  const api = {
    platform,
    call: createApiClient(platform, fetch),
    base: `${versioned}/${config.phoneNumberId ?? ""}`,
    headers: { authorization: `Bearer ${config.token}` },
    choose,
  };
  const provider = {
    phoneNumberId: config.phoneNumberId,
    verify: (request: RawRequest) => verify(request, config),
    check: {
      path: "?fields=display_phone_number",
      good: "whatsapp: Meta accepted the token and knows the phone number id",
      fix: "check WHATSAPP_TOKEN and WHATSAPP_PHONE_NUMBER_ID under WhatsApp > API setup",
    },
    /** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference */
    groupUrl: (groupId: string) =>
      `${versioned}/${encodeURIComponent(groupId)}?fields=subject,suspended`,
  };
  return createWhatsappDriver(api, provider, now);
}

function verify(
  request: RawRequest,
  { appSecret, verifyToken }: WhatsappConfig,
): WebhookReading | undefined {
  if (request.method === "GET") return checkAddress(queryOf(request.path), verifyToken);
  if (request.method !== "POST") return wrongMethod;
  const signature = request.headers["x-hub-signature-256"];
  if (signature === undefined) return missingSignature;
  const expected = `sha256=${hmac("sha256", appSecret, "hex", request.body)}`;
  return sameSecret(signature, expected) ? undefined : badSignature;
}

/** Meta's question whether this address is ours. */
function checkAddress(query: URLSearchParams, verifyToken: string): WebhookReading {
  const isRight =
    query.get("hub.mode") === "subscribe" &&
    sameSecret(query.get("hub.verify_token") ?? "", verifyToken);
  return isRight
    ? handshake(textAnswer(query.get("hub.challenge") ?? ""))
    : rejected(403, "wrong_verify_token");
}
