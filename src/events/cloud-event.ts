/** An event as it is posted: a CloudEvent in structured JSON, signed as a Standard Webhook. Pure but for the signature. */
import { createHash } from "node:crypto";
import type { StockEvent } from "../inventory/changes/change";
import { signWebhook } from "../channels/transport/standard-webhooks";

/** Longer texts are cut, so that a body stays below 20 kB. */
const longestText = 500;

const shortText = (_: string, value: unknown): unknown =>
  typeof value === "string" && value.length > longestText
    ? [...value].slice(0, longestText).join("")
    : value;

/** Without what no attribute may hold. @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system */
const attribute = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cs}\p{Cn}]/gu, " ");

/** @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
const cloudEvent = (event: StockEvent, source: string): Buffer =>
  Buffer.from(
    JSON.stringify(
      {
        specversion: "1.0",
        id: attribute(event.id),
        source,
        type: `stockcaster.${event.type}.v1`,
        subject: attribute(event.subject),
        time: event.at.toISOString(),
        datacontenttype: "application/json",
        data: event.data,
      },
      shortText,
    ),
  );

export interface SignedPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The same webhook-id at every try: the ids of rows may hold what no header may. */
export function signedPost(
  event: StockEvent,
  source: string,
  { secret, now }: { readonly secret: string; readonly now: Date },
): SignedPost {
  const body = cloudEvent(event, source);
  const id = `msg_${createHash("sha256").update(`${source}\n${event.id}`).digest("hex").slice(0, 32)}`;
  return {
    body,
    headers: {
      "content-type": "application/cloudevents+json; charset=utf-8",
      "user-agent": "stockcaster",
      ...signWebhook({ id, body }, secret, now),
    },
  };
}
