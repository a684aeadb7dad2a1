/**
 * What is looked at before a call is read: that no web page is behind it, that it bears the token, and that its body is
 * JSON of a bearable size.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { Refusal } from "./refusal";

const mostBytes = 20_000_000;

function isLoopback(name: string): boolean {
  const bare = name.replace(/^\[|\]$/gu, "");
  if (bare === "localhost" || bare === "::1") return true;
  return isIP(bare) === 4 && bare.startsWith("127.");
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether the call bears the token, in the same time whatever it bears. */
function bears({ authorization = "" }: IncomingMessage["headers"], token: string): boolean {
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

/**
 * Refuses pages of other origins, names that were made to point here, and whoever does not bear the token.
 * @throws Refusal 401 or 403
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function checkCaller(
  { headers }: IncomingMessage,
  { host, token }: { readonly host: string; readonly token: string | undefined },
): void {
  const { origin, host: named = "" } = headers;
  const isOwnName = !isLoopback(host) || isLoopback(hostnameOf(`http://${named}`));
  const isOwnPage = origin === undefined || origin === `http://${named}`;
  const site = headers["sec-fetch-site"] ?? "none";
  if (!isOwnName || !isOwnPage || (site !== "none" && site !== "same-origin")) {
    throw new Refusal(403, "The embedded sheet answers only programs of its own machine.");
  }
  if (token === undefined || bears(headers, token)) return;
  throw new Refusal(
    401,
    "Request had invalid authentication credentials. The embedded sheet expects the token that belongs to its start (Authorization: Bearer …).",
  );
}

/**
 * Reads a body as JSON; undefined when it is empty.
 * @throws Refusal 400, 413 or 415
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const tooLarge = new Refusal(413, `Request payload size exceeds the limit: ${mostBytes} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge;
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  if (!/^application\/json\s*(?:;|$)/iu.test(request.headers["content-type"] ?? "")) {
    throw new Refusal(415, "The body must be application/json.");
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch {
    throw new Refusal(400, "Invalid JSON payload received. The body is not JSON.");
  }
}
