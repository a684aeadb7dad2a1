/**
 * /api/v1: other systems book documents and read the sheet. In: requests with a key of API_KEYS. Out: JSON, or a problem
 * that says what to do. Order of checks: key, rate, shape, then the sheet.
 */
import express, { Router } from "express";
import type { Stockroom } from "../sheet/stockroom";
import { createAllow } from "./allow";
import { docsPage } from "./docs-page";
import { createDocumentRoutes } from "./documents/routes";
import type { Documents } from "./documents/documents";
import type { ApiKey } from "./keys";
import { createListRoutes } from "./list-routes";
import { openApiDocument } from "./openapi";
import { answerRefusals, refuse } from "./refusal";

export interface ApiNeeds {
  /** None: the API is off. */
  readonly keys: readonly ApiKey[];
  readonly callsPerMinute: number;
  readonly documents: Documents;
  readonly stockroom: Pick<Stockroom, "latest" | "read" | "movementPages">;
  readonly report: (span: "day" | "week" | "month") => Promise<string>;
  /** Where the relay is reached, without a path. */
  readonly origin: () => string;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

const mostBytes = 256 * 1024;

/** To be mounted at /api/v1. */
export function createApi(needs: ApiNeeds): Router {
  const { keys, callsPerMinute, now } = needs;
  const router = Router({ caseSensitive: true });
  const allow = createAllow(keys, callsPerMinute, now);
  const bytes = express.raw({ type: () => true, limit: mostBytes, inflate: false });
  const described = (): ReturnType<typeof openApiDocument> =>
    openApiDocument(`${needs.origin()}/api/v1`);
  if (keys.length > 0) {
    router.use(
      createDocumentRoutes({ ...needs, allow, bytes }),
      createListRoutes({ ...needs, allow }),
    );
    router.get("/openapi.json", allow("read"), (_request, response) => {
      response.json(described());
    });
    router.get("/docs", allow("read"), (_request, response) => {
      response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'",
      );
      response.type("html").send(docsPage(described()));
    });
  }
  router.use((request) => {
    if (keys.length === 0) throw refuse(404, "The API is off", "Set API_KEYS to switch it on.");
    const call = `${request.method} ${request.path.slice(0, 100)}`;
    throw refuse(404, "No such call", `${call} is none of this API's; see /api/v1/openapi.json.`);
  });
  router.use(answerRefusals(needs.onError));
  return router;
}
