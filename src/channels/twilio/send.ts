/**
 * Speaking through Twilio: direct messages by Programmable Messaging (a picture by an address that Twilio fetches), a
 * group by Conversations (a picture uploaded). 1600 characters a message; no mentions.
 *
 * @see https://www.twilio.com/docs/messaging/api/message-resource
 */
import { DeliveryError } from "../../errors";
import type { OutboundMessage } from "../channel";
import { withPicture, type Part } from "../transport/part-sender";
import { splitText } from "../transport/split-text";
import type { TwilioApi } from "./api";

export const textLimit = { most: 1600, unit: "characters" } as const;

/** What Twilio is given beside the message. */
interface Addresses {
  readonly publishPicture: (png: Buffer) => Promise<string>;
  /** Where Twilio tells later what became of a direct message. */
  readonly statusUrl: string;
}

export function twilioParts(
  api: TwilioApi,
  message: OutboundMessage,
  { publishPicture, statusUrl }: Addresses,
): readonly Part[] {
  const { groupId, recipientId, text, picture } = message;
  const parts = (url: string, ends: Readonly<Record<string, string>>): readonly Part[] =>
    splitText(text, textLimit).map((Body) => () => api.post(url, { ...ends, Body }));
  if (groupId !== undefined) {
    const url = `${api.conversationUrl(groupId)}/Messages`;
    const ends = { Author: api.from };
    return withPicture(parts(url, ends), picture, async ({ png }) =>
      api.post(url, { ...ends, MediaSid: await api.upload(groupId, png) }),
    );
  }
  if (recipientId === undefined)
    throw new DeliveryError("twilio: nobody to send to", { retryable: false });
  const ends = { To: recipientId, From: api.from, StatusCallback: statusUrl };
  return withPicture(parts(api.messagesUrl, ends), picture, async ({ png }) =>
    api.post(api.messagesUrl, { ...ends, MediaUrl: await publishPicture(png) }),
  );
}
