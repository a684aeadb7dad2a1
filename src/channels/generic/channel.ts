/**
 * The generic channel: for low-code bridges and anything without a driver of its own. Signed JSON in, signed JSON out,
 * both by Standard Webhooks.
 */
import { UnreachableError } from "../../errors";
import type { Acceptance, Channel, Checkup, HttpAnswer } from "../channel";
import type { ChannelDeps } from "../transport/deps";
import { checkupOf } from "../transport/checkup";
import { jsonAnswer, wrongMethod } from "../transport/webhook-reading";
import { verifyWebhook } from "../transport/standard-webhooks";
import { readGeneric } from "./read";
import { postMessage } from "./send";

export interface GenericConfig {
  /** `whsec_…`, of what comes in. */
  readonly secret: string;
  /** undefined: what the relay says is only logged. */
  readonly outboundUrl: string | undefined;
  readonly outboundSecret: string;
}

export type GenericDeps = Pick<ChannelDeps, "fetch" | "now" | "onUndelivered">;

const answers: Readonly<Record<Acceptance, HttpAnswer>> = {
  accepted: { ...jsonAnswer({ status: "accepted" }), status: 202 },
  duplicate: jsonAnswer({ status: "duplicate" }),
  "forbidden-group": {
    ...jsonAnswer({
      status: "forbidden",
      field: "groupId",
      reason: "groupId: this group is not allowed to book; the keeper lists it in the sheet",
    }),
    status: 403,
  },
};

export function createGenericChannel(config: GenericConfig, deps: GenericDeps): Channel {
  const { outboundUrl: url, outboundSecret: secret } = config;
  return {
    platform: "generic",
    sendLimit: undefined,
    maxBodyBytes: 256 * 1024,
    read(request, now) {
      if (request.method !== "POST") return wrongMethod;
      return verifyWebhook(request, config.secret, now) ?? readGeneric(request.body);
    },
    // A post holds one message.
    answer: ([acceptance = "accepted"]) => answers[acceptance],
    async send(message) {
      if (url !== undefined) return postMessage(message, { url, secret }, deps);
      deps.onUndelivered({ id: message.id, kind: message.kind });
      return { messageId: message.id };
    },
    check: () => (url === undefined ? Promise.resolve([unheard]) : reachable(url, deps.fetch)),
  };
}

const unheard: Checkup = {
  ok: true,
  sentence:
    "generic: messages are read; GENERIC_OUTBOUND_URL is not set, so answers are only logged",
};

/** Any answer will do: a HEAD request says nothing that the bridge could book. */
function reachable(url: string, fetchFrom: typeof fetch): Promise<readonly Checkup[]> {
  return checkupOf(
    {
      good: "generic: GENERIC_OUTBOUND_URL answers",
      fix: "check GENERIC_OUTBOUND_URL and that the bridge is running",
    },
    async () => {
      const asked = {
        method: "HEAD",
        redirect: "manual",
        signal: AbortSignal.timeout(5000),
      } as const;
      await fetchFrom(url, asked).catch((error: unknown) => {
        const told = error instanceof UnreachableError ? error.message : "it does not answer";
        throw new Error(`generic: GENERIC_OUTBOUND_URL: ${told}`);
      });
    },
  );
}
