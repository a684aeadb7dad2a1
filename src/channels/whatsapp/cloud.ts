/**
 * WhatsApp's Cloud API (Meta). It hears direct messages and groups that the API itself made, up to 8 people; an
 * ordinary group of people can't be heard by any official API.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
import { baseOf } from "../addresses";
import { createCaller } from "../caller";
import type { Channel, RawRequest, Reading } from "../channel";
import { checkupOf } from "../checkup";
import type { ChannelDeps } from "../deps";
import { createPartSender } from "../parts";
import { reactElseSay } from "../reaction";
import {
  badSignature,
  handshake,
  missingSignature,
  queryOf,
  rejected,
  textAnswer,
  wrongMethod,
} from "../readings";
import { hmac, sameSecret } from "../secrets";
import { readEnvelope } from "./envelope";
import { assertTaken, whatsappParts, whatsappReactions } from "./send";
import type { WhatsappApi } from "./send";
import { createSpeakingWindow } from "./window";

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
  { fetch, now }: ChannelDeps,
): Channel {
  const base = baseOf(config.apiUrl, "https://graph.facebook.com");
  // A base may name a version of its own.
  const versioned = /\/v\d+\.\d+$/.test(base) ? base : `${base}/v26.0`;
  const api: WhatsappApi = {
    platform,
    call: createCaller(platform, fetch),
    base: `${versioned}/${config.phoneNumberId ?? ""}`,
    headers: { authorization: `Bearer ${config.token}` },
  };
  const sendParts = createPartSender();
  const window = createSpeakingWindow(platform, now);
  return {
    platform,
    // One pair of people may exchange a message every six seconds, 45 in a burst.
    sendLimit: { messages: 45, perMs: 4.5 * 60_000 },
    maxBodyBytes: 3 * 1024 * 1024,
    read: (request, at) =>
      window.heard(
        verify(request, config) ??
          readEnvelope(request.body, {
            platform,
            phoneNumberId: config.phoneNumberId,
            arrivedAt: at,
          }),
      ),
    answer: () => textAnswer("ok"),
    async send(message) {
      window.assertOpen(message, "131047");
      return reactElseSay(message, whatsappReactions(api, message), () =>
        sendParts(message.id, () => whatsappParts(api, message)),
      );
    },
    check: () =>
      checkupOf(
        {
          good: "whatsapp: Meta accepted the token and knows the phone number id",
          mend: "check WHATSAPP_TOKEN and WHATSAPP_PHONE_NUMBER_ID under WhatsApp > API setup",
        },
        async () => {
          const content = { method: "GET", headers: api.headers } as const;
          assertTaken(platform, await api.call(`${api.base}?fields=display_phone_number`, content));
        },
      ),
  };
}

/** undefined: the request is Meta's, and its body may be read. */
function verify(
  request: RawRequest,
  { appSecret, verifyToken }: WhatsappConfig,
): Reading | undefined {
  if (request.method === "GET") {
    const query = queryOf(request.path);
    const isRight =
      query.get("hub.mode") === "subscribe" &&
      sameSecret(query.get("hub.verify_token") ?? "", verifyToken);
    return isRight
      ? handshake(textAnswer(query.get("hub.challenge") ?? ""))
      : rejected(403, "wrong_verify_token");
  }
  if (request.method !== "POST") return wrongMethod;
  const signature = request.headers["x-hub-signature-256"];
  if (signature === undefined) return missingSignature;
  return sameSecret(signature, `sha256=${hmac("sha256", appSecret, "hex", request.body)}`)
    ? undefined
    : badSignature;
}
