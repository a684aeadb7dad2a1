/**
 * What a WeCom self-built app's decrypted message says. Only direct messages: such an app never hears a group.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90239
 */
import { idOf, momentOf, textOf } from "../transport/json";
import { ignoredEvent, messageEvent } from "../transport/readings";
import type { ReadEvent } from "../transport/readings";
import { parseXml } from "./xml";

/** undefined: not what WeCom sends. `arrivedAt` stands in for a missing CreateTime. */
export function readApp(xml: string, arrivedAt: Date): ReadEvent | undefined {
  const fields = parseXml(xml);
  if (fields === undefined) return undefined;
  const type = textOf(fields["MsgType"]);
  const messageId = idOf(fields["MsgId"]);
  const senderId = idOf(fields["FromUserName"]);
  const sentAt = momentOf(fields["CreateTime"], 1);
  if (type === "event" || type === "") {
    return ignoredEvent("not_a_message", {
      ...(senderId !== undefined && { senderId }),
      ...(sentAt !== undefined && { sentAt }),
    });
  }
  if (messageId === undefined || senderId === undefined) return undefined;
  return messageEvent({
    type: "message",
    platform: "wecom-app",
    messageId,
    groupId: undefined,
    senderId,
    senderName: "",
    // Speech comes with the words that were heard, where the corp has that turned on.
    text: textOf(fields[type === "voice" ? "Recognition" : type === "text" ? "Content" : ""]),
    sentAt: sentAt ?? arrivedAt,
    ...(sentAt === undefined && { timeIsArrival: true as const }),
    quotedMessageId: undefined,
    mentions: [],
  });
}
