/**
 * POST /webhooks/<channel>: raw bytes to the channel's driver, its messages to the inbox, its answer to the platform.
 * An answer of 2xx goes out only after the messages are safe. What the platform could not deliver is passed on. Nothing
 * here knows what a message means.
 */
import { Router, type ErrorRequestHandler } from "express";
import type {
  Acceptance,
  Channel,
  HttpAnswer,
  InboundMessage,
  LateFailure,
  RawRequest,
} from "../channels/channel";
import { give, rawBody, rawRequest, refusal } from "../channels/raw-posts";
import { answerToFailure, InboxClosedError } from "../errors";
import { countPost } from "../posts-first";

/** One line per request that brought no new message; what becomes of a new one is the relay's line. Holds no body, no id. */
export interface WebhookLog {
  readonly channel: string;
  readonly outcome:
    | "duplicate"
    | "forbidden-group"
    | "handshake"
    | "ignored"
    | "rejected"
    | "undelivered"
    | "unsafe";
  readonly status: number;
  readonly reason?: string;
}

export interface WebhookNeeds {
  readonly channels: readonly Channel[];
  /** Resolves when all messages are safe. @throws InboxClosedError */
  readonly take: (messages: readonly InboundMessage[]) => Promise<readonly Acceptance[]>;
  /** Told of what the platform had taken and could not deliver. */
  readonly failedLate: (platform: string, failures: readonly LateFailure[]) => void;
  readonly now: () => Date;
  readonly log: (line: WebhookLog, error?: unknown) => void;
}

/** After a failure that nobody foresaw, seconds. */
const retryAfterSeconds = 10;

/** To be mounted at /webhooks. */
export function createWebhookRoutes(needs: WebhookNeeds): Router {
  const router = Router({ caseSensitive: true });
  for (const channel of needs.channels) {
    const { platform, maxBodyBytes } = channel;
    router.all(`/${platform}`, rawBody(maxBodyBytes), async (request, response) => {
      give(response, await countPost(answerTo(rawRequest(request), channel, needs)));
    });
  }
  router.use((_request, response) => {
    give(response, refusal(404, "there is no such channel, or it is not configured"));
  });
  router.use(unreadable(needs));
  return router;
}

async function answerTo(
  request: RawRequest,
  channel: Channel,
  { take, failedLate, now, log }: WebhookNeeds,
): Promise<HttpAnswer> {
  const { platform } = channel;
  const reading = channel.read(request, now());
  const { failures = [] } = "failures" in reading ? reading : {};
  for (const { reason } of failures)
    log({ channel: platform, outcome: "undelivered", status: 200, reason });
  if (failures.length > 0) failedLate(platform, failures);
  switch (reading.kind) {
    case "handshake":
      log({ channel: platform, outcome: "handshake", status: reading.answer.status });
      return reading.answer;
    case "rejected": {
      const { status, reason } = reading;
      log({ channel: platform, outcome: "rejected", status, reason });
      return status < 400 ? channel.answer([]) : refusal(status, reason);
    }
    case "ignored":
      log({ channel: platform, outcome: "ignored", status: 200, reason: reading.reason });
      return channel.answer([]);
    case "messages": {
      const acceptances = await take(reading.messages);
      const answer = channel.answer(acceptances, reading.messages);
      for (const outcome of acceptances) {
        if (outcome !== "accepted") log({ channel: platform, outcome, status: answer.status });
      }
      return answer;
    }
  }
}

/** Whatever stood between a request and its being safe: too large, packed, or an inbox that is closed. */
function unreadable({ log }: WebhookNeeds): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const channel = request.path.slice(1);
    const told = answerToFailure(error);
    if (told.status < 500) {
      log({ channel, outcome: "rejected", ...told });
      give(response, refusal(told.status, told.reason));
      return;
    }
    const isKnown = error instanceof InboxClosedError;
    const seconds = isKnown ? error.retryAfterSeconds : retryAfterSeconds;
    const reason = isKnown ? error.message : "the message could not be kept; post it again";
    log({ channel, outcome: "unsafe", status: 503, reason }, isKnown ? undefined : error);
    give(response, {
      ...refusal(503, reason, "unavailable"),
      headers: { "retry-after": String(seconds) },
    });
  };
}
