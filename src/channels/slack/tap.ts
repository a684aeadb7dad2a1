/**
 * A tap on a button in Slack: the blocks that show it, and the form that tells of it. Slack waits three seconds for the
 * answer, and does not ask again.
 *
 * @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
import type { OutboundMessage } from "../channel";
import {
  fieldsOf,
  idOf,
  itemsOf,
  momentOf,
  parseObject,
  textOf,
  type Fields,
} from "../transport/json";
import { ignoredEvent, type ReadEvent } from "../transport/webhook-reading";
import { cutLabel, readTapData, tapEvent, writeTapData } from "../transport/tap-data";

export function readSlackTap(body: Buffer, arrivedAt: Date): ReadEvent {
  const payload = parseObject(new URLSearchParams(body.toString("utf8")).get("payload") ?? "");
  const isTap = payload?.["type"] === "block_actions";
  return (isTap ? tapIn(payload, arrivedAt) : undefined) ?? ignoredEvent("not_a_message");
}

function tapIn(payload: Fields, arrivedAt: Date): ReadEvent | undefined {
  const action = fieldsOf(itemsOf(payload["actions"])[0]);
  const actionTs = idOf(action["action_ts"]);
  const data = readTapData(textOf(action["value"]));
  const channel = idOf(fieldsOf(payload["channel"])["id"]);
  const senderId = idOf(fieldsOf(payload["user"])["id"]);
  const messageId = idOf(`tap-${actionTs ?? ""}-${senderId ?? ""}`);
  if (actionTs === undefined || data === undefined || channel === undefined) return undefined;
  if (senderId === undefined || messageId === undefined) return undefined;
  return tapEvent({
    platform: "slack",
    messageId,
    groupId: channel.startsWith("D") ? undefined : channel,
    ...{ senderId, data, arrivedAt },
    sentAt: momentOf(actionTs, 1),
    answerTo: idOf(fieldsOf(payload["container"])["message_ts"]),
  });
}

const sectionLength = 3000;
const mostButtons = 25;
const labelLength = 75;

/**
 * The text and its buttons; nothing where Slack would not take them, and then the text alone is shown.
 *
 * @param text in Slack's markup
 * @see https://docs.slack.dev/reference/block-kit/blocks/actions-block
 */
export function choiceBlocks({ id, choices = [] }: OutboundMessage, text: string): object {
  if (choices.length === 0 || choices.length > mostButtons || text.length > sectionLength)
    return {};
  const elements = choices.map(({ value, label }, index) => ({
    type: "button",
    action_id: `choice-${index}`,
    text: { type: "plain_text", text: cutLabel(label, labelLength), emoji: false },
    value: writeTapData({ questionId: id, value }),
  }));
  const section = { type: "section", text: { type: "mrkdwn", text } };
  return { blocks: [section, { type: "actions", elements }] };
}
