/**
 * Speaking through Twilio: direct messages by Programmable Messaging (a picture by an address that Twilio fetches), a
 * group by Conversations (a picture uploaded). 1600 characters a message; no mentions.
 *
 * @see https://www.twilio.com/docs/messaging/api/message-resource
 */
import { DeliveryError } from "../../errors";
import type { OutboundMessage } from "../channel";
import type { Part } from "../transport/part-sender";
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
  const texts = splitText(text, textLimit);
  if (groupId !== undefined) {
    const url = `${api.conversationUrl(groupId)}/Messages`;
    const ends = { Author: api.from };
    const sendPicture = async (png: Buffer): Promise<string | undefined> =>
      api.post(url, { ...ends, MediaSid: await api.upload(groupId, png) });
    return [
      ...texts.map((Body) => () => api.post(url, { ...ends, Body })),
      ...(picture === undefined ? [] : [() => sendPicture(picture.png)]),
    ];
  }
  if (recipientId === undefined)
    throw new DeliveryError("twilio: nobody to send to", { retryable: false });
  const ends = { To: recipientId, From: api.from, StatusCallback: statusUrl };
  const sendPicture = async (png: Buffer): Promise<string | undefined> =>
    api.post(api.messagesUrl, { ...ends, MediaUrl: await publishPicture(png) });
  return [
    ...texts.map((Body) => () => api.post(api.messagesUrl, { ...ends, Body })),
    ...(picture === undefined ? [] : [() => sendPicture(picture.png)]),
  ];
}
