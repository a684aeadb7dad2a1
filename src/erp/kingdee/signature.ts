/**
 * The signature of each call to 金蝶云星空, as its official SDK 8.2 makes it; there is no session to lose.
 *
 * @see https://openapi.open.kingdee.com/
 */
import { hmac } from "../../channels/transport/secrets";

export interface KingdeeCredentials {
  /** `<client id>_<base64 of the client's secret>`. */
  readonly appId: string;
  readonly appSecret: string;
  /** 账套. */
  readonly account: string;
  readonly user: string;
  /** 组织编码; undefined: the user's own. */
  readonly org: string | undefined;
}

/** A constant of the SDK, no secret: the key is mixed with it. */
const sdkConstant = "0054f397c6234378b09ca7d3e5debce7";
const chinese = "2052";

const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64");

/** The key that the second part of an App ID stands for; undefined where it has none. */
function clientKeyOf(encoded: string): string | undefined {
  const secret = Buffer.from(encoded, "base64");
  if (secret.length === 0 || secret.length > sdkConstant.length) return undefined;
  return base64(secret.map((byte, place) => byte ^ sdkConstant.charCodeAt(place)) as Buffer);
}

/** Whether an App ID is of the form that calls can be signed with. */
export function isAppId(appId: string): boolean {
  const [client = "", encoded = ""] = appId.split("_");
  return client !== "" && clientKeyOf(encoded) !== undefined;
}

/** @param now seconds since 1970 @param nonce any text that was not used before */
export function signedHeaders(
  path: string,
  { appId, appSecret, account, user, org = "0" }: KingdeeCredentials,
  { now, nonce }: { readonly now: number; readonly nonce: string },
): Readonly<Record<string, string>> {
  const [clientId = "", encoded = ""] = appId.split("_");
  const signed = `POST\n${encodeURIComponent(path)}\n\nx-api-nonce:${nonce}\nx-api-timestamp:${now}\n`;
  const appData = [account, user, chinese, org].join(",");
  return {
    "X-Api-ClientID": clientId,
    "X-Api-Auth-Version": "2.0",
    "x-api-timestamp": String(now),
    "x-api-nonce": nonce,
    "x-api-signheaders": "x-api-timestamp,x-api-nonce",
    "X-Api-Signature": base64(hmac("sha256", clientKeyOf(encoded) ?? "", "hex", signed)),
    "X-Kd-Appkey": appId,
    "X-Kd-Appdata": base64(appData),
    "X-Kd-Signature": base64(hmac("sha256", appSecret, "hex", appId + appData)),
  };
}
