/** Which calls a key may make: it is known, has not called too often, and its scope is wide enough. */
import type { RequestHandler, Response } from "express";
import { createKeyring, createRateLimit, type ApiKey, type Scope } from "./keys";
import { refuse } from "./refusal";

export type Allow = (scope: Scope) => RequestHandler;

/** The key of a call that was allowed. */
export const keyOf = (response: Response): ApiKey => response.locals["key"] as ApiKey;

export function createAllow(
  keys: readonly ApiKey[],
  callsPerMinute: number,
  now: () => Date,
): Allow {
  const find = createKeyring(keys);
  const waitFor = createRateLimit(callsPerMinute);
  return (scope) => (request, response, next) => {
    const key = find(request.headers.authorization);
    if (key === undefined) {
      response.setHeader("WWW-Authenticate", "Bearer");
      throw refuse(401, "No key", "Send a key of API_KEYS as Authorization: Bearer.");
    }
    const seconds = waitFor(key.name, now());
    if (seconds > 0) {
      const detail = `Wait ${seconds} s: API_REQUESTS_PER_MINUTE allows ${callsPerMinute} calls a minute.`;
      throw refuse(429, "Too many calls", detail, { retryAfterSeconds: seconds });
    }
    if (scope === "write" && key.scope !== "write")
      throw refuse(403, "Reading only", `The key ${key.name} may only read.`);
    response.locals["key"] = key;
    response.setHeader("Cache-Control", "private, no-cache");
    next();
  };
}
