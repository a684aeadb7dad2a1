/** Calls to the world outside. Out: a `fetch` whose failures name the host that can't be reached. */
import { UnreachableError } from "./errors";

export function createFetch(): typeof fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      const { hostname } = new URL(input instanceof Request ? input.url : input);
      if (init?.signal?.aborted === true && !isTimeout(error)) throw error;
      const message = `${hostname} can't be reached (${codeOf(error)})`;
      throw new UnreachableError(message, hostname, { cause: (error as Error).cause ?? error });
    }
  };
}

const isTimeout = (error: unknown): boolean => (error as Error).name === "TimeoutError";

/** The network's own word for what went wrong: ENOTFOUND, ECONNREFUSED, TimeoutError. */
function codeOf(error: unknown): string {
  const { name, cause } = error as Error & { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === "string" ? cause.code : isTimeout(error) ? name : "no connection";
}
