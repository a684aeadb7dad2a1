/**
 * A template card with buttons, the same for a self-built app and a smart robot, and the key of the button that was
 * tapped.
 *
 * @see https://developer.work.weixin.qq.com/document/path/101032
 */
import type { InboundMessage, OutboundMessage } from "../channel";
import type { Fields } from "../transport/json";
import { ignoredEvent, messageEvent, type ReadEvent } from "../transport/webhook-reading";
import { cutLabel, readTapData, writeTapData } from "../transport/tap-data";

const mostButtons = 6;
const labelLength = 10;

/**
 * The message as a card; undefined where there are no choices, or it would be cut short.
 *
 * @param longest characters of text that are shown whole
 */
export function choiceCard(message: OutboundMessage, longest: number): Fields | undefined {
  const { id, text, choices = [] } = message;
  if (choices.length === 0 || choices.length > mostButtons || text.length > longest)
    return undefined;
  return {
    card_type: "button_interaction",
    sub_title_text: text,
    task_id: id,
    button_list: choices.map(({ value, label }) => ({
      text: cutLabel(label, labelLength),
      style: 1,
      key: writeTapData({ questionId: id, value }),
    })),
  };
}

/** `event`: the tap as a message without words. */
export function readCardTap(key: string, event: InboundMessage): ReadEvent {
  const data = readTapData(key);
  if (data === undefined) return ignoredEvent("not_a_message", event);
  const { value: text, questionId: quotedMessageId } = data;
  return messageEvent({ ...event, text, quotedMessageId, tap: {} });
}
