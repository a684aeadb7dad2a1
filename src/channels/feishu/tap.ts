/**
 * A tap on a button in Feishu: the card that shows it, and the callback that tells of it. Feishu waits three seconds.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
import type { OutboundMessage } from "../channel";
import { fieldsOf, idOf, momentOf, textOf, type Fields } from "../transport/json";
import { ignoredEvent, type ReadEvent } from "../transport/webhook-reading";
import { readTapData, tapEvent, writeTapData } from "../transport/tap-data";

/** undefined: not what Feishu sends. */
export function readFeishuTap(payload: Fields, arrivedAt: Date): ReadEvent | undefined {
  const header = fieldsOf(payload["header"]);
  const event = fieldsOf(payload["event"]);
  const value = fieldsOf(fieldsOf(event["action"])["value"]);
  const { open_message_id, open_chat_id } = fieldsOf(event["context"]);
  const senderId = idOf(fieldsOf(event["operator"])["open_id"]);
  const chatId = idOf(open_chat_id);
  const messageId = idOf(`tap-${textOf(header["event_id"])}`);
  if (senderId === undefined || chatId === undefined || messageId === undefined) return undefined;
  const data = readTapData(textOf(value["tap"]));
  if (data === undefined || messageId === "tap-")
    return ignoredEvent("not_a_message", { groupId: chatId, senderId });
  // In microseconds, unlike other events.
  const sentAt = momentOf(textOf(header["create_time"]).slice(0, 13), 1000);
  return tapEvent({
    platform: "feishu",
    messageId,
    // The callback doesn't tell what kind of chat it is; the button does.
    groupId: value["direct"] === true ? undefined : chatId,
    ...{ senderId, data, sentAt, arrivedAt },
    answerTo: idOf(open_message_id),
  });
}

/** A card holds 30 KB, of which its frame and its buttons take a part. */
const cardBytes = 20_000;

/**
 * The text as a card with its buttons; undefined where there are none, or the card would be too large.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/interactive-components/button
 */
export function choiceCard(message: OutboundMessage): Fields | undefined {
  const { id, text, mentions, groupId, choices = [] } = message;
  if (choices.length === 0 || Buffer.byteLength(text) > cardBytes) return undefined;
  const direct = groupId === undefined ? { direct: true } : {};
  const actions = choices.map(({ value, label }) => ({
    tag: "button",
    type: "default",
    text: { tag: "plain_text", content: label },
    value: { tap: writeTapData({ questionId: id, value }), ...direct },
  }));
  const called = mentions.map((account) => `<at id=${account.replace(/[^\w-]/g, "")}></at>`);
  return {
    config: { wide_screen_mode: true, enable_forward: false },
    elements: [
      { tag: "div", text: { tag: "plain_text", content: text } },
      ...(called.length === 0
        ? []
        : [{ tag: "div", text: { tag: "lark_md", content: called.join(" ") } }]),
      { tag: "action", layout: "flow", actions },
    ],
  };
}
