/**
 * Speaking in DingTalk: an answer by the conversation's session address while it lasts (it can mention people), all
 * else, digests and pictures among it, by the OpenAPI.
 *
 * @see https://open.dingtalk.com/document/orgapp/the-robot-sends-a-group-message
 */
import { DeliveryError } from "../../errors";
import type { OutboundMessage } from "../channel";
import { textOf } from "../transport/json";
import { withPicture, type Part } from "../transport/part-sender";
import { splitText } from "../transport/split-text";
import type { DingtalkApi } from "./api";

/** 15,000 bytes of JSON a message by the OpenAPI, 20,000 by a session; escapes need room. */
export const textLimit = { most: 12_000, unit: "bytes" } as const;

/** Through the session address of the conversation. */
export function sessionParts(
  api: DingtalkApi,
  url: string,
  message: OutboundMessage,
): readonly Part[] {
  const at = { atUserIds: message.mentions, isAtAll: false };
  // DingTalk marks a mention only where the text has it too.
  const called = message.mentions.map((id) => `@${id}`).join(" ");
  const text = [message.text, called].filter((each) => each !== "").join("\n");
  return splitText(text, textLimit).map((content) => async () => {
    await api.postTo(url, { msgtype: "text", text: { content }, at });
    return undefined;
  });
}

/** Through the OpenAPI, which mentions nobody. */
export function openParts(api: DingtalkApi, message: OutboundMessage): readonly Part[] {
  const { picture } = message;
  const { path, target } = placeOf(message);
  const sendContent = async (msgKey: string, param: unknown): Promise<string | undefined> => {
    const msgParam = JSON.stringify(param);
    const said = await api.open(path, { robotCode: api.robotCode, ...target, msgKey, msgParam });
    return textOf(said["processQueryKey"]) || undefined;
  };
  const texts = splitText(message.text, textLimit).map(
    (content) => () => sendContent("sampleText", { content }),
  );
  return withPicture(texts, picture, async (shown) =>
    sendContent("sampleImageMsg", { photoURL: await api.upload(shown) }),
  );
}

function placeOf({ groupId, recipientId }: OutboundMessage): {
  readonly path: string;
  readonly target: object;
} {
  if (groupId !== undefined) {
    return { path: "/v1.0/robot/groupMessages/send", target: { openConversationId: groupId } };
  }
  if (recipientId === undefined)
    throw new DeliveryError("dingtalk: nobody to send to", { retryable: false });
  return { path: "/v1.0/robot/oToMessages/batchSend", target: { userIds: [recipientId] } };
}
