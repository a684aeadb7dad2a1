/**
 * WeCom's group robots (消息推送): send only, one key a group. Text with mentions, then the picture as base64 and MD5.
 *
 * @see https://developer.work.weixin.qq.com/document/path/91770
 */
import { createHash } from "node:crypto";
import { DeliveryError } from "../../errors";
import type { OutboundMessage, Picture } from "../channel";
import { refusal, type ApiClient, type PlatformAnswer } from "../transport/api-call";
import { textOf } from "../transport/json";
import { withPicture, type Part } from "../transport/part-sender";
import { splitText } from "../transport/split-text";

/** 2048 bytes a text, 2 MB a picture before base64. */
export const textLimit = { most: 2048, unit: "bytes" } as const;
const pictureBytes = 2 * 1024 * 1024;

/** Busy, too many calls at once, or more than 20 messages a minute: a minute later it goes. */
const passing = new Set(["-1", "45009", "45033"]);

/** @throws DeliveryError unless WeCom's answer says that all is well */
export function assertTaken(platform: string, { status, json }: PlatformAnswer): void {
  const code = textOf(json["errcode"]) || `http ${status}`;
  if (code === "0" && status < 300) return;
  const retryable = passing.has(code) || status === 429;
  throw refusal(platform, {
    code,
    words: textOf(json["errmsg"]).split(", hint")[0],
    retryable,
    retryAfterMs: retryable ? 60_000 : undefined,
  });
}

/** The calls that say a message in a group through its robot. */
export function robotParts(
  call: ApiClient,
  address: string,
  message: OutboundMessage,
): readonly Part[] {
  const post = async (json: unknown): Promise<undefined> => {
    assertTaken("wecom robot", await call(address, { json }));
  };
  const texts = splitText(message.text, textLimit);
  const { picture } = message;
  const parts = texts.map((content, at) => () => {
    // Mentioned once, with the last piece: that is where the eye ends.
    const mentioned = at === texts.length - 1 && message.mentions.length > 0;
    return post({
      msgtype: "text",
      text: { content, ...(mentioned ? { mentioned_list: message.mentions } : {}) },
    });
  });
  return withPicture(parts, picture, (shown) => post({ msgtype: "image", image: imageOf(shown) }));
}

function imageOf({ png }: Picture): { base64: string; md5: string } {
  if (png.length > pictureBytes) {
    throw new DeliveryError("wecom robot: the picture is larger than 2 MB", { retryable: false });
  }
  return { base64: png.toString("base64"), md5: createHash("md5").update(png).digest("hex") };
}
