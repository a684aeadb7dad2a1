/**
 * Slack: an app's bot hears all of the channels that it is a member of, and direct messages.
 *
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
import type { Channel, RawRequest, WebhookReading } from "../channel";
import { checkupOf } from "../transport/checkup";
import type { ChannelDeps } from "../transport/deps";
import { fieldsOf, nameOf, parseObject, textOf } from "../transport/json";
import { createPartSender } from "../transport/part-sender";
import { reactOrSend, type Reactions } from "../transport/reaction";
import {
  badSignature,
  gather,
  handshake,
  malformedBody,
  missingSignature,
  outsideWindow,
  textAnswer,
  wrongMethod,
} from "../transport/webhook-reading";
import { hmac, sameSecret } from "../transport/secrets";
import { readSlack } from "./read";
import { readSlackTap } from "./tap";
import { createSlackSender, textLimit, type SlackSendConfig } from "./send";

export interface SlackConfig extends SlackSendConfig {
  readonly signingSecret: string;
  readonly botUserId?: string | undefined;
}

const windowMs = 5 * 60_000;
const emojis = new Map([
  ["✅", "white_check_mark"],
  ["👌", "ok_hand"],
  ["👍", "+1"],
  ["❌", "x"],
]);

export function createSlackChannel(config: SlackConfig, { fetch }: ChannelDeps): Channel {
  const sender = createSlackSender(config, fetch);
  const sendParts = createPartSender();
  const reactionsIn = (channel: string | undefined): Reactions => ({
    nameOf: (emoji) => (channel === undefined ? undefined : emojis.get(emoji)),
    async put(timestamp, name) {
      try {
        await sender.call("reactions.add", { json: { channel, timestamp, name } });
      } catch (error) {
        // An earlier try arrived and only its answer was lost.
        if (!(error instanceof Error && error.message.includes("already_reacted"))) throw error;
      }
    },
  });
  return {
    platform: "slack",
    sendLimit: { messages: 1, perMs: 1000 },
    textLimit,
    maxBodyBytes: 256 * 1024,
    read(request, now) {
      const rejection = verify(request, config.signingSecret, now);
      if (rejection !== undefined) return rejection;
      const isForm = (request.headers["content-type"] ?? "").startsWith(
        "application/x-www-form-urlencoded",
      );
      // Commands and taps come as forms.
      if (isForm) return gather([readSlackTap(request.body, now)]);
      const payload = parseObject(request.body);
      if (payload === undefined) return malformedBody;
      if (payload["type"] === "url_verification")
        return handshake(textAnswer(textOf(payload["challenge"])));
      return gather([readSlack(payload, { botUserId: config.botUserId, arrivedAt: now })]);
    },
    answer: () => textAnswer(""),
    send: (message) =>
      reactOrSend(message, reactionsIn(message.groupId), () =>
        sendParts(message.id, () => sender.partsOf(message)),
      ),
    async fetchName(senderId) {
      const { user } = await sender.call("users.info", {
        body: new URLSearchParams({ user: senderId }),
      });
      const { profile, real_name, name } = fieldsOf(user);
      return (
        nameOf(fieldsOf(profile)["display_name"]) || nameOf(real_name) || nameOf(name) || undefined
      );
    },
    check: () =>
      checkupOf(
        {
          good: "slack: Slack accepted the bot token",
          fix: "check SLACK_BOT_TOKEN (xoxb-…) under OAuth & Permissions",
        },
        () => sender.call("auth.test", {}),
      ),
    checkGroup: (channel) =>
      checkupOf(
        {
          good: `slack: the app is a member of ${channel}`,
          fix: `invite the app to ${channel} (/invite), or list the id at the end of "View channel details"`,
        },
        async () => {
          const asked = { body: new URLSearchParams({ channel }) };
          const found = fieldsOf((await sender.call("conversations.info", asked))["channel"]);
          if (found["is_member"] !== true && found["is_im"] !== true)
            throw new Error("slack: the app is no member of it");
        },
      ),
  };
}

function verify(
  { method, headers, body }: RawRequest,
  signingSecret: string,
  now: Date,
): WebhookReading | undefined {
  if (method !== "POST") return wrongMethod;
  const timestamp = headers["x-slack-request-timestamp"];
  const signature = headers["x-slack-signature"];
  if (timestamp === undefined || signature === undefined) return missingSignature;
  const expected = `v0=${hmac("sha256", signingSecret, "hex", `v0:${timestamp}:`, body)}`;
  if (!/^\d{1,12}$/.test(timestamp) || !sameSecret(signature, expected)) return badSignature;
  return outsideWindow(new Date(Number(timestamp) * 1000), now, windowMs);
}
