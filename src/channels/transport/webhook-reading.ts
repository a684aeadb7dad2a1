/**
 * What a driver may say of a request, in one place: rejections, handshakes, and the events of one POST gathered into a
 * reading. Pure.
 */
import type {
  HttpAnswer,
  IgnoredAbout,
  InboundMessage,
  LateFailure,
  WebhookReading,
} from "../channel";

/** One thing that a POST told: a message, its edit or deletion, or something that is not for the relay. */
export type ReadEvent =
  | { readonly kind: "message"; readonly message: InboundMessage }
  | {
      readonly kind: "ignored";
      readonly reason: string;
      readonly about?: IgnoredAbout;
      readonly failure?: LateFailure;
    };

export type Rejected = Extract<WebhookReading, { kind: "rejected" }>;

export function rejected(status: number, reason: string): Rejected {
  return { kind: "rejected", status, reason };
}

/** The credential of the request is missing or wrong. */
export const missingSignature = rejected(401, "missing_signature");
export const badSignature = rejected(401, "bad_signature");
/** Signed, and still not what the platform sends: taken with 200, or it would come again for days. */
export const malformedBody = rejected(200, "malformed_body");
export const wrongMethod = rejected(405, "method_not_allowed");

export function ignoredEvent(
  reason: string,
  about?: IgnoredAbout,
): Extract<ReadEvent, { kind: "ignored" }> {
  return about === undefined ? { kind: "ignored", reason } : { kind: "ignored", reason, about };
}

/** When a message was sent; where the platform doesn't tell, when it came. */
export const timed = (
  sentAt: Date | undefined,
  arrivedAt: Date,
): Pick<InboundMessage, "sentAt" | "timeIsArrival"> =>
  sentAt === undefined ? { sentAt: arrivedAt, timeIsArrival: true } : { sentAt };

/** A message, or `no_text` when there is nothing in it to read, not even that it calls the relay. */
export function messageEvent(message: InboundMessage): ReadEvent {
  if (message.type === "deleted") return { kind: "message", message };
  const text = message.text.trim();
  if (text !== "" || message.isAddressed === true)
    return { kind: "message", message: { ...message, text } };
  return ignoredEvent("no_text", message);
}

/** All that one POST told: its messages in their order; the first other thing when there are none. */
export function gather(events: readonly ReadEvent[]): WebhookReading {
  const messages = events.flatMap((event) => (event.kind === "message" ? [event.message] : []));
  const ignored = events.filter((event) => event.kind === "ignored");
  const told = ignored.flatMap(({ failure }) => failure ?? []);
  const failures = told.length > 0 ? { failures: told } : {};
  if (messages.length > 0) return { kind: "messages", messages, ...failures };
  const [first] = ignored;
  if (first === undefined) return { kind: "ignored", reason: "not_a_message" };
  return { ...ignoredEvent(first.reason, first.about), ...failures };
}

export function handshake(answer: HttpAnswer): WebhookReading {
  return { kind: "handshake", answer };
}

export function textAnswer(body: string): HttpAnswer {
  return { status: 200, contentType: "text/plain; charset=utf-8", body };
}

export function jsonAnswer(value: unknown): HttpAnswer {
  return {
    status: 200,
    contentType: "application/json; charset=utf-8",
    body: JSON.stringify(value),
  };
}

/** The query of the path as the platform called it. */
export function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.slice(path.indexOf("?") + 1 || path.length + 1));
}

/** `time` where it is further from now than the window, in the words of a rejection; undefined inside it. */
export function outsideWindow(time: Date, now: Date, windowMs: number): Rejected | undefined {
  const age = now.getTime() - time.getTime();
  if (age > windowMs) return rejected(401, "stale_timestamp");
  return age < -windowMs ? rejected(401, "future_timestamp") : undefined;
}
