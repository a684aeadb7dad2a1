/**
 * Feishu's API: the app's token in a header, renewed every two hours, and a code in every answer.
 *
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
import type { Picture } from "../channel";
import { createTokenKeeper } from "../transport/access-token";
import { baseOf } from "../transport/addresses";
import {
  createApiClient,
  refusal,
  retryAfter,
  type PlatformAnswer,
  type PlatformCall,
} from "../transport/api-call";
import type { ChannelDeps } from "../transport/deps";
import { fieldsOf, textOf, type Fields } from "../transport/json";
import { pictureForm } from "../transport/picture-form";

export interface FeishuApiConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly apiUrl?: string | undefined;
}

export interface FeishuApi {
  /** One call under /open-apis. @throws DeliveryError when the answer's code is none of `allowed` */
  call(path: string, content: PlatformCall, allowed?: ReadonlySet<string>): Promise<Fields>;
  /** The picture's key. @throws DeliveryError */
  upload(picture: Picture): Promise<string>;
}

const passing = new Set(["230020", "230049", "99991400", "11232"]);
const tokenEnded = new Set(["99991661", "99991663", "99991668"]);
const taken: ReadonlySet<string> = new Set();

export function createFeishuApi(config: FeishuApiConfig, { fetch, now }: ChannelDeps): FeishuApi {
  const root = baseOf(config.apiUrl, "https://open.feishu.cn").replace(/\/open-apis$/, "");
  const base = `${root}/open-apis`;
  const callFeishu = createApiClient("feishu", fetch);
  const token = createTokenKeeper(async () => {
    const json = { app_id: config.appId, app_secret: config.appSecret };
    const answer = await callFeishu(`${base}/auth/v3/tenant_access_token/internal`, { json });
    const { tenant_access_token, expire } = takenFrom(answer, taken);
    return { token: textOf(tenant_access_token), lifeMs: Number(expire) * 1000 };
  }, now);
  const call: FeishuApi["call"] = async (path, content, allowed = taken) => {
    const answer = await token.use(
      (accessToken) =>
        callFeishu(`${base}${path}`, {
          ...content,
          headers: { authorization: `Bearer ${accessToken}` },
        }),
      ({ json }) => tokenEnded.has(textOf(json["code"])),
    );
    return takenFrom(answer, allowed);
  };
  return {
    call,
    async upload(picture) {
      const body = pictureForm("image", picture, { image_type: "message" });
      const { data } = await call("/im/v1/images", { body });
      return textOf(fieldsOf(data)["image_key"]);
    },
  };
}

function takenFrom(answer: PlatformAnswer, allowed: ReadonlySet<string>): Fields {
  const code = textOf(answer.json["code"]) || `http ${answer.status}`;
  if ((code === "0" && answer.status < 300) || allowed.has(code)) return answer.json;
  throw refusal("feishu", {
    code,
    words: textOf(answer.json["msg"]),
    retryable: passing.has(code) || answer.status === 429,
    retryAfterMs: retryAfter(answer, "x-ogw-ratelimit-reset"),
  });
}
