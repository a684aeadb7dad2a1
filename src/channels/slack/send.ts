/**
 * Speaking in Slack: text in the channel itself, so that it can be answered in a thread of its own; the picture by
 * Slack's three-step upload.
 *
 * @see https://docs.slack.dev/reference/methods/files.getUploadURLExternal
 */
import { DeliveryError } from "../../errors";
import type { OutboundMessage, Picture } from "../channel";
import { baseOf, mayCall } from "../transport/addresses";
import {
  createApiClient,
  refusal,
  retryAfter,
  type PlatformAnswer,
  type PlatformCall,
} from "../transport/api-call";
import { fieldsOf, idOf, textOf, type Fields } from "../transport/json";
import { withPicture, type Part } from "../transport/part-sender";
import { splitText } from "../transport/split-text";
import { choiceBlocks } from "./tap";
import { writeMarkup } from "./text";

export interface SlackSendConfig {
  readonly botToken: string;
  readonly apiUrl?: string | undefined;
}

export interface SlackSender {
  partsOf(message: OutboundMessage): readonly Part[];
  /** One method of the Web API. @throws DeliveryError */
  call(method: string, content: PlatformCall): Promise<Fields>;
}

/** 4000 characters are recommended, escapes included. */
export const textLimit = { most: 3900, unit: "characters" } as const;
const passing = new Set([
  "ratelimited",
  "rate_limited",
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
]);

export function createSlackSender(config: SlackSendConfig, fetchFrom: typeof fetch): SlackSender {
  const base = baseOf(config.apiUrl, "https://slack.com/api");
  const callSlack = createApiClient("slack", fetchFrom);
  const call = async (method: string, content: PlatformCall): Promise<Fields> => {
    const answer = await callSlack(`${base}/${method}`, {
      ...content,
      headers: { authorization: `Bearer ${config.botToken}` },
    });
    assertTaken(answer);
    return answer.json;
  };
  const fetchDirectChannel = async (users: string): Promise<string> => {
    const { channel } = await call("conversations.open", { json: { users } });
    return textOf(fieldsOf(channel)["id"]);
  };
  const upload = async (channelId: string, { png, alt }: Picture): Promise<undefined> => {
    const file = { filename: "picture.png", length: String(png.length), alt_txt: alt };
    const { upload_url, file_id } = await call("files.getUploadURLExternal", {
      body: new URLSearchParams(file),
    });
    const address = textOf(upload_url);
    if (!mayCall(address, ["files.slack.com"], new URL(base).origin)) {
      throw new DeliveryError("slack: the upload address is not Slack's", { retryable: false });
    }
    const { status } = await callSlack(address, {
      body: png,
      headers: { "content-type": "image/png" },
    });
    if (status >= 300)
      throw refusal("slack", { code: `http ${status}`, retryable: status === 429 });
    await call("files.completeUploadExternal", {
      json: { files: [{ id: file_id, title: alt }], channel_id: channelId },
    });
  };

  return {
    call,
    partsOf: (message) => {
      const { groupId, recipientId, picture } = message;
      const place = groupId ?? recipientId;
      if (place === undefined)
        throw new DeliveryError("slack: nobody to send to", { retryable: false });
      const texts = splitText(textWithMentions(message), textLimit);
      const parts = texts.map((text, at) => async () => {
        const json = {
          ...{ channel: place, text, unfurl_links: false, unfurl_media: false },
          ...(at === texts.length - 1 ? choiceBlocks(message, text) : {}),
        };
        return idOf((await call("chat.postMessage", { json }))["ts"]);
      });
      return withPicture(parts, picture, async (shown) =>
        upload(groupId ?? (await fetchDirectChannel(place)), shown),
      );
    },
  };
}

function textWithMentions({ text, mentions }: OutboundMessage): string {
  const called = mentions.map((id) => `<@${id.replace(/\W/g, "")}>`).join(" ");
  return [writeMarkup(text), called].filter((each) => each !== "").join("\n");
}

function assertTaken(answer: PlatformAnswer): void {
  if (answer.json["ok"] === true && answer.status < 300) return;
  const code = textOf(answer.json["error"]) || `http ${answer.status}`;
  const needed = textOf(answer.json["needed"]);
  throw refusal("slack", {
    code,
    words: needed === "" ? "" : `(needs the scope ${needed})`,
    retryable: answer.status === 429 || passing.has(code),
    retryAfterMs: retryAfter(answer),
  });
}
