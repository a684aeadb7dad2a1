/**
 * Calls to YonBIP: where the tenant's data centre is, the access token, a document's detail. Only reads.
 *
 * @see https://open.yonyoucloud.com/
 */
import { createTokenKeeper, type TokenKeeper } from "../../channels/transport/access-token";
import {
  createApiClient,
  refusal,
  type ApiClient,
  type PlatformAnswer,
} from "../../channels/transport/api-call";
import { fieldsOf, parseObject, textOf } from "../../channels/transport/json";
import { hmac } from "../../channels/transport/secrets";
import { withLongIds, type YonbipSettings } from "./event";

interface Place {
  readonly gateway: string;
  readonly tokens: string;
}

export interface YonbipApi {
  /** undefined: there is no such document. @throws DeliveryError */
  detail(id: string, tenantId: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** @throws DeliveryError where no token is to be had */
  signIn(tenantId: string): Promise<void>;
}

const everybodysGateway = "https://apigateway.yonyoucloud.com";
const ownHosts = /(?:^|\.)(?:yonyoucloud|diwork|yonyou)\.com$/;
const detailPath = "/yonbip/scm/purinrecord/detail";
const noSuchDocument = "1002";

/** @example tokenSignature("key", "1568098531823", "secret") // to be percent-encoded in the query */
export function tokenSignature(appKey: string, timestamp: string, appSecret: string): string {
  return hmac("sha256", appSecret, "base64", `appKey${appKey}timestamp${timestamp}`);
}

export function createYonbipApi(
  { appKey, appSecret, url }: YonbipSettings,
  { fetch, now }: { readonly fetch: typeof globalThis.fetch; readonly now: () => Date },
): YonbipApi {
  const call = createApiClient("yonbip", fetch);
  const placeOf = createPlaces(url, call);
  let tokens: TokenKeeper | undefined;

  async function fetchToken(tenantId: string) {
    const timestamp = String(now().getTime());
    const signature = tokenSignature(appKey, timestamp, appSecret);
    const query = new URLSearchParams({ appKey, timestamp, signature }).toString();
    const { tokens: origin } = await placeOf(tenantId);
    const where = `${origin}/open-auth/selfAppAuth/getAccessToken?${query}`;
    const answer = await call(where, { method: "GET" });
    const data = fieldsOf(answer.json["data"]);
    const token = textOf(data["access_token"]);
    if (textOf(answer.json["code"]) !== "00000" || token === "") throw complaint(answer);
    return { token, lifeMs: Number(data["expire"] ?? 7_200) * 1000 };
  }

  const tokensOf = (tenantId: string): TokenKeeper =>
    (tokens ??= createTokenKeeper(() => fetchToken(tenantId), now));

  return {
    async detail(id, tenantId) {
      const { gateway } = await placeOf(tenantId);
      const answer = await tokensOf(tenantId).use(
        (access_token) =>
          call(`${gateway}${detailPath}?${new URLSearchParams({ access_token, id }).toString()}`, {
            method: "GET",
          }),
        ({ status, json }) => status === 401 || textOf(json["code"]) === "310036",
      );
      const { code, data } = parseObject(withLongIds(answer.text ?? "")) ?? {};
      if (textOf(code) === noSuchDocument) return undefined;
      const found = fieldsOf(data);
      if (textOf(code) !== "200" || textOf(found["id"]) !== id) throw complaint(answer);
      return found;
    },
    async signIn(tenantId) {
      await tokensOf(tenantId).get();
    },
  };
}

const complaint = ({ json, status }: PlatformAnswer): Error =>
  refusal("yonbip", {
    code: textOf(json["code"]) || status,
    words: textOf(json["message"]),
    retryable: true,
  });

/** Where a tenant's data centre is: asked for once. */
function createPlaces(
  url: string | undefined,
  call: ApiClient,
): (tenantId: string) => Promise<Place> {
  let place: Place | undefined =
    url === undefined
      ? undefined
      : { gateway: `${url}/iuap-api-gateway`, tokens: `${url}/iuap-api-auth` };
  return async (tenantId) => {
    if (place !== undefined) return place;
    const query = new URLSearchParams({ tenantId }).toString();
    const where = `${everybodysGateway}/open-auth/dataCenter/getGatewayAddress?${query}`;
    const answer = await call(where, { method: "GET" });
    const { gatewayUrl, tokenUrl } = fieldsOf(answer.json["data"]);
    const [gateway, own] = [textOf(gatewayUrl), textOf(tokenUrl)];
    if (!isOwn(gateway) || !isOwn(own)) throw complaint(answer);
    place = { gateway, tokens: own };
    return place;
  };
}

function isOwn(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && ownHosts.test(hostname);
}
