/** What a button carries through the platform and back: whose question it answers, and with which words; a tap as a message. Pure. */
import type { InboundMessage } from "../channel";
import { messageEvent, timed, type ReadEvent } from "./webhook-reading";

export interface TapData {
  /** `OutboundMessage.id` of the message with the button. */
  readonly questionId: string;
  readonly value: string;
}

/** At most 64 bytes for an id of 32 characters and a value of 31 bytes: what Telegram, the strictest, takes. */
export function writeTapData({ questionId, value }: TapData): string {
  return `${questionId}:${value}`;
}

/** undefined: no button of ours. */
export function readTapData(data: string): TapData | undefined {
  const [, questionId, value] = /^([\w-]{1,64}):([^\p{Cc}]{1,100})$/u.exec(data) ?? [];
  return questionId === undefined || value === undefined ? undefined : { questionId, value };
}

/**
 * A label within a platform's limit, in UTF-16 units; no character is cut in two.
 *
 * @example cutLabel("1. 签字笔（黑色 0.5mm）", 8) // "1. 签字笔（…"
 */
export function cutLabel(label: string, most: number): string {
  if (label.length <= most) return label;
  let cut = "";
  for (const character of label) {
    if (cut.length + character.length >= most) break;
    cut += character;
  }
  return `${cut}…`;
}

type Tapped = Pick<InboundMessage, "platform" | "messageId" | "groupId" | "senderId"> & {
  readonly senderName?: string;
  readonly data: TapData;
  /** undefined: the platform does not tell when. */
  readonly sentAt: Date | undefined;
  readonly arrivedAt: Date;
  /** The platform's id of the message with the button, where it tells it. */
  readonly answerTo: string | undefined;
};

/** A tap as the message that its button stands for. */
export function tapEvent({ data, sentAt, arrivedAt, answerTo, ...who }: Tapped): ReadEvent {
  return messageEvent({
    type: "message",
    senderName: "",
    ...who,
    text: data.value,
    ...timed(sentAt, arrivedAt),
    quotedMessageId: data.questionId,
    tap: answerTo === undefined ? {} : { answerTo },
  });
}
