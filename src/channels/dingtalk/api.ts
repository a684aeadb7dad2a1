/**
 * DingTalk's two APIs: the OpenAPI (a token in a header, codes in words) and the old one (a token in the query, HTTP 200
 * and a number). One token serves both.
 *
 * @see https://open.dingtalk.com/document/orgapp/obtain-the-access_token-of-an-internal-app
 */
import type { Picture } from "../channel";
import { createTokenKeeper } from "../transport/access-token";
import { baseOf } from "../transport/addresses";
import { createApiClient, refusal, type PlatformAnswer } from "../transport/api-call";
import type { ChannelDeps } from "../transport/deps";
import { textOf, type Fields } from "../transport/json";
import { pictureForm } from "../transport/picture-form";

export interface DingtalkApiConfig {
  readonly appKey: string;
  readonly appSecret: string;
  readonly robotCode: string;
  readonly apiUrl?: string | undefined;
  readonly oapiUrl?: string | undefined;
}

export interface DingtalkApi {
  readonly robotCode: string;
  readonly oapiBase: string;
  fetchToken(): Promise<string>;
  /** The OpenAPI. @throws DeliveryError */
  open(path: string, json: unknown): Promise<Fields>;
  /** An address without a token: a conversation's session. @throws DeliveryError */
  postTo(url: string, json: unknown): Promise<void>;
  /** The picture's media id. @throws DeliveryError */
  upload(picture: Picture): Promise<string>;
}

/** Sent too fast: DingTalk blocks a robot for up to ten minutes. */
const blockedMs = 60_000;

export function createDingtalkApi(
  config: DingtalkApiConfig,
  { fetch, now }: ChannelDeps,
): DingtalkApi {
  const apiBase = baseOf(config.apiUrl, "https://api.dingtalk.com");
  const oapiBase = baseOf(config.oapiUrl, "https://oapi.dingtalk.com");
  const call = createApiClient("dingtalk", fetch);
  const token = createTokenKeeper(async () => {
    const { appKey, appSecret } = config;
    const answer = await call(`${apiBase}/v1.0/oauth2/accessToken`, {
      json: { appKey, appSecret },
    });
    const { accessToken, expireIn } = takenByOpen(answer);
    return { token: textOf(accessToken), lifeMs: Number(expireIn) * 1000 };
  }, now);
  return {
    robotCode: config.robotCode,
    oapiBase,
    fetchToken: () => token.get(),
    async open(path, json) {
      const answer = await token.use(
        (accessToken) =>
          call(`${apiBase}${path}`, {
            json,
            headers: { "x-acs-dingtalk-access-token": accessToken },
          }),
        (said) => textOf(said.json["code"]) === "InvalidAuthentication",
      );
      return takenByOpen(answer);
    },
    async postTo(url, json) {
      takenByOld(await call(url, { json }));
    },
    async upload(picture) {
      const answer = await token.use(
        (accessToken) => {
          const body = pictureForm("media", picture);
          const query = new URLSearchParams({ access_token: accessToken, type: "image" });
          return call(`${oapiBase}/media/upload?${query.toString()}`, { body });
        },
        ({ json }) => ["40014", "42001"].includes(textOf(json["errcode"])),
      );
      return textOf(takenByOld(answer)["media_id"]);
    },
  };
}

function takenByOpen({ status, json }: PlatformAnswer): Fields {
  if (status < 300) return json;
  const code = textOf(json["code"]) || `http ${status}`;
  throw refused(
    code,
    json["message"],
    status === 429 || /qps|throttling|requestTooFast/i.test(code),
  );
}

function takenByOld({ status, json }: PlatformAnswer): Fields {
  const code = textOf(json["errcode"]) || `http ${status}`;
  if (code === "0" && status < 300) return json;
  throw refused(code, json["errmsg"], code === "-1" || code === "130101" || status === 429);
}

function refused(code: string, words: unknown, retryable: boolean): Error {
  const retryAfterMs = retryable ? blockedMs : undefined;
  return refusal("dingtalk", { code, words: textOf(words), retryable, retryAfterMs });
}
