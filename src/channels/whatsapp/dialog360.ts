/**
 * WhatsApp through 360dialog: Meta's envelope and bodies, another provider. Partners get a signature; direct customers
 * only the static header that they registered with the webhook.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/signature-validation
 */
import type { Channel, RawRequest, WebhookReading } from "../channel";
import { baseOf } from "../transport/addresses";
import { createApiClient } from "../transport/api-call";
import type { ChannelDeps } from "../transport/deps";
import { badSignature, missingSignature, wrongMethod } from "../transport/webhook-reading";
import { hmac, sameSecret } from "../transport/secrets";
import { createWhatsappDriver } from "./driver";

export interface Dialog360Config {
  readonly apiKey: string;
  readonly credential: Dialog360Credential;
  readonly apiUrl?: string | undefined;
}

export type Dialog360Credential =
  | { readonly kind: "signature"; readonly secret: string }
  | { readonly kind: "header"; readonly name: string; readonly value: string };

const platform = "360dialog";

export function create360dialogChannel(
  config: Dialog360Config,
  { fetch, now, choose }: ChannelDeps,
): Channel {
  const api = {
    platform,
    call: createApiClient(platform, fetch),
    base: baseOf(config.apiUrl, "https://waba-v2.360dialog.io"),
    headers: { "d360-api-key": config.apiKey },
    choose,
  };
  const provider = {
    verify: (request: RawRequest) => verify(request, config.credential),
    check: {
      path: "/v1/configs/webhook",
      good: "360dialog: 360dialog accepted the API key",
      fix: "check D360_API_KEY in the 360dialog hub",
    },
  };
  return createWhatsappDriver(api, provider, now);
}

function verify(request: RawRequest, credential: Dialog360Credential): WebhookReading | undefined {
  if (request.method !== "POST") return wrongMethod;
  if (credential.kind === "header") {
    const given = request.headers[credential.name.toLowerCase()];
    if (given === undefined) return missingSignature;
    return sameSecret(given, credential.value) ? undefined : badSignature;
  }
  const signature = request.headers["x-360dialog-signature"];
  if (signature === undefined) return missingSignature;
  const expected = hmac("sha256", credential.secret, "hex", request.body);
  return sameSecret(signature.replace(/^sha256=/, ""), expected) ? undefined : badSignature;
}
