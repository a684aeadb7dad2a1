/**
 * What Meta's Cloud API and 360dialog have in common: the envelope read, the same bodies sent, the 24-hour window. How a
 * request is verified and what doctor asks for is each provider's own.
 */
import type { Channel, RawRequest, WebhookReading } from "../channel";
import { checkupOf } from "../transport/checkup";
import type { Fields } from "../transport/json";
import { createPartSender } from "../transport/part-sender";
import { reactOrSend } from "../transport/reaction";
import { textAnswer } from "../transport/webhook-reading";
import { readEnvelope } from "./envelope";
import { assertTaken, textLimit, whatsappParts, whatsappReactions, type WhatsappApi } from "./send";
import { createSpeakingWindow } from "./window";

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint */
const documentedBytes = 3 * 1024 * 1024;

interface WhatsappProvider {
  /** Set: what was sent to the account's other numbers is not ours. */
  readonly phoneNumberId?: string | undefined;
  /** undefined: the request is proven, and its body may be read. */
  readonly verify: (request: RawRequest) => WebhookReading | undefined;
  /** What doctor asks for: a path behind the API's base, and what it says then. */
  readonly check: { readonly path: string; readonly good: string; readonly fix: string };
  /** Where a group may be asked for; undefined where the provider has no such address. */
  readonly groupUrl?: (groupId: string) => string;
}

export function createWhatsappDriver(
  api: WhatsappApi,
  provider: WhatsappProvider,
  now: () => Date,
): Channel {
  const { platform } = api;
  const { groupUrl } = provider;
  const sendParts = createPartSender();
  const window = createSpeakingWindow(platform, now);
  return {
    platform,
    // Two may exchange a message every six seconds, 45 in a burst.
    sendLimit: { messages: 45, perMs: 4.5 * 60_000 },
    textLimit,
    // After an outage Meta sends up to 1,000 updates in one post, and again and again where it is refused.
    maxBodyBytes: documentedBytes,
    read: (request, arrivedAt) =>
      provider.verify(request) ??
      window.heard(
        readEnvelope(request.body, { platform, phoneNumberId: provider.phoneNumberId, arrivedAt }),
      ),
    answer: () => textAnswer("ok"),
    async send(message) {
      window.assertOpen(message, "131047");
      return reactOrSend(message, whatsappReactions(api, message), () =>
        sendParts(message.id, () => whatsappParts(api, message)),
      );
    },
    check: () => checkupOf(provider.check, () => ask(api, `${api.base}${provider.check.path}`)),
    ...(groupUrl !== undefined && {
      checkGroup: (groupId) =>
        checkupOf(
          {
            good: `${platform}: Meta knows group ${groupId}`,
            fix: "list a group that the API made for this number; an ordinary group can't be read",
          },
          async () => {
            const group = await ask(api, groupUrl(groupId));
            if (group["suspended"] === true)
              throw new Error(`${platform}: Meta has suspended group ${groupId}`);
          },
        ),
    }),
  };
}

async function ask(api: WhatsappApi, url: string): Promise<Fields> {
  const answer = await api.call(url, { method: "GET", headers: api.headers });
  assertTaken(api.platform, answer);
  return answer.json;
}
