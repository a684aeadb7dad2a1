/** Messages to people, for tests. */
import type { OutboundMessage } from "../../src/channels/channel";

/** The smallest PNG, one transparent point. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export const picture = { png, alt: "库存日报" };

export function outbound(message: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id: "out-1",
    kind: "reply",
    groupId: "g1",
    recipientId: undefined,
    text: "已领用 A4纸 3包",
    inReplyTo: [],
    mentions: [],
    picture: undefined,
    reaction: undefined,
    ...message,
  };
}
