/**
 * Speaking in WhatsApp, by Meta's API or 360dialog's, which takes the same bodies: text as a reply to what was asked,
 * the picture uploaded, with the text as its caption where that fits. There are no mentions in this API.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/groups-messaging
 */
import { DeliveryError } from "../../errors";
import type { OutboundMessage, Picture } from "../channel";
import { refusal, retryAfter, type ApiClient, type PlatformAnswer } from "../transport/api-call";
import { fieldsOf, itemsOf, textOf, type Fields } from "../transport/json";
import { withPicture, type Part } from "../transport/part-sender";
import { pictureForm } from "../transport/picture-form";
import type { Reactions } from "../transport/reaction";
import { splitText } from "../transport/split-text";
import { errorWords } from "./error-words";
import { interactiveOf } from "./tap";

/** Where and as whom to call. */
export interface WhatsappApi {
  readonly platform: string;
  readonly call: ApiClient;
  /** The address under which `/messages` and `/media` stand. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What opens a list of choices. */
  readonly choose: string;
}

export const textLimit = { most: 4096, unit: "characters" } as const;
const captionLength = 1024;
const passing = new Set(["4", "80007", "130429", "131000", "131016", "131056", "131208"]);

export function whatsappParts(api: WhatsappApi, message: OutboundMessage): readonly Part[] {
  const { picture, text } = message;
  const target = targetOf(message);
  const asked = message.inReplyTo.at(-1);
  const sendContent = async (
    content: Readonly<Record<string, unknown>>,
    isFirst: boolean,
  ): Promise<string | undefined> => {
    const answer = await api.call(`${api.base}/messages`, {
      headers: api.headers,
      json: {
        messaging_product: "whatsapp",
        ...target,
        ...content,
        ...(isFirst && asked !== undefined ? { context: { message_id: asked } } : {}),
      },
    });
    assertTaken(api.platform, answer);
    return textOf(fieldsOf(itemsOf(answer.json["messages"])[0])["id"]) || undefined;
  };
  const asCaption = picture !== undefined && text !== "" && text.length <= captionLength;
  const sendPicture = async (shown: Picture): Promise<string | undefined> => {
    const image = { id: await upload(api, shown), ...(asCaption ? { caption: text } : {}) };
    return sendContent({ type: "image", image }, asCaption || text === "");
  };
  const interactive = interactiveOf(message, api.choose);
  const contents: readonly Fields[] =
    interactive === undefined
      ? splitText(text, textLimit).map((body) => ({
          type: "text",
          text: { body, preview_url: false },
        }))
      : [{ type: "interactive", interactive }];
  const texts = contents.map((content, at) => () => sendContent(content, at === 0));
  return withPicture(texts, picture, sendPicture, asCaption);
}

/** Reactions exist in direct chats only. */
export function whatsappReactions(api: WhatsappApi, message: OutboundMessage): Reactions {
  return {
    nameOf: (emoji) => (message.groupId === undefined ? emoji : undefined),
    async put(messageId, emoji) {
      const answer = await api.call(`${api.base}/messages`, {
        headers: api.headers,
        json: {
          messaging_product: "whatsapp",
          ...targetOf(message),
          type: "reaction",
          reaction: { message_id: messageId, emoji },
        },
      });
      assertTaken(api.platform, answer);
    },
  };
}

/** People who hide their number are known by an id such as US.1000…, which has a field of its own. */
function targetOf({ groupId, recipientId }: OutboundMessage): Readonly<Record<string, string>> {
  if (groupId !== undefined) return { recipient_type: "group", to: groupId };
  if (recipientId === undefined)
    throw new DeliveryError("whatsapp: nobody to send to", { retryable: false });
  const field = /^[A-Z]{2}\./.test(recipientId) ? "recipient" : "to";
  return { recipient_type: "individual", [field]: recipientId };
}

async function upload(api: WhatsappApi, picture: Picture): Promise<string> {
  const fields = { messaging_product: "whatsapp", type: "image/png" };
  const body = pictureForm("file", picture, fields);
  const answer = await api.call(`${api.base}/media`, { headers: api.headers, body });
  assertTaken(api.platform, answer);
  return textOf(answer.json["id"]);
}

/** @throws DeliveryError when Meta's answer is an error */
export function assertTaken(platform: string, answer: PlatformAnswer): void {
  const error = fieldsOf(answer.json["error"] ?? itemsOf(answer.json["errors"])[0]);
  const code = textOf(error["code"]);
  if (code === "" && answer.status < 300) return;
  throw refusal(platform, {
    code: code || `http ${answer.status}`,
    words: errorWords(error),
    retryable: passing.has(code) || answer.status === 429,
    retryAfterMs: retryAfter(answer),
  });
}
