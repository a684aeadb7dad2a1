/**
 * WeCom's self-built app (自建应用): direct messages only, both ways. Text in pieces of 2048 bytes, the picture uploaded.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
import { DeliveryError } from "../../errors";
import type { Channel, OutboundMessage, Picture } from "../channel";
import { createTokenKeeper } from "../transport/access-token";
import { baseOf } from "../transport/addresses";
import { createApiClient, type PlatformAnswer, type PlatformCall } from "../transport/api-call";
import { checkupOf } from "../transport/checkup";
import type { ChannelDeps } from "../transport/deps";
import { nameOf, textOf } from "../transport/json";
import { createPartSender, withPicture, type Part } from "../transport/part-sender";
import { pictureForm } from "../transport/picture-form";
import { gather, malformedBody, textAnswer } from "../transport/webhook-reading";
import { splitText } from "../transport/split-text";
import { readApp } from "./app-read";
import { openCallback } from "./verify";
import { choiceCard } from "./card";
import { assertTaken } from "./robots";

export interface WecomAppConfig {
  readonly corpId: string;
  readonly agentId: string;
  readonly appSecret: string;
  readonly token: string;
  readonly encodingAesKey: string;
  readonly apiUrl?: string | undefined;
}

const platform = "wecom-app";
const standardApi = "https://qyapi.weixin.qq.com";
const textLimit = { most: 2048, unit: "bytes" } as const;
/** What a card of an app shows of a text. */
const cardLength = 160;
/** The access token is unknown, or has ended. */
const tokenEnded = new Set(["40014", "42001"]);

type Post = (path: string, call: PlatformCall) => Promise<PlatformAnswer>;

export function createWecomAppChannel(
  config: WecomAppConfig,
  { fetch, now }: ChannelDeps,
): Channel {
  const base = baseOf(config.apiUrl, standardApi);
  const call = createApiClient("wecom", fetch);
  const sendParts = createPartSender();
  const token = createTokenKeeper(async () => {
    const query = new URLSearchParams({ corpid: config.corpId, corpsecret: config.appSecret });
    const answer = await call(`${base}/cgi-bin/gettoken?${query.toString()}`, { method: "GET" });
    assertTaken(platform, answer);
    return {
      token: textOf(answer.json["access_token"]),
      lifeMs: Number(answer.json["expires_in"]) * 1000,
    };
  }, now);
  /** `path` ends in ? or &, where the token goes. */
  const post: Post = async (path, content) => {
    const answer = await token.use(
      (accessToken) =>
        call(`${base}${path}access_token=${encodeURIComponent(accessToken)}`, content),
      ({ json }) => tokenEnded.has(textOf(json["errcode"])),
    );
    assertTaken(platform, answer);
    return answer;
  };

  return {
    platform,
    sendLimit: { messages: 15, perMs: 60_000 },
    textLimit,
    maxBodyBytes: 64 * 1024,
    read(request, at) {
      const secrets = { ...config, receiveId: config.corpId };
      const opened = openCallback(request, { secrets, now: at, encryptedOf: encryptedIn });
      if (opened.kind !== "opened") return opened;
      const event = readApp(opened.text, at);
      return event === undefined ? malformedBody : gather([event]);
    },
    answer: () => textAnswer(""),
    send: (message) => sendParts(message.id, () => partsOf(post, config.agentId, message)),
    async fetchName(senderId) {
      const { json } = await post(`/cgi-bin/user/get?userid=${encodeURIComponent(senderId)}&`, {
        method: "GET",
      });
      return nameOf(json["name"]) || undefined;
    },
    check: () =>
      checkupOf(
        {
          good: "wecom-app: WeCom accepted the corp id and the app's secret",
          fix: "check WECOM_CORP_ID, WECOM_APP_SECRET and the app's trusted IP addresses",
        },
        () => token.get(),
      ),
    checkGroup: (groupId) =>
      checkupOf({ good: "", fix: `take wecom-app:${groupId} out of the list` }, () =>
        Promise.reject(new Error("wecom-app: a self-built app hears no group")),
      ),
  };
}

const encryptElement =
  /^\s*(?:<\?xml[^>]*>\s*)?<xml>[^]*?<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?\s*<\/Encrypt>/;

/** Found without a parser: nobody has signed for this yet. */
const encryptedIn = (xml: string): string => encryptElement.exec(xml)?.[1] ?? "";

function partsOf(post: Post, agentId: string, message: OutboundMessage): readonly Part[] {
  const { recipientId, picture } = message;
  if (recipientId === undefined) {
    throw new DeliveryError("wecom-app: a self-built app can't speak in a group", {
      retryable: false,
    });
  }
  const sendContent = async (
    content: Readonly<Record<string, unknown>>,
  ): Promise<string | undefined> => {
    const { json } = await post("/cgi-bin/message/send?", {
      json: { touser: recipientId, agentid: Number(agentId), ...content },
    });
    return textOf(json["msgid"]) || undefined;
  };
  const card = choiceCard(message, cardLength);
  // WeCom makes links of <a>, also in plain text.
  const texts = splitText(message.text.replaceAll("<", "\uff1c"), textLimit);
  const contents =
    card === undefined
      ? texts.map((content) => ({ msgtype: "text", text: { content } }))
      : [{ msgtype: "template_card", template_card: card }];
  const parts = contents.map((content) => () => sendContent(content));
  return withPicture(parts, picture, async (shown) =>
    sendContent({ msgtype: "image", image: { media_id: await upload(post, shown) } }),
  );
}

async function upload(post: Post, picture: Picture): Promise<string> {
  const body = pictureForm("media", picture);
  const { json } = await post("/cgi-bin/media/upload?type=image&", { body });
  return textOf(json["media_id"]);
}
