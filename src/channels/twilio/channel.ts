/** Twilio: WhatsApp or SMS one to one, and Twilio's own Conversations. It can't hear a WhatsApp group. */
import type { Channel } from "../channel";
import { checkupOf } from "../transport/checkup";
import type { ChannelDeps } from "../transport/deps";
import { createPartSender } from "../transport/part-sender";
import { gather } from "../transport/webhook-reading";
import { createSpeakingWindow } from "../whatsapp/window";
import { createTwilioApi, type TwilioApiConfig } from "./api";
import { readTwilio } from "./read";
import { textLimit, twilioParts } from "./send";
import { verifyTwilio } from "./verify";

export interface TwilioConfig extends TwilioApiConfig {
  readonly publicUrl: string;
}

export function createTwilioChannel(config: TwilioConfig, deps: ChannelDeps): Channel {
  const api = createTwilioApi(config, deps.fetch);
  const { publishPicture } = deps;
  const webhook = `${config.publicUrl}/webhooks/twilio`;
  const sendParts = createPartSender();
  const window = createSpeakingWindow("twilio", deps.now);
  return {
    platform: "twilio",
    sendLimit: { messages: 1, perMs: 1000 },
    textLimit,
    maxBodyBytes: 64 * 1024,
    read(request, now) {
      const verified = verifyTwilio(request, config);
      if (verified.kind === "rejected") return verified;
      return window.heard(
        gather([readTwilio(verified.fields, { from: config.from, arrivedAt: now })]),
      );
    },
    answer: () => ({ status: 200, contentType: "text/xml; charset=utf-8", body: "<Response/>" }),
    async send(message) {
      if (message.recipientId?.startsWith("whatsapp:") === true)
        window.assertOpen(message, "63016");
      const addresses = { publishPicture, statusUrl: webhook };
      return sendParts(message.id, () => twilioParts(api, message, addresses));
    },
    check: () =>
      checkupOf(
        {
          good: `twilio: Twilio accepted the account; its webhook should be ${webhook}`,
          fix: "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN in Twilio's console",
        },
        () => api.fetchAccount(),
      ),
    checkGroup: (groupId) =>
      checkupOf(
        {
          good: `twilio: Twilio knows conversation ${groupId}`,
          fix: `list the SID (CH…) of a conversation that is open`,
        },
        async () => {
          if ((await api.fetchConversationState(groupId)) === "closed")
            throw new Error(`twilio: conversation ${groupId} is closed`);
        },
      ),
  };
}
