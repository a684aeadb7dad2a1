/**
 * What the relay says, as signed posts to GENERIC_OUTBOUND_URL. The id of a message is its webhook-id, the same on every
 * retry, so that the receiver can tell a repeat.
 */
import { DeliveryError, UnreachableError } from "../../errors";
import type { Delivery, OutboundKind, OutboundMessage } from "../channel";
import { idOf, parseObject } from "../transport/json";
import { retryAfterMs } from "../transport/retry-after";
import { signWebhook } from "../transport/standard-webhooks";

export interface GenericPost {
  readonly url: string;
  readonly secret: string;
}

const timeLimitMs = 15_000;

/** @throws DeliveryError */
export async function postMessage(
  message: OutboundMessage,
  { url, secret }: GenericPost,
  deps: { readonly fetch: typeof fetch; readonly now: () => Date },
): Promise<Delivery> {
  const body = Buffer.from(JSON.stringify(contentOf(message)));
  const { status, headers, text } = await answerTo(deps.fetch, url, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...signWebhook({ id: message.id, body }, secret, deps.now()),
    },
    body: new Uint8Array(body),
    redirect: "manual",
    signal: AbortSignal.timeout(timeLimitMs),
  });
  if (status >= 200 && status < 300) {
    return { messageId: idOf(parseObject(text)?.["messageId"]) ?? message.id };
  }
  throw new DeliveryError(`generic: GENERIC_OUTBOUND_URL answered ${status}`, {
    retryable: status === 429 || status >= 500,
    retryAfterMs: retryAfterMs(headers.get("retry-after"), deps.now()),
  });
}

async function answerTo(
  fetchFrom: typeof fetch,
  url: string,
  request: RequestInit,
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  try {
    const response = await fetchFrom(url, request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw new DeliveryError(
      error instanceof UnreachableError
        ? `generic: ${error.message}`
        : `generic: GENERIC_OUTBOUND_URL did not answer (${reasonOf(error)})`,
      { retryable: true },
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : undefined;
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "no connection";
}

/** The kinds in the words of the contract, which calls a confirmation a receipt. */
const contractKinds: Readonly<Record<OutboundKind, string>> = {
  reply: "reply",
  confirmation: "receipt",
  alert: "alert",
  digest: "digest",
  notice: "notice",
};

/** The JSON of the contract; fields that say nothing are left out. */
function contentOf(message: OutboundMessage): Readonly<Record<string, unknown>> {
  const { groupId, recipientId, text, inReplyTo, mentions, kind, picture, choices = [] } = message;
  return {
    groupId,
    recipientId,
    text,
    inReplyTo: inReplyTo[0],
    inReplyToAll: inReplyTo.length > 1 ? inReplyTo : undefined,
    mentions: mentions.length > 0 ? mentions : undefined,
    kind: contractKinds[kind],
    choices: choices.length > 0 ? choices : undefined,
    image: picture && {
      contentType: "image/png",
      base64: picture.png.toString("base64"),
      alt: picture.alt,
    },
  };
}
