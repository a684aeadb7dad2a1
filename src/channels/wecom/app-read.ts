/**
 * What a WeCom self-built app's decrypted message says, or a tap on its card. Only direct messages: such an app never hears a group.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90239
 */
import type { InboundMessage } from "../channel";
import { idOf, momentOf, textOf, type Fields } from "../transport/json";
import { ignoredEvent, messageEvent, timed, type ReadEvent } from "../transport/webhook-reading";
import { readCardTap } from "./card";
import { parseXml } from "./xml";

/** undefined: not what WeCom sends. `arrivedAt` stands in for a missing CreateTime. */
export function readApp(xml: string, arrivedAt: Date): ReadEvent | undefined {
  const fields = parseXml(xml);
  if (fields === undefined) return undefined;
  const type = textOf(fields["MsgType"]);
  const messageId = idOf(fields["MsgId"]);
  const senderId = idOf(fields["FromUserName"]);
  const sentAt = momentOf(fields["CreateTime"], 1);
  if (fields["Event"] === "template_card_event") return readTap(fields, arrivedAt);
  if (type === "event" || type === "") {
    return ignoredEvent("not_a_message", {
      ...(senderId !== undefined && { senderId }),
      ...(sentAt !== undefined && { sentAt }),
    });
  }
  if (messageId === undefined || senderId === undefined) return undefined;
  // Speech comes with the words that were heard, where the corp has that turned on.
  const text = textOf(fields[type === "voice" ? "Recognition" : type === "text" ? "Content" : ""]);
  return messageEvent(messageOf({ messageId, senderId, text, sentAt }, arrivedAt));
}

/** @see https://developer.work.weixin.qq.com/document/path/90240 */
function readTap(fields: Fields, arrivedAt: Date): ReadEvent | undefined {
  const senderId = idOf(fields["FromUserName"]);
  const sentAt = momentOf(fields["CreateTime"], 1);
  // An event has no id; WeCom tells a repeat by its sender and its time.
  const [card, time] = [textOf(fields["TaskId"]), textOf(fields["CreateTime"])];
  const messageId = idOf(`tap-${card}-${senderId ?? ""}-${time}`);
  if (senderId === undefined || messageId === undefined) return undefined;
  const tap = messageOf({ messageId, senderId, text: "", sentAt }, arrivedAt);
  return readCardTap(textOf(fields["EventKey"]), tap);
}

function messageOf(
  read: Pick<InboundMessage, "messageId" | "senderId" | "text"> & {
    readonly sentAt: Date | undefined;
  },
  arrivedAt: Date,
): InboundMessage {
  return {
    ...read,
    type: "message",
    platform: "wecom-app",
    groupId: undefined,
    senderName: "",
    ...timed(read.sentAt, arrivedAt),
    quotedMessageId: undefined,
  };
}
