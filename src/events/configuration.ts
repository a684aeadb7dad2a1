/** WEBHOOK_SECRETS and WEBHOOK_ALLOW_PRIVATE. */
import { isWebhookSecret } from "../channels/transport/standard-webhooks";
import type { Reader } from "../environment";
import type { SubscriptionRules } from "../language/sheet-words/subscription-words";

export interface EventSettings {
  /** By 密钥名. None: nothing is pushed. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Whether addresses within the own network are called. */
  readonly allowPrivate: boolean;
}

export const subscriptionRules = ({ secrets, allowPrivate }: EventSettings): SubscriptionRules => ({
  secretNames: [...secrets.keys()],
  allowPrivate,
});

export function readEventSettings(read: Reader["read"]): EventSettings {
  const should =
    "name=whsec_…, separated by commas, each name once; whsec_ is followed by the base64 of 24 to 64 random bytes";
  return {
    secrets: read<ReadonlyMap<string, string>>("WEBHOOK_SECRETS", new Map(), parseSecrets, should),
    allowPrivate: read(
      "WEBHOOK_ALLOW_PRIVATE",
      false,
      (value) => (value === "1" ? true : value === "0" ? false : undefined),
      "1 or 0",
    ),
  };
}

function parseSecrets(value: string): ReadonlyMap<string, string> | undefined {
  const secrets = new Map<string, string>();
  for (const part of value.split(",")) {
    const [, name, secret] = /^([\p{L}\p{N}][\p{L}\p{N}_.-]{0,39})=(\S+)$/u.exec(part.trim()) ?? [];
    if (name === undefined || secret === undefined) return undefined;
    if (!isWebhookSecret(secret) || secrets.has(name)) return undefined;
    secrets.set(name, secret);
  }
  return secrets;
}
