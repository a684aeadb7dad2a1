/**
 * Speaking in Feishu: text, the picture uploaded, an answer as a reply to what was asked, each call with a key by which
 * Feishu tells a repeat for an hour.
 *
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
import { createHash } from "node:crypto";
import type { OutboundMessage } from "../channel";
import { fieldsOf, textOf, type Fields } from "../transport/json";
import { withoutMarkup } from "../transport/markup";
import { withPicture, type Part } from "../transport/part-sender";
import { splitText } from "../transport/split-text";
import type { FeishuApi } from "./api";
import { choiceCard } from "./tap";

/** 150 KB a text, counted as JSON. */
export const textLimit = { most: 100_000, unit: "bytes" } as const;
/** What would be replied to is gone. */
const originalGone = new Set(["230011", "230110"]);

interface Content {
  readonly type: "text" | "image" | "interactive";
  readonly content: Fields;
}

export function feishuParts(api: FeishuApi, message: OutboundMessage): readonly Part[] {
  const { picture } = message;
  const card = choiceCard(message);
  const texts: readonly Content[] =
    card === undefined
      ? splitText(textWithMentions(message), textLimit).map((text) => ({
          type: "text",
          content: { text },
        }))
      : [{ type: "interactive", content: card }];
  const parts = texts.map((text, at) => () => sendContent(api, message, at, text));
  return withPicture(parts, picture, async (shown) => {
    const content = { image_key: await api.upload(shown) };
    return sendContent(api, message, texts.length, { type: "image", content });
  });
}

async function sendContent(
  api: FeishuApi,
  message: OutboundMessage,
  part: number,
  { type, content }: Content,
): Promise<string | undefined> {
  const json = {
    msg_type: type,
    content: JSON.stringify(content),
    uuid: createHash("sha256").update(`${message.id}#${part}`).digest("hex").slice(0, 40),
  };
  const asked = part === 0 ? message.inReplyTo.at(-1) : undefined;
  if (asked !== undefined) {
    const path = `/im/v1/messages/${encodeURIComponent(asked)}/reply`;
    const replied = await api.call(path, { json }, originalGone);
    if (!originalGone.has(textOf(replied["code"]))) return messageIdOf(replied);
  }
  const isDirect = message.groupId === undefined;
  const path = `/im/v1/messages?receive_id_type=${isDirect ? "open_id" : "chat_id"}`;
  const receive_id = isDirect ? message.recipientId : message.groupId;
  return messageIdOf(await api.call(path, { json: { receive_id, ...json } }));
}

function messageIdOf({ data }: Fields): string | undefined {
  return textOf(fieldsOf(data)["message_id"]) || undefined;
}

/**
 * People's own `<at …>` must not call anybody, and their links must show where they lead.
 *
 * @see https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json
 */
function textWithMentions({ text, mentions }: OutboundMessage): string {
  const called = mentions.map((id) => `<at user_id="${id.replace(/["<>]/g, "")}"></at>`).join(" ");
  return [withoutMarkup(text), called].filter((each) => each !== "").join("\n");
}
