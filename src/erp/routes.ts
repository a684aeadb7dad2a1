/**
 * POST /webhooks/<erp>: raw bytes are verified, the event is put on disk, then it is answered; what it means is worked off
 * afterwards.
 */
import { Router, type ErrorRequestHandler, type Request, type Response } from "express";
import { give, rawBody, rawRequest, refusal } from "../channels/raw-posts";
import { answerToFailure } from "../errors";
import type { PushAdapter } from "./adapter";
import { EventsFullError, type KeptEvents } from "./kept-events";

export interface PushDoor {
  readonly adapter: PushAdapter;
  readonly events: Pick<KeptEvents, "take">;
}

/** Names the adapter and what became of a request; no body, no id. */
interface PushLog {
  readonly erp: string;
  readonly outcome: "accepted" | "ignored" | "rejected" | "unsafe";
  readonly status: number;
  readonly reason?: string;
}

interface RouteNeeds {
  readonly doors: readonly PushDoor[];
  readonly now: () => Date;
  readonly log: (line: PushLog, error?: unknown) => void;
}

const mostBytes = 256 * 1024;
const retryAfterSeconds = 10;

/** To be mounted at /webhooks. */
export function createErpRoutes({ doors, now, log }: RouteNeeds): Router {
  const router = Router({ caseSensitive: true });
  for (const { adapter, events } of doors) {
    const { name: erp } = adapter;
    const unsafe = unreadable((line, error) => log({ erp, ...line }, error));
    router.all(
      `/${erp}`,
      rawBody(mostBytes),
      async (request: Request, response: Response) => {
        const reading = adapter.read(rawRequest(request), now());
        if (reading.kind === "rejected") {
          const { status, reason } = reading;
          log({ erp, outcome: "rejected", status, reason });
          give(response, refusal(status, reason));
          return;
        }
        if (reading.kind === "event") await events.take(reading.event);
        const { answer } = reading;
        log(
          reading.kind === "event"
            ? { erp, outcome: "accepted", status: answer.status }
            : { erp, outcome: "ignored", status: answer.status, reason: reading.reason },
        );
        give(response, answer);
      },
      unsafe,
    );
  }
  return router;
}

/** Too large, packed, or it could not be kept. */
function unreadable(
  log: (line: Omit<PushLog, "erp">, error?: unknown) => void,
): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error: unknown, _request, response, _next) => {
    const told = answerToFailure(error);
    if (told.status < 500) {
      log({ outcome: "rejected", ...told });
      give(response, refusal(told.status, told.reason));
      return;
    }
    const reason = "the event could not be kept; post it again";
    log(
      { outcome: "unsafe", status: 503, reason },
      error instanceof EventsFullError ? undefined : error,
    );
    response.set("retry-after", String(retryAfterSeconds));
    give(response, refusal(503, reason));
  };
}
